using System.Globalization;
using System.Text;

namespace ClientVitals.Sources;

/// <summary>
/// The rejected lines of a file, beside it: <c>calls.csv</c> gives <c>calls.rejects.csv</c> with line, reason and raw text.
/// Made with the first reject; where the folder cannot be written, in the working folder. Text that a spreadsheet would
/// run as a formula gets an apostrophe before it.
/// </summary>
/// <param name="input">The file as named; "-" for standard input.</param>
/// <param name="taken">Places that must stay as they are: other inputs, and the rejects of other files of the same command.</param>
public sealed class RejectsFile(string input, IReadOnlySet<string>? taken = null) : IDisposable
{
    private const string Header = "line,reason,raw";

    private StreamWriter? _writer;
    private bool _isFinished;

    /// <summary>Where it is; null while nothing was rejected.</summary>
    public string? Path { get; private set; }

    /// <summary>Adds a line. Throws <see cref="PlainError"/> when it cannot be written.</summary>
    public void Add(Reject reject)
    {
        ArgumentNullException.ThrowIfNull(reject);
        _writer ??= Begin();
        Write(writer =>
        {
            writer.Write(reject.Line.ToString(CultureInfo.InvariantCulture));
            writer.Write(',');
            writer.Write(Cell(reject.Reason));
            writer.Write(',');
            writer.Write(Cell(reject.Raw));
            writer.Write('\n');
        });
    }

    /// <summary>
    /// All lines are there: writes out what is still in memory, so that a full disk is noticed before the calls are kept. The
    /// rejects of an earlier attempt do not stay beside a file of which nothing was rejected.
    /// </summary>
    public void Finish()
    {
        _isFinished = true;
        if (_writer is not null)
        {
            Write(writer => writer.Dispose());
            _writer = null;
            return;
        }
        foreach (var place in Places().Where(IsOurs))
            File.Delete(place);
    }

    private StreamWriter Begin()
    {
        var places = Places();
        foreach (var place in places)
        {
            try
            {
                var writer = new StreamWriter(place, append: false, new UTF8Encoding(false), 1 << 16);
                Path = place;
                writer.Write(Header + "\n");
                return writer;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next place, else the sentence below.
            }
        }
        throw new PlainError($"The rejected lines cannot be written ({string.Join(", ", places.Select(p => $"'{p}'"))}): give this user a writable folder, or free some space there.");
    }

    /// <summary>Beside the input, else in the working folder; under another name where that one is somebody else's.</summary>
    private List<string> Places()
    {
        var name = input == "-" ? "standard-input" : System.IO.Path.GetFileName(input);
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ndjson", ".jsonl", ".json"])
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                name = name[..^ending.Length];
        }
        var beside = System.IO.Path.GetDirectoryName(input == "-" ? "" : input) ?? "";
        return [.. new[] { beside, "" }.Distinct().Select(folder => Free(folder, name))];
    }

    private string Free(string folder, string name)
    {
        var place = System.IO.Path.Combine(folder, name + ".rejects.csv");
        for (var number = 2; taken?.Contains(System.IO.Path.GetFullPath(place)) == true; number++)
            place = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.{number}.rejects.csv"));
        return place;
    }

    /// <summary>Nobody else's file is deleted: ours begins with our column names.</summary>
    private static bool IsOurs(string place)
    {
        try
        {
            return File.Exists(place) && File.ReadLines(place).FirstOrDefault() == Header;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void Write(Action<StreamWriter> write)
    {
        try
        {
            write(_writer!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlainError($"The rejected lines cannot be written to '{Path}' ({Said(e)}): free some space there and import the file again; nothing of it was imported.", e);
        }
    }

    /// <summary>What the system says, without the path that is in the sentence already.</summary>
    private static string Said(Exception e) => e.Message.Split(" : ")[0].Trim().TrimEnd('.');

    private static string Cell(string text)
    {
        text = SpreadsheetText.Harmless(text);
        // Readers stop at a NUL; its picture says that there was one.
        text = text.Replace('\0', '\u2400');
        return text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Closes it. What was given up half-way may be incomplete; its import was given up too.</summary>
    public void Dispose()
    {
        try
        {
            _writer?.Dispose();
        }
        catch (IOException) when (!_isFinished)
        {
            // The import has failed already, with its own sentence.
        }
    }
}
