using Cake.Core;

namespace Cake.Frosting;

/// <summary>Prepares and ends a run of the build. It needs nothing but Cake's own context.</summary>
public abstract class FrostingLifetime : FrostingLifetime<ICakeContext>;
