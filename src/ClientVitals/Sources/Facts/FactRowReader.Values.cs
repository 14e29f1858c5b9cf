using System.Buffers.Text;
using System.Text;
using ClientVitals.Settings;

namespace ClientVitals.Sources.Facts;

/// <content>A field's value, by its kind.</content>
internal sealed partial class FactRowReader
{
    /// <summary>Longest word that says that there is none, in bytes.</summary>
    private const int LongestNobody = 16;

    private readonly byte[] _dateAndTime = new byte[160];

    /// <summary>Reads a field; the reason why the row cannot be without what it holds, or null.</summary>
    private string? Value(int field)
    {
        var declared = _fact.Fields[field];
        if (_columns[field] < 0 || declared.Kind is FactKind.Email or FactKind.Phone or FactKind.ClientKey or FactKind.Zone or FactKind.Clock or FactKind.Ignored)
            return null;
        var text = declared.Kind is FactKind.Text or FactKind.Name or FactKind.FirstName or FactKind.LastName or FactKind.FullName or FactKind.Coach ? Written(field) : Field(field);
        var value = FactValue.Nothing;
        var fault = declared.Tells is not null && !declared.IsKept && declared.Kind != FactKind.Word ? null : Read(declared, field, text, out value);
        _draft.Values[field] = value;
        if (fault is null && (value.IsGiven || declared.Required is null))
            return null;
        if (declared.Required is { } what)
            return fault is null ? $"no {Bare(what)}" : $"{what} {fault}";
        _draft.LeaveOut(declared.Word, fault!, text);
        return null;
    }

    private static string Bare(string what) => what.StartsWith("the ", StringComparison.Ordinal) ? what[4..] : what;

    /// <summary>The value; or what is wrong with it, after its name.</summary>
    private string? Read(FactField declared, int field, ReadOnlySpan<byte> text, out FactValue value)
    {
        value = FactValue.Nothing;
        if (text.IsEmpty)
            return null;
        switch (declared.Kind)
        {
            case FactKind.Moment or FactKind.Modified:
                return Moment(field, text, out value);
            case FactKind.Day:
                var fault = Moment(field, text, out value);
                if (value.IsGiven)
                    value = FactValue.Of(ZoneOf(field).DayNumberOf(value.Number));
                return fault;
            case FactKind.Minutes:
                return Minutes(field, text, out value);
            case FactKind.Whole:
                return Whole(text, out value);
            case FactKind.Money:
                return Amounts.TryRead(text, out var amount) is { } wrong ? wrong : amount is null ? null : Given(FactValue.Of(amount), out value);
            case FactKind.Flag:
                return YesNo.TryRead(Encoding.UTF8.GetString(text), out var yes) ? Given(FactValue.Of(yes ? 1 : 0), out value) : Says(text) ? "is neither yes nor no" : null;
            case FactKind.Word:
                return Word(field, text, out value);
            case FactKind.Key or FactKind.ExternalId:
                var id = Id(field, out var why);
                return id is null ? why : Given(FactValue.Of(id), out value);
            case FactKind.Text:
                return text.Length > LongestText ? "is longer than 20 000 characters" : Given(FactValue.Of(Encoding.UTF8.GetString(text)), out value);
            default:
                return Name(text, out value);
        }
    }

    private static string? Given(FactValue given, out FactValue value)
    {
        value = given;
        return null;
    }

    private string? Name(ReadOnlySpan<byte> text, out FactValue value)
    {
        value = FactValue.Nothing;
        if (text.Length > LongestName * 4)
            return "is longer than 200 characters";
        var name = _texts[text];
        // "[No trainer]": a word of the system's about a name.
        if (name.Length <= LongestName)
            return name[0] == '[' && name[^1] == ']' ? null : Given(FactValue.Of(name), out value);
        return "is longer than 200 characters";
    }

    /// <summary>Whether a text says anything: N/A, a dash and "none" do not.</summary>
    private static bool Says(ReadOnlySpan<byte> text) =>
        text.Length > LongestNobody || WordKey.Of(Encoding.UTF8.GetString(text)) is not ("" or "na" or "none" or "null" or "nil" or "undefined" or "unknown" or "never");

    private string? Moment(int field, ReadOnlySpan<byte> text, out FactValue value)
    {
        value = FactValue.Nothing;
        var clock = ClockOf(field);
        var reading = TimeReading.NotATime;
        long ticks = 0;
        if (!clock.IsEmpty && text.Length + clock.Length < _dateAndTime.Length)
        {
            text.CopyTo(_dateAndTime);
            _dateAndTime[text.Length] = (byte)' ';
            clock.CopyTo(_dateAndTime.AsSpan(text.Length + 1));
            reading = SourceTime.TryRead(_dateAndTime.AsSpan(0, text.Length + 1 + clock.Length), ZoneOf(field), _options.DateOrder, out ticks);
            // A "time" that is a whole moment.
            if (reading == TimeReading.NotATime && SourceTime.TryRead(clock, ZoneOf(field), _options.DateOrder, out ticks) == TimeReading.Read)
                reading = TimeReading.Read;
        }
        if (reading == TimeReading.NotATime)
            reading = SourceTime.TryRead(text, ZoneOf(field), _options.DateOrder, out ticks);
        if (reading == TimeReading.Read)
        {
            var year = new DateTime(ticks, DateTimeKind.Utc).Year;
            return year < 2000 || ticks > _options.Now.AddYears(2).UtcTicks ? "is before 2000 or more than two years ahead" : Given(FactValue.Of(ticks), out value);
        }
        return reading switch
        {
            TimeReading.Missing => null,
            TimeReading.Impossible => "is an impossible date",
            TimeReading.OrderUnclear => "may have day or month first",
            TimeReading.ZoneUnclear => "names a time zone that is not known or may mean several; write its offset",
            _ => Says(text) ? "is not a date" : null,
        };
    }

    private ReadOnlySpan<byte> ClockOf(int field)
    {
        for (var at = 0; at < _fact.Fields.Count; at++)
        {
            if (_fact.Fields[at].Kind == FactKind.Clock && _fact.Fields[at].Of == _fact.Fields[field].Word)
                return Field(at);
        }
        return [];
    }

    private BusinessZone ZoneOf(int field) => _columns.ZoneOf(field) ?? RowZone() ?? _options.Zone;

    private BusinessZone? RowZone()
    {
        if (Field(_zone) is not { IsEmpty: false } text)
            return null;
        var zone = _zones[text];
        if (zone is null)
            _draft.LeaveOut("timezone", "is not a known time zone; the file's zone is used", text);
        return zone;
    }

    private string? Minutes(int field, ReadOnlySpan<byte> text, out FactValue value)
    {
        value = FactValue.Nothing;
        var unit = _options.LengthUnit?.Seconds() ?? _columns.UnitOf(field) * 60;
        return SourceDuration.TryRead(text, unit, out var seconds) switch
        {
            DurationReading.Read when seconds <= 86_400 => Given(FactValue.Of((long)Math.Round(seconds / 60.0, MidpointRounding.AwayFromZero)), out value),
            DurationReading.Read => "is longer than a day",
            DurationReading.Negative => "is negative",
            DurationReading.NotADuration => "is not a length of time",
            _ => null,
        };
    }

    private static string? Whole(ReadOnlySpan<byte> text, out FactValue value)
    {
        value = FactValue.Nothing;
        if (Utf8Parser.TryParse(text, out decimal number, out var used) && used == text.Length && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue)
            return Given(FactValue.Of((long)number), out value);
        return Says(text) ? "is not a whole number" : null;
    }

    private string? Word(int field, ReadOnlySpan<byte> text, out FactValue value)
    {
        value = FactValue.Nothing;
        var (meaning, unknown) = _words[field]![text];
        if (unknown is not null)
            _account.Unknown(_fact.Fields[field].Word, unknown);
        return meaning is null ? null : Given(FactValue.Of(meaning), out value);
    }

    private (string? Meaning, string? Unknown) WordOf(int field, FactWords words, string text) =>
        _columns.Taught(field, text) is { } taught ? (taught, null)
        : words.TryFind(text, out var meaning) ? (meaning, null)
        : Says(Encoding.UTF8.GetBytes(text)) ? (words.Unknown, text)
        : (null, null);

    /// <summary>An id, or null and what is wrong with it. "N/A" and "0" on many lines would make one row of them.</summary>
    private string? Id(int field, out string? fault)
    {
        fault = null;
        var text = Field(field);
        if (text.IsEmpty || !Says(text) || text.IndexOfAnyExcept((byte)'0') < 0)
            return null;
        if (IsRounded(text))
            fault = "has lost digits in a spreadsheet";
        else if (text.Length > LongestId * 4 || Encoding.UTF8.GetCharCount(text) > LongestId)
            fault = "is longer than 200 characters";
        return fault is null ? Encoding.UTF8.GetString(text) : null;
    }

    /// <summary>1.76215E+15: what a spreadsheet leaves of a long number; others are left of the same.</summary>
    private static bool IsRounded(ReadOnlySpan<byte> id)
    {
        var power = id.IndexOfAny("eE"u8);
        return power > 0 && power + 2 < id.Length && id[power + 1] == '+'
            && id[..power].IndexOfAnyExcept(OfAMantissa) < 0 && id[(power + 2)..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>What columns beside a word say of it: a yes of any holds over the word, the last declared over the others; a no only where nothing is said.</summary>
    private void Tell()
    {
        for (var field = 0; field < _fact.Fields.Count; field++)
        {
            if (_fact.Fields[field].Tells is not { } tells || Field(field) is not { IsEmpty: false } text)
                continue;
            var target = _fact.Find(tells.Field);
            if (_columns.Taught(field, Encoding.UTF8.GetString(text)) is { } taught)
                _draft.Values[target] = FactValue.Of(taught);
            else if (YesNo.TryRead(Encoding.UTF8.GetString(text), out var yes))
            {
                if (yes)
                    _draft.Values[target] = FactValue.Of(tells.Yes);
                else if (tells.No is { } no && !_draft.Values[target].IsGiven)
                    _draft.Values[target] = FactValue.Of(no);
            }
            else if (Moment(field, text, out var at) is null && at.IsGiven)
            {
                _draft.Values[target] = FactValue.Of(tells.Yes);
                if (tells.At is { } into && !_draft[into].IsGiven)
                    _draft[into] = at;
            }
            else if (Says(text))
            {
                _account.Unknown(_fact.Fields[field].Word, Encoding.UTF8.GetString(text));
            }
        }
    }
}
