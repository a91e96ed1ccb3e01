using System.Globalization;
using Tests.Shared.Facts;

namespace Tests.Shared.Time;

/// <summary>A clock that stands still, for a process and all that it starts; what they measure goes on.</summary>
public static class StandingClock
{
    /// <summary>The variables that a process gets it by.</summary>
    /// <exception cref="InvalidOperationException">libfaketime is missing.</exception>
    public static IEnumerable<(string Name, string Value)> At(DateTimeOffset now) =>
    [
        ("LD_PRELOAD", FakeTimeFactAttribute.Library
            ?? throw new InvalidOperationException("libfaketime is not installed (Debian: faketime)")),
        ("FAKETIME", now.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("TZ", "UTC"),
    ];
}
