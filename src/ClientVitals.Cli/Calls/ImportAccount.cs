using System.Globalization;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Cli.Calls;

/// <summary>The account of an import, for people: what became of every line.</summary>
internal static class ImportAccount
{
    /// <summary>Reasons and words shown; the rest stands in the rejects file and in deliveries.</summary>
    private const int Shown = 10;

    public static void Write(IntakeDone done, string? rejectsPath)
    {
        Console.WriteLine($"{done.File}: {N(done.Read)} lines read{(done.BlankLines > 0 ? $" ({N(done.BlankLines)} blank ones beside them)" : "")}.");
        Line("added", done.Added);
        Line("unchanged", done.Unchanged);
        Line("corrected", done.Corrected);
        Line("rejected", done.Rejected);
        foreach (var (reason, lines) in done.Reasons.Take(Shown))
            Console.WriteLine($"    {N(lines),12}  {reason}");
        if (done.Reasons.Count > Shown)
            Console.WriteLine($"    {N(done.Reasons.Skip(Shown).Sum(r => r.Lines)),12}  for {done.Reasons.Count - Shown} other reasons");
        if (rejectsPath is not null)
            Console.WriteLine($"  Each rejected line with its reason: {rejectsPath}");
        if (done.ClientsMade > 0)
            Console.WriteLine($"  {N(done.ClientsMade)} clients made (source: {done.Source}).");
        if (done.NowMatched > 0)
            Console.WriteLine($"  {N(done.NowMatched)} earlier unmatched calls were matched.");
        if (done.Unmatched > 0)
            Console.WriteLine($"  {N(done.Unmatched)} calls are unmatched; they are kept. See whose they could be: vitals people unmatched.");
        foreach (var (field, word, lines) in done.UnknownWords.Take(Shown))
            Console.WriteLine($"  The {field} \"{Shorn(word)}\" ({N(lines)} lines) is not a known value: kept as {(field == "outcome" ? "OTHER" : "UNKNOWN, not counted")}.");
        if (done.UnknownWords.Count > Shown)
            Console.WriteLine($"  … and {done.UnknownWords.Count - Shown} more such words.");
        foreach (var note in done.Notes)
            Console.WriteLine($"  Note: {note}.");
    }

    /// <summary>The sum over several files.</summary>
    public static void WriteTotal(IReadOnlyList<IntakeDone> files)
    {
        Console.WriteLine($"All {files.Count} files: {N(files.Sum(f => f.Read))} lines read.");
        Line("added", files.Sum(f => f.Added));
        Line("unchanged", files.Sum(f => f.Unchanged));
        Line("corrected", files.Sum(f => f.Corrected));
        Line("rejected", files.Sum(f => f.Rejected));
        if (files.Sum(f => f.ClientsMade) is var made and > 0)
            Console.WriteLine($"  {N(made)} clients made.");
    }

    private static void Line(string what, long count) => Console.WriteLine($"  {what,-10} {N(count),12}");

    private static string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What a file holds may not move the cursor.</summary>
    private static string Shorn(string word) => string.Concat(word.Select(c => char.IsControl(c) ? ' ' : c));
}
