using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <content>Finding the columns by their names, and the line that names them.</content>
public sealed partial class CallColumns
{
    private static void Find(IReadOnlyList<string> headers, ColumnZone[] zones, string[] cores, int[] at, HashSet<int> taken, List<string> notes)
    {
        var unsuitable = Unsuitable(cores);
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
                notes.Add($"the column '{headers[index]}' stands more than once; the first is read (--map \"#{last + 1}={CoreWord(field)}\" reads the other)");

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
    }

    /// <summary>Whether a line near the beginning of a file holds the column names: some name the client and the time, or all that were asked for.</summary>
    internal static FirstLine Judge(IReadOnlyList<string> fields, IReadOnlyDictionary<string, string>? map, BusinessZone zone)
    {
        var at = new int[Enum.GetValues<CallField>().Length];
        Array.Fill(at, -1);
        var taken = new HashSet<int>();
        foreach (var (column, word) in map ?? new Dictionary<string, string>())
        {
            if (!FieldsByWord.TryGetValue(CallVocabulary.Core(word), out var field))
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
                "no line names the columns: the first one is read as a call");
        }
        if (CallColumnNames.Asterisk.Length is var most && fields.Count is var count && count >= most - 3 && count <= most
            && CallColumnNames.AsteriskDispositions.Contains(fields[14], StringComparer.Ordinal) && IsTime(fields[9], zone))
        {
            return new(FirstLineKind.Record, CallColumnNames.Asterisk[..count], "no line names the columns: they are read as those of Asterisk's Master.csv");
        }
        var zones = fields.Select(ColumnZone.Of).ToArray();
        Find(fields, zones, [.. zones.Select(one => CallVocabulary.Core(one.Name))], at, taken, []);
        return new(HasClient(at) && at[(int)CallField.StartedAt] >= 0 ? FirstLineKind.Names : FirstLineKind.Other);
    }

    private static bool IsTime(string text, BusinessZone zone) =>
        SourceTime.TryRead(System.Text.Encoding.UTF8.GetBytes(text), zone, DateOrder.Unknown, out _) is not (TimeReading.Missing or TimeReading.NotATime or TimeReading.ZoneUnclear);

    /// <summary>Says in which zone times are read that the file itself gives one.</summary>
    private static void SayZones(IReadOnlyList<string> headers, ColumnZone[] zones, int[] at, List<string> notes)
    {
        foreach (var field in (ReadOnlySpan<CallField>)[CallField.StartedAt, CallField.LoggedAt])
        {
            if (at[(int)field] is var index and >= 0 && zones[index].Zone is { } zone)
                notes.Add($"times in '{headers[index]}' are read as {zone.Id}, as its name says");
        }
        if (at[(int)CallField.TimeZone] is var named and >= 0 && at[(int)CallField.StartedAt] is var start and >= 0 && zones[start].Zone is null)
            notes.Add($"times in '{headers[start]}' are read in the zone that '{headers[named]}' names on the same line");
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

    /// <summary>Names that mean something else in the export of one system.</summary>
    private static HashSet<(CallField, string)> Unsuitable(string[] cores)
    {
        var unsuitable = new HashSet<(CallField, string)>();
        // Zoom: who called stands beside who was called; which of them is the client, the direction says.
        if (cores.Contains("callernumber") && cores.Contains("calleenumber"))
            unsuitable.Add((CallField.ClientPhone, "callernumber"));
        // Asterisk: the channel is the name of a line in the telephone system, "context" and "account" nobody's.
        if (cores.Contains("dstchannel"))
            unsuitable.Add((CallField.Channel, "channel"));
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
    internal static string SourceOf(IReadOnlyList<string> headers)
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
            : cores.Contains("inviteeemail") && cores.Contains("eventtypename") ? "calendly"
            : cores.Contains("dcontext") && cores.Contains("dstchannel") ? "asterisk"
            : cores.Contains("appointmentid") && cores.Contains("calendar") ? "acuity"
            : "file";
    }
}
