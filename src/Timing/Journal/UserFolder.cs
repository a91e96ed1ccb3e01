using System.Security.Cryptography;
using System.Text;

namespace BuildTiming.Journal;

/// <summary>A user's own folder for one git directory. Its name is a hash, for which OpenSSL is loaded: only where there is need.</summary>
/// <param name="above">Where such folders are, of all git directories.</param>
/// <param name="gitDirectory">The git directory, an absolute path without a separator at its end.</param>
internal sealed class UserFolder(string above, string gitDirectory)
{
    private const int KeyLength = 16;

    /// <summary>It is not certain that there is no such folder.</summary>
    public bool MayExist => Directory.Exists(above);

    /// <summary>The folder, an absolute path; it need not exist.</summary>
    public string Path =>
        System.IO.Path.Combine(above, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(gitDirectory)))[..KeyLength]);
}
