using System.Diagnostics;
using System.IO.Pipes;
using Microsoft.Win32.SafeHandles;

namespace BuildTiming.Processes;

/// <summary>The redirected streams of a process as plain files, each to be taken once.</summary>
/// <remarks>
/// The framework's own streams of pipes are read through <c>System.Net.Sockets</c>, also synchronously: its first use takes 20 ms of
/// processor time and a thread, and fails where the address space is limited (<c>ulimit -v</c>). A file's read is the system's.
/// </remarks>
internal static class ProcessPipes
{
    /// <summary>What the process prints.</summary>
    public static Stream TakeOutput(this Process process) => Take(process.StandardOutput.BaseStream, FileAccess.Read);

    /// <summary>What the process prints as its errors.</summary>
    public static Stream TakeError(this Process process) => Take(process.StandardError.BaseStream, FileAccess.Read);

    /// <summary>What the process reads.</summary>
    public static Stream TakeInput(this Process process) => Take(process.StandardInput.BaseStream, FileAccess.Write);

    /// <summary>The handle of one of these streams; null for another kind of stream.</summary>
    public static SafeFileHandle? HandleOf(Stream stream) => (stream as FileStream)?.SafeFileHandle;

    // The handle changes its owner: while a thread still reads, its number must not come to mean another file.
    private static Stream Take(Stream stream, FileAccess access)
    {
        if (stream is not PipeStream { SafePipeHandle: { } pipe }) return stream;
        var file = new SafeFileHandle(pipe.DangerousGetHandle(), ownsHandle: true);
        pipe.SetHandleAsInvalid();
        return new FileStream(file, access, bufferSize: 0);
    }
}
