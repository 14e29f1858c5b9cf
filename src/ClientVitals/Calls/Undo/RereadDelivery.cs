using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Dapper;

namespace ClientVitals.Calls.Undo;

/// <summary>
/// Reads the file of a delivery again, with other options: undoes the delivery and brings the kept bytes in as a new one that says whose
/// correction it is, all in one unit of work, so that nothing is doubled and nothing is half done. Rolled back, it is a preview.
/// </summary>
/// <param name="Delivery">Its number.</param>
/// <param name="How">How the file is read now; the moment, and the source, are the unit of work's and the delivery's own.</param>
/// <param name="MatchOnly">Makes no clients.</param>
public sealed record RereadDelivery(long Delivery, CallFileOptions How, bool MatchOnly = false) : IAct<DeliveryReread>
{
    /// <summary>Refused lines that are kept; all are counted.</summary>
    public const int MostRejects = 10_000;

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
        using var file = await OpenAsync(work, kept, told, ct);
        var rejects = new List<Reject>();
        void Keep(Reject reject)
        {
            if (rejects.Count < MostRejects)
                rejects.Add(reject);
        }

        // Whoever may do this sees everybody; the rows are the program's to bring in, as those of any file.
        var account = await new Intake<CallRow>(CallEntity.Calls) { MatchOnly = MatchOnly, Moves = !kept.IsMessage }
            .WithinAsync(UnitOfWork.Within(work.Connection, Principal.Program, work.Now), file, work.Now, Stopwatch.StartNew(), Keep, Progress, ct);
        await KeepRejects.WriteAsync(work.Connection, account.Delivery, rejects, work.Now, ct);
        await Sources.Intake.Delivery.CorrectsAsync(work.Connection, account.Delivery, Delivery, ct);
        var calls = await work.Connection.QuerySingleAsync<Differ>(new CommandDefinition(
            Sql.Of<RereadDelivery>("Differ"), new { was = Delivery, now = account.Delivery }, commandTimeout: 0, cancellationToken: ct));
        var done = new DeliveryReread(
            account.Delivery, Delivery, told.Source, told.Name, calls.Moved, calls.Changed, calls.Same, calls.Added, calls.Gone, undone?.CallsKept ?? 0,
            undone?.ClientsRemoved ?? 0, account.ClientsMade, account.Read, account.Rejected, account.Unmatched, undone?.CorrectionsNotRecorded ?? 0)
        {
            Notes = account.Notes,
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

    private async Task<CallFile> OpenAsync(UnitOfWork work, KeptFile kept, ToldDelivery told, CancellationToken ct)
    {
        var how = How with { Now = work.Now, Source = told.Source, IsKept = false };
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
