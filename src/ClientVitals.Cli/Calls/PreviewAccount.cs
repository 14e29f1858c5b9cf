using System.Globalization;
using ClientVitals.Calls.Previews;
using ClientVitals.Cli.Facts;
using static ClientVitals.Cli.Wording;

namespace ClientVitals.Cli.Calls;

/// <summary>A preview for people: what will count, how it is read, what would change.</summary>
internal static class PreviewAccount
{
    /// <summary>Values of a column shown; the rest is in the JSON.</summary>
    private const int Shown = 12;

    public static void Write(CallPreview preview)
    {
        Console.WriteLine($"{Shorn(preview.File)} (source: {preview.Source}): a preview, nothing is imported.");
        Console.WriteLine($"  {Looked(preview)}.");
        Console.WriteLine($"  {Count(preview.Counting, "call")} will count.");
        Reasons(preview, true, "kept, but will not count");
        Reasons(preview, false, "refused");
        foreach (var time in preview.Times)
            Console.WriteLine($"  Times: {Shorn(time.Sentence.ToString())}.");
        if (preview.Length is { } length)
            Console.WriteLine($"  Lengths: {Shorn(length.Sentence.ToString())}{(length.Suggestion is { } unit ? $"; they look like {unit}: --duration-unit {unit}" : "")}.");
        foreach (var column in preview.Values)
            Values(column);
        Own(preview.Own);
        PreviewChanges.Write(preview.Comparison, preview.ComparisonMissing?.ToString(), preview.IsWhole ? null : preview.Lines, "kept, and count once it is said whose they are");
        foreach (var note in preview.Notes)
            Console.WriteLine($"  Note: {Shorn(note.InCommand.ToString())}.");
    }

    private static string Looked(CallPreview preview)
    {
        var calls = preview.Calls + preview.Rejected > preview.Lines ? $": {Count(preview.Calls, "call")}, because a line that names several clients is a call of each" : $", {Count(preview.Calls, "call")} in {(preview.Lines == 1 ? "it" : "them")}";
        return preview.IsWhole
            ? $"{Count(preview.Lines, "line")} read{calls}"
            : $"Only the first {Count(preview.Lines, "line")}{(preview.AboutLines is { } about ? $" of about {Round(about)}" : "")} were read{calls}; --whole looks at all";
    }

    private static void Reasons(CallPreview preview, bool isKept, string what)
    {
        var reasons = preview.NotCounting.Where(one => one.IsKept == isKept).ToList();
        if (reasons.Count == 0)
            return;
        Console.WriteLine($"  {Count(reasons.Sum(one => one.Calls), isKept ? "call is" : "line is", isKept ? "calls are" : "lines are")} {what}:");
        foreach (var one in reasons.Take(Shown))
            Console.WriteLine($"    {N(one.Calls),10}  {one.Reason}; line {N(one.Line)}: {Shorn(one.Example ?? "")}");
        if (reasons.Count > Shown)
            Console.WriteLine($"    {N(reasons.Skip(Shown).Sum(one => one.Calls)),10}  for {Count(reasons.Count - Shown, "other reason")}");
    }

    private static void Values(ColumnValues column)
    {
        Console.WriteLine($"  Values of '{Shorn(column.Header)}' ({column.Field}):");
        foreach (var one in column.Values.Take(Shown))
        {
            var hint = one.Chosen is not null ? " (chosen)"
                : one.IsKnown ? ""
                : $" (not known{(column.Field == "outcome" ? "" : ", not counted")}): --value \"{Shorn(column.Header)}:{Shorn(one.Value)}={one.Suggestion ?? "…"}\"{(one.Suggestion is null ? "" : " is suggested")}";
            Console.WriteLine($"    {N(one.Lines),10}  {Shorn(one.Value)} → {one.Meaning}{hint}");
        }
        if (column.Different > Math.Min(column.Values.Count, Shown))
            Console.WriteLine($"    {"",10}  … and {Count(column.Different - Math.Min(column.Values.Count, Shown), "more value")}");
    }

    private static void Own(IReadOnlyList<OwnAddress> own)
    {
        foreach (var one in own.Where(one => one.IsListed))
            Console.WriteLine($"  Own or test address: {one.Address}, {Count(one.Calls, "call")}, on the list.");
        foreach (var one in own.Where(one => !one.IsListed))
            Console.WriteLine($"  Perhaps an own address: {one.Address}, {Count(one.Calls, "call")}; it {(one.Why.ToString().StartsWith("the ", StringComparison.Ordinal) ? "is " : "")}{one.Why}. To say so: vitals people own-addresses --add {one.Address}");
    }

    private static string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Two figures are enough of what is estimated.</summary>
    private static string Round(long lines)
    {
        var unit = (long)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(1, lines))) - 1));
        return N((lines + (unit / 2)) / unit * unit);
    }
}
