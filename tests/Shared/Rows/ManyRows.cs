using System.Globalization;
using System.Text;
using BuildTiming.Model;

namespace Tests.Shared.Rows;

/// <summary>A registry file of any length, with rows of all generations as they are found: one in twenty has quotes.</summary>
public static class ManyRows
{
    private static readonly DateTimeOffset First = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes so many rows, one a minute.</summary>
    public static void Write(Stream file, int count)
    {
        using var text =
            new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        for (int row = 0; row < count; row++) text.WriteLine(Line(row));
    }

    /// <summary>One of the rows.</summary>
    public static string Line(int row)
    {
        DateTimeOffset start = First.AddMinutes(row);
        int seconds = 60 + (row * 7 % 3000);
        string times = $"{Utc.Format(start)},{Utc.Format(start.AddSeconds(seconds))}";
        string phase = row % 3 == 0 ? "bootstrap-persistent" : "apply-persistent";
        string log = $"logs/build-timings/{phase}-dev-persistent-{Utc.FormatForName(start)}.log";
        string measured = string.Create(CultureInfo.InvariantCulture, $"{seconds},{row % 2}");
        string named = $"{times},{phase},dev,persistent,{measured}";
        return (row % 20) switch
        {
            < 14 => $"{named},ENV_NAME=dev NODE_INSTANCE_TYPE=t3.small BOOTSTRAP_VERSION=v3 REGION=eu-west-2,{row % 40},0,0,{log}",
            < 17 => $"{named},,{log}",
            17 => $"{named},1,0,0,https://github.com/example/platform/actions/runs/{7_000_000_000L + row}",
            18 => $"{times},dev,20250115-{row % 100:00},{measured},{log}",
            _ => $"{named},\"ENV_NAME=dev,REGION=eu-west-2\",{log}",
        };
    }
}
