namespace Cake.Frosting;

/// <summary>Prepares and ends each task.</summary>
public interface IFrostingTaskLifetime : IFrostingTaskSetup, IFrostingTaskTeardown;
