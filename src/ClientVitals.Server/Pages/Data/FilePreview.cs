using ClientVitals.Calls;
using ClientVitals.Sources;

namespace ClientVitals.Server.Pages.Data;

/// <summary>What a file would give as its columns are read now.</summary>
/// <param name="Headers">Its column names.</param>
/// <param name="Fields">For each column the word of the field it is read as; null = it is not read.</param>
/// <param name="Trouble">Why it cannot be read so, in a sentence; then the rest is empty.</param>
/// <param name="First">The first calls.</param>
/// <param name="Read">Lines looked at.</param>
/// <param name="Reasons">Refused lines by reason.</param>
/// <param name="IsWhole">Whether the whole file was looked at.</param>
public sealed record FilePreview(
    IReadOnlyList<string> Headers,
    IReadOnlyList<string?> Fields,
    string? Trouble,
    IReadOnlyList<CallRow> First,
    long Read,
    long Rejected,
    IReadOnlyList<(string Reason, long Lines)> Reasons,
    bool IsWhole)
{
    /// <summary>Rows shown, and lines looked at, at most.</summary>
    private const int Shown = 5, Looked = 20_000;

    public static FilePreview Of(UploadedFile file, CallFileOptions options)
    {
        IReadOnlyList<string> headers = [];
        try
        {
            using (var source = SourceFile.At(file.Path))
            using (var rows = new CsvRows(source))
                headers = rows.Headers;
            using var calls = CallFile.Open(file.Path, options);
            var first = new List<CallRow>();
            foreach (var call in calls.Rows())
            {
                if (first.Count < Shown)
                    first.Add(call);
                if (calls.Account.Read >= Looked)
                    break;
            }
            var fields = new string?[headers.Count];
            foreach (var field in Enum.GetValues<CallField>())
            {
                if (calls.Columns[field] is var at and >= 0 && at < fields.Length)
                    fields[at] = CallColumns.FieldWords[(int)field];
            }
            return new(headers, fields, null, first, calls.Account.Read, calls.Account.Rejected, calls.Account.Reasons, calls.Account.Read < Looked);
        }
        catch (PlainError trouble)
        {
            return new(headers, new string?[headers.Count], trouble.Message, [], 0, 0, [], true);
        }
    }
}
