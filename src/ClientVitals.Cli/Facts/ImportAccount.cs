using System.Globalization;
using ClientVitals.Sources.Intake;
using static ClientVitals.Cli.Wording;

namespace ClientVitals.Cli.Facts;

/// <summary>The account of an import, for people: what became of every line.</summary>
internal static class ImportAccount
{
    /// <summary>Reasons and words shown; the rest is in the rejects file and in deliveries.</summary>
    private const int Shown = 10;

    /// <param name="done">The account.</param>
    /// <param name="rejectsPath">Where each rejected line is with its reason.</param>
    /// <param name="one">A row, in a sentence.</param>
    /// <param name="unmatched">The command that shows rows without a client.</param>
    public static void Write(IntakeDone done, string? rejectsPath, string one, string unmatched)
    {
        Console.WriteLine($"{done.File}: {Read(done.Lines, done.Read, done.BlankLines, one)}.");
        Line("added", done.Added);
        Line("unchanged", done.Unchanged);
        Line("corrected", done.Corrected);
        Line("rejected", done.Rejected);
        foreach (var (reason, lines) in done.Reasons.Take(Shown))
            Console.WriteLine($"    {N(lines),12}  {reason}");
        if (done.Reasons.Count > Shown)
            Console.WriteLine($"    {N(done.Reasons.Skip(Shown).Sum(r => r.Lines)),12}  for {Count(done.Reasons.Count - Shown, "other reason")}");
        if (rejectsPath is not null)
            Console.WriteLine($"  Each rejected line with its reason: {rejectsPath}");
        if (done.ClientsMade > 0)
            Console.WriteLine($"  {Count(done.ClientsMade, "client")} made (source: {done.Source}).");
        if (done.NowMatched > 0)
            Console.WriteLine($"  {Count(done.NowMatched, $"earlier unmatched {one} was", $"earlier unmatched {one}s were")} matched.");
        if (done.Unmatched > 0)
            Console.WriteLine($"  {Count(done.Unmatched, $"{one} is unmatched and kept", $"{one}s are unmatched and kept")}. See whose {(done.Unmatched == 1 ? "it" : "they")} could be: {unmatched}.");
        foreach (var (field, word, lines) in done.UnknownWords.Take(Shown))
            Console.WriteLine($"  The {field} \"{Shorn(word)}\" ({Count(lines, "line")}) is not a known value: {(field == "outcome" ? "kept as OTHER" : one == "call" || field is "status" or "kind" ? "kept as UNKNOWN, not counted" : "left out")}.");
        if (done.UnknownWords.Count > Shown)
            Console.WriteLine($"  … and {Count(done.UnknownWords.Count - Shown, "more such word")}.");
        foreach (var note in done.Notes)
            Console.WriteLine($"  Note: {note.InCommand}.");
    }

    /// <summary>The sum over several files.</summary>
    public static void WriteTotal(IReadOnlyList<IntakeDone> files, string one)
    {
        Console.WriteLine($"All {files.Count} files: {Read(files.Sum(f => f.Lines), files.Sum(f => f.Read), 0, one)}.");
        Line("added", files.Sum(f => f.Added));
        Line("unchanged", files.Sum(f => f.Unchanged));
        Line("corrected", files.Sum(f => f.Corrected));
        Line("rejected", files.Sum(f => f.Rejected));
        if (files.Sum(f => f.ClientsMade) is var made and > 0)
            Console.WriteLine($"  {Count(made, "client")} made.");
    }

    /// <summary>Lines first; then rows, where a line that names several clients is one of each.</summary>
    private static string Read(long lines, long read, long blank, string one) =>
        $"{Count(lines, "line")} read{(read > lines ? $", which count as {N(read)} because a line that names several clients is a {one} of each" : "")}{(blank > 0 ? $" ({Count(blank, "blank one")} beside {(lines == 1 ? "it" : "them")})" : "")}";

    private static void Line(string what, long count) => Console.WriteLine($"  {what,-10} {N(count),12}");

    private static string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
