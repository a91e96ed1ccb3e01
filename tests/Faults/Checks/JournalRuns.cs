using System.Text.Json;
using Faults.Worlds;

namespace Faults.Checks;

/// <summary>What stands in a clone's journal.</summary>
internal static class JournalRuns
{
    public static IEnumerable<Sighting> Read(Clone clone)
    {
        if (!Directory.Exists(clone.Journal)) yield break;
        foreach (string file in Directory.EnumerateFiles(clone.Journal, "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            JsonElement entry = document.RootElement.GetProperty("entry");
            JsonElement start = entry.GetProperty("start");
            yield return new Sighting(
                $"{start.GetProperty("env").GetString()}/{start.GetProperty("phase").GetString()}",
                $"journal of {clone.Name} ({entry.GetProperty("state").GetString()})",
                Row: null);
        }
    }

    /// <summary>Entries that were set aside: no kill may leave one.</summary>
    public static IEnumerable<string> Unreadable(Clone clone)
    {
        string folder = Path.Combine(clone.Journal, "unreadable");
        return Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [];
    }
}
