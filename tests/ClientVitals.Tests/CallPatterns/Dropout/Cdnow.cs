using System.Globalization;
using ClientVitals.CallPatterns.Dropout;

namespace ClientVitals.Tests.CallPatterns.Dropout;

/// <summary>
/// Purchases of the tenth of CDNOW's customers of early 1997 on which Fader, Hardie and Lee published their figures: repeats, time of the last
/// one and time watched, in weeks. Public teaching data of Bruce Hardie; kept in <c>shared/data</c> beside the repository, not in it.
/// </summary>
internal static class Cdnow
{
    public static IReadOnlyList<CallRecency> Customers { get; } = Read();

    private static List<CallRecency> Read()
    {
        var file = SharedData.File("cdnow", "cdnow_customers_summary.csv");
        return [.. File.ReadLines(file).Skip(1).Select(line => line.Split(',')).Select(cells => new CallRecency(
            (int)Number(cells[1]), Weeks(cells[2]), Weeks(cells[3])))];
    }

    /// <summary>The file rounds to hundredths of a week what was whole days.</summary>
    private static double Weeks(string text) => Math.Round(Number(text) * 7) / 7;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
