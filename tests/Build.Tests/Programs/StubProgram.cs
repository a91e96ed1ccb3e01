namespace Build.Tests.Programs;

/// <summary>A small script that stands where a test's subject expects a program.</summary>
internal static class StubProgram
{
    /// <summary>Writes the script, executable where the system knows that, and returns its path.</summary>
    public static string Write(string folder, string name, string script)
    {
        string file = Path.Combine(Directory.CreateDirectory(folder).FullName, name);
        // Where a link to the real program stands, it is the link that goes: writing through it would replace the machine's own program.
        File.Delete(file);
        File.WriteAllText(file, script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        return file;
    }
}
