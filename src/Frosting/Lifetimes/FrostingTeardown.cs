using Cake.Core;

namespace Cake.Frosting;

/// <summary>Ends a run of the build. It needs nothing but Cake's own context.</summary>
public abstract class FrostingTeardown : FrostingTeardown<ICakeContext>;
