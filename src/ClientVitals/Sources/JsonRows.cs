using System.Text;
using System.Text.Json;

namespace ClientVitals.Sources;

/// <summary>
/// The objects of a JSON file: one on each line (NDJSON), a list of them (or of lists), or an answer of an API that holds such a list, however
/// deep; several such answers one after another are one list. What lies within an object is named with dots (<c>from.number</c>); a list of
/// texts is one field, cut by semicolons.
/// </summary>
internal sealed class JsonRows : RowsAsCsv
{
    /// <summary>Different names in a file, at most.</summary>
    private const int MostNames = 2000;

    /// <summary>How deep names go, how many objects of a list are named, and how deep the list of an answer may lie.</summary>
    private const int Deepest = 5, MostOfAList = 3, DeepestList = 3;

    /// <summary>A file that is one object, at most, in bytes: it is in memory as a whole.</summary>
    private const long LargestWhole = 256L << 20;

    private readonly Stream _file;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);
    private readonly string _name;
    private readonly bool _isWhole;
    private IEnumerator<Record>? _records;

    /// <summary>Reads the names in the whole file; then it is given row by row.</summary>
    /// <param name="name">The file's name, for the sentence.</param>
    /// <param name="file">UTF-8, a stream that can be taken back; it is closed with this one.</param>
    public JsonRows(string name, Stream file)
    {
        _name = name;
        _file = file;
        _isWhole = !BeginsWithALineOfItsOwn();
        foreach (var record in Records())
        {
            if (record.Object is { } one)
                Flatten(one, "", 0);
            foreach (var field in _fields.Keys)
            {
                if (_names.Count < MostNames)
                    _names.TryAdd(field, _names.Count);
            }
            _fields.Clear();
        }
        if (_names.Count == 0)
            throw new PlainError($"'{name}' is JSON, but holds no objects with named values; one call on each line, or a list of calls, is needed.");
    }

    /// <summary>Whether text begins as JSON does; no line of column names does.</summary>
    public static bool IsJson(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            first = first[3..];
        first = first.TrimStart(" \t\r\n"u8);
        while (first.StartsWith("["u8))
            first = first[1..].TrimStart(" \t\r\n"u8);
        return first.StartsWith("{"u8) && first[1..].TrimStart(" \t\r\n"u8) is { Length: > 0 } next && next[0] is (byte)'"' or (byte)'}';
    }

    private bool BeginsWithALineOfItsOwn() => IsOneOnALine(_file);

    /// <summary>Whether each line is an object; else the file is one value.</summary>
    /// <param name="file">UTF-8, a stream that can be taken back.</param>
    internal static bool IsOneOnALine(Stream file)
    {
        using var reader = Lines(file);
        string? line;
        while ((line = reader.ReadLine()) is not null && string.IsNullOrWhiteSpace(line))
        {
            // Looking for the first line that holds something.
        }
        return line is not null && line.TrimStart().StartsWith('{') && Parsed(line) is not null && (!string.IsNullOrWhiteSpace(reader.ReadLine()) || !HoldsAList(line));
    }

    /// <summary>An answer of an API that is one line is no call.</summary>
    private static bool HoldsAList(string line) => Parsed(line) is { } one && ListIn(one) is not null;

    private static StreamReader Lines(Stream file)
    {
        file.Position = 0;
        return new StreamReader(file, TextEncodings.Utf8, detectEncodingFromByteOrderMarks: true, 64 << 10, leaveOpen: true);
    }

    private IEnumerable<Record> Records()
    {
        if (_isWhole)
        {
            foreach (var one in Whole())
                yield return one;
            yield break;
        }
        using var reader = Lines(_file);
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                yield return default;
                continue;
            }
            var one = Parsed(line);
            // One answer of an API on each line, each a page of calls.
            if (one is { } page && ListIn(page) is { } list)
            {
                foreach (var call in Objects(list))
                    yield return call;
                continue;
            }
            yield return new(line, one);
        }
    }

    /// <summary>What APIs call their lists of calls; a list by another name may belong to one call (participants, tags, legs).</summary>
    private static readonly HashSet<string> ListNames = new(
        ["calls", "calllogs", "callhistory", "callelements", "cdrs", "records", "results", "data", "items", "appointments", "visits", "bookings", "sessions", "packages", "clientservices", "memberships", "payments", "charges", "refunds", "meetings", "events", "entries", "rows", "collection", "value", "list"], StringComparer.Ordinal);

    /// <summary>Whether an object only wraps its lists: no text in it but where the next page is.</summary>
    private static bool IsAPage(JsonElement one) => one.EnumerateObject().All(value => value.Value.ValueKind != JsonValueKind.String
        || Letters(value.Name) is "next" or "status" or "message" or "object" or "type" || Letters(value.Name) is { } name && (name.EndsWith("uri", StringComparison.Ordinal) || name.EndsWith("url", StringComparison.Ordinal) || name.EndsWith("token", StringComparison.Ordinal) || name.EndsWith("cursor", StringComparison.Ordinal)));

    private static string Letters(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>The objects of a list; of the lists in it, theirs.</summary>
    private static IEnumerable<Record> Objects(JsonElement list)
    {
        foreach (var one in list.EnumerateArray())
        {
            if (one.ValueKind == JsonValueKind.Array)
            {
                foreach (var inner in Objects(one))
                    yield return inner;
            }
            else
            {
                yield return new(one.GetRawText(), one.ValueKind == JsonValueKind.Object ? one : null);
            }
        }
    }

    private IEnumerable<Record> Whole()
    {
        if (_file.Length > LargestWhole)
            throw new PlainError($"'{_name}' is one JSON value of more than {LargestWhole >> 20} MB; write one call on each line (NDJSON) instead.");
        _file.Position = 0;
        JsonDocument whole;
        try
        {
            whole = JsonDocument.Parse(_file);
        }
        catch (JsonException e)
        {
            throw new PlainError($"'{_name}' begins like JSON but is not valid JSON (line {e.LineNumber + 1}); write one call on each line (NDJSON), or a list of calls.", e);
        }
        using (whole)
        {
            var root = whole.RootElement;
            var list = root.ValueKind == JsonValueKind.Array ? root : ListIn(root);
            if (list is null)
            {
                yield return new(root.GetRawText(), root);
                yield break;
            }
            foreach (var one in Objects(list.Value))
                yield return one;
        }
    }

    /// <summary>The list of objects that lies nearest to the top.</summary>
    private static JsonElement? ListIn(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return null;
        List<JsonElement> level = [root];
        for (var depth = 0; depth < DeepestList; depth++)
        {
            var below = new List<JsonElement>();
            foreach (var one in level)
            {
                foreach (var property in one.EnumerateObject())
                {
                    if (property.Value.ValueKind == JsonValueKind.Array && HoldsObjects(property.Value) && (ListNames.Contains(Letters(property.Name)) || IsAPage(one)))
                        return property.Value;
                    if (property.Value.ValueKind == JsonValueKind.Object)
                        below.Add(property.Value);
                }
            }
            level = below;
        }
        return null;
    }

    private static bool HoldsObjects(JsonElement list) => list.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.Object || (one.ValueKind == JsonValueKind.Array && HoldsObjects(one)));

    private static JsonElement? Parsed(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            // A line that is no object is refused by itself, with its text.
            return null;
        }
    }

    protected override bool Next(StringBuilder line)
    {
        if (_records is null)
        {
            var column = 0;
            foreach (var name in _names.Keys)
                Cell(line, column++, name);
            _records = Records().GetEnumerator();
            return true;
        }
        if (!_records.MoveNext())
            return false;
        if (_records.Current.Object is { } one)
            Fields(line, one);
        else if (_records.Current.Text is { } text)
            Cell(line, 0, "\0" + text);
        return true;
    }

    private void Fields(StringBuilder line, JsonElement one)
    {
        _fields.Clear();
        Flatten(one, "", 0);
        var column = 0;
        var start = line.Length;
        foreach (var name in _names.Keys)
            Cell(line, column++, _fields.GetValueOrDefault(name, ""));
        // An object without values is a call that says nothing, not a blank line.
        if (line.Length == start)
            line.Append("\"\"");
        _fields.Clear();
    }

    private void Flatten(JsonElement value, string name, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < Deepest:
                foreach (var inner in value.EnumerateObject())
                    Flatten(inner.Value, name.Length == 0 ? inner.Name : $"{name}.{inner.Name}", depth + 1);
                break;
            case JsonValueKind.Array when value.EnumerateArray().All(one => one.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)):
                _fields[name] = string.Join("; ", value.EnumerateArray().Select(Text));
                break;
            case JsonValueKind.Array when depth < Deepest:
                for (var i = 0; i < value.GetArrayLength() && i < MostOfAList; i++)
                    Flatten(value[i], $"{name}[{i}]", depth + 1);
                break;
            default:
                if (name.Length > 0)
                    _fields[name] = Text(value);
                break;
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    /// <summary>A record and, where it is an object, what it holds; neither for a blank line.</summary>
    private readonly record struct Record(string? Text, JsonElement? Object);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _records?.Dispose();
            _file.Dispose();
        }
        base.Dispose(disposing);
    }
}
