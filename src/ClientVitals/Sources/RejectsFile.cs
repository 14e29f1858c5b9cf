using System.Globalization;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// The rejected lines of a file, beside it: <c>calls.csv</c> gives <c>calls.rejects.csv</c> with line, reason and raw text.
/// Made with the first reject; where the folder cannot be written, in the working folder. Text that a spreadsheet would
/// run as a formula gets an apostrophe before it.
/// </summary>
public sealed class RejectsFile(string input) : IDisposable
{
    private StreamWriter? _writer;

    /// <summary>Where it is; null while nothing was rejected.</summary>
    public string? Path { get; private set; }

    public void Add(Reject reject)
    {
        ArgumentNullException.ThrowIfNull(reject);
        _writer ??= Begin();
        _writer.Write(reject.Line.ToString(CultureInfo.InvariantCulture));
        _writer.Write(',');
        _writer.Write(Cell(reject.Reason));
        _writer.Write(',');
        _writer.Write(Cell(reject.Raw));
        _writer.Write('\n');
    }

    private StreamWriter Begin()
    {
        var name = input == "-" ? "standard-input" : System.IO.Path.GetFileName(input);
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".csv", ".tsv", ".txt"])
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                name = name[..^ending.Length];
        }
        name += ".rejects.csv";
        var beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(input == "-" ? "" : input) ?? "", name);
        _writer = TryOpen(beside) ?? TryOpen(name) ?? throw new PlainError($"The rejected lines can be written neither to '{beside}' nor to '{name}'; give this user a folder to write in.");
        _writer.Write("line,reason,raw\n");
        return _writer;
    }

    private StreamWriter? TryOpen(string path)
    {
        try
        {
            var writer = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 16);
            Path = path;
            return writer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Cell(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
            text = "'" + text;
        // Readers stop at a NUL; its picture says that there was one.
        text = text.Replace('\0', '\u2400');
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    public void Dispose() => _writer?.Dispose();
}
