using Cake.Core;

namespace Cake.Frosting;

/// <summary>Cake's services under the host's own context; a build derives its context from this.</summary>
/// <param name="context">Cake's context.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
