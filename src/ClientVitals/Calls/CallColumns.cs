using System.Collections.Frozen;

namespace ClientVitals.Calls;

/// <summary>
/// Which column of a file holds what: by <c>--map</c>, else by the names that common exports use, the more telling name first.
/// Case, spaces and punctuation of names do not matter.
/// </summary>
public sealed class CallColumns
{
    /// <summary>Names per field, in order of preference, reduced to letters and digits.</summary>
    private static readonly (CallField Field, string Names)[] Known =
    [
        (CallField.ClientEmail, "clientemail contactemail customeremail memberemail leademail clientemailaddress contactemailaddress emailaddress email associatedcontactemail"),
        (CallField.ClientPhone, "clientphone clientnumber clientphonenumber contactphone contactnumber contactphonenumber customerphone customernumber customerphonenumber externalnumber memberphone leadphone callernumber participantphone phonenumber phone mobile mobilenumber mobilephone"),
        (CallField.FromNumber, "fromnumber fromphonenumber callfromnumber hscallfromnumber from caller callerid callingnumber"),
        (CallField.ToNumber, "tonumber tophonenumber calltonumber hscalltonumber to called callednumber callee recipient destination dialednumber"),
        (CallField.StartedAt, "startedat starttime startat callstartedat callstarttime callstart startdatetime starttimeutc hstimestamp datetimeutc datetime calldatetime dateandtime calldateandtime timeofcall dateofcall datestarted calltimestamp timestamp activitydate calldate startdate start occurredat happenedat when date time calltime createdat datecreated"),
        (CallField.LoggedAt, "loggedat logtime recordedat enteredat insertedat hscreatedate createdate createdat created datecreated"),
        (CallField.Direction, "direction calldirection hscalldirection inboundoutbound inout"),
        (CallField.Channel, "channel callchannel medium contactmethod communicationmethod calltype activitytype type"),
        (CallField.Status, "status callstatus hscallstatus actionresult callresult result"),
        (CallField.Answered, "answered isanswered"),
        (CallField.Scheduled, "scheduled isscheduled"),
        (CallField.Outcome, "outcome calloutcome hscalldisposition disposition calldisposition"),
        (CallField.DurationSeconds, "durationseconds durationincall talktime billsec durationsec durationsecs calldurationsec calldurationseconds calldurationhhmmss calldurationinseconds callduration duration durationtotal calllength hscallduration durationms durationminutes durationmin length"),
        (CallField.Staff, "staff staffname executedby agentname agent teammember representative calledby activityassignedto callowner ownername owner hubspotownername username user extension"),
        (CallField.Coach, "coach assignedcoach coachname assignedtrainer trainer trainername"),
        (CallField.Provider, "provider"),
        (CallField.ProviderCallId, "providercallid callid callsid calluuid calluniqueid uniqueid recordid hsobjectid hubspotengagementid engagementid"),
        (CallField.Firstname, "firstname clientfirstname contactfirstname givenname"),
        (CallField.Lastname, "lastname clientlastname contactlastname surname familyname"),
        (CallField.Name, "clientname contactname customername membername fullname associatedcontact name"),
        (CallField.Notes, "notes note callnotes comments comment calldescription description hscallbody"),
        (CallField.SourceOrder, "sourceorder sequencenumber hslastmodifieddate lastmodifieddate lastmodifiedat lastmodified modifiedat modifieddate updatedat lastupdated"),
    ];

    private static readonly FrozenDictionary<string, CallField> FieldsByWord =
        Enum.GetValues<CallField>().ToFrozenDictionary(f => CallVocabulary.Core(f.ToString()), f => f, StringComparer.Ordinal);

    private readonly int[] _at;

    private CallColumns(int[] at, IReadOnlyList<string> headers, IReadOnlyList<string> notes)
    {
        _at = at;
        Notes = notes;
        SaysOutcomeInsteadOfStatus = Header(headers, CallField.Outcome) is "calloutcome" or "hscalldisposition"
            && Header(headers, CallField.Status) is "callstatus" or "hscallstatus";
        DurationUnitSeconds = Header(headers, CallField.DurationSeconds) switch
        {
            "hscallduration" or "durationms" => .001,
            "durationminutes" or "durationmin" => 60,
            _ => 1,
        };
        SourceName = SourceOf(headers);
    }

    /// <summary>The column of a field; −1 when the file has none.</summary>
    public int this[CallField field] => _at[(int)field];

    /// <summary>What a reader should know, such as a name that stands twice.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>HubSpot's status says COMPLETED for every logged call; whether somebody answered stands in the outcome.</summary>
    public bool SaysOutcomeInsteadOfStatus { get; }

    /// <summary>What a bare number in the duration counts, in seconds.</summary>
    public double DurationUnitSeconds { get; }

    /// <summary>The system whose export this looks like; "file" when it could be any.</summary>
    public string SourceName { get; }

    /// <summary>All words that <c>--map</c> takes.</summary>
    public static IReadOnlyList<string> FieldWords { get; } =
        [.. Enum.GetValues<CallField>().Select(f => string.Concat(f.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")))];

    /// <summary>
    /// Finds the columns. Throws <see cref="PlainError"/> when no column names the client or the time, when <c>--map</c> names a
    /// column or field that is not there.
    /// </summary>
    /// <param name="file">The file's name, for the sentence.</param>
    /// <param name="headers">The column names as written.</param>
    /// <param name="map">Column name, or "#3" for the third, to field word.</param>
    public static CallColumns Of(string file, IReadOnlyList<string> headers, IReadOnlyDictionary<string, string>? map)
    {
        var at = new int[Enum.GetValues<CallField>().Length];
        Array.Fill(at, -1);
        var taken = new HashSet<int>();
        foreach (var (column, word) in map ?? new Dictionary<string, string>())
        {
            if (!FieldsByWord.TryGetValue(CallVocabulary.Core(word), out var field))
                throw new PlainError($"'{word}' in --map {column}={word} is none of: {string.Join(", ", FieldWords)}.");
            var index = ColumnOf(headers, column);
            if (index < 0)
                throw new PlainError($"{file} has no column '{column}'; its columns are {Listed(headers)}.");
            at[(int)field] = index;
            taken.Add(index);
        }
        var cores = headers.Select(h => CallVocabulary.Core(h)).ToArray();
        var unsuitable = Unsuitable(cores);
        var notes = new List<string>();
        foreach (var (field, names) in Known)
        {
            if (at[(int)field] >= 0)
                continue;
            foreach (var name in names.Split(' '))
            {
                var index = Array.FindIndex(cores, c => c == name);
                if (index < 0 || taken.Contains(index) || unsuitable.Contains((field, name)))
                    continue;
                at[(int)field] = index;
                taken.Add(index);
                if (Array.FindLastIndex(cores, c => c == name) is var last && last != index)
                    notes.Add($"the column '{headers[index]}' stands more than once; the first is read (--map \"#{last + 1}={CoreWord(field)}\" reads the other)");
                break;
            }
        }
        PairDateAndTime(at, cores, taken);
        if (Unread(headers, cores, at) is { Count: > 0 } unread)
            notes.Add($"not read: {Listed(unread)} (--map COLUMN=FIELD reads one)");
        var columns = new CallColumns(at, headers, notes);
        columns.Require(file, headers);
        return columns;
    }

    /// <summary>A date in one column and the clock time in another (RingCentral, JustCall).</summary>
    private static void PairDateAndTime(int[] at, string[] cores, HashSet<int> taken)
    {
        if (at[(int)CallField.StartedAt] is var start and >= 0 && cores[start] is "date" or "calldate" or "startdate"
            && at[(int)CallField.StartedTime] < 0)
        {
            var time = Array.FindIndex(cores, c => c is "time" or "calltime" or "starttime");
            if (time >= 0 && taken.Add(time))
                at[(int)CallField.StartedTime] = time;
        }
    }

    /// <summary>The columns that no field is read from; not those of which another by the same name is read.</summary>
    private static List<string> Unread(IReadOnlyList<string> headers, string[] cores, int[] at)
    {
        var read = at.Where(index => index >= 0).Select(index => cores[index]).ToHashSet(StringComparer.Ordinal);
        return [.. headers.Where((header, index) => header.Length > 0 && !at.Contains(index) && !read.Contains(cores[index]))];
    }

    /// <summary>Names that mean something else in the export of one system.</summary>
    private static HashSet<(CallField, string)> Unsuitable(string[] cores)
    {
        var unsuitable = new HashSet<(CallField, string)>();
        // Dialpad: e-mail and name are those of the member of staff.
        if (cores.Contains("externalnumber") && cores.Contains("internalnumber"))
            unsuitable.UnionWith([(CallField.ClientEmail, "email"), (CallField.Name, "name")]);
        // HubSpot: the call's type is a free label (discovery, follow-up), its creation the logging.
        if (cores.Contains("calloutcome") || cores.Contains("activitydate"))
            unsuitable.UnionWith([(CallField.Channel, "calltype"), (CallField.StartedAt, "createdate")]);
        // A start in one column and a date for something else: the telling name wins by itself; "created" is only a last resort.
        return unsuitable;
    }

    private static string SourceOf(IReadOnlyList<string> headers)
    {
        var cores = headers.Select(h => CallVocabulary.Core(h)).ToHashSet(StringComparer.Ordinal);
        return cores.Contains("hstimestamp") || cores.Contains("hsobjectid") || (cores.Contains("activitydate") && cores.Contains("calloutcome")) ? "hubspot"
            : cores.Contains("externalnumber") && cores.Contains("internalnumber") ? "dialpad"
            : cores.Contains("callsid") && cores.Contains("from") ? "twilio"
            : cores.Contains("justcallnumber") ? "justcall"
            : cores.Contains("actionresult") ? "ringcentral"
            : cores.Contains("durationincall") ? "aircall"
            : cores.Contains("trackingnumber") ? "callrail"
            : cores.Contains("conversationid") && cores.Contains("from") ? "openphone"
            : "file";
    }

    private void Require(string file, IReadOnlyList<string> headers)
    {
        if (this[CallField.ClientEmail] < 0 && this[CallField.ClientPhone] < 0 && this[CallField.FromNumber] < 0 && this[CallField.ToNumber] < 0)
            throw new MissingColumn($"{file} has no column that I know as the client's e-mail or phone; its columns are {Listed(headers)}: the first line must name the columns; name one with --map COLUMN=client_email or --map COLUMN=client_phone.", "the client's e-mail or phone", this);
        if (this[CallField.StartedAt] < 0)
            throw new MissingColumn($"{file} has no column that I know as the start of the call; its columns are {Listed(headers)}: name one with --map COLUMN=started_at.", "the start of the call", this);
    }

    private string? Header(IReadOnlyList<string> headers, CallField field) =>
        this[field] < 0 ? null : CallVocabulary.Core(headers[this[field]]);

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
