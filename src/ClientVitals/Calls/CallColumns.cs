using System.Collections.Frozen;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// Which column of a file holds what: by <c>--map</c>, else by the names that common exports use, the more telling name first.
/// Case, spaces and punctuation of names do not matter.
/// </summary>
public sealed partial class CallColumns
{
    private static readonly FrozenDictionary<string, CallField> FieldsByWord =
        Enum.GetValues<CallField>().ToFrozenDictionary(f => CallVocabulary.Core(f.ToString()), f => f, StringComparer.Ordinal);

    /// <summary>Fields whose words can be taught.</summary>
    private static readonly CallField[] Teachable = [CallField.Status, CallField.Outcome, CallField.Channel, CallField.Direction, CallField.Reason];

    /// <summary>Words of <c>--map</c> for a length of time in another unit than seconds.</summary>
    private static readonly FrozenDictionary<string, double> DurationUnits = new Dictionary<string, double>
    {
        ["durationminutes"] = 60,
        ["durationms"] = .001,
        ["durationmilliseconds"] = .001,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly int[] _at;
    private readonly string[] _cores;
    private readonly bool _unitIsInName;
    private IReadOnlyList<int>? _moments;
    private readonly BusinessZone?[] _zones;
    private readonly Dictionary<CallField, IReadOnlyDictionary<string, string>> _taught = [];

    private CallColumns(int[] at, string[] cores, ColumnZone[] zones, double? unit, IReadOnlyList<ReadingNote> notes)
    {
        _at = at;
        _cores = cores;
        _zones = [.. zones.Select(one => one.Zone)];
        Notes = notes;
        SaysOutcomeInsteadOfStatus = Header(CallField.Outcome) is "calloutcome" or "hscalldisposition"
            && Header(CallField.Status) is "callstatus" or "hscallstatus";
        var length = CallColumnNames.Length(Header(CallField.DurationSeconds) ?? "");
        DurationUnitSeconds = unit ?? length.UnitSeconds;
        _unitIsInName = length.Name != Header(CallField.DurationSeconds) || length.UnitSeconds != 1 || length.Name == "billsec";
        CountsTalk = CallColumnNames.IsTalkTime(length.Name);
        ChannelIsType = Header(CallField.Channel) is not ("channel" or "callchannel" or "contactmethod" or "communicationmethod" or null);
        ReasonIsResult = CallColumnNames.IsResult(Header(CallField.Reason));
        SourceName = SourceOf(cores);
    }

    /// <summary>The column of a field; −1 when the file has none.</summary>
    public int this[CallField field] => _at[(int)field];

    /// <summary>The columns that hold moments; beside a date there may be a whole moment.</summary>
    internal IReadOnlyList<int> Moments => _moments ??= [this[CallField.StartedAt], .. new[] { this[CallField.StartedTime], this[CallField.LoggedAt] }.Where(at => at >= 0)];

    /// <summary>What a reader should know, such as a name that is there two times.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; }

    /// <summary>HubSpot's status says COMPLETED for every logged call; whether somebody answered is in the outcome.</summary>
    public bool SaysOutcomeInsteadOfStatus { get; }

    /// <summary>What a bare number in the duration counts, in seconds.</summary>
    public double DurationUnitSeconds { get; }

    /// <summary>Whether neither the name of the column nor anybody says the unit: then its numbers may show another.</summary>
    public bool DurationUnitIsOpen => !_unitIsInName && !DurationUnitIsChosen;

    /// <summary>Whether somebody said the unit.</summary>
    public bool DurationUnitIsChosen { get; private init; }

    /// <summary>Whether the second word for the call's fate says what came of it; else how it was ended, which says less.</summary>
    public bool ReasonIsResult { get; }

    /// <summary>Whether the duration is that of the talk: none means that nobody talked. Elsewhere the ringing counts with it.</summary>
    public bool CountsTalk { get; }

    /// <summary>Whether the channel comes from a column called "type", which in many systems says anything about the call but the channel.</summary>
    public bool ChannelIsType { get; }

    /// <summary>Whether its records are appointments: one that lies ahead is agreed upon, and no call that was made.</summary>
    public bool AreAppointments => SourceName is "calendly" or "acuity";

    /// <summary>The system whose export this looks like; "file" when it could be any.</summary>
    public string SourceName { get; }

    /// <summary>The zone that the name of a field's column gives; null = none.</summary>
    public BusinessZone? ZoneOf(CallField field) => this[field] is var at and >= 0 ? _zones[at] : null;

    /// <summary>What somebody taught about the words of a field, by their keys; null = nothing.</summary>
    internal IReadOnlyDictionary<string, string>? Taught(CallField field) => _taught.GetValueOrDefault(field);

    /// <summary>All words that <c>--map</c> takes.</summary>
    public static IReadOnlyList<string> FieldWords { get; } =
        [.. Enum.GetValues<CallField>().Select(f => string.Concat(f.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")))];

    /// <summary>
    /// Finds the columns. Throws <see cref="PlainError"/> when no column names the client or the time, when <c>--map</c> names a
    /// column or field that is not there, or when a word is taught of a column that is not read.
    /// </summary>
    /// <param name="file">The file's name, for the sentence.</param>
    /// <param name="headers">The column names as written.</param>
    /// <param name="map">Column name, or "#3" for the third, to field word.</param>
    /// <param name="words">What words mean.</param>
    /// <param name="unitSeconds">What a bare number in the duration counts, in seconds; null = as the column's name says.</param>
    public static CallColumns Of(
        string file, IReadOnlyList<string> headers, IReadOnlyDictionary<string, string>? map, IReadOnlyList<TaughtWord>? words = null, double? unitSeconds = null)
    {
        var at = new int[Enum.GetValues<CallField>().Length];
        Array.Fill(at, -1);
        var taken = new HashSet<int>();
        double? unit = null;
        var unitIsSaid = false;
        foreach (var (column, word) in map ?? new Dictionary<string, string>())
        {
            if (DurationUnits.TryGetValue(CallVocabulary.Core(word), out var seconds))
                unit = seconds;
            else if (!FieldsByWord.ContainsKey(CallVocabulary.Core(word)))
                throw new ReadingError(
                    $"'{word}' in --map {column}={word} is not a field; use one of: {string.Join(", ", FieldWords)}, duration_minutes, duration_ms.",
                    $"“{word}” in {column}={word} is not a field; use one of: {string.Join(", ", FieldWords)}, duration_minutes, duration_ms.");
            var index = ColumnOf(headers, column);
            if (index < 0)
                throw new PlainError($"{file} has no column '{column}'; its columns are {Listed(headers)}.");
            at[(int)FieldOf(word)!.Value] = index;
            unitIsSaid |= FieldOf(word) == CallField.DurationSeconds;
            taken.Add(index);
        }
        var zones = headers.Select(ColumnZone.Of).ToArray();
        var cores = zones.Select(zone => CallColumnNames.CoreOf(zone.Name)).ToArray();
        var notes = new List<ReadingNote>();
        Find(headers, zones, cores, at, taken, notes);
        PairDateAndTime(at, cores, taken);
        SayZones(headers, zones, at, notes);
        if (Unread(headers, cores, at) is { Count: > 0 } unread)
            notes.Add(new($"ignored: {Listed(unread)}", $"--map COLUMN=FIELD reads one", $"to read one, say under “Columns” what it holds"));
        var columns = new CallColumns(at, cores, zones, unit ?? unitSeconds, notes) { DurationUnitIsChosen = unitIsSaid || unitSeconds is not null };
        columns.Require(file, headers);
        foreach (var word in words ?? [])
            columns.Learn(file, headers, word);
        return columns;
    }

    /// <summary>What is taught of a column holds for the field that is read from it.</summary>
    private void Learn(string file, IReadOnlyList<string> headers, TaughtWord word)
    {
        var index = ColumnOf(headers, word.Column);
        if (index < 0)
            index = FieldsByWord.TryGetValue(CallVocabulary.Core(word.Column), out var own) ? this[own] : -1;
        if (index < 0)
            throw new ReadingError(
                $"{file} has no column '{word.Column}', which --value names; its columns are {Listed(headers)}.",
                $"{file} has no column '{word.Column}', for which you said what “{word.Word}” means; its columns are {Listed(headers)}.");
        if (Array.FindIndex(Teachable, one => this[one] == index) is var at && at < 0)
            throw new ReadingError(
                $"'{headers[index]}' is not read as a status, channel, direction or outcome, so --value has no effect on it; add --map \"{headers[index]}\"=status.",
                $"'{headers[index]}' is not read as a status, channel, direction or outcome, so a meaning of its words has no effect; say that it is the status under “Columns” too.");
        var field = Teachable[at];
        if (!word.Fits(field))
            throw new PlainError($"'{word.Meaning}' is not a {CoreWord(field)}, which '{headers[index]}' is read as; use one of: {string.Join(", ", TaughtCalls.MeaningsOf(field))}.");
        if (!_taught.TryGetValue(field, out var words))
            _taught[field] = words = new Dictionary<string, string>(StringComparer.Ordinal);
        ((Dictionary<string, string>)words)[TaughtWord.Key(word.Word)] = word.Meaning;
    }

    /// <summary>The columns that no field is read from; not those of which another by the same name is read.</summary>
    private static List<string> Unread(IReadOnlyList<string> headers, string[] cores, int[] at)
    {
        var read = at.Where(index => index >= 0).Select(index => cores[index]).ToHashSet(StringComparer.Ordinal);
        return [.. headers.Where((header, index) => header.Length > 0 && !at.Contains(index) && !read.Contains(cores[index]))];
    }

    private void Require(string file, IReadOnlyList<string> headers)
    {
        if (!HasClient(_at))
            throw new MissingColumn($"{file} does not say whose the calls are: no column is known as the client's e-mail or phone. Its columns: {Listed(headers)}. Say which it is: --map COLUMN=client_email or --map COLUMN=client_phone; if the first line is a call already, by number: --map \"#1=client_email\".", $"the client's e-mail or phone", this);
        if (this[CallField.StartedAt] < 0)
            throw new MissingColumn($"{file} does not say when the calls were: no column is known as the start of the call. Its columns: {Listed(headers)}. Say which it is: --map COLUMN=started_at.", $"the start of the call", this);
    }

    private static bool HasClient(int[] at) =>
        at[(int)CallField.ClientEmail] >= 0 || at[(int)CallField.ClientPhone] >= 0 || at[(int)CallField.FromNumber] >= 0 || at[(int)CallField.ToNumber] >= 0;

    /// <summary>The name of a field's column, as it is looked up.</summary>
    private string? Header(CallField field) => this[field] < 0 ? null : _cores[this[field]];

    /// <summary>The field that a word of <c>--map</c> means.</summary>
    private static CallField? FieldOf(string word) =>
        FieldsByWord.TryGetValue(CallVocabulary.Core(word), out var field) ? field
        : DurationUnits.ContainsKey(CallVocabulary.Core(word)) ? CallField.DurationSeconds
        : null;

    private static int ColumnOf(IReadOnlyList<string> headers, string column)
    {
        if (column.Length > 1 && column[0] == '#' && int.TryParse(column.AsSpan(1), out var number) && number >= 1 && number <= headers.Count)
            return number - 1;
        for (var i = 0; i < headers.Count; i++)
        {
            if (string.Equals(headers[i], column.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        }
        var core = CallVocabulary.Core(column);
        for (var i = 0; i < headers.Count; i++)
        {
            if (core.Length > 0 && CallVocabulary.Core(headers[i]) == core)
                return i;
        }
        return -1;
    }

    private static string CoreWord(CallField field) => FieldWords[(int)field];

    private static string Listed(IReadOnlyList<string> headers)
    {
        const int most = 40;
        var shown = headers.Take(most).Select(h => h.Length == 0 ? "(no name)" : h.Length > 60 ? $"{h[..60]}…" : h);
        return string.Join(", ", shown) + (headers.Count > most ? $" and {headers.Count - most} more" : "");
    }
}
