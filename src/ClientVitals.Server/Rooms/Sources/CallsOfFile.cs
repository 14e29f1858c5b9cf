using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Calls.Previews;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Npgsql;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>A file of calls.</summary>
internal sealed class CallsOfFile : FileKind
{
    public override string Name => CallEntity.Calls.Name;

    public override IReadOnlyList<string> FieldWords => CallColumns.FieldWords;

    public override string? Ignored { get; } = CallColumns.FieldWords[(int)CallField.Ignored];

    public override TaughtWord Taught(string text) => TaughtCalls.Of(text);

    public override CallFileOptions Reading(FileChoices chosen, BusinessSettings settings, DateTimeOffset now) =>
        chosen.WithNote(chosen.Read().AppliedTo(new(now, BusinessZone.Of(settings.BusinessZone)) { PhoneRegion = settings.PhoneRegion, Source = chosen.Source }));

    public override Task<RecalledReading?> RecalledAsync(NpgsqlConnection db, string path, SourceReading reading, CancellationToken ct) =>
        CallReadings.RecalledAsync(db, path, (CallFileOptions)reading, ct);

    public override ReadingChoices Fitting(ReadingChoices choices, IReadOnlyList<string> headers) => choices.Fitting(headers);

    public override async Task<FilePreview> PreviewAsync(
        string path, FileChoices chosen, SourceReading reading, bool isWhole, VitalsDatabase database, IProgress<ImportProgress>? progress, CancellationToken ct) =>
        FilePreview.Of(await new PreviewOfCalls(path, (CallFileOptions)reading) { IsWhole = isWhole, MatchOnly = chosen.MatchOnly }.ReadAsync(database, progress, ct));

    public override async Task<FileImported> ImportAsync(
        string path, FileChoices chosen, SourceReading reading, Principal by, RejectsFile rejects, VitalsDatabase database, IProgress<ImportProgress> progress, CancellationToken ct)
    {
        using var calls = CallFile.Open(path, (CallFileOptions)reading with { IsKept = true });
        calls.WhenRead = rejects.Finish;
        var done = await ConnectionWatch.WhileAsync(
            database, alive => new ImportCalls(chosen.MatchOnly) { By = by.Who }.RunAsync(database, calls, reading.Now, rejects.Add, progress, alive), ct);
        return new(done, calls.Source, calls.Headers);
    }

    internal override async Task<FileReread> RereadAsync(
        long delivery, ReadingChoices how, bool isSure, VitalsDatabase database, Actor by, DateTimeOffset now, IProgress<ImportProgress> progress, CancellationToken ct)
    {
        var act = new RereadDelivery(delivery, how) { Progress = progress };
        return FileReread.Of(isSure ? await database.DoAsync(act, by, now, ct) : await database.RehearseAsync(act, by, now, ct));
    }
}
