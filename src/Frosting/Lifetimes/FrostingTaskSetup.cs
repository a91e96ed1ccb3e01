using Cake.Core;

namespace Cake.Frosting;

/// <summary>Prepares each task. It needs nothing but Cake's own context.</summary>
public abstract class FrostingTaskSetup : FrostingTaskSetup<ICakeContext>;
