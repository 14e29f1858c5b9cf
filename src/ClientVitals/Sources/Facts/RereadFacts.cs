using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;
using Dapper;

namespace ClientVitals.Sources.Facts;

/// <summary>
/// Reads the file of a delivery of a fact again, with other options: undoes the delivery and brings the kept bytes in as a new one that says
/// whose correction it is, all in one unit of work, so that nothing is doubled and nothing is half done. Rolled back, it is a preview.
/// </summary>
/// <param name="Entity">The fact.</param>
/// <param name="Delivery">The delivery's number.</param>
/// <param name="How">How the file is read now; where it says nothing, as what was chosen last for such files, which from then on is this.</param>
/// <param name="MatchOnly">Makes no clients.</param>
public sealed record RereadFacts(FactEntity Entity, long Delivery, ReadingChoices How, bool MatchOnly = false) : IAct<FactsReread>
{
    /// <summary>Whether an undone delivery is to be brought back: one that holds is refused then.</summary>
    public bool IsRedo { get; init; }

    /// <summary>How far it is; null = nobody wants to know.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <summary>How rows differ between the two readings.</summary>
    private sealed record Differ(long Moved, long Changed, long Same, long Added, long Gone);

    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">Its file is not kept or cannot be read so; it cannot be undone; another reading of the file holds.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin asks.</exception>
    public async Task<FactsReread> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var db = work.Connection;
        var told = await ToldFacts.TakeAsync(work, Entity, Delivery, ct);
        if (IsRedo && told.UndoneAt is null)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) was not undone, so there is nothing to redo.");
        if (await OtherReading.OfAsync(db, Delivery, ct) is { } other)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) was read again already, as delivery {other}, which holds; read that one again (vitals {Entity.Name} reread {other}).");
        using var kept = await KeptFile.OpenAsync(db, Delivery, ct);
        var steps = new FactSteps(Entity.Fact, Entity.Identity);
        await db.ExecuteAsync(new CommandDefinition(steps.FirstReading(), new { was = Delivery, entity = Entity.Name }, commandTimeout: 0, cancellationToken: ct));
        var undone = told.UndoneAt is null ? await new UndoFacts(Entity, Delivery).WithinAsync(work, told, ct) : null;
        var (how, options) = await HowAsync(work, kept, told, ct);
        using var file = await OpenAsync(work, kept, told, options, ct);
        using var rejects = new HeldRejects();
        // Those who may do this see everybody; the rows are the program's to bring in, as those of any file.
        var account = await new Intake<FactRow>(Entity) { MatchOnly = MatchOnly, Moves = !kept.IsMessage }
            .WithinAsync(UnitOfWork.Within(db, Principal.Program, work.Now), file, work.Now, Stopwatch.StartNew(), rejects.Add, Progress, ct);
        await KeepRejects.WriteAsync(db, account.Delivery, rejects, work.Now, ct);
        await Intake.Delivery.CorrectsAsync(db, account.Delivery, Delivery, ct);
        if (!kept.IsMessage && !how.IsNone)
            await new KeepReading(told.Source, Entity.Name, file.Headers, how.Write()).RunAsync(work, ct);
        var rows = await db.QuerySingleAsync<Differ>(new CommandDefinition(
            steps.Differ(), new { was = Delivery, fresh = account.Delivery, now = work.Now }, commandTimeout: 0, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition("drop table first_reading", cancellationToken: ct));
        var done = new FactsReread(
            account.Delivery, Delivery, Entity.Name, told.Source, told.Name, rows.Moved, rows.Changed, rows.Same, rows.Added, rows.Gone, undone?.Kept ?? 0,
            undone?.ClientsRemoved ?? 0, account.ClientsMade, account.Read, account.Rejected, account.Unmatched)
        {
            Notes = [.. account.Notes.Select(note => note.Said.ToString())],
            ReadingNotes = account.Notes,
            Reasons = [.. account.Reasons.Select(reason => new FactsReread.RefusedLines(reason.Reason, reason.Lines))],
        };
        await new Audit(IsRedo ? SourceActions.FactsRedone : SourceActions.FactsReread, $"delivery:{Delivery}", new Dictionary<string, string>
        {
            ["what"] = Entity.Name,
            ["as"] = Count(done.Delivery),
            ["moved"] = Count(done.Moved),
            ["changed"] = Count(done.Changed),
            ["added"] = Count(done.Added),
            ["gone"] = Count(done.Gone),
            ["kept"] = Count(done.Kept),
        }).RunAsync(work, ct);
        return done;
    }

    private async Task<(ReadingChoices Chosen, FactReading Options)> HowAsync(UnitOfWork work, KeptFile kept, ToldFacts told, CancellationToken ct)
    {
        var supposed = Entity.Reading(await BusinessSettings.InForceAsync(work.Connection, ct), work.Now) with { Source = told.Source };
        if (kept.IsMessage || await FactReadings.RecalledAsync(Entity, work.Connection, kept.Path, supposed, ct) is not { } before)
            return (How, How.AppliedTo(supposed, Entity.Identity.KnowsRegion));
        var how = How.Over(before.Choices);
        return (how, how.AppliedTo(supposed with { Notes = [new(before.Said)] }, Entity.Identity.KnowsRegion));
    }

    private async Task<FactFile> OpenAsync(UnitOfWork work, KeptFile kept, ToldFacts told, FactReading how, CancellationToken ct)
    {
        if (!kept.IsMessage)
            return FactFile.Of(Entity.Identity, kept, how);
        var source = await CallSources.FindAsync(work.Connection, told.Source, work.Now, ct)
            ?? throw new PlainError($"Delivery {Delivery} ({told.Name}) came from the source {told.Source}, which was removed: nothing says how its messages are read. Connect it again under this name.");
        await using var body = kept.Read();
        using var message = await JsonDocument.ParseAsync(body, cancellationToken: ct);
        var rows = Entity.ReadMessage(source.Mapping, message.RootElement);
        return rows is { Count: > 0 }
            ? FactFile.Of(Entity.Identity, told.Name, rows, how)
            : throw new PlainError($"Delivery {Delivery} ({told.Name}) holds no {Entity.One} as the source {told.Source} is read now; change its mapping, or undo the delivery.");
    }

    private static string Count(long rows) => rows.ToString(CultureInfo.InvariantCulture);
}
