using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClientVitals.Sources.Facts;
using static ClientVitals.Cli.Wording;

namespace ClientVitals.Cli.Facts;

/// <summary>Previews several files of a fact one after another; nothing is imported. A file that cannot be read does not stop the others.</summary>
internal sealed class FactPreviews(OutputFormat format, Func<string, CancellationToken, Task<FactPreview>> readAsync)
{
    /// <summary>Values of a column, and reasons, shown; the rest is in the JSON.</summary>
    private const int Shown = 12;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>Looks at all files; returns the exit code.</summary>
    public async Task<int> RunAsync(FactEntity entity, IReadOnlyList<string> paths, CancellationToken ct)
    {
        if (format == OutputFormat.Csv)
            throw new PlainError("A preview cannot be written as CSV; use --format table or json with --dry-run.");
        var previews = new JsonArray();
        var failed = 0;
        foreach (var path in paths)
        {
            var preview = await StandardInput.ReadAsync(path, readAsync, ct);
            if (path == "-")
                preview = preview with { File = StandardInput.Name };
            if (preview.Trouble is not null)
            {
                failed++;
                await Console.Error.WriteLineAsync(preview.TroubleInCommand);
            }
            if (format == OutputFormat.Json)
                previews.Add(Written(preview));
            else if (preview.Trouble is null)
                Write(entity, preview);
        }
        if (format == OutputFormat.Json)
            Console.WriteLine(previews.ToJsonString(Json));
        return failed == 0 ? Door.Done : Door.Failed;
    }

    private static JsonObject Written(FactPreview preview)
    {
        var whole = JsonSerializer.SerializeToNode(preview, Json)!.AsObject();
        whole["trouble"] = preview.TroubleInCommand;
        whole.Remove("trouble_in_command");
        whole["notes"] = JsonSerializer.SerializeToNode(preview.Notes.Select(note => note.InCommand), Json);
        return whole;
    }

    private static void Write(FactEntity entity, FactPreview preview)
    {
        Console.WriteLine($"{Shorn(preview.File)} (source: {preview.Source}): a preview, nothing is imported.");
        Console.WriteLine(preview.IsWhole
            ? $"  {Count(preview.Lines, "line")} read, {Count(preview.Rows, entity.One)} in {(preview.Lines == 1 ? "it" : "them")}."
            : $"  Only the first {Count(preview.Lines, "line")} were read, {Count(preview.Rows, entity.One)} in them; --whole looks at all.");
        foreach (var field in preview.Counts.GroupBy(one => one.Field))
            Console.WriteLine($"  By {field.Key}: {string.Join(", ", field.Select(one => $"{N(one.Rows)} {one.Word}"))}.");
        if (preview.Rejected > 0)
        {
            Console.WriteLine($"  {Count(preview.Rejected, "line is", "lines are")} refused:");
            foreach (var one in preview.Refused.Take(Shown))
                Console.WriteLine($"    {N(one.Lines),10}  {one.Reason}; line {N(one.Line)}: {Shorn(one.Example ?? "")}");
        }
        if (preview.Time is { } time)
            Console.WriteLine($"  Times: {Shorn(time)}.");
        foreach (var column in preview.Words)
            Values(column);
        PreviewChanges.Write(preview.Comparison, preview.ComparisonMissing, preview.IsWhole ? null : preview.Lines, "kept until it is known whose they are");
        foreach (var note in preview.Notes)
            Console.WriteLine($"  Note: {Shorn(note.InCommand.ToString())}.");
    }

    private static void Values(FactPreview.Values column)
    {
        Console.WriteLine($"  Values of '{Shorn(column.Header)}' ({column.Field}):");
        foreach (var one in column.Read.Take(Shown))
        {
            var hint = one.IsKnown ? ""
                : $" (not known): --value \"{Shorn(column.Header)}:{Shorn(one.Text)}={one.Suggestion ?? "…"}\"{(one.Suggestion is null ? "" : " is suggested")}";
            Console.WriteLine($"    {N(one.Lines),10}  {Shorn(one.Text)} → {one.Meaning ?? "says nothing"}{hint}");
        }
        if (column.Different > Shown)
            Console.WriteLine($"    … and {Count(column.Different - Shown, "other value")}");
    }

    private static string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
