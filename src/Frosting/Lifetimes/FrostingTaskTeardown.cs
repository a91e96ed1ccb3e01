using Cake.Core;

namespace Cake.Frosting;

/// <summary>Ends each task. It needs nothing but Cake's own context.</summary>
public abstract class FrostingTaskTeardown : FrostingTaskTeardown<ICakeContext>;
