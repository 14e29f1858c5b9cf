using System.Buffers;
using ClientVitals.People;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <content>
/// What became of the call. A status, an outcome or a "type" may say it in a word; beside them, or instead of them, other columns say that
/// nobody talked: such a line is no talk, whatever the system that ended the call calls its end.
/// </content>
internal sealed partial class CallRowReader
{
    /// <summary>Different words shown of a column that names no channel.</summary>
    private const int WordsShown = 5;

    /// <summary>What a time is made of that no clock shows: 0000-00-00 00:00:00, a dash.</summary>
    private static readonly SearchValues<char> OfNoTime = SearchValues.Create("0-:/. TZ");

    private readonly TextPool<Word> _directions;
    private readonly TextPool<Word> _channels;
    private readonly TextPool<(CallStatus Status, bool IsOnlyOver, string? Unknown)> _statuses;
    private readonly TextPool<(CallOutcome? Outcome, CallStatus? Status, string? Unknown)> _outcomes;
    private readonly TextPool<CallStatus?> _reasons;
    private readonly TextPool<bool?> _answers;
    private readonly TextPool<bool> _flags;
    private readonly TextPool<bool> _talks;
    private readonly SortedSet<string> _noChannels = new(StringComparer.OrdinalIgnoreCase);
    private long _withoutTalk;
    private long _takenUpByNobody;

    /// <summary>What a word about a call says: who called, how they met, what became of it.</summary>
    private sealed record Word(CallDirection? Direction, CallChannel? Channel, CallStatus? Status, string? Unknown, string? Neutral);

    private CallStatus StatusOf(CallStatus? fate, int? duration, out CallOutcome? outcome)
    {
        var said = Told(fate, out outcome, out var isOnlyOver);
        if (said is null or CallStatus.Completed or CallStatus.Scheduled or CallStatus.Unknown)
            said = Signs(said, isOnlyOver, duration, outcome) ?? said;
        if (said is not { } status)
            return CallStatus.Completed;
        _told |= CallTold.Status;
        return status;
    }

    /// <summary>What a word says: the status, else the outcome, else the type.</summary>
    private CallStatus? Told(CallStatus? fate, out CallOutcome? outcome, out bool isOnlyOver)
    {
        outcome = null;
        isOnlyOver = false;
        CallStatus? byOutcome = null;
        if (Field(CallField.Outcome) is { IsEmpty: false } outcomeText)
        {
            (outcome, byOutcome, var unknown) = _outcomes[outcomeText];
            if (unknown is not null)
                _account.Unknown(byOutcome == CallStatus.Unknown ? "status" : "outcome", unknown);
        }
        if (Field(CallField.Status) is not { IsEmpty: false } text)
            return byOutcome ?? fate;
        (var status, isOnlyOver, var strange) = _statuses[text];
        if (strange is not null)
            _account.Unknown("status", strange);
        // A status may only say that the call is over: an outcome that says that nobody talked says more.
        return status == CallStatus.Completed && byOutcome is { } reached && (_columns.SaysOutcomeInsteadOfStatus || reached is CallStatus.NoAnswer or CallStatus.Voicemail or CallStatus.Declined) ? reached : status;
    }

    /// <summary>Whether the call's own legs say that nobody of ours took it up.</summary>
    private bool IsTakenUpByNobody(CallStatus? said)
    {
        if (said != CallStatus.Completed || _evidence?.Legs is not { HasAny: true } legs || !legs.NobodyTookUp(Field(CallField.ProviderCallId)))
            return false;
        _takenUpByNobody++;
        return true;
    }

    /// <summary>What the other columns say; null = nothing.</summary>
    private CallStatus? Signs(CallStatus? said, bool isOnlyOver, int? duration, CallOutcome? outcome)
    {
        if (IsSet(CallField.Cancelled) || IsSet(CallField.Deleted))
            return CallStatus.Cancelled;
        var reason = Field(CallField.Reason) is { IsEmpty: false } text ? _reasons[text] : null;
        if (said == CallStatus.Unknown)
            return _columns.ReasonIsResult ? reason : null;
        if (IsSet(CallField.NoShow) || IsTakenUpByNobody(said))
            return CallStatus.NoAnswer;
        var answered = Answered();
        if (answered != true)
        {
            if (IsSet(CallField.Voicemail) || reason == CallStatus.Voicemail)
                return CallStatus.Voicemail;
            if (answered == false || IsSet(CallField.Missed) || IsSet(CallField.MissedReason) || (duration == 0 && _columns.CountsTalk && said != CallStatus.Scheduled))
                return CallStatus.NoAnswer;
            if (reason is CallStatus.NoAnswer or CallStatus.Declined or CallStatus.Cancelled && (_columns.ReasonIsResult || !HasTalked(said, isOnlyOver, duration)))
                return reason;
        }
        if (said is not null && !isOnlyOver)
            return null;
        // An empty time of the answer, or no length at all, says less than a word: it holds where no word says that they talked.
        var answeredAt = AnsweredAt();
        if ((answered ?? answeredAt) is { } talked)
            return talked ? CallStatus.Completed : CallStatus.NoAnswer;
        if (Field(CallField.Scheduled) is { IsEmpty: false } scheduled && _answers[scheduled] == true)
            return CallStatus.Scheduled;
        if (said is null && reason == CallStatus.Completed)
            return reason;
        return LengthSays(said, duration, outcome);
    }

    /// <summary>What the length says where nothing else does.</summary>
    private CallStatus? LengthSays(CallStatus? said, int? duration, CallOutcome? outcome)
    {
        if (_lengthSays is not null)
            return _lengthSays;
        if (duration is null && _columns.CountsTalk && Has(CallField.DurationSeconds) && Field(CallField.DurationSeconds).IsEmpty)
        {
            _withoutTalk++;
            return CallStatus.NoAnswer;
        }
        return duration == 0 && said is null && (outcome is null or CallOutcome.Other) ? CallStatus.NoAnswer : null;
    }

    /// <summary>Whether a word, an answer or a talk that lasted says that they talked, against a mere reason why the call ended.</summary>
    private bool HasTalked(CallStatus? said, bool isOnlyOver, int? duration) =>
        (said is not null && !isOnlyOver) || (duration > 0 && _columns.CountsTalk) || AnsweredAt() == true;

    /// <summary>Whether somebody answered, as a column says it in yes and no.</summary>
    private bool? Answered() => Field(CallField.Answered) is { IsEmpty: false } text ? _talks[text] : null;

    /// <summary>Whether somebody answered, by the time of the answer; null = the file has no such column.</summary>
    private bool? AnsweredAt()
    {
        if (!Has(CallField.AnsweredAt))
            return null;
        return Field(CallField.AnsweredAt) is { IsEmpty: false } text && _talks[text];
    }

    private bool IsSet(CallField field) => Field(field) is { IsEmpty: false } text && _flags[text];

    /// <summary>Yes and no, however they are written; a time, a link or a reason is a yes, an empty time a no.</summary>
    private static bool FlagOf(string text) =>
        CallVocabulary.TryAnswer(text, out var answer) ? answer
        : !IsNothing(text) && !CallVocabulary.SaysNo(text) && !(CallVocabulary.TryStatus(text, out var status) && status is CallStatus.Completed or CallStatus.Scheduled);

    /// <summary>As <see cref="FlagOf"/>, of a column that says that somebody answered, or when.</summary>
    private static bool TalkOf(string text) =>
        CallVocabulary.TryAnswer(text, out var answer) ? answer
        : !IsNothing(text) && !CallVocabulary.SaysNo(text) && (!CallVocabulary.TryStatus(text, out var status) || status == CallStatus.Completed);

    /// <summary>N/A, a dash, a time that no clock shows.</summary>
    private static bool IsNothing(string text) =>
        CellAddresses.IsNobody(text) || (text[0] == '0' && SourceDuration.TryRead(System.Text.Encoding.UTF8.GetBytes(text), 1, out var seconds) == DurationReading.Read && seconds == 0) || text.AsSpan().IndexOfAnyExcept(OfNoTime) < 0
        || text.StartsWith("1970-01-01", StringComparison.Ordinal) || text.StartsWith("0001-01-01", StringComparison.Ordinal);

    private CallChannel ChannelOf(out CallDirection direction, out CallStatus? fate)
    {
        direction = CallDirection.Unknown;
        fate = null;
        if (Field(CallField.Direction) is { IsEmpty: false } text)
        {
            var said = _directions[text];
            _told |= said.Direction is not null || said.Unknown is not null ? CallTold.Direction : CallTold.Nothing;
            direction = said.Direction ?? CallDirection.Unknown;
            fate = said.Status;
            if (said.Unknown is not null)
                _account.Unknown("direction", said.Unknown);
        }
        if (Field(CallField.Channel) is not { IsEmpty: false } channelText)
            return CallChannel.Phone;
        var word = _channels[channelText];
        if (word.Unknown is not null)
            _account.Unknown("channel", word.Unknown);
        if (word.Neutral is not null && _noChannels.Count < WordsShown)
            _noChannels.Add(word.Neutral);
        if (word.Direction is { } d && direction == CallDirection.Unknown)
        {
            _told |= CallTold.Direction;
            direction = d;
        }
        fate = word.Status ?? fate;
        if (word.Channel is not { } channel)
            return CallChannel.Phone;
        _told |= CallTold.Channel;
        return channel;
    }

    /// <summary>A word of a direction or a channel: one of either, of what became of the call, or several ("Inbound - Answered").</summary>
    private Word WordOf(CallField field, string text)
    {
        var meaning = Meant(field, text);
        var whole = Single(field, meaning);
        // "Inbound - missed" is a fate as a whole, and a direction beside it.
        if (whole is not null && (whole.Status is null || whole.Direction is not null || whole.Channel is not null))
            return whole;
        var parts = meaning.Split(['-', '/', ',', ':', '(', ')', '|', '\u2013'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var words = Array.ConvertAll(parts, part => Single(field, part));
        if (words.Length > 1 && Array.TrueForAll(words, word => word is not null))
        {
            return new(
                words.Select(word => word!.Direction).FirstOrDefault(one => one is not null),
                words.Select(word => word!.Channel).FirstOrDefault(one => one is not null),
                whole?.Status ?? words.Select(word => word!.Status).FirstOrDefault(one => one is not null), null, null);
        }
        if (whole is not null)
            return whole;
        if (field == CallField.Direction)
            return new(null, null, null, text, null);
        return (_columns.ChannelIsType || IsALine(meaning)) && !CallVocabulary.IsNoCall(meaning)
            ? new(null, null, null, null, text)
            : new(null, CallChannel.Unknown, null, text, null);
    }

    /// <summary>What Asterisk and FreeSWITCH call a channel: PJSIP/101-0001, sofia/internal/101.</summary>
    private static bool IsALine(string text) => text.Split('/') is [var technology, _, ..]
        && technology.ToUpperInvariant() is "SIP" or "PJSIP" or "IAX2" or "DAHDI" or "LOCAL" or "SOFIA" or "VERTO" or "SCCP";

    private static Word? Single(CallField field, string word)
    {
        if (field == CallField.Channel && CallVocabulary.TryChannel(word, out var channel))
            return new(null, channel, null, null, null);
        if (CallVocabulary.TryDirection(word, out var direction))
            return new(direction, null, null, null, null);
        if (CallVocabulary.TryStatus(word, out var status))
            return new(null, null, status, null, null);
        return CallVocabulary.TryChannel(word, out channel) ? new(null, channel, null, null, null) : null;
    }

    private (CallStatus Status, bool IsOnlyOver, string? Unknown) StatusWord(string text)
    {
        var meaning = Meant(CallField.Status, text);
        return CallVocabulary.TryStatus(meaning, out var status) ? (status, ReferenceEquals(meaning, text) && CallVocabulary.IsOnlyOver(text), null)
            // An "active" appointment is one that nobody called off.
            : _columns.AreAppointments && CallVocabulary.IsAgreed(text) ? (CallStatus.Completed, true, null)
            : (CallStatus.Unknown, false, text);
    }

    /// <summary>What a second word says; null where it is not known, or only how the call was ended.</summary>
    private CallStatus? ReasonOf(string text)
    {
        var meaning = Meant(CallField.Reason, text);
        return CallVocabulary.TryStatus(meaning, out var status) && status is not (CallStatus.Unknown or CallStatus.Scheduled)
            && !(ReferenceEquals(meaning, text) && CallVocabulary.IsEnding(text)) ? status : null;
    }

    private (CallOutcome?, CallStatus?, string?) OutcomeOf(string text)
    {
        var meaning = Meant(CallField.Outcome, text);
        CallStatus? status = CallVocabulary.TryStatus(meaning, out var said) && said is CallStatus.NoAnswer or CallStatus.Voicemail or CallStatus.Declined or CallStatus.Completed ? said : null;
        // Taught, a word may say anything of what became of the call.
        if (!ReferenceEquals(meaning, text) && CallVocabulary.TryStatus(meaning, out said))
            status = said;
        if (CallVocabulary.TryOutcome(meaning, out var outcome))
            return (outcome, status, null);
        // An id that nobody has explained: whether they talked is not known, and is not supposed.
        if (status is null && Guid.TryParse(meaning, out _))
            return (CallOutcome.Other, CallStatus.Unknown, text);
        // A word about the call's fate says nothing new as an outcome; a word never seen is kept as OTHER and shown.
        return (CallOutcome.Other, status, status is null ? text : null);
    }

    /// <summary>What somebody taught that a word means; else the word itself.</summary>
    private string Meant(CallField field, string text) =>
        _columns.Taught(field)?.GetValueOrDefault(TaughtWord.Key(text)) ?? text;

    private IEnumerable<ReadingNote> SaidOfWords()
    {
        if (_withoutTalk > 0)
        {
            var header = _rows.Headers[_columns[CallField.DurationSeconds]];
            yield return Ignorable(header, $"reads the calls without it", _withoutTalk == 1
                ? (Sentence)$"1 call has nothing in '{header}' and is read as not answered"
                : $"{_withoutTalk:N0} calls have nothing in '{header}' and are read as not answered");
        }
        if (_takenUpByNobody > 0)
        {
            var header = _rows.Headers[_columns[CallField.ParentCallId]];
            yield return _takenUpByNobody == 1
                ? Ignorable(header, $"leaves it completed", $"1 completed call is read as not answered, because nobody took up any of its legs")
                : Ignorable(header, $"leaves them completed", $"{_takenUpByNobody:N0} completed calls are read as not answered, because nobody took up any of their legs");
        }
        if (_noChannels.Count > 0)
        {
            yield return new(
                $"'{_rows.Headers[_columns[CallField.Channel]]}' says {string.Join(", ", _noChannels)}{(_noChannels.Count == WordsShown ? " …" : "")}, which is not a channel and is ignored",
                $"--value says what a word means",
                $"choose what a word means below");
        }
    }

    /// <summary>A guess that rests on a column, and how the file is read without that column.</summary>
    private static ReadingNote Ignorable(string header, Sentence does, Sentence said) =>
        new(said, $"--map \"{header}=ignored\" {does}", $"“ignored” for “{header}” under “Columns” {does}");
}
