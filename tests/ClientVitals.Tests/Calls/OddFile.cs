using System.Globalization;
using System.Text;

namespace ClientVitals.Tests.Calls;

/// <summary>A file of calls as the world sends it, made by a generator that knows what must become of each line.</summary>
internal sealed class OddFile
{
    private readonly MemoryStream _bytes = new();
    private readonly Random _random;
    private readonly string _end;

    /// <param name="seed">Same seed, same file.</param>
    /// <param name="lines">Lines of data.</param>
    /// <param name="oddShare">Share of lines that are odd in some way.</param>
    public OddFile(int seed, int lines, double oddShare = .4)
    {
        _random = new Random(seed);
        _end = seed % 2 == 0 ? "\r\n" : "\n";
        _bytes.Write([0xEF, 0xBB, 0xBF]);
        Write("client_email,started_at,status,direction,channel,duration_seconds,staff,notes,client_email");
        var good = new List<string>();
        for (var i = 0; i < lines; i++)
        {
            var line = Good(i);
            if (_random.NextDouble() >= oddShare)
            {
                Accept(line);
                good.Add(line);
                continue;
            }
            Odd(i, line, good);
        }
    }

    public byte[] Bytes => _bytes.ToArray();

    public long Read { get; private set; }

    public long Accepted { get; private set; }

    /// <summary>Accepted lines by client.</summary>
    public SortedDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Rejected lines by reason.</summary>
    public SortedDictionary<string, long> Reasons { get; } = new(StringComparer.Ordinal);

    public long Blank { get; private set; }

    private int _client;

    private string Good(int i)
    {
        _client = _random.Next(200);
        var at = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(_random.Next(26 * 7 * 86400));
        return string.Create(CultureInfo.InvariantCulture, $"client{_client}@example.com,{at:yyyy-MM-dd'T'HH:mm:ss'Z'},COMPLETED,OUTBOUND,PHONE,{_random.Next(1800)},Coach {i % 7},note {i},");
    }

    private void Odd(int i, string line, List<string> good)
    {
        var f = line.Split(',');
        switch (_random.Next(24))
        {
            case 0: Accept(good.Count > 0 ? good[_random.Next(good.Count)] : line, fromText: true); break;
            case 1: Reject(With(f, 0, "client.example.com"), "the e-mail has no @"); break;
            case 2: Reject(With(f, 0, "a b@example.com"), "the e-mail holds a character that no address has"); break;
            case 3: Reject(With(f, 0, ""), "neither e-mail nor phone"); break;
            case 4: Reject(With(f, 1, "2025-02-30T10:00:00Z"), "the start of the call is an impossible date"); break;
            case 5: Reject(With(f, 1, "neulich"), "the start of the call is no date"); break;
            case 6: Accept(With(f, 1, "14.03.2025 10:15")); break;
            case 7: Reject(With(f, 1, "2031-01-01T00:00:00Z"), "lies in the future and is not scheduled"); break;
            case 8: Reject(With(f, 5, "-30"), "negative duration"); break;
            case 9: Reject(string.Join(',', f[..5]), "too few fields"); break;
            case 10: Reject(line + ",more,fields", "too many fields"); break;
            case 11: Accept(With(f, 7, "\"she said \"\"yes, please\"\", twice\"")); break;
            case 12: Accept(With(f, 7, $"\"first line{_end}second line, with a comma\"")); break;
            case 13: Reject(With(f, 7, "a\0b"), "holds a NUL character"); break;
            case 14: Broken(With(f, 7, "caf"), [0xE9, (byte)'!']); break;
            case 15: Accept(With(f, 7, "=HYPERLINK(1)")); break;
            case 16: Accept(With(f, 7, new string('x', i % 50 == 0 ? 70_000 : 700))); break;
            case 17: Write(_random.Next(2) == 0 ? "" : "   "); Blank++; break;
            case 18: Accept(With(f, 0, $"  CLIENT{_client}@Example.COM ")); break;
            case 19: Reject(With(f, 7, "\"never closed"), "a quote is opened and never closed"); break;
            case 20: Accept(With(f, 2, "Teleported")); break;
            case 21: Accept(With(With(f, 2, "scheduled").Split(','), 1, "2031-01-01T00:00:00Z")); break;
            case 22: Reject(With(f, 1, ""), "no start of the call"); break;
            default: Reject(With(f, 5, "a while"), "the duration is no length of time"); break;
        }
    }

    private static string With(string[] fields, int at, string value)
    {
        var copy = fields.ToArray();
        copy[at] = value;
        return string.Join(',', copy);
    }

    private void Accept(string line, bool fromText = false)
    {
        Write(line);
        Read++;
        Accepted++;
        var client = fromText ? line[..line.IndexOf(',', StringComparison.Ordinal)] : $"client{_client}@example.com";
        Calls[client] = Calls.GetValueOrDefault(client) + 1;
    }

    private void Reject(string line, string reason)
    {
        Write(line);
        Read++;
        Reasons[reason] = Reasons.GetValueOrDefault(reason) + 1;
    }

    /// <summary>The last note is cut after its bytes: no text in any encoding we read.</summary>
    private void Broken(string line, byte[] bytes)
    {
        var cut = line.LastIndexOf(',');
        _bytes.Write(Encoding.UTF8.GetBytes(line[..cut]));
        _bytes.Write(bytes);
        Write(line[cut..]);
        Read++;
        Reasons["is not valid UTF-8"] = Reasons.GetValueOrDefault("is not valid UTF-8") + 1;
    }

    private void Write(string line) => _bytes.Write(Encoding.UTF8.GetBytes(line + _end));
}
