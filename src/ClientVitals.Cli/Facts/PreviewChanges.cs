using System.Globalization;
using ClientVitals.Sources.Intake;
using static ClientVitals.Cli.Wording;

namespace ClientVitals.Cli.Facts;

/// <summary>What a file would change, as the previews of calls and of facts say it.</summary>
internal static class PreviewChanges
{
    /// <param name="change">Null = it is not known.</param>
    /// <param name="missing">Why it is not known.</param>
    /// <param name="only">How many lines were looked at; null = all.</param>
    /// <param name="unmatched">What becomes of rows that are nobody's.</param>
    public static void Write(IntakeComparison? change, string? missing, long? only, string unmatched)
    {
        if (change is null)
        {
            Console.WriteLine($"  What would change is not known: {missing}.");
            return;
        }
        Console.WriteLine($"  Would change{(only is { } lines ? $", of the first {Count(lines, "line")}" : "")}:");
        Line("added", change.Added);
        Line("unchanged", change.Unchanged);
        Line("corrected", change.Corrected);
        if (change.NowMatched > 0)
            Line("matched", change.NowMatched, "earlier calls that find their client");
        if (change.Unmatched > 0)
            Line("unmatched", change.Unmatched, unmatched);
        if (change.ClientsMade > 0)
            Console.WriteLine($"  {Count(change.ClientsMade, "client")} would be made: {string.Join(", ", change.FirstClients.Select(Named))}{(change.ClientsMade > change.FirstClients.Count ? " …" : "")}.");
    }

    private static string Named(NewClient client) => Shorn(client.Name is null ? client.Address : $"{client.Name} ({client.Address})");

    private static void Line(string what, long count, string? why = null) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {count,10:N0}  {what}{(why is null ? "" : $" ({why})")}"));
}
