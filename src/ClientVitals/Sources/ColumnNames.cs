using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// Where the records of a file begin and what cuts their fields. Above the column names there may be blank lines, Excel's "sep=;" and
/// lines that say what the file is; some files have no column names at all.
/// </summary>
/// <param name="Separator">What cuts the fields.</param>
/// <param name="Bytes">Bytes before the column names, or before the first record where there are none.</param>
/// <param name="Lines">Lines before them.</param>
/// <param name="Titles">Those of the lines that hold something and are left out.</param>
/// <param name="Names">What the columns are called where no line says it.</param>
/// <param name="Note">What a reader should know about that.</param>
internal readonly record struct ColumnNames(byte Separator, int Bytes, int Lines, int Titles, IReadOnlyList<string>? Names, Sentence? Note)
{
    /// <summary>What the lines above the column names say, each as its fields.</summary>
    public IReadOnlyList<IReadOnlyList<string>> TitleFields { get; init; } = [];

    /// <summary>Lines looked at. Titles are few; a file without known names is refused by its first line.</summary>
    private const int MostLines = 40;

    /// <summary>Finds them.</summary>
    /// <param name="head">The beginning of the text, without a byte-order mark.</param>
    /// <param name="judge">As <see cref="SourceForm.Judge"/>.</param>
    public static ColumnNames Find(ReadOnlySpan<byte> head, Func<IReadOnlyList<string>, FirstLine>? judge)
    {
        byte? said = null;
        var above = new List<IReadOnlyList<string>>();
        ColumnNames? first = null, widest = null;
        var (bytes, lines, titles) = (0, 0, 0);
        for (var looked = 0; looked < MostLines && bytes < head.Length;)
        {
            var (line, length, count) = LineAt(head[bytes..]);
            if (line.Length is >= 5 and <= 6 && line.StartsWith("sep="u8) && first is null)
            {
                said = line[4];
            }
            else if (!IsBlank(line))
            {
                looked++;
                var separator = said ?? SeparatorOf(line);
                var here = new ColumnNames(separator, bytes, lines, titles, null, null) { TitleFields = [.. above] };
                var fields = Fields(line, separator);
                var judged = judge?.Invoke(fields) ?? new FirstLine(FirstLineKind.Names);
                if (judged.Kind == FirstLineKind.Names)
                    return here;
                if (judged.Kind == FirstLineKind.Record && first is null)
                    return here with { Names = judged.Names, Note = judged.Note };
                first ??= here;
                if (fields.Count(field => field.Length > 0) > 1)
                    widest ??= here;
                titles++;
                above.Add(fields);
            }
            bytes += length;
            lines += count;
        }
        // No line has names that are known: the first that could be names is shown to a person, who can tell what they are.
        return widest ?? first ?? new ColumnNames(said ?? (byte)',', bytes, lines, 0, null, null);
    }

    /// <summary>A line, without its end; its length with its end; how many lines of an editor it is. A quote may hold the end of a line.</summary>
    private static (byte[] Line, int Length, int Lines) LineAt(ReadOnlySpan<byte> text)
    {
        const int mostLines = 10;
        var plain = EndOf(text);
        var (at, lines, quotes) = (0, 0, 0);
        while (lines < mostLines && at < text.Length)
        {
            var length = EndOf(text[at..]);
            quotes += text.Slice(at, length).Count((byte)'"');
            at += length;
            lines++;
            if (quotes % 2 == 0)
                return (text[..at].TrimEnd("\r\n"u8).ToArray(), at, lines);
        }
        return (text[..plain].TrimEnd("\r\n"u8).ToArray(), plain, 1);
    }

    private static int EndOf(ReadOnlySpan<byte> text) => text.IndexOf((byte)'\n') is var end and >= 0 ? end + 1 : text.Length;

    /// <summary>The one of comma, semicolon, tab and bar that cuts a line most often.</summary>
    private static byte SeparatorOf(ReadOnlySpan<byte> line)
    {
        var best = (byte)',';
        var most = 0;
        foreach (var candidate in ",;\t|"u8)
        {
            var count = 0;
            var quoted = false;
            foreach (var b in line)
            {
                if (b == '"')
                    quoted = !quoted;
                else if (b == candidate && !quoted)
                    count++;
            }
            if (count > most)
                (best, most) = (candidate, count);
        }
        return best;
    }

    private static List<string> Fields(ReadOnlySpan<byte> line, byte separator)
    {
        var fields = new List<string>();
        var start = 0;
        var quoted = false;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"')
                quoted = !quoted;
            if (i < line.Length && (line[i] != separator || quoted))
                continue;
            var field = Encoding.UTF8.GetString(line[start..i]).Trim();
            fields.Add(field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal).Trim() : field);
            start = i + 1;
        }
        return fields;
    }

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
