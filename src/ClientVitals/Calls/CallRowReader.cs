using System.Text;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Calls;

/// <summary>Turns the present record of a file into a call, or says why it is none.</summary>
internal sealed class CallRowReader
{
    /// <summary>Longest name kept, in characters; what is longer is no name.</summary>
    private const int LongestName = 200;

    /// <summary>Longest id of a call, in characters; what is longer is no id, and would not fit the index that keeps calls apart.</summary>
    private const int LongestId = 200;

    private static readonly HashSet<string> Nobody = new(
        ["na", "none", "null", "nil", "unknown", "anonymous", "private", "restricted", "blocked", "withheld", "unavailable", "noemail", "nophone", ""],
        StringComparer.Ordinal);

    private readonly Records _rows;
    private readonly CallColumns _columns;
    private readonly CallFileOptions _options;
    private readonly LineAccount _account;
    private readonly string _source;
    private readonly long _latest;
    private readonly byte[] _dateAndTime = new byte[160];

    private CallTold _told;

    private readonly TextPool<(string? Address, string? Fault)> _emails;
    private readonly TextPool<(string? Number, bool Given)> _phones;
    private readonly TextPool<(CallDirection Direction, string? Unknown)> _directions;
    private readonly TextPool<(CallChannel Channel, CallDirection? Direction, string? Unknown)> _channels;
    private readonly TextPool<(CallStatus Status, string? Unknown)> _statuses;
    private readonly TextPool<(CallOutcome? Outcome, CallStatus? Status, string? Unknown)> _outcomes;
    private readonly TextPool<bool?> _answers;
    private readonly TextPool<string?> _names = new(NameOf);

    public CallRowReader(Records rows, CallColumns columns, CallFileOptions options, LineAccount account, string source)
    {
        _rows = rows;
        _columns = columns;
        _options = options;
        _account = account;
        _source = source;
        _latest = options.Now.AddDays(1).UtcTicks;
        _emails = new(EmailOf);
        _phones = new(text => Nobody.Contains(CallVocabulary.Core(text)) ? (null, false) : (Phone.Normal(text, options.PhoneRegion), true));
        _directions = new(text => CallVocabulary.TryDirection(text, out var d) ? (d, null) : (CallDirection.Unknown, text));
        _channels = new(text => CallVocabulary.TryChannel(text, out var c) ? (c, null, null)
            : CallVocabulary.TryDirection(text, out var d) ? (CallChannel.Phone, d, null)
            : (CallChannel.Unknown, null, text));
        _statuses = new(text => CallVocabulary.TryStatus(text, out var s) ? (s, null) : (CallStatus.Unknown, text));
        _outcomes = new(OutcomeOf);
        _answers = new(text => CallVocabulary.TryAnswer(text, out var a) ? a : null);
    }

    /// <summary>The call; or null and the reason.</summary>
    public CallRow? Read(out string? reason)
    {
        reason = _rows.Trouble;
        if (reason is not null)
            return null;
        _told = CallTold.Nothing;
        var status = StatusOf(out var outcome);
        var channel = ChannelOf(out var direction);
        var (email, emailFault) = Field(CallField.ClientEmail) is { IsEmpty: false } address ? _emails[address] : default;
        var phone = PhoneOf(direction, out var phoneFault);
        if (email is null && phone is null)
        {
            reason = IsHeader() ? "repeats the column names" : emailFault ?? phoneFault ?? "neither e-mail nor phone";
            return null;
        }
        reason = TimeFault(ReadStart(out var started), "the start of the call", "no start of the call");
        if (reason is not null)
            return null;
        if (started > _latest && status is not (CallStatus.Scheduled or CallStatus.Cancelled))
        {
            reason = "is in the future and not scheduled";
            return null;
        }
        var loggedReading = Time(Field(CallField.LoggedAt), out var logged);
        if (loggedReading != TimeReading.Missing)
            reason = TimeFault(loggedReading, "the time of logging", "") ?? (logged > _latest ? "was logged in the future" : null);
        var durationFault = Seconds(out var duration);
        reason ??= durationFault;
        if (reason is not null)
            return null;
        var id = Plain(Field(CallField.ProviderCallId));
        if (id?.Length > LongestId)
        {
            reason = "the call's id is longer than 200 characters";
            return null;
        }
        var (first, last) = NamesOf();
        return new CallRow(
            _rows.Line,
            email,
            phone,
            new DateTimeOffset(started, TimeSpan.Zero),
            loggedReading == TimeReading.Missing ? null : new DateTimeOffset(logged, TimeSpan.Zero),
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
            Plain(Field(CallField.Notes)))
        {
            Told = _told,
            SourceOrder = SourceOrder.Read(Field(CallField.SourceOrder), _options.Zone, _options.DateOrder),
        };
    }

    private ReadOnlySpan<byte> Field(CallField field)
    {
        var at = _columns[field];
        if (at < 0)
            return [];
        var text = _rows[at];
        return text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(" \t\r\n"u8);
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

    private CallStatus StatusOf(out CallOutcome? outcome)
    {
        if (SaidStatus(out outcome) is not { } said)
            return CallStatus.Completed;
        _told |= CallTold.Status;
        return said;
    }

    private CallStatus? SaidStatus(out CallOutcome? outcome)
    {
        outcome = null;
        CallStatus? said = null;
        if (Field(CallField.Outcome) is { IsEmpty: false } outcomeText)
        {
            (outcome, said, var unknown) = _outcomes[outcomeText];
            if (unknown is not null)
                _account.Unknown("outcome", unknown);
        }
        if (Field(CallField.Status) is { IsEmpty: false } text)
        {
            var (status, unknown) = _statuses[text];
            if (unknown is not null)
                _account.Unknown("status", unknown);
            return status == CallStatus.Completed && _columns.SaysOutcomeInsteadOfStatus && said is { } reached ? reached : status;
        }
        if (Field(CallField.Answered) is { IsEmpty: false } answered && _answers[answered] is { } yes)
            return yes ? CallStatus.Completed : CallStatus.NoAnswer;
        if (Field(CallField.Scheduled) is { IsEmpty: false } scheduled && _answers[scheduled] == true)
            return CallStatus.Scheduled;
        return said;
    }

    private CallChannel ChannelOf(out CallDirection direction)
    {
        direction = CallDirection.Unknown;
        if (Field(CallField.Direction) is { IsEmpty: false } text)
        {
            _told |= CallTold.Direction;
            (direction, var unknown) = _directions[text];
            if (unknown is not null)
                _account.Unknown("direction", unknown);
        }
        if (Field(CallField.Channel) is not { IsEmpty: false } channelText)
            return CallChannel.Phone;
        _told |= CallTold.Channel;
        var (channel, implied, strange) = _channels[channelText];
        if (strange is not null)
            _account.Unknown("channel", strange);
        if (implied is { } d && direction == CallDirection.Unknown)
        {
            _told |= CallTold.Direction;
            direction = d;
        }
        return channel;
    }

    private string? PhoneOf(CallDirection direction, out string? fault)
    {
        fault = null;
        var text = Field(CallField.ClientPhone);
        if (text.IsEmpty)
        {
            text = direction switch
            {
                CallDirection.Inbound => Field(CallField.FromNumber),
                CallDirection.Outbound => Field(CallField.ToNumber),
                _ => [],
            };
            if (text.IsEmpty && direction == CallDirection.Unknown && (!Field(CallField.FromNumber).IsEmpty || !Field(CallField.ToNumber).IsEmpty))
                fault = "no direction, so it is not known which number is the client's";
        }
        if (text.IsEmpty)
            return null;
        var (number, given) = _phones[text];
        if (number is null && given)
            fault = "no valid phone number";
        return number;
    }

    private TimeReading ReadStart(out long started)
    {
        var date = Field(CallField.StartedAt);
        var time = Field(CallField.StartedTime);
        if (time.IsEmpty || date.IsEmpty || date.Length + time.Length >= _dateAndTime.Length)
            return Time(date, out started);
        date.CopyTo(_dateAndTime);
        _dateAndTime[date.Length] = (byte)' ';
        time.CopyTo(_dateAndTime.AsSpan(date.Length + 1));
        return Time(_dateAndTime.AsSpan(0, date.Length + 1 + time.Length), out started);
    }

    private TimeReading Time(ReadOnlySpan<byte> text, out long ticks) =>
        SourceTime.TryRead(text, _options.Zone, _options.DateOrder, out ticks);

    private static string? TimeFault(TimeReading reading, string what, string missing) => reading switch
    {
        TimeReading.Read => null,
        TimeReading.Missing => missing,
        TimeReading.Impossible => $"{what} is an impossible date",
        TimeReading.OrderUnclear => $"{what} may have day or month first",
        _ => $"{what} is not a date",
    };

    private string? Seconds(out int? seconds)
    {
        seconds = null;
        switch (SourceDuration.TryRead(Field(CallField.DurationSeconds), _columns.DurationUnitSeconds, out var read))
        {
            case DurationReading.Read:
                seconds = read;
                return null;
            case DurationReading.Negative:
                return "negative duration";
            case DurationReading.NotADuration:
                return "the duration is not a length of time";
            default:
                return null;
        }
    }

    private (string? First, string? Last) NamesOf()
    {
        var first = Name(CallField.Firstname);
        var last = Name(CallField.Lastname);
        if (first is not null || last is not null || Name(CallField.Name) is not { } full)
            return (first, last);
        var space = full.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (full, null) : (full[..space], full[(space + 1)..].TrimStart());
    }

    private string? Name(CallField field) => Field(field) is { IsEmpty: false } text ? _names[text] : null;

    private static string? NameOf(string text)
    {
        var name = text.Trim();
        return name.Length is 0 or > LongestName ? null : name;
    }

    private static string? Plain(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Encoding.UTF8.GetString(text);

    private static (string? Address, string? Fault) EmailOf(string text) =>
        Nobody.Contains(CallVocabulary.Core(text)) ? default : (Email.Normal(text, out var fault), fault);

    private static (CallOutcome?, CallStatus?, string?) OutcomeOf(string text)
    {
        CallStatus? status = CallVocabulary.TryStatus(text, out var s) && s is CallStatus.NoAnswer or CallStatus.Voicemail or CallStatus.Declined ? s : null;
        if (CallVocabulary.TryOutcome(text, out var outcome))
            return (outcome, status, null);
        // A word about the call's fate says nothing new as an outcome; a word never seen is kept as OTHER and shown.
        return (CallOutcome.Other, status, status is null ? text : null);
    }
}
