namespace Faults;

/// <summary>The suite finds and kills processes by what <c>/proc</c> tells of them.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "Processes are told by /proc, which only Linux has.";
    }
}
