using System.Globalization;
using System.Text;
using ClientVitals.Calls;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What a file would give as its columns are read now.</summary>
/// <param name="Headers">Its column names.</param>
/// <param name="Fields">For each column the word of the field it is read as; null = it is not read.</param>
/// <param name="Examples">For each column what stands in it on the first lines.</param>
/// <param name="Trouble">Why it cannot be read so, in a sentence; then the rest is empty.</param>
/// <param name="First">The first calls.</param>
/// <param name="Read">Lines looked at.</param>
/// <param name="Reasons">Refused lines by reason.</param>
/// <param name="IsWhole">Whether the whole file was looked at.</param>
public sealed record FilePreview(
    IReadOnlyList<string> Headers,
    IReadOnlyList<string?> Fields,
    IReadOnlyList<string> Examples,
    string? Trouble,
    IReadOnlyList<CallRow> First,
    long Read,
    long Rejected,
    IReadOnlyList<(string Reason, long Lines)> Reasons,
    bool IsWhole)
{
    /// <summary>What a reader should know about how it is read: zones, guesses, fields left out.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Rows shown, and lines looked at, at most.</summary>
    private const int Shown = 5, Looked = 20_000;

    /// <summary>Lines of which each column shows what stands in it, and letters of each.</summary>
    private const int Examined = 3, LettersOfAnExample = 30;

    public static FilePreview Of(UploadedFile file, CallFileOptions options)
    {
        IReadOnlyList<string> headers = [];
        IReadOnlyList<string> examples = [];
        try
        {
            using (var source = SourceFile.At(file.Path, form: options.Form()))
            using (var rows = new CsvRows(source))
            {
                headers = rows.Headers;
                examples = ExamplesOf(rows);
            }
            using var calls = CallFile.Open(file.Path, options);
            var first = new List<CallRow>();
            foreach (var call in calls.Rows())
            {
                if (first.Count < Shown)
                    first.Add(call);
                if (calls.Account.Read >= Looked)
                    break;
            }
            return new(headers, FieldsOf(calls.Columns, headers), examples, null, first, calls.Account.Read, calls.Account.Rejected, calls.Account.Reasons, calls.Account.Read < Looked) { Notes = calls.Notes };
        }
        catch (MissingColumn missing)
        {
            return new(headers, FieldsOf(missing.Found, headers), examples, $"No column was recognised as {missing.What}: choose it below.", [], 0, 0, [], true);
        }
        catch (PlainError trouble)
        {
            return new(headers, new string?[headers.Count], examples, trouble.Message, [], 0, 0, [], true);
        }
    }

    private static string?[] FieldsOf(CallColumns columns, IReadOnlyList<string> headers)
    {
        var fields = new string?[headers.Count];
        foreach (var field in Enum.GetValues<CallField>())
        {
            if (columns[field] is var at and >= 0 && at < fields.Length)
                fields[at] = CallColumns.FieldWords[(int)field];
        }
        return fields;
    }

    private static string[] ExamplesOf(CsvRows rows)
    {
        var examples = rows.Headers.Select(_ => new List<string>()).ToList();
        for (var line = 0; line < Examined && rows.Read();)
        {
            if (rows.Trouble is not null)
                continue;
            line++;
            for (var column = 0; column < examples.Count; column++)
            {
                var text = Encoding.UTF8.GetString(rows[column]).Trim();
                if (text.Length > 0 && !examples[column].Contains(text))
                    examples[column].Add(new StringInfo(text) is { LengthInTextElements: > LettersOfAnExample } longer ? longer.SubstringByTextElements(0, LettersOfAnExample) + "…" : text);
            }
        }
        return [.. examples.Select(texts => string.Join(" · ", texts))];
    }
}
