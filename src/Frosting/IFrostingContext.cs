using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context that every task and lifetime of a host shares.</summary>
public interface IFrostingContext : ICakeContext;
