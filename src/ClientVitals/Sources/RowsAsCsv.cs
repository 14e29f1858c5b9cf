using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// Rows of something else as the text of a CSV file, so that there is one reader for all. Each row is one line, whatever its fields hold,
/// so that the number of a line is that of the row.
/// </summary>
internal abstract class RowsAsCsv : ForwardStream
{
    private const int AtOnce = 32 << 10;

    private readonly StringBuilder _lines = new();
    private byte[] _bytes = [];
    private int _at;
    private bool _ended;

    /// <summary>Appends the next row's fields with <see cref="Cell"/>. False at the end.</summary>
    protected abstract bool Next(StringBuilder line);

    /// <summary>A field. Quoted whenever a reader could take something in it for a separator.</summary>
    protected static void Cell(StringBuilder line, int column, string text)
    {
        if (column > 0)
            line.Append(',');
        if (text.AsSpan().IndexOfAny("\r\n") >= 0)
            text = text.ReplaceLineEndings(" ");
        if (text.AsSpan().IndexOfAny("\",;|\t") < 0)
            line.Append(text);
        else
            line.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }

    public override int Read(Span<byte> buffer)
    {
        while (_at == _bytes.Length)
        {
            if (_ended)
                return 0;
            _lines.Clear();
            while (_lines.Length < AtOnce && !_ended)
            {
                if (Next(_lines))
                    _lines.Append('\n');
                else
                    _ended = true;
            }
            _bytes = Encoding.UTF8.GetBytes(_lines.ToString());
            _at = 0;
        }
        var count = Math.Min(buffer.Length, _bytes.Length - _at);
        _bytes.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }
}
