using System.Globalization;
using System.Text;

namespace ClientVitals.Benchmarks.Import;

/// <summary>
/// A file of calls as the world sends it, made line by line by a generator that knows what must become of each: written
/// without a look at the reader, so that its truth is no echo. Times without an offset are Asia/Dubai's.
/// </summary>
/// <param name="seed">Same seed, same file.</param>
/// <param name="lines">Lines of data, blank ones among them.</param>
/// <param name="clients">Clients that call.</param>
/// <param name="oddShare">Share of lines that are bad or odd.</param>
/// <param name="corrections">Whether a call's own id comes again with other facts; then the order of lines matters.</param>
public sealed partial class OddCalls(int seed, int lines, int clients = 200, double oddShare = .4, bool corrections = true)
{
    private static readonly DateTime From = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, string> _told = [];
    private readonly List<string[]> _repeatable = [];
    private string _client = "";
    private DateTime _at;
    private int _number;

    /// <summary>Lines that hold something.</summary>
    public long Read { get; private set; }

    public long Blank { get; private set; }

    /// <summary>Calls that are there after the first import and were not before.</summary>
    public long Added { get; private set; }

    /// <summary>Lines of the first import that repeat a call named by its id.</summary>
    public long Unchanged { get; private set; }

    /// <summary>Lines of the first import that a later line of the same id sets right.</summary>
    public long Corrected { get; private set; }

    public long Rejected => Reasons.Values.Sum();

    /// <summary>Rejected lines by reason.</summary>
    public SortedDictionary<string, long> Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls by client (e-mail, or number where there is none) and day in Dubai.</summary>
    public Dictionary<(string Client, DateOnly Day), int> Calls { get; } = [];

    /// <summary>Lines by what is odd about them.</summary>
    public SortedDictionary<string, long> Kinds { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes the file; its truth is known afterwards.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="shuffle">Writes the lines in another order; they are kept in memory for it.</param>
    public void Write(Stream to, int? shuffle = null)
    {
        to.Write([0xEF, 0xBB, 0xBF]);
        to.Write(Encoding.UTF8.GetBytes(Header + "\r\n"));
        if (shuffle is null)
        {
            foreach (var line in Lines())
                to.Write(line);
            return;
        }
        var all = Lines().ToArray();
        new Random(shuffle.Value).Shuffle(all);
        foreach (var line in all)
            to.Write(line);
    }

    private IEnumerable<byte[]> Lines()
    {
        for (_number = 0; _number < lines; _number++)
        {
            var fields = Plain();
            var line = _random.NextDouble() < oddShare ? Odd(fields) : Accept("plain", fields);
            // Exports that went through several hands end their lines now so, now so.
            yield return [.. line, .. _random.Next(2) == 0 ? "\r\n"u8 : "\n"u8];
        }
    }

    private string[] Plain()
    {
        _client = string.Create(CultureInfo.InvariantCulture, $"client{_random.Next(clients)}@example.com");
        _at = From.AddSeconds(_random.Next(26 * 7 * 86400));
        var fields = new string[Header.Split(',').Length];
        Array.Fill(fields, "");
        fields[Email] = _client;
        fields[Started] = Iso(_at);
        fields[Status] = "COMPLETED";
        fields[Direction] = "OUTBOUND";
        fields[Channel] = "PHONE";
        fields[Duration] = Text(_random.Next(1800));
        fields[Staff] = $"Coach {_random.Next(7)}";
        // Without an id of its own each call is another only if it differs.
        fields[Notes] = $"note {_number}";
        return fields;
    }

    private byte[] Accept(string kind, string[] fields, string? raw = null)
    {
        Count(kind);
        Added++;
        Keep(1);
        if (fields[Notes].Length < 100 && raw is null && _repeatable.Count < 1000)
            _repeatable.Add([.. fields, _client, _at.Ticks.ToString(CultureInfo.InvariantCulture)]);
        return Encoding.UTF8.GetBytes(raw ?? string.Join(',', fields));
    }

    private byte[] Reject(string reason, string line) => Reject(reason, Encoding.UTF8.GetBytes(line));

    private byte[] Reject(string reason, byte[] line)
    {
        Count(reason);
        Reasons[reason] = Reasons.GetValueOrDefault(reason) + 1;
        return line;
    }

    private byte[] Empty(string line)
    {
        Kinds["blank line"] = Kinds.GetValueOrDefault("blank line") + 1;
        Blank++;
        return Encoding.UTF8.GetBytes(line);
    }

    /// <summary>The very line of earlier: two equal rows are two calls.</summary>
    private byte[] Duplicate(string[] fields)
    {
        if (_repeatable.Count == 0)
            return Accept("plain", fields);
        var earlier = _repeatable[_random.Next(_repeatable.Count)];
        _client = earlier[^2];
        _at = new DateTime(long.Parse(earlier[^1], CultureInfo.InvariantCulture), DateTimeKind.Utc);
        return Accept("duplicate line", earlier[..^2], string.Join(',', earlier[..^2]));
    }

    /// <summary>A call that its source names: new, told again as it was, or told otherwise.</summary>
    private byte[] Named(string[] fields)
    {
        fields[CallId] = string.Create(CultureInfo.InvariantCulture, $"C-{(corrections ? _random.Next(1 + (lines / 200)) : _number)}");
        // A correction changes what became of the call, never whose it is: that is another test's.
        _client = string.Create(CultureInfo.InvariantCulture, $"client{StableNumber(fields[CallId]) % clients}@example.com");
        _at = From.AddDays(StableNumber(fields[CallId]) % 180).AddHours(9);
        (fields[Email], fields[Started], fields[Duration], fields[Staff], fields[Notes]) = (_client, Iso(_at), "60", "Coach 1", "named");
        fields[Status] = corrections && _random.Next(3) == 0 ? "NO_ANSWER" : "COMPLETED";
        if (!_told.TryGetValue(fields[CallId], out var before))
        {
            _told[fields[CallId]] = fields[Status];
            return Accept("named by its source", fields, string.Join(',', fields));
        }
        _told[fields[CallId]] = fields[Status];
        Count(before == fields[Status] ? "named again, as it was" : "named again, otherwise");
        if (before == fields[Status])
            Unchanged++;
        else
            Corrected++;
        return Encoding.UTF8.GetBytes(string.Join(',', fields));
    }

    private void Count(string kind)
    {
        Read++;
        Kinds[kind] = Kinds.GetValueOrDefault(kind) + 1;
    }

    private void Keep(int calls)
    {
        var day = (_client, DateOnly.FromDateTime(_at.AddHours(4)));
        Calls[day] = Calls.GetValueOrDefault(day) + calls;
    }

    private static int StableNumber(string text)
    {
        var number = 17u;
        foreach (var c in text)
            number = (number * 31) + c;
        return (int)(number & int.MaxValue);
    }

    private static string Iso(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
