using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <content>Finding the columns by their names, and the line that names them.</content>
public sealed partial class CallColumns
{
    private static void Find(IReadOnlyList<string> headers, ColumnZone[] zones, string[] cores, int[] at, HashSet<int> taken, List<ReadingNote> notes)
    {
        var unsuitable = Unsuitable(cores);
        // The call list of a telephone: "number" is the other's, where no column says whose it is.
        var number = Array.IndexOf(cores, "number");
        foreach (var (field, names) in CallColumnNames.Known)
        {
            if (at[(int)field] >= 0)
                continue;
            // Of several times of the start, one that says its zone leaves nothing open.
            var index = field == CallField.StartedAt ? Named(names.Where(name => !CallColumnNames.IsLastResort(name)), i => zones[i].Zone is not null) : -1;
            index = index < 0 ? Named(names, _ => true) : index;
            if (index < 0)
                continue;
            at[(int)field] = index;
            taken.Add(index);
            var last = Array.FindLastIndex(cores, core => core == cores[index]);
            if (last != index && zones[last].Zone == zones[index].Zone)
                notes.Add(new(
                    $"the column '{headers[index]}' is there more than once; the first is read",
                    $"--map \"#{last + 1}={CoreWord(field)}\" reads the other",
                    $"choose “{CoreWord(field).Replace('_', ' ')}” for the other under “Columns” to read that"));

            int Named(IEnumerable<string> wanted, Func<int, bool> fits)
            {
                foreach (var name in wanted)
                {
                    for (var i = 0; i < cores.Length; i++)
                    {
                        if ((field == CallField.DurationSeconds ? CallColumnNames.Length(cores[i]).Name : cores[i]) == name && !taken.Contains(i) && fits(i) && !unsuitable.Contains((field, name)))
                            return i;
                    }
                }
                return -1;
            }
        }
        if (!HasClient(at) && number >= 0 && taken.Add(number))
            at[(int)CallField.ClientPhone] = number;
    }

    /// <summary>Whether a line near the beginning of a file holds the column names: some name the client and the time, or all that were asked for.</summary>
    internal static FirstLine Judge(IReadOnlyList<string> fields, IReadOnlyDictionary<string, string>? map, BusinessZone zone)
    {
        var at = new int[Enum.GetValues<CallField>().Length];
        Array.Fill(at, -1);
        var taken = new HashSet<int>();
        foreach (var (column, word) in map ?? new Dictionary<string, string>())
        {
            if (FieldOf(word) is not { } field)
                continue;
            var index = ColumnOf(fields, column);
            if (index < 0)
                return new(FirstLineKind.Other);
            at[(int)field] = index;
            taken.Add(index);
        }
        var start = at[(int)CallField.StartedAt];
        if (start >= 0 && IsTime(fields[start], zone))
        {
            return new(FirstLineKind.Record, [.. fields.Select((_, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{i + 1}"))],
                $"no line names the columns: the first one is read as a call");
        }
        if (Nameless(fields, zone) is { } known)
            return known;
        var zones = fields.Select(ColumnZone.Of).ToArray();
        Find(fields, zones, [.. zones.Select(one => CallColumnNames.CoreOf(one.Name))], at, taken, []);
        return new(HasClient(at) && at[(int)CallField.StartedAt] >= 0 ? FirstLineKind.Names : FirstLineKind.Other);
    }

    /// <summary>The first record of a telephone system's own file, which names no columns.</summary>
    private static FirstLine? Nameless(IReadOnlyList<string> fields, BusinessZone zone)
    {
        var most = CallColumnNames.Asterisk.Length;
        if (fields.Count >= most - 3 && fields.Count <= most)
        {
            if (CallColumnNames.AsteriskDispositions.Contains(fields[14], StringComparer.Ordinal) && IsTime(fields[9], zone))
                return Record(CallColumnNames.Asterisk, "Asterisk's Master.csv");
            if (CallColumnNames.AsteriskDispositions.Contains(fields[13], StringComparer.Ordinal) && IsTime(fields[8], zone))
                return Record(CallColumnNames.AsteriskCustom, "Asterisk's cdr_custom");
        }
        return fields.Count >= 11 && fields.Count <= CallColumnNames.FreeSwitch.Length && IsTime(fields[4], zone) && IsTime(fields[6], zone)
            && fields[9].Length > 3 && fields[9].All(c => char.IsAsciiLetterUpper(c) || c == '_')
            ? Record(CallColumnNames.FreeSwitch, "FreeSWITCH's Master.csv")
            : null;

        FirstLine Record(string[] names, string of) =>
            new(FirstLineKind.Record, names[..fields.Count], $"no line names the columns: they are read as those of {of}");
    }

    private static bool IsTime(string text, BusinessZone zone) =>
        SourceTime.TryRead(System.Text.Encoding.UTF8.GetBytes(text), zone, DateOrder.Unknown, out _) is not (TimeReading.Missing or TimeReading.NotATime or TimeReading.ZoneUnclear);

    /// <summary>Says in which zone times are read that the file itself gives one.</summary>
    private static void SayZones(IReadOnlyList<string> headers, ColumnZone[] zones, int[] at, List<ReadingNote> notes)
    {
        foreach (var field in (ReadOnlySpan<CallField>)[CallField.StartedAt, CallField.LoggedAt])
        {
            if (at[(int)field] is var index and >= 0 && zones[index].Zone is { } zone)
                notes.Add(new($"times in '{headers[index]}' are read as {zone.Id}, as its name says"));
        }
        if (at[(int)CallField.TimeZone] is var named and >= 0 && at[(int)CallField.StartedAt] is var start and >= 0 && zones[start].Zone is null)
            notes.Add(new($"times in '{headers[start]}' are read in the zone that '{headers[named]}' names on the same line"));
    }

    private static readonly HashSet<string> Dates = new(
        ["date", "calldate", "startdate", "dateofcall", "appointmentdate", "sessiondate", "classdate", "visitdate", "bookingdate", "datum", "fecha", "fechadellamada", "fechadelallamada", "dateappel", "datedappel", "datedelappel", "data", "\u0627\u0644\u062A\u0627\u0631\u064A\u062E"], StringComparer.Ordinal);

    private static readonly HashSet<string> Times = new(
        ["time", "calltime", "starttime", "start", "timestart", "timeofcall", "appointmenttime", "uhrzeit", "startzeit", "anrufzeit", "beginn", "hora", "horadeinicio", "heure", "heuredebut", "heuredappel", "heuredelappel", "ora", "orainizio", "\u0627\u0644\u0648\u0642\u062A"], StringComparer.Ordinal);

    /// <summary>
    /// A date in one column and the clock time in another (RingCentral, JustCall, Mindbody). A "start time" beside a "date" may be a whole
    /// moment all the same: the lines show it.
    /// </summary>
    private static void PairDateAndTime(int[] at, string[] cores, HashSet<int> taken)
    {
        var start = at[(int)CallField.StartedAt];
        if (start < 0 || at[(int)CallField.StartedTime] >= 0)
            return;
        if (Dates.Contains(cores[start]))
        {
            var time = Array.FindIndex(cores, Times.Contains);
            if (time >= 0 && taken.Add(time))
                at[(int)CallField.StartedTime] = time;
        }
        else if (Times.Contains(cores[start]) && Array.FindIndex(cores, Dates.Contains) is var date and >= 0 && taken.Add(date))
        {
            (at[(int)CallField.StartedAt], at[(int)CallField.StartedTime]) = (date, start);
        }
    }

    /// <summary>Names that mean something else in the export of one system.</summary>
    private static HashSet<(CallField, string)> Unsuitable(string[] cores)
    {
        var unsuitable = new HashSet<(CallField, string)>();
        // Zoom: the caller is beside the called; which of them is the client, the direction says.
        if (cores.Contains("callernumber") && cores.Contains("calleenumber"))
            unsuitable.Add((CallField.ClientPhone, "callernumber"));
        // Asterisk: the channel is the name of a line in the telephone system, "context" and "account" nobody's.
        if (cores.Contains("dstchannel"))
            unsuitable.Add((CallField.Channel, "channel"));
        // CallRail: the medium is that of the advertisement.
        if (cores.Contains("trackingnumber"))
            unsuitable.Add((CallField.Channel, "medium"));
        // Beside the id of the call, Asterisk's own is that of a leg.
        if (!cores.Contains("linkedid"))
            unsuitable.Add((CallField.LegCallId, "uniqueid"));
        // A source is a number only where a destination is one.
        if (!cores.Any(core => core.StartsWith("destination", StringComparison.Ordinal)))
            unsuitable.Add((CallField.FromNumber, "source"));
        // Dialpad: e-mail and name are those of the member of staff.
        if (cores.Contains("externalnumber") && cores.Contains("internalnumber"))
            unsuitable.UnionWith([(CallField.ClientEmail, "email"), (CallField.Name, "name")]);
        // HubSpot: the call's type is a free label (discovery, follow-up), its creation the logging.
        if (cores.Contains("calloutcome") || cores.Contains("activitydate"))
            unsuitable.UnionWith([(CallField.Channel, "calltype"), (CallField.StartedAt, "createdate")]);
        // A start in one column and a date for something else: the telling name wins by itself; "created" is only a last resort.
        return unsuitable;
    }

    /// <summary>The system whose export columns of these names look like; "file" when it could be any.</summary>
    internal static string SourceOf(IReadOnlyList<string> headers) => SourceOf([.. headers.Select(header => CallColumnNames.CoreOf(ColumnZone.Of(header).Name))]);

    private static string SourceOf(string[] names)
    {
        var cores = names.ToHashSet(StringComparer.Ordinal);
        return cores.Contains("hstimestamp") || cores.Contains("hsobjectid") || (cores.Contains("activitydate") && cores.Contains("calloutcome")) ? "hubspot"
            : cores.Contains("externalnumber") && cores.Contains("internalnumber") ? "dialpad"
            : cores.Contains("callsid") && cores.Contains("from") ? "twilio"
            : cores.Contains("justcallnumber") ? "justcall"
            : cores.Contains("actionresult") ? "ringcentral"
            : cores.Contains("durationincall") ? "aircall"
            : cores.Contains("trackingnumber") ? "callrail"
            : cores.Contains("conversationid") && cores.Contains("from") ? "openphone"
            : cores.Contains("inviteeemail") && cores.Contains("eventtypename") ? "calendly"
            : cores.Contains("dcontext") && cores.Contains("dstchannel") ? "asterisk"
            : cores.Contains("appointmentid") && cores.Contains("calendar") ? "acuity"
            : "file";
    }
}
