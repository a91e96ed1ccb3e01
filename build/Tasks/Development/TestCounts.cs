using System.Globalization;
using System.Xml.Linq;

namespace Build.Tasks.Development;

/// <summary>How many tests passed, failed and were skipped, from the result files of all test projects.</summary>
/// <remarks>
/// The format: https://learn.microsoft.com/visualstudio/test/ (TRX); a skipped test is counted in the total and executed nowhere.
/// </remarks>
internal readonly record struct TestCounts(int Passed, int Failed, int Skipped)
{
    public static TestCounts OfFolder(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*.trx").Select(OfFile).Aggregate(new TestCounts(), (sum, file) => sum + file)
        : default;

    public override string ToString() => FormattableString.Invariant($"{Passed} passed, {Failed} failed, {Skipped} skipped");

    private static TestCounts OfFile(string file)
    {
        XElement counters = XDocument.Load(file).Descendants().Single(element => element.Name.LocalName == "Counters");
        int Count(string name) => int.Parse(counters.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        return new TestCounts(Count("passed"), Count("executed") - Count("passed"), Count("total") - Count("executed"));
    }

    public static TestCounts operator +(TestCounts left, TestCounts right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);
}
