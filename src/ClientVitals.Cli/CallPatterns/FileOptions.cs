using System.CommandLine;
using System.Globalization;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Cli.Calls;
using ClientVitals.Cli.Facts;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary>What <c>check</c>, <c>replay</c>, <c>model</c> and <c>backtest</c> share: a file of calls, judged without a database.</summary>
/// <param name="orDatabase">The file may be left out: then it is the database that is read.</param>
internal sealed class FileOptions(bool orDatabase = false)
{
    public Argument<string> File { get; } = new("file")
    {
        Description = "A file of calls: CSV (also .gz), an Excel workbook, JSON, or - for standard input" + (orDatabase ? "; without it, the database is read." : "."),
        Arity = orDatabase ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    public Option<string> Zone { get; } = new("--zone")
    {
        Description = "Time zone that decides where days and weeks begin.",
        HelpName = "zone",
        DefaultValueFactory = _ => "UTC",
    };

    private readonly ReadingOptions _reading = CallReading.Options();

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
        _reading.AddTo(command);
    }

    /// <summary>An option that says how a file is read, given although no file is.</summary>
    public void MustBeUnused(ParseResult parsed)
    {
        foreach (var option in _reading.All.Prepend(Zone))
        {
            if (parsed.GetResult(option) is { Implicit: false })
                throw new PlainError($"{option.Name} says how a file is read; name the file, or leave it out to read the database by its own settings.");
        }
    }

    public CallFile Open(ParseResult parsed, BusinessZone zone, DateTimeOffset now) =>
        Open(parsed, parsed.GetRequiredValue(File), zone, now);

    public CallFile Open(ParseResult parsed, string path, BusinessZone zone, DateTimeOffset now) =>
        CallFile.Open(path, _reading.Choices(parsed).AppliedTo(new CallFileOptions(now, zone) { ZoneIsChosen = parsed.GetResult(Zone) is { Implicit: false } }), Console.OpenStandardInput());

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
        foreach (var note in book.Notes)
            Console.Error.WriteLine($"Note: {note.InCommand}.");
    }
}
