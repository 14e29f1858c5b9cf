using System.Globalization;
using System.Text;
using ClientVitals.Sources;

namespace ClientVitals.Interventions.Effect;

/// <summary>Reads a file of cases, one a line, under column names.</summary>
public static class ReadExperiment
{
    /// <summary>Cases a file may have: all of them are held in memory.</summary>
    public const int MostCases = 2_000_000;

    /// <summary>Groups a file may have: more are no groups but numbers.</summary>
    public const int MostGroups = 50;

    private sealed record Line(string Group, double Outcome, string[] Before, string Stratum);

    /// <exception cref="PlainError">A column is missing, a line cannot be read, or there is no control group; it says what, where and what to do.</exception>
    public static Experiment From(SourceFile file, ExperimentColumns columns)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(columns);
        using var records = new CsvRows(file);
        int Place(string name)
        {
            for (var place = 0; place < records.Headers.Count; place++)
            {
                if (string.Equals(records.Headers[place], name, StringComparison.OrdinalIgnoreCase))
                    return place;
            }
            throw new PlainError($"The file has no column \"{name}\"; it has {string.Join(", ", records.Headers.Take(30))}.");
        }
        var (group, outcome, stratum) = (Place(columns.Group), Place(columns.Outcome), columns.Stratum is { } asked ? Place(asked) : -1);
        var before = columns.Before.Select(Place).ToArray();
        var lines = new List<Line>();
        while (records.Read())
        {
            if (records.Trouble is { } trouble)
                throw new PlainError($"Line {records.Line} cannot be read: {trouble}. Correct it, or take it out.");
            if (lines.Count == MostCases)
                throw new PlainError($"The file has more than {MostCases} cases; compare a part of it.");
            lines.Add(new(
                string.Intern(Text(records, group)),
                Number(Text(records, outcome)) ?? throw new PlainError($"Line {records.Line}: \"{Text(records, outcome)}\" in column \"{columns.Outcome}\" is no number, and neither yes nor no."),
                Array.ConvertAll(before, place => Text(records, place)),
                stratum < 0 ? "" : string.Intern(Text(records, stratum))));
        }
        var groups = lines.Select(line => line.Group).Distinct().ToList();
        if (groups.Count is < 2 or > MostGroups)
            throw new PlainError($"Column \"{columns.Group}\" has {groups.Count} different values; a comparison needs 2 to {MostGroups} groups.");
        var control = columns.Control is { } named
            ? groups.Find(one => string.Equals(one, named, StringComparison.OrdinalIgnoreCase)) ?? throw new PlainError($"No line is of the group \"{named}\"; there are {string.Join(", ", groups)}.")
            : groups.Where(one => Number(one) == 0).ToList() is [var zero] ? zero
            : throw new PlainError($"Which group is compared with? There are {string.Join(", ", groups)}; name one with --control.");
        var (measures, values) = Measures(columns.Before, lines);
        return new([.. lines.Select((line, place) => new ExperimentCase(line.Group, line.Outcome, values[place], line.Stratum))], measures, control);
    }

    /// <summary>A column of numbers is a measure; one of words is a measure for each word but the first in the order of letters, 1 where it is that word.</summary>
    private static (IReadOnlyList<string> Names, double[][] Values) Measures(IReadOnlyList<string> columns, List<Line> lines)
    {
        var names = new List<string>();
        var readers = new List<Func<Line, double>>();
        for (var column = 0; column < columns.Count; column++)
        {
            var at = column;
            if (lines.TrueForAll(line => Number(line.Before[at]) is not null))
            {
                names.Add(columns[at]);
                readers.Add(line => Number(line.Before[at])!.Value);
                continue;
            }
            var words = lines.Select(line => line.Before[at]).Distinct().Order(StringComparer.Ordinal).ToList();
            if (words.Count > MostGroups)
                throw new PlainError($"Column \"{columns[at]}\" is neither a number in every line nor one of at most {MostGroups} words.");
            foreach (var word in words.Skip(1))
            {
                names.Add($"{columns[at]} {word}");
                readers.Add(line => line.Before[at] == word ? 1 : 0);
            }
        }
        return (names, [.. lines.Select(line => readers.Select(read => read(line)).ToArray())]);
    }

    private static string Text(CsvRows records, int place) => Encoding.UTF8.GetString(records[place]).Trim();

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : text.ToUpperInvariant() is "YES" or "TRUE" ? 1
        : text.ToUpperInvariant() is "NO" or "FALSE" ? 0
        : null;
}
