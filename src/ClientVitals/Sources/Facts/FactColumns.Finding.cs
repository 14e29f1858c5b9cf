using System.Globalization;
using System.Text;
using ClientVitals.Settings;

namespace ClientVitals.Sources.Facts;

/// <content>Finding the columns by their names, and the line that names them.</content>
public sealed partial class FactColumns
{
    private static readonly string[] Units = ["inminutes", "inmins", "inmin", "inhours", "inseconds", "minutes", "mins", "min", "hours", "hrs", "seconds", "secs", "sec"];

    private static void Find(Fact fact, IReadOnlyList<string> headers, ColumnZone[] zones, string[] cores, int[] at, HashSet<int> taken, List<ReadingNote> notes)
    {
        // What must be there chooses first: "date" may be that of the session, or of its booking.
        var unsuitable = fact.Unsuitable.Where(one => cores.Contains(one.Beside)).Select(one => (one.Field, one.Name)).ToHashSet();
        foreach (var field in Enumerable.Range(0, at.Length).Where(field => at[field] < 0).OrderBy(field => fact.Fields[field].Required is null))
        {
            var index = Named(fact.Fields[field], cores, taken, unsuitable);
            if (index < 0)
                continue;
            at[field] = index;
            taken.Add(index);
            var last = Array.FindLastIndex(cores, core => core == cores[index]);
            if (last != index && zones[last].Zone == zones[index].Zone)
                notes.Add(new(
                    $"the column '{headers[index]}' is there more than once; the first is read",
                    $"--map \"#{(last + 1).ToString(CultureInfo.InvariantCulture)}={fact.Fields[field].Word}\" reads the other",
                    $"choose “{fact.Fields[field].Word.Replace('_', ' ')}” for the other under “Columns” to read that"));
        }
        PairDateAndTime(fact, cores, at, taken);
    }

    /// <summary>A date in one column and the clock time in another: the name of the time alone would be read as the whole moment.</summary>
    private static void PairDateAndTime(Fact fact, string[] cores, int[] at, HashSet<int> taken)
    {
        for (var clock = 0; clock < at.Length; clock++)
        {
            if (fact.Fields[clock] is not { Kind: FactKind.Clock, Of: { } of } || at[clock] >= 0 || fact.Find(of) is not (var whole and >= 0) || at[whole] < 0
                || !fact.Fields[clock].AllNames.Contains(cores[at[whole]]))
                continue;
            var dates = fact.Fields[whole].AllNames.Where(IsOfADate).ToHashSet(StringComparer.Ordinal);
            if (Array.FindIndex(cores, dates.Contains) is var date and >= 0 && taken.Add(date))
                (at[clock], at[whole]) = (at[whole], date);
        }
    }

    private static bool IsOfADate(string name) =>
        (name.EndsWith("date", StringComparison.Ordinal) && !name.Contains("time", StringComparison.Ordinal)) || name.EndsWith("day", StringComparison.Ordinal) || name is "datum" or "fecha" or "data";

    private static int Named(FactField field, string[] cores, HashSet<int> taken, HashSet<(string, string)> unsuitable)
    {
        if (field.Kind == FactKind.Ignored)
            return -1;
        foreach (var name in field.AllNames.Where(name => !unsuitable.Contains((field.Word, name))))
        {
            for (var i = 0; i < cores.Length; i++)
            {
                if (!taken.Contains(i) && (cores[i] == name || (field.Kind == FactKind.Minutes && IsWithUnit(cores[i], name))))
                    return i;
            }
        }
        return -1;
    }

    /// <summary>"Duration (min)", "length_minutes": the name and a unit behind it.</summary>
    private static bool IsWithUnit(string core, string name) =>
        core.StartsWith(name, StringComparison.Ordinal) && Array.Exists(Units, unit => core.Length == name.Length + unit.Length && core.EndsWith(unit, StringComparison.Ordinal));

    /// <summary>Whether a line near the beginning of a file holds the column names: some name the client and what is required, or all that were asked for.</summary>
    internal static FirstLine Judge(Fact fact, IReadOnlyList<string> fields, IReadOnlyDictionary<string, string>? map, BusinessZone zone)
    {
        var at = NoColumns(fact);
        var taken = new HashSet<int>();
        foreach (var (column, word) in map ?? new Dictionary<string, string>())
        {
            if (FieldOf(fact, word) is not (var field and >= 0))
                continue;
            var index = ColumnOf(fields, column);
            if (index < 0)
                return new(FirstLineKind.Other);
            at[field] = index;
            taken.Add(index);
        }
        if (at[fact.Find(fact.At)] is var place and >= 0 && IsTime(fields[place], zone))
        {
            return new(FirstLineKind.Record, [.. fields.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"#{i + 1}"))],
                $"no line names the columns: the first one is read as a {fact.One}");
        }
        var zones = fields.Select(ColumnZone.Of).ToArray();
        Find(fact, fields, zones, [.. zones.Select(one => KnownNames.CoreOf(one.Name, fact.Names))], at, taken, []);
        return new(HasClient(fact, at) && Enumerable.Range(0, at.Length).All(field => fact.Fields[field].Required is null || at[field] >= 0) ? FirstLineKind.Names : FirstLineKind.Other);
    }

    private static bool IsTime(string text, BusinessZone zone) =>
        SourceTime.TryRead(Encoding.UTF8.GetBytes(text), zone, DateOrder.Unknown, out _) is not (TimeReading.Missing or TimeReading.NotATime or TimeReading.ZoneUnclear);

    private static bool HasClient(Fact fact, int[] at) =>
        at[fact.Find(FactKind.Email)] >= 0 || at[fact.Find(FactKind.Phone)] >= 0 || at[fact.Find(FactKind.ClientKey)] >= 0 || (fact.Through is { } through && at[fact.Find(through)] >= 0);

    /// <summary>Says in which zone times are read that the file itself gives one.</summary>
    private static void SayZones(Fact fact, IReadOnlyList<string> headers, ColumnZone[] zones, int[] at, List<ReadingNote> notes)
    {
        for (var field = 0; field < at.Length; field++)
        {
            if (fact.Fields[field].Kind == FactKind.Moment && at[field] is var index and >= 0 && zones[index].Zone is { } zone)
                notes.Add(new($"times in '{headers[index]}' are read as {zone.Id}, as its name says"));
        }
        if (at[fact.Find(FactKind.Zone)] is var named and >= 0 && at[fact.Find(fact.At)] is var start and >= 0 && zones[start].Zone is null)
            notes.Add(new($"times in '{headers[start]}' are read in the zone that '{headers[named]}' names on the same line"));
    }

    private static int ColumnOf(IReadOnlyList<string> headers, string column)
    {
        if (column.Length > 1 && column[0] == '#' && int.TryParse(column.AsSpan(1), out var number) && number >= 1 && number <= headers.Count)
            return number - 1;
        for (var i = 0; i < headers.Count; i++)
        {
            if (string.Equals(headers[i], column.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        }
        var core = WordKey.Of(column);
        for (var i = 0; i < headers.Count; i++)
        {
            if (core.Length > 0 && WordKey.Of(headers[i]) == core)
                return i;
        }
        return -1;
    }

    private static string Listed(IReadOnlyList<string> headers)
    {
        const int most = 40;
        var shown = headers.Take(most).Select(header => header.Length == 0 ? "(no name)" : header.Length > 60 ? $"{header[..60]}…" : header);
        return string.Join(", ", shown) + (headers.Count > most ? $" and {headers.Count - most} more" : "");
    }
}
