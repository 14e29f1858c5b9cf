using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Dapper;

namespace ClientVitals.Calls.Undo;

/// <summary>
/// Reads the file of a delivery again, with other options: undoes the delivery and brings the kept bytes in as a new one that says whose
/// correction it is, all in one unit of work, so that nothing is doubled and nothing is half done. Rolled back, it is a preview.
/// </summary>
/// <param name="Delivery">Its number.</param>
/// <param name="How">How the file is read now; where it says nothing, as what was chosen last for such files, which from then on is this.</param>
/// <param name="MatchOnly">Makes no clients.</param>
public sealed record RereadDelivery(long Delivery, ReadingChoices How, bool MatchOnly = false) : IAct<DeliveryReread>
{
    /// <summary>How far it is; null = nobody wants to know.</summary>
    public IProgress<ImportProgress>? Progress { get; init; }

    /// <exception cref="NotFoundException">There is no such delivery.</exception>
    /// <exception cref="PlainError">Its file is not kept or cannot be read so; it cannot be undone; another reading of the file holds.</exception>
    /// <exception cref="ForbiddenException">Neither an owner nor an admin asks.</exception>
    public async Task<DeliveryReread> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var told = await ToldDelivery.TakeAsync(work, Delivery, ct);
        if (told.OtherReadingId is { } other)
            throw new PlainError($"Delivery {Delivery} ({told.Name}) was read again already, as delivery {other}, which holds; read that one again (vitals calls reread {other}).");
        using var kept = await KeptFile.OpenAsync(work.Connection, Delivery, ct);
        var undone = told.UndoneAt is null ? await new UndoDelivery(Delivery).WithinAsync(work, told, ct) : null;
        var (how, options) = await HowAsync(work, kept, told, ct);
        using var file = await OpenAsync(work, kept, told, options, ct);
        using var rejects = new HeldRejects();
        // Those who may do this see everybody; the rows are the program's to bring in, as those of any file.
        var account = await new Intake<CallRow>(CallEntity.Calls) { MatchOnly = MatchOnly, Moves = !kept.IsMessage }
            .WithinAsync(UnitOfWork.Within(work.Connection, Principal.Program, work.Now), file, work.Now, Stopwatch.StartNew(), rejects.Add, Progress, ct);
        await KeepRejects.WriteAsync(work.Connection, account.Delivery, rejects, work.Now, ct);
        await Sources.Intake.Delivery.CorrectsAsync(work.Connection, account.Delivery, Delivery, ct);
        if (!kept.IsMessage && !how.IsNone)
            await new KeepReading(told.Source, CallEntity.Calls.Name, file.Headers, how.Write()).RunAsync(work, ct);
        var calls = await work.Connection.QuerySingleAsync<Differ>(new CommandDefinition(
            Sql.Of<RereadDelivery>("Differ"), new { was = Delivery, now = account.Delivery }, commandTimeout: 0, cancellationToken: ct));
        var done = new DeliveryReread(
            account.Delivery, Delivery, told.Source, told.Name, calls.Moved, calls.Changed, calls.Same, calls.Added, calls.Gone, undone?.CallsKept ?? 0,
            undone?.ClientsRemoved ?? 0, account.ClientsMade, account.Read, account.Rejected, account.Unmatched, undone?.CorrectionsNotRecorded ?? 0)
        {
            Notes = [.. account.Notes.Select(note => note.Said.ToString())],
            ReadingNotes = account.Notes,
            Reasons = [.. account.Reasons.Select(reason => new DeliveryReread.Refusal(reason.Reason, reason.Lines))],
        };
        await new Audit(CallActions.DeliveryReread, $"delivery:{Delivery}", new Dictionary<string, string>
        {
            ["as"] = Count(done.Delivery),
            ["calls_moved"] = Count(done.CallsMoved),
            ["calls_changed"] = Count(done.CallsChanged),
            ["calls_added"] = Count(done.CallsAdded),
            ["calls_gone"] = Count(done.CallsGone),
            ["calls_kept"] = Count(done.CallsKept),
        }).RunAsync(work, ct);
        return done;
    }

    /// <summary>How calls differ between the two readings.</summary>
    private sealed record Differ(long Moved, long Changed, long Same, long Added, long Gone);

    private async Task<(ReadingChoices Chosen, CallFileOptions Options)> HowAsync(UnitOfWork work, KeptFile kept, ToldDelivery told, CancellationToken ct)
    {
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        var supposed = new CallFileOptions(work.Now, BusinessZone.Of(settings.BusinessZone)) { PhoneRegion = settings.PhoneRegion, Source = told.Source };
        if (kept.IsMessage || await CallReadings.RecalledAsync(work.Connection, kept.Path, supposed, ct) is not { } before)
            return (How, How.AppliedTo(supposed));
        var how = How.Over(before.Choices);
        return (how, how.AppliedTo(supposed with { Notes = [new(before.Said)] }));
    }

    private async Task<CallFile> OpenAsync(UnitOfWork work, KeptFile kept, ToldDelivery told, CallFileOptions how, CancellationToken ct)
    {
        if (!kept.IsMessage)
            return CallFile.Of(kept, how);
        var source = await CallSources.FindAsync(work.Connection, told.Source, work.Now, ct)
            ?? throw new PlainError($"Delivery {Delivery} ({told.Name}) came from the source {told.Source}, which was removed: nothing says how its messages are read. Connect it again under this name.");
        await using var body = kept.Read();
        using var message = await JsonDocument.ParseAsync(body, cancellationToken: ct);
        var rows = CallEntity.Calls.ReadMessage(source.Mapping, message.RootElement);
        return rows is { Count: > 0 }
            ? CallFile.Of(told.Name, rows, how)
            : throw new PlainError($"Delivery {Delivery} ({told.Name}) holds no call as the source {told.Source} is read now; change its mapping, or undo the delivery.");
    }

    private static string Count(long rows) => rows.ToString(CultureInfo.InvariantCulture);
}
