using System.Diagnostics;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;
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
    /// <summary>Up to this many rows come with each statement; more are staged in temporary tables.</summary>
    private const int Few = 64;

    /// <summary>As long as they hold no more than this many characters of text.</summary>
    private const int FewCharacters = 256 << 10;

    /// <summary>From this many new rows on, the tables' statistics are renewed.</summary>
    private const long Many = 10_000;

    /// <summary>
    /// From this many records on, tables are joined by hashing only. Statistics of tables that were just emptied and filled say
    /// "empty", and a planner who believes it walks through one table for each row of another.
    /// </summary>
    private const long TooManyToLoop = 1_000;

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
        await entity.Identity.RefuseForeignAsync(stage, work, entity.One, (count, reason, refused) =>
        {
            incoming.Account.Withdraw(reason, count);
            foreach (var (line, raw) in refused)
                rejected?.Invoke(new(entity.LineOf(line), reason, raw));
        });
        var made = stage.IsFew ? await FindFewAsync((ParameterStage)stage) : await FindManyAsync(stage, incoming.Account.Accepted);

        Say("comparing with what is there already");
        var account = incoming.Account;
        var known = await CompareAsync(stage, work, account.Accepted);
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
        var matched = entity.Step("Match") is { } match && (!stage.IsFew || entity.Identity.HasNewAddresses(stage)) ? await stage.DoAsync(match) : 0;
        if (entity.Step("Part") is { } part && await entity.Identity.PartsAsync(stage))
            await stage.DoAsync(part);

        Say("checking the account");
        var grown = stage.IsFew || entity.Step("Grown") is not { } growth ? added : await stage.AskAsync<long>(growth);
        var unmatched = entity.Step("Unmatched") is { } nobodys && entity.Identity.MayLeaveUnmatched(stage) ? await stage.AskAsync<long>(nobodys) : 0;
        var lost = incoming.Copy is { } copy ? await KeepFile.RunAsync(work.Connection, delivery, copy, now, ct) : null;
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
            Notes = lost is null ? incoming.Notes : [.. incoming.Notes, lost],
            Lines = account.Lines,
        };
        if (grown != done.Added || added != done.Added)
        {
            throw new PlainError(
                $"The account of {incoming.Name} does not close: {done.Added} {entity.Name} should be new, the table grew by {grown}; nothing was imported. Please report this.");
        }
        await entity.Identity.CheckAfterAsync(stage, work);
        await Delivery.EndAsync(stage, done, incoming.Sha256(), now + clock.Elapsed);
        if (done.Added + done.Corrected + done.NowMatched > 0 && entity.Step("Tell") is { } tell)
            await stage.DoAsync(tell);
        return done;
    }

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

    private async Task<Stage> StageAsync(NpgsqlConnection db, IEnumerator<TRow> rows, Action<Stage> describe, Action<string> say, CancellationToken ct)
    {
        var first = new List<TRow>(Few + 1);
        while (first.Count <= Few && rows.MoveNext())
            first.Add(rows.Current);
        if (first.Count <= Few && Held(first) is { } held)
        {
            var few = new ParameterStage(db, entity.Columns, held, ct);
            describe(few);
            return few;
        }
        var many = new TableStage(db, ct);
        describe(many);
        // The server looks now and then whether this program still lives, and gives up a statement that nobody waits for; the other way
        // round, a cable that is cut without a word does not keep a dead program's transaction, and its turn, for hours. For this
        // transaction alone: behind a pooler the connection is somebody else's afterwards.
        await many.DoAsync(Sql.Of(typeof(Turns), "NoticeLoss"));
        // Hash tables of a whole file's addresses and keys, not of one question's; compiling a statement run once pays never.
        await many.DoAsync("set local work_mem = '128MB'; set local jit = off");
        await many.FillAsync(entity.Columns, All(first, rows), entity.Write, () => say("reading"));
        return many;
    }

    private static IEnumerable<TRow> All(List<TRow> first, IEnumerator<TRow> rest)
    {
        foreach (var row in first)
            yield return row;
        while (rest.MoveNext())
            yield return rest.Current;
    }

    /// <summary>Few rows as they come with a statement; null when one of them is there twice or they are long, which is for temporary tables.</summary>
    private System.Text.Json.Nodes.JsonArray? Held(List<TRow> rows)
    {
        var fields = new JsonFields(entity.Columns);
        foreach (var row in rows)
        {
            fields.Row();
            entity.Write(fields, row);
        }
        var keys = fields.Rows.Select(row => Repeats.KeyOf(row!.AsObject(), entity.Columns)).ToHashSet(StringComparer.Ordinal);
        return keys.Count == rows.Count && fields.Characters <= FewCharacters ? fields.Rows : null;
    }

    private Relation[] People => [new("incoming_people", Identity.Who, Required("Who")), .. entity.Identity.Relations];

    private async Task<long> FindFewAsync(ParameterStage stage)
    {
        await stage.MakeAsync(People);
        var makes = !MatchOnly && entity.Identity.HasNewAddresses(stage);
        if (makes || stage.Rows("incoming").Any(row => row[Repeats.Keys(entity.Columns)[^1]] is null))
        {
            // A client who was made meanwhile is known now.
            await Turns.ToMakePeopleAsync(stage);
            await stage.MakeAsync(People);
        }
        return MatchOnly ? 0 : await entity.Identity.MakeAsync(stage);
    }

    private async Task<long> FindManyAsync(Stage stage, long accepted)
    {
        if (accepted > TooManyToLoop)
            await stage.DoAsync("set local enable_nestloop = off");
        await JoinRepeatsAsync(stage);
        return MatchOnly ? 0 : await entity.Identity.MakeAsync(stage);
    }

    /// <summary>Whose many rows are, and one row of each that stands there more than once.</summary>
    private async Task JoinRepeatsAsync(Stage stage)
    {
        await stage.DoAsync("analyze incoming");
        await stage.MakeAsync(People);
        await stage.MakeAsync(Repeats.Superseded(entity.Columns, ofEachClient: !entity.HasCrosswalk, entity.Standing));
        if (await stage.AskAsync<bool>("select exists (select from superseded)"))
        {
            await stage.DoAsync(Repeats.LastLine(entity.Columns, entity.Together));
            await stage.DoAsync(Repeats.Leave);
        }
        if (Repeats.Number(entity.Columns) is { } number)
            await stage.DoAsync(number);
    }

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

    /// <summary>Statistics belong to the owner. A login that may not renew them leaves it to autovacuum.</summary>
    private async Task TidyAsync(VitalsDatabase database, CancellationToken ct)
    {
        await using var admin = await database.OpenAdminAsync(ct);
        await admin.ExecuteAsync(new CommandDefinition("analyze " + string.Join(", ", entity.Tables), commandTimeout: 0, cancellationToken: ct));
    }
}
