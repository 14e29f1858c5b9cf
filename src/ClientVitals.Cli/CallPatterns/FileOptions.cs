using System.CommandLine;
using System.Globalization;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Cli.CallPatterns;

/// <summary>What <c>check</c>, <c>replay</c>, <c>model</c> and <c>backtest</c> share: a file of calls, judged without a database.</summary>
/// <param name="orDatabase">The file may be left out: then it is the database that is read.</param>
internal sealed class FileOptions(bool orDatabase = false)
{
    public Argument<string> File { get; } = new("file")
    {
        Description = "A CSV file of calls (also .gz), or - for standard input" + (orDatabase ? "; without it, the database is read." : "."),
        Arity = orDatabase ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    public Option<string> Zone { get; } = new("--zone")
    {
        Description = "Time zone that decides where days and weeks begin.",
        HelpName = "zone",
        DefaultValueFactory = _ => "UTC",
    };

    public Option<string[]> Map { get; } = new("--map")
    {
        Description = "Read a column under another name: --map \"Call date\"=started_at. Can be given several times.",
        HelpName = "column=field",
    };

    public Option<DateOrder> DateOrder { get; } = new("--date-order")
    {
        Description = "Order of day and month in dates like 03/04/2025, where the file leaves it open.",
        HelpName = "dmy|mdy",
        DefaultValueFactory = _ => ClientVitals.Sources.DateOrder.Unknown,
        CustomParser = result =>
        {
            switch (result.Tokens[0].Value)
            {
                case "dmy": return ClientVitals.Sources.DateOrder.DayFirst;
                case "mdy": return ClientVitals.Sources.DateOrder.MonthFirst;
                default:
                    result.AddError($"--date-order is dmy or mdy, not {result.Tokens[0].Value}.");
                    return default;
            }
        },
    };

    public Option<PatternRule> Rule { get; } = PatternOptions.Rule();

    public void AddTo(Command command)
    {
        command.Add(File);
        AddReading(command);
        // Only what judges a week has two rules to choose from.
        if (!orDatabase)
            command.Add(Rule);
        command.Add(Output.Format);
    }

    /// <summary>How a file is read; the file itself is the command's own argument.</summary>
    public void AddReading(Command command)
    {
        command.Add(Zone);
        command.Add(Map);
        command.Add(DateOrder);
    }

    /// <summary>An option that says how a file is read, given although no file is.</summary>
    public void MustBeUnused(ParseResult parsed)
    {
        foreach (var option in new Option[] { Zone, Map, DateOrder })
        {
            if (parsed.GetResult(option) is { Implicit: false })
                throw new PlainError($"{option.Name} says how a file is read; name the file, or leave it out to read the database by its own settings.");
        }
    }

    public CallFile Open(ParseResult parsed, BusinessZone zone, DateTimeOffset now) =>
        Open(parsed, parsed.GetRequiredValue(File), zone, now);

    public CallFile Open(ParseResult parsed, string path, BusinessZone zone, DateTimeOffset now)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in parsed.GetValue(Map) ?? [])
        {
            var at = pair.LastIndexOf('=');
            if (at < 1 || at == pair.Length - 1)
                throw new PlainError($"--map {pair} is not of the form column=field; write --map \"Call date\"=started_at.");
            map[pair[..at]] = pair[(at + 1)..];
        }
        return CallFile.Open(
            path,
            new CallFileOptions(now, zone) { Map = map.Count > 0 ? map : null, DateOrder = parsed.GetValue(DateOrder) },
            Console.OpenStandardInput());
    }

    /// <summary>On stderr: lines that were no calls, words nobody knows, calls without a client. Nothing is lost silently.</summary>
    public static void Account(BookOfFile book)
    {
        var account = book.Account;
        if (account.Rejected > 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{account.Rejected} of {account.Read} lines are not calls and were skipped:"));
            foreach (var (reason, lines) in account.Reasons.Take(10))
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {lines,8}  {reason}"));
        }
        foreach (var (field, word, lines) in account.UnknownWords.Take(10))
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The {field} \"{word}\" ({lines} lines) is not a known value and was not counted."));
        if (book.Unmatched > 0)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{book.Unmatched} calls from a number that belongs to several e-mails were skipped."));
    }
}
