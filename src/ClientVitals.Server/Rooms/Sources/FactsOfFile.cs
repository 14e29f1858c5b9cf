using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using Npgsql;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>A file of a declared fact: sessions, packages, payments.</summary>
internal sealed class FactsOfFile(FactEntity entity) : FileKind
{
    public FactEntity Entity => entity;

    public override string Name => entity.Name;

    public override IReadOnlyList<string> FieldWords => entity.Fact.FieldWords;

    public override FactReading Reading(FileChoices chosen, BusinessSettings settings, DateTimeOffset now) =>
        chosen.WithNote(chosen.Read().AppliedTo(entity.Reading(settings, now) with { Source = chosen.Source }, entity.Identity.KnowsRegion));

    public override Task<RecalledReading?> RecalledAsync(NpgsqlConnection db, string path, SourceReading reading, CancellationToken ct) =>
        FactReadings.RecalledAsync(entity, db, path, (FactReading)reading, ct);

    public override ReadingChoices Fitting(ReadingChoices choices, IReadOnlyList<string> headers) => choices.Fitting((map, words) =>
    {
        try
        {
            FactColumns.Of(entity.Fact, "", headers, map, words);
        }
        catch (MissingFactColumn)
        {
            // Something else is missing still.
        }
    });

    public override async Task<FilePreview> PreviewAsync(
        string path, FileChoices chosen, SourceReading reading, bool isWhole, VitalsDatabase database, IProgress<ImportProgress>? progress, CancellationToken ct) =>
        FilePreview.Of(await new PreviewFact(entity, path, (FactReading)reading) { IsWhole = isWhole, MatchOnly = chosen.MatchOnly }.ReadAsync(database, progress, ct), chosen.Read());

    public override async Task<FileImported> ImportAsync(
        string path, FileChoices chosen, SourceReading reading, Principal by, RejectsFile rejects, VitalsDatabase database, IProgress<ImportProgress> progress, CancellationToken ct)
    {
        using var file = FactFile.Open(entity.Identity, path, (FactReading)reading with { IsKept = true });
        file.WhenRead = rejects.Finish;
        var intake = new Intake<FactRow>(entity) { MatchOnly = chosen.MatchOnly, By = by.Who };
        var done = await ConnectionWatch.WhileAsync(database, alive => intake.RunAsync(database, file, reading.Now, rejects.Add, progress, alive), ct);
        return new(done, file.Source, file.Headers);
    }

    internal override async Task<FileReread> RereadAsync(
        long delivery, ReadingChoices how, bool isSure, VitalsDatabase database, Actor by, DateTimeOffset now, IProgress<ImportProgress> progress, CancellationToken ct)
    {
        var act = new RereadFacts(entity, delivery, how) { Progress = progress };
        return FileReread.Of(isSure ? await database.DoAsync(act, by, now, ct) : await database.RehearseAsync(act, by, now, ct));
    }
}
