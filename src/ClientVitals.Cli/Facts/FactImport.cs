using System.CommandLine;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Cli.Facts;

/// <summary><c>vitals FACTS import FILE…</c>, of any declared fact.</summary>
internal sealed class FactImport
{
    private readonly FactEntity _entity;
    private readonly Argument<string[]> _files;
    private readonly Option<bool> _matchOnly;
    private readonly Option<string?> _source;
    private readonly Option<string?> _zone;
    private readonly Option<string?> _region;
    private readonly Option<bool> _dryRun;
    private readonly Option<bool> _whole;
    private readonly Option<bool> _asNew;
    private readonly ReadingOptions _reading;

    /// <param name="entity">The fact.</param>
    /// <param name="value">An example of a word and its meaning.</param>
    public FactImport(FactEntity entity, string value)
    {
        _entity = entity;
        var (many, one) = (entity.Name, entity.One);
        _files = new("file")
        {
            Description = $"Files of {many}: CSV (also .gz), Excel workbooks (.xlsx, .xls), JSON (one {one} on each line, or a list), or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        _matchOnly = new("--match-only") { Description = $"Make no new clients: {many} of unknown clients are kept as unmatched." };
        _source = new("--source") { Description = $"Name of the system the {many} come from; new clients carry it, and ids are unique within it. Default: recognised from the file.", HelpName = "name" };
        _zone = new("--zone") { Description = "Time zone for times in these files that name none. Default: the business zone.", HelpName = "zone" };
        _region = new("--phone-region") { Description = "Country of numbers without a country code, such as AE. Default: the setting.", HelpName = "country" };
        _dryRun = new("--dry-run") { Description = "Preview: show how each file is read and what would change; import nothing. Of a large file only the first 20,000 lines are read." };
        _whole = new("--whole") { Description = "With --dry-run: read all lines of a large file." };
        _asNew = new("--as-new") { Description = "Ignore the choices remembered from earlier files of the same source and columns." };
        var required = (entity.Fact.Fields.FirstOrDefault(field => field.Required is not null) ?? entity.Fact.Fields[entity.Fact.Find(entity.Fact.At)]).Word;
        _reading = new($"\"Date\"={required}", value, "one of our words", "minutes", TaughtWord.Of);
    }

    public Command Command()
    {
        var needed = string.Join(", ", _entity.Fact.Fields.Where(field => field.Required is not null).Select(field => field.Word));
        var command = new Command(
            "import",
            $"Import files of {_entity.Name}. Each file is imported completely or not at all; the same file again adds nothing. New clients are made. "
            + $"Rejected lines are written with their reason to NAME.rejects.csv beside the file. Columns needed: client_email (or a phone, or what the source calls the client){(needed.Length > 0 ? $" and {needed}" : "")}. "
            + "Exports of known systems are recognised; describe others with --map and --value.")
        {
            _files,
            _matchOnly,
            _source,
            _zone,
            _region,
            _dryRun,
            _whole,
            _asNew,
        };
        _reading.AddTo(command);
        command.Add(Output.Format);
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var now = TimeProvider.System.GetUtcNow();
        var (choices, supposed) = await AskedAsync(parsed, database, now, ct);
        var format = parsed.GetValue(Output.Format);
        var paths = parsed.GetRequiredValue(_files);
        if (parsed.GetValue(_dryRun))
            return await new FactPreviews(format, (path, cancel) => PreviewAsync(parsed, database, path, choices, supposed, cancel)).RunAsync(_entity, paths, ct);
        if (parsed.GetValue(_whole))
            throw new PlainError("--whole looks at all lines of a preview; add --dry-run, or leave it out to import.");
        var intake = new Intake<FactRow>(_entity) { MatchOnly = parsed.GetValue(_matchOnly), By = Actor.CommandLine(Environment.UserName).Who };
        var import = new ImportFiles<FactRow>(database, OpenAsync, intake, now, parsed.GetValue(Door.Verbose), (one, rejects) =>
        {
            if (format == OutputFormat.Table)
                ImportAccount.Write(one, rejects, _entity.One, $"vitals {_entity.Name} list --unmatched");
            else if (rejects is not null)
                Console.Error.WriteLine($"Rejected lines of {one.File}: {rejects}");
        });
        var exit = await import.RunAsync(paths, ct);
        if (import.Done.Count > 0)
            await FirstScores.AfterAsync(database, _entity.Name, ct);
        if (format != OutputFormat.Table)
            Output.Write(import.Done, format);
        else if (import.Done.Count > 1)
            ImportAccount.WriteTotal(import.Done, _entity.One);
        return exit;

        async Task<ToImport<FactRow>> OpenAsync(string path, CancellationToken cancel)
        {
            var (options, chosen) = await ReadingAsync(parsed, database, path, choices, supposed, cancel);
            var file = FactFile.Open(_entity.Identity, path, options, path == "-" ? Console.OpenStandardInput() : null);
            return new(file, choices.IsNone ? null : soon => database.DoAsync(new KeepReading(file.Source, _entity.Name, file.Headers, chosen.Write()), soon));
        }
    }

    private async Task<FactPreview> PreviewAsync(ParseResult parsed, VitalsDatabase database, string path, ReadingChoices choices, FactReading supposed, CancellationToken ct)
    {
        if (!File.Exists(path))
            throw new PlainError(Directory.Exists(path) ? $"'{path}' is a folder; name the files in it." : $"There is no file '{path}'.");
        var (options, _) = await ReadingAsync(parsed, database, path, choices, supposed, ct);
        var preview = new PreviewFact(_entity, path, options) { MatchOnly = parsed.GetValue(_matchOnly), IsWhole = parsed.GetValue(_whole) };
        return preview.IsWhole ? await ImportBar.ForAsync(Path.GetFileName(path), progress => preview.ReadAsync(database, progress, ct)) : await preview.ReadAsync(database, null, ct);
    }

    /// <summary>As was said on the command line, else as the last file of its source, else as it is recognised.</summary>
    private async Task<(FactReading Options, ReadingChoices Choices)> ReadingAsync(
        ParseResult parsed, VitalsDatabase database, string path, ReadingChoices choices, FactReading supposed, CancellationToken ct)
    {
        var said = choices.AppliedTo(supposed, _entity.Identity.KnowsRegion);
        if (parsed.GetValue(_asNew))
            return (said, choices);
        await using var db = await database.OpenAsync(ct);
        if (await FactReadings.RecalledAsync(_entity, db, path, said, ct) is not { } recalled)
            return (said, choices);
        var all = choices.Over(recalled.Choices);
        return (all.AppliedTo(supposed, _entity.Identity.KnowsRegion) with { Notes = [new(recalled.Said, $"vitals calls readings --forget {recalled.Id} forgets it, --as-new reads without it")] }, all);
    }

    private async Task<(ReadingChoices Choices, FactReading Supposed)> AskedAsync(ParseResult parsed, VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await database.OpenAsync(ct);
        var supposed = _entity.Reading(await BusinessSettings.InForceAsync(db, ct), now) with { Source = Named(parsed.GetValue(_source)), IsKept = true };
        var choices = _reading.Choices(parsed) with { Zone = parsed.GetValue(_zone), Region = parsed.GetValue(_region)?.ToUpperInvariant() };
        // What cannot be understood is said once, before the first file.
        choices.AppliedTo(supposed, _entity.Identity.KnowsRegion);
        return (choices, supposed);
    }

    private static string? Named(string? source) => source?.Trim() switch
    {
        null => null,
        { Length: > 0 and <= 100 } name => name,
        _ => throw new PlainError("--source must be a name of 1 to 100 characters, such as mindbody."),
    };
}
