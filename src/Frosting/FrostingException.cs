namespace Cake.Frosting;

/// <summary>The host is set up or called in a way that cannot work; its message is what the user sees.</summary>
public sealed class FrostingException : Exception
{
    /// <summary>Reports an error that has no other cause.</summary>
    /// <param name="message">What is wrong.</param>
    public FrostingException(string message)
        : base(message)
    {
    }

    /// <summary>Reports an error that another one caused.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public FrostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
