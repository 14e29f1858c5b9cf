using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Cli.Facts;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Cli.Calls;

/// <summary><c>vitals calls import FILE…</c></summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("file")
    {
        Description = "Files of calls: CSV (also .gz), Excel workbooks (.xlsx, .xls), JSON (one call on each line, or a list), or - for standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> MatchOnly = new("--match-only")
    {
        Description = "Make no new clients: calls of unknown clients are kept as unmatched.",
    };

    private static readonly ReadingOptions Reading = CallReading.Options();

    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Name of the system the calls come from; new clients carry it, and call ids are unique within it. Default: recognised from the file.",
        HelpName = "name",
    };

    private static readonly Option<string?> Zone = new("--zone")
    {
        Description = "Time zone for times in these files that name none. Default: the business zone.",
        HelpName = "zone",
    };

    private static readonly Option<string?> Region = new("--phone-region")
    {
        Description = "Country of numbers without a country code, such as AE. Default: the setting.",
        HelpName = "country",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Preview: show how each file is read, what will count, and what would change; import nothing. Of a large file only the first 20,000 lines are read.",
    };

    private static readonly Option<bool> Whole = new("--whole")
    {
        Description = "With --dry-run: read all lines of a large file.",
    };

    private static readonly Option<bool> AsNew = new("--as-new")
    {
        Description = "Ignore the choices remembered from earlier files of the same source and columns.",
    };

    public static Command Command()
    {
        var command = new Command(
            "import",
            "Import files of calls. Each file is imported completely or not at all; one that cannot be read does not stop the others. New clients are made; the same file again adds nothing. "
            + "Rejected lines are written with their reason to NAME.rejects.csv beside the file. Columns needed: client_email (or a phone) and started_at. "
            + "Exports of known systems are recognised; describe others with --map and --value.")
        {
            Files,
            MatchOnly,
            Source,
            Zone,
            Region,
            DryRun,
            Whole,
            AsNew,
        };
        Reading.AddTo(command);
        command.Add(Output.Format);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var asked = await AskedAsync(parsed, database, now, ct);
        var format = parsed.GetValue(Output.Format);
        if (parsed.GetValue(DryRun))
            return await new PreviewFiles(database, asked, format) { MatchOnly = parsed.GetValue(MatchOnly), IsWhole = parsed.GetValue(Whole) }.RunAsync(parsed.GetRequiredValue(Files), ct);
        if (parsed.GetValue(Whole))
            throw new PlainError("--whole looks at all lines of a preview; add --dry-run, or leave it out to import.");
        var intake = new Intake<CallRow>(CallEntity.Calls) { MatchOnly = parsed.GetValue(MatchOnly), By = Actor.CommandLine(Environment.UserName).Who };
        var import = new ImportFiles<CallRow>(database, (path, cancel) => FileReading.OpenAsync(database, path, asked, cancel), intake, now, parsed.GetValue(Door.Verbose), (one, rejects) =>
        {
            if (format == OutputFormat.Table)
                ImportAccount.Write(one, rejects, "call", "vitals people unmatched");
            else if (rejects is not null)
                Console.Error.WriteLine($"Rejected lines of {one.File}: {rejects}");
        });
        var exit = await import.RunAsync(parsed.GetRequiredValue(Files), ct);
        if (format != OutputFormat.Table)
            Output.Write(import.Done, format);
        else if (import.Done.Count > 1)
            ImportAccount.WriteTotal(import.Done, "call");
        return exit;
    }

    private static async Task<AskedReading> AskedAsync(ParseResult parsed, ClientVitals.Database.VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var supposed = new CallFileOptions(now, BusinessZone.Of(settings.BusinessZone))
        {
            PhoneRegion = settings.PhoneRegion,
            Source = Named(parsed.GetValue(Source)),
            IsKept = true,
        };
        var choices = Reading.Choices(parsed) with { Zone = parsed.GetValue(Zone), Region = parsed.GetValue(Region)?.ToUpperInvariant() };
        // What cannot be understood is said once, before the first file.
        choices.AppliedTo(supposed);
        return new(choices, supposed, parsed.GetValue(AsNew));
    }

    private static string? Named(string? source) => source?.Trim() switch
    {
        null => null,
        { Length: > 0 and <= 100 } name => name,
        _ => throw new PlainError("--source must be a name of 1 to 100 characters, such as hubspot."),
    };
}
