using System.Globalization;
using System.Text;

namespace ClientVitals.Benchmarks.Import;

/// <content>What can be odd about a line, and what must become of it.</content>
public sealed partial class OddCalls
{
    private const string Header = "client_email,started_at,status,direction,channel,duration_seconds,staff,notes,call_id,phone,logged_at,client_email";
    private const int Email = 0, Started = 1, Status = 2, Direction = 3, Channel = 4, Duration = 5, Staff = 6, Notes = 7, CallId = 8, Phone = 9, Logged = 10;

    private byte[] Odd(string[] f) => _random.Next(8) switch
    {
        0 => OddEmail(f),
        1 => OddDate(f),
        2 => ForeignDate(f),
        3 => OddShape(f),
        4 => OddText(f),
        5 => OddFact(f),
        6 => OddPerson(f),
        _ => _random.Next(2) == 0 ? Duplicate(f) : Named(f),
    };

    private byte[] OddEmail(string[] f) => _random.Next(8) switch
    {
        0 => Reject("the e-mail has no @", With(f, Email, "client.example.com")),
        1 => Reject("the e-mail contains a character that no address has", With(f, Email, "a b@example.com")),
        2 => Both(f),
        3 => Reject("the e-mail has more than one @", With(f, Email, "a@b@example.com")),
        4 => Reject("the e-mail has no valid domain", With(f, Email, "a@localhost")),
        5 => Reject("the e-mail is longer than 254 characters", With(f, Email, new string('a', 300) + "@example.com")),
        6 => Reject("the e-mail has a dot too many", With(f, Email, "a..b@example.com")),
        _ => Reject("the e-mail has no @", With(f, Email, "=1+1")),
    };

    private byte[] OddDate(string[] f) => _random.Next(10) switch
    {
        0 => Reject("the start of the call is an impossible date", With(f, Started, "2025-02-30T10:00:00Z")),
        1 => Reject("the start of the call is an impossible date", With(f, Started, "0000-00-00 00:00:00")),
        2 => Reject("the start of the call is an impossible date", With(f, Started, "2025-03-01T25:61:00Z")),
        3 => Reject("the start of the call is an impossible date", With(f, Started, "9999-12-31T23:59:59-05:00")),
        4 => Reject("the start of the call is not a date", With(f, Started, "neulich")),
        5 => OfASpreadsheet(f),
        6 => Reject("no start of the call", With(f, Started, "")),
        7 => Reject("is in the future and not scheduled", With(f, Started, "2031-01-01T00:00:00Z")),
        8 => Fact("logged in the future", f, Logged, "2031-01-01T00:00:00Z"),
        _ => Fact("logged on an impossible date", f, Logged, "2025-13-01"),
    };

    /// <summary>Dates as other countries and programs write them; those with slashes put the day first throughout.</summary>
    private byte[] ForeignDate(string[] f)
    {
        _at = new DateTime(_at.Year, _at.Month, _at.Day, _at.Hour, _at.Minute, 0, DateTimeKind.Utc);
        var dubai = _at.AddHours(4);
        string Written(DateTime at, string format) => at.ToString(format, CultureInfo.InvariantCulture);
        var (name, text) = _random.Next(9) switch
        {
            0 => ("dots", Written(dubai, "dd.MM.yyyy HH:mm")),
            1 => ("slashes", Written(dubai, "dd/MM/yyyy HH:mm")),
            2 => ("month by name", Written(dubai, "d MMM yyyy h:mm tt")),
            3 => ("month by name first", "\"" + Written(dubai, "MMMM d, yyyy h:mm tt") + "\""),
            4 => ("seconds since 1970", Text(new DateTimeOffset(_at).ToUnixTimeSeconds())),
            5 => ("milliseconds since 1970", Text(new DateTimeOffset(_at).ToUnixTimeMilliseconds())),
            6 => ("an offset", Written(_at.AddHours(-5), "yyyy-MM-dd'T'HH:mm:ss'-05:00'")),
            7 => ("as mail writes it", "\"" + Written(_at, "ddd, dd MMM yyyy HH:mm:ss '+0000'") + "\""),
            _ => ("no separators", Written(dubai, "yyyyMMddHHmmss")),
        };
        f[Started] = text;
        return Accept("date with " + name, f);
    }

    private byte[] OddShape(string[] f) => _random.Next(10) switch
    {
        0 => Reject("too few fields", string.Join(',', f[..5])),
        1 => Reject("too many fields", string.Join(',', f) + ",more,fields"),
        2 => Empty(_random.Next(2) == 0 ? "" : " \t  "),
        3 => Reject("neither e-mail nor phone", new string(',', f.Length - 1)),
        4 => Reject("repeats the column names", Header),
        5 => Accept("separators at the end", f, string.Join(',', f) + ",,,"),
        6 => Accept("every field in quotes", f, string.Join(',', f.Select(x => $"\"{x}\""))),
        7 => Accept("spaces round fields", f, string.Join(" , ", f)),
        8 => Reject("a quote is opened and never closed", With(f, Notes, "\"never closed")),
        _ => Fact("an id that is too long", f, CallId, new string('9', 3000)),
    };

    private byte[] OddText(string[] f) => _random.Next(10) switch
    {
        0 => Note("quoted quotes and commas", f, $"\"they said \"\"yes, please\"\", {_number} times\""),
        1 => Note("a line's end in quotes", f, $"\"first line of {_number}\r\nsecond line, with a comma\""),
        2 => Reject("contains a NUL character", With(f, Notes, "a\0b")),
        3 => Reject("contains characters that are not UTF-8; save the file as CSV UTF-8", [.. Encoding.UTF8.GetBytes(string.Join(',', f)), 0xE9]),
        4 => Note("a formula", f, $"=HYPERLINK({_number})"),
        5 => Note("a formula with a sign", f, $"+{_number}-1|cmd"),
        6 => Note("a long text", f, new string('x', _number % 50 == 0 ? 70_000 : 700) + Text(_number)),
        7 => Note("letters of the world", f, $"اتصال {_number} café \U0001F44D e\u0301"),
        8 => Note("a quote inside", f, $"5\" pipe {_number}"),
        _ => Note("marks that move a cursor", f, $"\u001b[2J{_number}\u202E"),
    };

    private byte[] OddFact(string[] f) => _random.Next(10) switch
    {
        0 => Fact("a negative duration", f, Duration, "-30"),
        1 => Fact("a duration that is not one", f, Duration, "a while"),
        2 => Fact("duration as a clock", f, Duration, "0:01:15"),
        3 => Fact("duration in words", f, Duration, "2 min 5 s"),
        4 => Fact("a status never seen", f, Status, "Teleported"),
        5 => Fact("a channel never seen", f, Channel, "Pigeon"),
        6 => Fact("other words for the same", f, Direction, "Outgoing"),
        7 => Scheduled(f),
        8 => Fact("nothing but address and time", [f[Email], f[Started], .. Enumerable.Repeat("", f.Length - 2)], Notes, $"bare {_number}"),
        _ => Fact("logged later", f, Logged, Iso(_at.AddHours(30))),
    };

    private byte[] OddPerson(string[] f) => _random.Next(8) switch
    {
        0 => Fact("e-mail in capitals and spaces", f, Email, $"  {_client.ToUpperInvariant()}  "),
        1 => Fact("e-mail with mailto", f, Email, $"mailto:{_client}"),
        2 => Fact("e-mail in brackets", f, Email, $"<{_client}>"),
        3 => Fact("e-mail with marks nobody sees", f, Email, $"\u00A0{_client.Insert(3, "\u200B")}\uFEFF"),
        4 => ByNumber(f, national: false),
        5 => ByNumber(f, national: true),
        6 => Reject("no valid phone number", With(With(f, Email, "n/a").Split(','), Phone, "12")),
        _ => Fact("a bad number beside a good address", f, Phone, "12"),
    };

    /// <summary>One line for two clients: each has the call.</summary>
    private byte[] Both(string[] f)
    {
        const string kind = "two e-mails in one field";
        f[Email] = "a@example.com; b@example.com";
        _client = "a@example.com";
        var line = Accept(kind, f, string.Join(',', f));
        _client = "b@example.com";
        Count(kind);
        Added++;
        Keep(1);
        return line;
    }

    /// <summary>1 March 2025, 10:04:48, as a spreadsheet keeps it.</summary>
    private byte[] OfASpreadsheet(string[] f)
    {
        _at = new DateTime(2025, 3, 1, 6, 4, 48, DateTimeKind.Utc);
        f[Started] = "45717.42";
        return Accept("a spreadsheet's number of a day", f);
    }

    private byte[] Note(string kind, string[] f, string text) => Fact(kind, f, Notes, text);

    private byte[] Fact(string kind, string[] f, int field, string text)
    {
        f[field] = text;
        return Accept(kind, f, string.Join(',', f));
    }

    private byte[] Scheduled(string[] f)
    {
        _at = new DateTime(2031, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(_number);
        (f[Status], f[Started]) = ("scheduled", Iso(_at));
        return Accept("agreed upon, not yet made", f, string.Join(',', f));
    }

    private byte[] ByNumber(string[] f, bool national)
    {
        var last = Text(1_000_000 + _random.Next(Math.Max(1, clients / 10)));
        _client = "+97150" + last;
        (f[Email], f[Phone]) = ("", national ? $"050 {last[..3]} {last[3..]}" : $"+971 50 {last}");
        return Accept(national ? "a number without its country" : "a number instead of an e-mail", f, string.Join(',', f));
    }

    private static string With(string[] fields, int at, string value)
    {
        var copy = fields.ToArray();
        copy[at] = value;
        return string.Join(',', copy);
    }
}
