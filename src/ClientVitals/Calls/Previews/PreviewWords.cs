using System.Runtime.InteropServices;
using System.Text;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Calls.Previews;

/// <summary>The values of the columns that are words, how often each is there, and what it is read as.</summary>
internal sealed class PreviewWords
{
    /// <summary>Different values counted, and listed, of each column at most.</summary>
    private const int MostCounted = 2000, MostListed = 30;

    /// <summary>Letters of a value; what is longer is no word.</summary>
    private const int Longest = 80;

    private static readonly CallField[] Fields = [CallField.Status, CallField.Outcome, CallField.Channel, CallField.Direction];

    private readonly (CallField Field, int At, Dictionary<string, long> Lines)[] _columns;

    public PreviewWords(CallColumns columns) =>
        _columns = [.. Fields.Where(field => columns[field] >= 0).Select(field => (field, columns[field], new Dictionary<string, long>(StringComparer.Ordinal)))];

    public void Add(Records rows)
    {
        if (rows.Trouble is not null)
            return;
        Span<char> chars = stackalloc char[Longest * 4];
        foreach (var (_, at, lines) in _columns)
        {
            var text = rows[at].Trim(" \t\r\n"u8);
            if (text.IsEmpty || text.Length > Longest * 4)
                continue;
            var word = chars[..Encoding.UTF8.GetChars(text, chars)];
            var lookup = lines.GetAlternateLookup<ReadOnlySpan<char>>();
            if (lookup.ContainsKey(word) || lines.Count < MostCounted)
                CollectionsMarshal.GetValueRefOrAddDefault(lookup, word, out _)++;
        }
    }

    public IReadOnlyList<ColumnValues> Read(CallColumns columns, Records rows, CallFileOptions options)
    {
        var reader = new CallRowReader(rows, columns, options, new LineAccount(), columns.SourceName);
        return [.. _columns.Where(one => one.Lines.Count > 0).Select(one => Of(one.Field, one.At, one.Lines, rows.Headers, columns, reader))];
    }

    private static ColumnValues Of(CallField field, int at, Dictionary<string, long> lines, IReadOnlyList<string> headers, CallColumns columns, CallRowReader reader)
    {
        var values = lines.Where(one => one.Key.Length <= Longest).Select(one =>
        {
            var (meaning, isKnown) = reader.ReadingOf(field, one.Key);
            return new ValueReading(one.Key, one.Value, meaning, isKnown, columns.Taught(field)?.GetValueOrDefault(TaughtWord.Key(one.Key)), isKnown ? null : WordSuggestion.For(field, one.Key));
        });
        return new(
            at + 1, headers[at], CallColumns.FieldWords[(int)field], lines.Count,
            [.. values.OrderBy(one => one.IsKnown).ThenByDescending(one => one.Lines).ThenBy(one => one.Value, StringComparer.Ordinal).Take(MostListed)],
            TaughtCalls.MeaningsOf(field));
    }
}
