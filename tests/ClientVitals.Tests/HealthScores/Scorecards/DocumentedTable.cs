using System.Globalization;
using ClientVitals.HealthScores.Scoring;

namespace ClientVitals.Tests.HealthScores.Scorecards;

/// <summary>
/// The documented formula as a table: every border of every rule from both sides and on it, in several surroundings, with what is expected by the text
/// of design/earlier-system.md 3.3 and the deviations of decision 50. An empty cell is unknown.
/// </summary>
internal static class DocumentedTable
{
    public static IReadOnlyList<Line> Lines { get; } = Read();

    /// <summary>One line: five inputs and what they make.</summary>
    public sealed record Line(
        string Why, decimal?[] Inputs, decimal? Engagement, decimal? Package, decimal? Momentum, string? Indicator, decimal? Rate, decimal? Score, string? Zone,
        decimal Confidence, decimal? Risk, string? Category, string? Priority, bool EarlyWarning)
    {
        public InputValue[] Values => Array.ConvertAll(Inputs, value => new InputValue(value));

        public override string ToString() => $"{Why}: {string.Join(" ", Inputs.Select(value => value?.ToString(CultureInfo.InvariantCulture) ?? "unknown"))}";
    }

    private static Line[] Read()
    {
        var path = Path.Combine(TestCluster.Root(), "tests", "ClientVitals.Tests", "HealthScores", "Scorecards", "documented-v1.csv");
        var rows = File.ReadLines(path).Select(Cells).ToArray();
        var lines = new List<Line>();
        foreach (var row in rows[1..])
        {
            string? Text(string name) => row[Array.IndexOf(rows[0], name)] is { Length: > 0 } text ? text : null;
            decimal? Number(string name) => Text(name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
            lines.Add(new Line(
                Text("why")!,
                [Number("sessions_7d"), Number("sessions_30d"), Number("days_since_last_session"), Number("outstanding_sessions"), Number("sessions_purchased")],
                Number("engagement"), Number("package"), Number("momentum"), Text("momentum_indicator"), Number("rate_of_change_percent"), Number("score"), Text("zone"),
                Number("confidence")!.Value, Number("risk"), Text("risk_category"), Text("priority"), Text("early_warning") == "yes"));
        }
        return [.. lines];
    }

    /// <summary>Only the first cell is ever quoted.</summary>
    private static string[] Cells(string line) =>
        line.StartsWith('"') ? [line[1..line.IndexOf("\",", StringComparison.Ordinal)], .. line[(line.IndexOf("\",", StringComparison.Ordinal) + 2)..].Split(',')] : line.Split(',');
}
