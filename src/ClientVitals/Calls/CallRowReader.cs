using System.Buffers;
using System.Text;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Calls;

/// <summary>
/// Turns the present record of a file into a call, or says why it is not a call. Only what says whose it is and when it was is needed: whatever
/// else cannot be read is left out, and said.
/// </summary>
internal sealed partial class CallRowReader
{
    /// <summary>Longest name kept, in characters; what is longer is no name.</summary>
    private const int LongestName = 200;

    /// <summary>Longest id of a call, in characters; what is longer is no id, and would not fit the index that keeps calls apart.</summary>
    private const int LongestId = 200;

    /// <summary>Longest word that says that there is none, in bytes.</summary>
    private const int LongestNobody = 16;

    private static readonly SearchValues<byte> OfAMantissa = SearchValues.Create("0123456789.,"u8);

    private readonly Records _rows;
    private readonly CallColumns _columns;
    private readonly CallFileOptions _options;
    private readonly LineAccount _account;
    private readonly string _source;
    private readonly long _latest;
    private readonly FileEvidence? _evidence;
    private readonly LeftOut<CallField> _left = new("call", "calls", field => CallColumns.FieldWords[(int)field]);

    private CallTold _told;

    private readonly TextPool<string?> _names = new(NameOf);
    private readonly TextPool<BusinessZone?> _zones;

    public CallRowReader(Records rows, CallColumns columns, CallFileOptions options, LineAccount account, string source, FileEvidence? evidence = null)
    {
        _evidence = evidence;
        _zones = new(ZoneOf);
        _rows = rows;
        _columns = columns;
        _options = options;
        _account = account;
        _source = source;
        _latest = options.Now.AddDays(1).UtcTicks;
        _emails = new(CellAddresses.Emails);
        _phones = new(PhonesOf);
        _directions = new(text => WordOf(CallField.Direction, text));
        _channels = new(text => WordOf(CallField.Channel, text));
        _statuses = new(StatusWord);
        _outcomes = new(OutcomeOf);
        _reasons = new(ReasonOf);
        _lengths = new(text => CallVocabulary.TryStatus(text, out var said) ? said : null);
        _answers = new(text => CallVocabulary.TryAnswer(text, out var a) ? a : null);
        _flags = new(FlagOf);
        _talks = new(TalkOf);
    }

    /// <summary>Numbers that stood for a client and are ours, as the legs of the file show.</summary>
    public HashSet<string> OwnNumbers { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there were legs whose id is not that of their call.</summary>
    public bool HasLegIds { get; private set; }

    /// <summary>What became of the fields that could not be read, and of lines that name several clients.</summary>
    public IReadOnlyList<ReadingNote> Notes => [.. _left.Notes, .. SaidOfWords(), .. SaidOfClients(), .. SaidOfLegs()];

    /// <summary>The call; or null and the reason.</summary>
    public CallRow? Read(out string? reason)
    {
        _first = null;
        reason = _rows.Trouble;
        if (reason is not null)
        {
            // Of other records the fields cannot be asked.
            reason = reason is "too few fields" or "too many fields" && IsTotal() ? "is a total, not a call" : reason;
            return null;
        }
        _told = CallTold.Nothing;
        var duration = Seconds();
        var channel = ChannelOf(out var direction, out var fate);
        var status = StatusOf(fate, duration, out var outcome);
        reason = Whose(ref direction);
        if (reason is not null)
            return null;
        reason = TimeFault(ReadStart(out var started), "the start of the call", "no start of the call");
        if (reason is not null)
        {
            reason = IsTotal() ? "is a total, not a call" : reason;
            return null;
        }
        if (started > _latest && !IsAhead(ref status))
        {
            reason = "is in the future and not scheduled";
            return null;
        }
        var id = Id();
        var (first, last) = NamesOf();
        _first = new CallRow(
            _rows.Line,
            _clients.Email,
            _clients.Phone,
            new DateTimeOffset(started, TimeSpan.Zero),
            LoggedAt(),
            direction,
            channel,
            status,
            outcome,
            duration,
            Name(CallField.Staff),
            id is null ? null : Name(CallField.Provider) ?? _source,
            id,
            first,
            last,
            Name(CallField.Coach),
            Plain(Written(CallField.Notes)))
        {
            Told = _told,
            IsOurs = _isOurs && _clients.Email is null,
            LegCallId = id is null ? null : LegId(id),
            SourceOrder = SourceOrder.Read(Field(CallField.SourceOrder), _options.Zone, _options.DateOrder),
        };
        return _first;
    }

    private ReadOnlySpan<byte> Field(CallField field)
    {
        var at = _columns[field];
        if (at < 0)
            return [];
        return FieldText.Plain(_rows[at]);
    }

    /// <summary>What people wrote, as they wrote it: names and notes may begin with a mark that a number may not.</summary>
    private ReadOnlySpan<byte> Written(CallField field) => _columns[field] is var at and >= 0 ? _rows[at].Trim(" \t\r\n"u8) : [];

    private bool Has(CallField field) => _columns[field] >= 0;

    /// <summary>Whether a call that lies ahead is agreed upon or called off. Declined ahead of time, it is called off.</summary>
    private bool IsAhead(ref CallStatus status)
    {
        if (status is CallStatus.Scheduled or CallStatus.Cancelled)
            return true;
        var isAgreed = Field(CallField.Status) is { IsEmpty: false } text && CallVocabulary.IsAgreed(Encoding.UTF8.GetString(text));
        if (status == CallStatus.Declined)
            status = CallStatus.Cancelled;
        else if (isAgreed || (_columns.AreAppointments && (_told & CallTold.Status) == 0))
            status = CallStatus.Scheduled;
        else
            return false;
        _told |= CallTold.Status;
        return true;
    }

    /// <summary>Exports joined end to end carry their column names in the middle.</summary>
    private bool IsHeader()
    {
        for (var at = 0; at < _rows.Headers.Count; at++)
        {
            if (!_rows[at].Trim(" \t\r\n"u8).SequenceEqual(Encoding.UTF8.GetBytes(_rows.Headers[at])))
                return false;
        }
        return true;
    }

    /// <summary>Reports end with lines such as "Total,,600".</summary>
    private bool IsTotal()
    {
        for (var at = 0; at < _rows.Headers.Count; at++)
        {
            if (_rows[at].Trim(" \t\r\n\""u8) is { IsEmpty: false } text)
                return CallVocabulary.IsTotal(Encoding.UTF8.GetString(text));
        }
        return false;
    }

    private static string? TimeFault(TimeReading reading, string what, string missing) => reading switch
    {
        TimeReading.Read => null,
        TimeReading.Missing => missing,
        TimeReading.Impossible => $"{what} is an impossible date",
        TimeReading.OrderUnclear => $"{what} may have day or month first",
        TimeReading.ZoneUnclear => $"{what} names a time zone that is not known or may mean several; write its offset",
        _ => $"{what} is not a date",
    };

    private DateTimeOffset? LoggedAt()
    {
        var text = Field(CallField.LoggedAt);
        if (text.IsEmpty)
            return null;
        var reading = Time(CallField.LoggedAt, text, out var ticks);
        if (reading == TimeReading.Read && ticks <= _latest)
            return new DateTimeOffset(ticks, TimeSpan.Zero);
        _left.Add(CallField.LoggedAt, TimeFault(reading, "it", "it is missing")?[3..] ?? "is in the future", text);
        return null;
    }

    private string? Id()
    {
        var text = Field(CallField.ProviderCallId);
        if (text.IsEmpty)
            return null;
        var id = Encoding.UTF8.GetString(text);
        // "N/A" and "0" on many lines would make one call of them.
        if (text.Length <= LongestNobody && !text.ContainsAnyInRange((byte)'1', (byte)'9') && (text.IndexOfAnyExcept((byte)'0') < 0 || CellAddresses.IsNobody(id)))
            return null;
        if (IsRounded(text))
        {
            _left.Add(CallField.ProviderCallId, "has lost digits in a spreadsheet", text);
            return null;
        }
        if (id.Length <= LongestId)
            return id;
        _left.Add(CallField.ProviderCallId, "is longer than 200 characters", text);
        return null;
    }

    /// <summary>The id of the leg, where it is not that of its call.</summary>
    private string? LegId(string call)
    {
        if (_columns[CallField.LegCallId] < 0 || Field(CallField.LegCallId) is not { IsEmpty: false, Length: <= LongestId } text || IsRounded(text))
            return null;
        Span<char> letters = stackalloc char[text.Length];
        // Most calls have one leg, which has the id of the call.
        if (call.AsSpan().SequenceEqual(letters[..Encoding.UTF8.GetChars(text, letters)]))
            return null;
        HasLegIds = true;
        return Encoding.UTF8.GetString(text);
    }

    /// <summary>1.76215E+15: what a spreadsheet leaves of a long number; others are left of the same.</summary>
    private static bool IsRounded(ReadOnlySpan<byte> id)
    {
        var power = id.IndexOfAny("eE"u8);
        return power > 0 && power + 2 < id.Length && id[power + 1] == '+'
            && id[..power].IndexOfAnyExcept(OfAMantissa) < 0 && id[(power + 2)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    private (string? First, string? Last) NamesOf()
    {
        // A line of several clients cannot say which of them the name is.
        if (_clients.Count > 1)
            return (null, null);
        var first = Name(CallField.Firstname);
        var last = Name(CallField.Lastname);
        if (first is not null || last is not null || Name(CallField.Name) is not { } full)
            return (first, last);
        var space = full.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (full, null) : (full[..space], full[(space + 1)..].TrimStart());
    }

    private string? Name(CallField field)
    {
        if ((field == CallField.Provider ? Field(field) : Written(field)) is not { IsEmpty: false } text)
            return null;
        var name = _names[text];
        if (name is null && text.Length > LongestName)
            _left.Add(field, "is longer than 200 characters", text);
        return name;
    }

    private static string? NameOf(string text)
    {
        var name = text.Trim();
        // "[No associated user]": a word of the system's about a name.
        return name.Length is 0 or > LongestName || (name[0] == '[' && name[^1] == ']') ? null : name;
    }

    private static string? Plain(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);
}
