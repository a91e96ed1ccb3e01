using Cake.Core;

namespace Cake.Frosting;

/// <summary>Prepares and ends each task. It needs nothing but Cake's own context.</summary>
public abstract class FrostingTaskLifetime : FrostingTaskLifetime<ICakeContext>;
