using System.Diagnostics;
using ClientVitals.Access;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// Takes in rows of an entity, in one transaction: stages them, finds whose they are, which are there already, corrects and adds, and
/// closes the account. The same rows again add nothing. Whatever stops it, nothing is half done.
/// </summary>
/// <param name="entity">Of what.</param>
public sealed partial class Intake<TRow>(Entity<TRow> entity)
    where TRow : class
{
    /// <summary>Makes no clients and writes down no addresses: a row of somebody unknown is kept without a client.</summary>
    public bool MatchOnly { get; init; }

    /// <summary>
    /// Whether a row may say that a known one is another client's than it was: a file tells all of a row, and so corrects it; a message
    /// tells of one client's part in it, so that another client under the same id is another row.
    /// </summary>
    public bool Moves { get; init; } = true;

    /// <summary>Who brings it in, as the record keeps it: written down in the same transaction. Null = the caller writes it down.</summary>
    public string? By { get; init; }

    /// <summary>Takes in a delivery in a transaction of its own; one that fails is written down as such.</summary>
    /// <exception cref="PlainError">The file breaks off; the accounts do not agree; the database cannot be reached.</exception>
    public async Task<IntakeDone> RunAsync(
        VitalsDatabase database, Incoming<TRow> incoming, DateTimeOffset now, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(incoming);
        var clock = Stopwatch.StartNew();
        IntakeDone done;
        try
        {
            await using var work = await database.BeginAsync(ct);
            done = await WithinAsync(work, incoming, now, clock, rejected, progress, ct);
            if (By is not null)
                await new Audit(AuditAction.Import, $"delivery:{done.Delivery}").WriteAsync(work.Connection, now + clock.Elapsed, By, ct);
            await work.CommitAsync(ct);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            await RecordFailureAsync(database, incoming, now, now + clock.Elapsed, broken);
            throw;
        }
        if (done.Added + done.Corrected >= Many)
            await TidyAsync(database, ct);
        return done;
    }

    /// <summary>As <see cref="RunAsync"/>, as a part of somebody's unit of work, who commits it.</summary>
    public async Task<IntakeDone> WithinAsync(
        UnitOfWork work, Incoming<TRow> incoming, DateTimeOffset now, Stopwatch clock, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(incoming);
        ArgumentNullException.ThrowIfNull(clock);
        void Say(string step) => progress?.Report(new ImportProgress(step, incoming.Account.Read, incoming.BytesRead, incoming.Length));
        using var rows = incoming.Rows(rejected, ct).GetEnumerator();
        var stage = await StageAsync(work.Connection, rows, stage => Describe(stage, incoming.Source, incoming.Name, now), Say, ct);
        if (stage.IsFew)
            await Turns.OfFewAsync(stage, incoming.Source, ((ParameterStage)stage).Rows("incoming"), entity.Columns);
        else
            await Turns.OfManyAsync(stage, () => Say("waiting for another import to end"));

        Say("finding whose they are");
        stage.About("own_numbers", incoming.OwnNumbers.ToArray());
        await entity.Identity.RefuseForeignAsync(stage, work, entity.One, (count, reason, refused) =>
        {
            incoming.Account.Withdraw(reason, count);
            foreach (var (line, raw) in refused)
                rejected?.Invoke(new(entity.LineOf(line), reason, raw));
        });
        var made = stage.IsFew ? await FindFewAsync((ParameterStage)stage) : await FindManyAsync(stage, incoming.Account.Accepted);

        Say("comparing with what is there already");
        var account = incoming.Account;
        var known = await CompareAsync(stage, work, account.Accepted, incoming.HasOtherIds);
        var fresh = account.Accepted - known.SupersededCorrected - known.SupersededUnchanged - known.Known;
        var before = entity.Step("Before") is { } last ? await stage.AskAsync<long>(last) : 0;
        stage.About("before", before);
        var delivery = await Delivery.BeginAsync(stage);
        stage.About("delivery", delivery);

        Say("adding");
        if (known.Corrected > 0)
            await stage.DoAsync(Required("Correct"));
        if (known.Known > known.Corrected && entity.Step("Confirm") is { } confirm)
            await stage.DoAsync(confirm);
        var added = fresh > 0 ? await stage.DoAsync(Required("Add")) : 0;
        if (entity.HasCrosswalk)
            await stage.DoAsync(Crosswalk.Keep);
        var matched = entity.Step("Match") is { } match && (!stage.IsFew || entity.MatchesByMore || entity.Identity.HasNewAddresses(stage)) ? await stage.DoAsync(match) : 0;
        foreach (var follow in entity.Following)
            matched += await stage.DoAsync(follow);
        if (entity.Step("Part") is { } part && await entity.Identity.PartsAsync(stage))
            await stage.DoAsync(part);
        if (entity.Step("Settle") is { } settle)
            await stage.DoAsync(settle);

        Say("checking the account");
        var grown = stage.IsFew || entity.Step("Grown") is not { } growth ? added : await stage.AskAsync<long>(growth);
        var unmatched = entity.Step("Unmatched") is { } nobodys && entity.Identity.MayLeaveUnmatched(stage) ? await stage.AskAsync<long>(nobodys) : 0;
        var lost = incoming.Copy is { } copy ? await KeepFile.RunAsync(work.Connection, delivery, copy, incoming.Sha256(), now, ct) : null;
        var ours = await entity.Identity.OwnRowsAsync(stage);
        var done = new IntakeDone(
            incoming.Name,
            incoming.Source,
            account.Read,
            Added: fresh,
            Unchanged: known.Known - known.Corrected + known.SupersededUnchanged,
            Corrected: known.Corrected + known.SupersededCorrected,
            account.Rejected,
            unmatched,
            made,
            matched,
            incoming.BlankLines,
            delivery)
        {
            Reasons = account.Reasons,
            UnknownWords = account.UnknownWords,
            Notes = [.. incoming.Notes, .. SaidOfOurs(ours), .. lost is null ? [] : new ReadingNote[] { new(lost) }],
            Lines = account.Lines,
        };
        if (grown != done.Added || added != done.Added)
        {
            throw new PlainError(
                $"The counts of {incoming.Name} do not agree: {done.Added} {entity.Name} should be new, but the table grew by {grown}; nothing was imported. Please report this.");
        }
        await entity.Identity.CheckAfterAsync(stage, work);
        await Delivery.EndAsync(stage, done, incoming.Sha256(), now + clock.Elapsed);
        if (done.Added + done.Corrected + done.NowMatched > 0 && entity.Step("Tell") is { } tell)
            await stage.DoAsync(tell);
        return done;
    }

    private IEnumerable<ReadingNote> SaidOfOurs(long rows) => rows == 0 ? [] :
        [new(rows == 1 ? (Sentence)$"1 {Sentence.Of(entity.One)} is with {Sentence.Of(Identity.OfOurs)}" : $"{rows:N0} {Sentence.Of(entity.Name)} are with {Sentence.Of(Identity.OfOurs)}")];

    /// <summary>What every step may ask about.</summary>
    private void Describe(Stage stage, string source, string name, DateTimeOffset now)
    {
        stage.About("now", now);
        stage.About("source", source);
        stage.About("entity", entity.Name);
        stage.About("name", name);
        stage.About("match_only", MatchOnly);
        stage.About("moves", Moves);
    }

    private Relation[] People => [new("incoming_people", Identity.Who, Required("Who")), .. entity.Identity.Relations];

    private string Required(string step) =>
        entity.Step(step) ?? throw new InvalidOperationException($"The entity {entity.Name} has no step {step}.");

    /// <summary>Best effort: a delivery that failed is said to have failed, also when the reason was the database itself.</summary>
    private async Task RecordFailureAsync(VitalsDatabase database, Incoming<TRow> incoming, DateTimeOffset now, DateTimeOffset finished, Exception broken)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await using var work = await database.BeginAsync(soon.Token);
            await Delivery.FailAsync(work.Connection, entity.Name, incoming.Source, incoming.Name, now, finished, broken.Message, soon.Token);
            await work.CommitAsync(soon.Token);
        }
        catch (Exception alsoBroken) when (alsoBroken is PlainError or NpgsqlException or OperationCanceledException)
        {
            // The first failure is the one to tell.
        }
    }
}
