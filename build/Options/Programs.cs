using System.Text;
using BuildTiming.Processes;

namespace Build.Options;

/// <summary>Refuses, before anything runs, programs that could not be started.</summary>
internal static class Programs
{
    /// <summary>A program of that name can be started.</summary>
    public static bool IsOnPath(string program, string? path = null) => SearchPath.Find(program, path) is not null;

    /// <summary>Terraform can be started.</summary>
    /// <exception cref="Cake.Core.CakeException">What is missing, and what to do.</exception>
    public static void RequireTerraform(BuildOptions options)
    {
        string program = options[KnownOptions.Terraform];
        if (Complaint(program, options.PlatformRoot) is not { } complaint) return;
        throw InvalidOption.Because(
            $"{complaint}. Install Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org), or "
            + "set --terraform or TF_BIN.");
    }

    /// <summary>The platform's scripts can be started.</summary>
    /// <exception cref="Cake.Core.CakeException">bash is missing, and what to do.</exception>
    public static void RequireBash()
    {
        if (Complaint("bash", Environment.CurrentDirectory) is { } complaint)
            throw InvalidOption.Because($"{complaint}. The platform's scripts need it: install bash, or put its folder on PATH.");
    }

    /// <summary>Why a program cannot be started, or null where it can.</summary>
    /// <param name="program">A name, or a path relative to the folder.</param>
    /// <param name="folder">Where it is to run.</param>
    public static string? Complaint(string program, string folder)
    {
        bool isPath = program.Contains('/', StringComparison.Ordinal)
            || program.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        string[] files = isPath ? [Path.GetFullPath(program, folder)] : [.. SearchPath.Candidates(program)];
        string? file = files.FirstOrDefault(SearchPath.IsExecutable);
        if (file is not null) return Interpreter(file) is { } missing
            ? $"{file} cannot be started: its interpreter {missing.Replace("\r", "\\r", StringComparison.Ordinal)} is missing"
            : null;
        if (files.FirstOrDefault(File.Exists) is { } found) return $"{found} is not executable";
        return isPath ? $"{program} does not exist in {folder}" : $"{program} is not on PATH";
    }

    /// <summary>The interpreter that a script's first line names and that is not there, or null.</summary>
    private static string? Interpreter(string file)
    {
        if (OperatingSystem.IsWindows() || FirstLine(file) is not ['#', '!', .. var line]) return null;
        string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return null;
        if (!File.Exists(words[0])) return words[0];
        return words is [_, var program] && Path.GetFileName(words[0]) == "env" && !program.Contains('=') && !IsOnPath(program)
            ? program
            : null;
    }

    private static string? FirstLine(string file)
    {
        try
        {
            byte[] start = new byte[256];
            using FileStream stream = File.OpenRead(file);
            return Encoding.UTF8.GetString(start, 0, stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)).Split('\n')[0];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A program that may be run and not read is no script, or none that can be judged here.
            return null;
        }
    }
}
