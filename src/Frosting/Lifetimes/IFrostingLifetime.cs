namespace Cake.Frosting;

/// <summary>Prepares and ends a run of the build.</summary>
public interface IFrostingLifetime : IFrostingSetup, IFrostingTeardown;
