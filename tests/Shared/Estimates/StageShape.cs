namespace Tests.Shared.Estimates;

/// <summary>How long the stages of a run take, in seconds; zero for one that it leaves out.</summary>
/// <param name="number">Which run of the series it is, from 0.</param>
/// <param name="random">Where chance comes from.</param>
internal delegate double[] StageShape(int number, Random random);
