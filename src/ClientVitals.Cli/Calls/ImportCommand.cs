using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls import FILE…</c></summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("file")
    {
        Description = "CSV files of calls (also .gz), or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> MatchOnly = new("--match-only")
    {
        Description = "Make no clients: a call of an unknown client is kept as unmatched.",
    };

    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "Read a column under another name: --map \"Call date\"=started_at. Can be given several times.",
        HelpName = "column=field",
    };

    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Name of the source: recorded on the clients made; call ids are unique within it. Default: recognised from the file.",
        HelpName = "name",
    };

    private static readonly Option<DateOrder> Order = new("--date-order")
    {
        Description = "Order of day and month in dates like 03/04/2025, where the file leaves it open.",
        HelpName = "dmy|mdy",
        CustomParser = result =>
        {
            switch (result.Tokens[0].Value)
            {
                case "dmy": return DateOrder.DayFirst;
                case "mdy": return DateOrder.MonthFirst;
                default:
                    result.AddError($"--date-order is dmy or mdy, not {result.Tokens[0].Value}.");
                    return default;
            }
        },
    };

    private static readonly Option<string?> Zone = new("--zone")
    {
        Description = "Zone of times without an offset in these files. Default: the business zone.",
        HelpName = "zone",
    };

    private static readonly Option<string?> Region = new("--phone-region")
    {
        Description = "Country of numbers without a country code, such as AE. Default: the setting.",
        HelpName = "country",
    };

    public static Command Command()
    {
        var command = new Command(
            "import",
            "Import files of calls, each in its own transaction: a file that cannot be read does not stop the others. Makes clients as it goes; the same file again adds nothing; every rejected line is written with its reason to NAME.rejects.csv beside the file. "
            + "Columns needed: client_email (or a phone) and started_at; known exports are understood, others by --map.")
        {
            Files,
            MatchOnly,
            Map,
            Source,
            Order,
            Zone,
            Region,
            Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var options = await OptionsAsync(parsed, database, now, ct);
        var format = parsed.GetValue(Output.Format);
        var import = new ImportFiles(database, new ImportCalls(parsed.GetValue(MatchOnly)) { By = Actor.CommandLine(Environment.UserName).Who }, options, parsed.GetValue(Door.Verbose), (one, rejects) =>
        {
            if (format == OutputFormat.Table)
                ImportAccount.Write(one, rejects);
            else if (rejects is not null)
                Console.Error.WriteLine($"Rejected lines of {one.File}: {rejects}");
        });
        var exit = await import.RunAsync(parsed.GetRequiredValue(Files), ct);
        if (format != OutputFormat.Table)
            Output.Write(import.Done, format);
        else if (import.Done.Count > 1)
            ImportAccount.WriteTotal(import.Done);
        return exit;
    }

    private static async Task<CallFileOptions> OptionsAsync(ParseResult parsed, ClientVitals.Database.VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var region = parsed.GetValue(Region)?.ToUpperInvariant() ?? settings.PhoneRegion;
        if (!ClientVitals.People.Phone.KnowsRegion(region))
            throw new PlainError($"'{region}' is not a known country code; give two letters such as AE.");
        return new CallFileOptions(now, BusinessZone.Of(parsed.GetValue(Zone) ?? settings.BusinessZone))
        {
            PhoneRegion = region,
            DateOrder = parsed.GetValue(Order),
            Source = Named(parsed.GetValue(Source)),
            Map = Mapped(parsed.GetValue(Map) ?? []),
        };
    }

    private static string? Named(string? source) => source?.Trim() switch
    {
        null => null,
        { Length: > 0 and <= 100 } name => name,
        _ => throw new PlainError("--source must be a name of 1 to 100 characters, such as hubspot."),
    };

    private static Dictionary<string, string> Mapped(string[] pairs)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in pairs)
        {
            var at = pair.LastIndexOf('=');
            if (at < 1 || at == pair.Length - 1)
                throw new PlainError($"--map {pair} is not of the form column=field; write --map \"Call date\"=started_at.");
            map[pair[..at]] = pair[(at + 1)..];
        }
        return map;
    }
}
