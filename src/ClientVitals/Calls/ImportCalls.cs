using System.Diagnostics;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Sources;
using Dapper;
using Npgsql;

namespace ClientVitals.Calls;

/// <summary>
/// Brings a file of calls into the database, in one transaction: stages the lines by COPY, then finds by set-based statements
/// whose they are and what of them is new. The same file again adds nothing. Whatever stops it, nothing is half done.
/// </summary>
/// <param name="MatchOnly">Makes no clients and writes down no addresses: a call of somebody unknown is kept without a client.</param>
public sealed record ImportCalls(bool MatchOnly = false)
{
    /// <summary>Who brings it in, as the record keeps it: written down in the import's own transaction. Null = whoever calls writes it down.</summary>
    public string? By { get; init; }

    /// <summary>
    /// Whether a line may say that a known call is another client's than it was: a file tells all of a call, and so corrects it; a message
    /// tells of one client's part in it, so that another client under the same id is another call.
    /// </summary>
    public bool Moves { get; init; } = true;

    /// <summary>From this many new calls on, the tables' statistics are renewed.</summary>
    private const long Many = 10_000;

    /// <summary>
    /// From this many lines on, tables are joined by hashing only. Statistics of tables that were emptied and filled anew say
    /// "empty", and a planner who believes it walks through one table for each row of another.
    /// </summary>
    private const long TooManyToLoop = 1_000;

    /// <summary>Imports a file.</summary>
    /// <param name="database">Where to.</param>
    /// <param name="file">The file, opened and not yet walked.</param>
    /// <param name="now">The present moment.</param>
    /// <param name="rejected">Told of each line that is no call.</param>
    /// <param name="progress">Told how far it is, now and then.</param>
    /// <exception cref="PlainError">The file breaks off; the accounts do not agree; the database cannot be reached.</exception>
    public async Task<CallsImported> RunAsync(
        VitalsDatabase database, CallFile file, DateTimeOffset now, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(file);
        var clock = Stopwatch.StartNew();
        CallsImported done;
        try
        {
            done = await ImportAsync(database, file, now, clock, rejected, progress, ct);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            await RecordFailureAsync(database, file, now, clock, broken);
            throw;
        }
        if (done.Added + done.Corrected >= Many)
            await TidyAsync(database, ct);
        return done;
    }

    private async Task<CallsImported> ImportAsync(
        VitalsDatabase database, CallFile file, DateTimeOffset now, Stopwatch clock, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        await using var unit = await database.BeginAsync(ct);
        var done = await WithinAsync(unit, file, now, clock, rejected, progress, ct);
        if (By is not null)
            await new Audit(AuditAction.Import, $"delivery:{done.Delivery}").RunAsync(unit.Connection, now + clock.Elapsed, By, ct);
        await unit.CommitAsync(ct);
        return done;
    }

    /// <summary>As <see cref="RunAsync"/>, as a part of somebody's unit of work, who commits it.</summary>
    internal async Task<CallsImported> WithinAsync(
        UnitOfWork unit, CallFile file, DateTimeOffset now, Stopwatch clock, Action<Reject>? rejected, IProgress<ImportProgress>? progress, CancellationToken ct)
    {
        Task<bool> AnyAsync(string which) =>
            unit.Connection.ExecuteScalarAsync<bool>(new CommandDefinition($"select exists (select from {which})", commandTimeout: 0, cancellationToken: ct));
        void Say(string step) => progress?.Report(new ImportProgress(step, file.Account.Read, file.BytesRead, file.Length));
        var db = unit.Connection;
        await NoticeLossAsync(db, ct);
        var work = new Work(db, new { now, source = file.Source, name = file.Name, match_only = MatchOnly, moves = Moves }, ct);
        // Hash tables of a whole file's addresses and keys, not of one question's; compiling a statement run once pays never.
        await work.DoAsync("set local work_mem = '128MB'; set local jit = off");
        await work.DoAsync(Sql.Of<ImportCalls>("Stage"));
        await StageAsync(db, file, rejected, Say, ct);

        Say("waiting for another import to end");
        if (!await work.AskAsync<bool>("Lock"))
            await work.StepAsync("Wait");
        Say("finding whose calls they are");
        await new RefuseForeignCalls(MatchOnly).BeforeAsync(unit, file.Account, rejected, ct);
        if (file.Account.Accepted > TooManyToLoop)
            await work.DoAsync("set local enable_nestloop = off");
        await work.DoAsync("analyze incoming_calls");
        await FindPeopleAsync(work);
        await work.StepAsync("Superseded");
        if (await AnyAsync("superseded_calls"))
        {
            await work.StepAsync("LastLine");
            await work.StepAsync("Leave");
        }
        await work.StepAsync("Number");
        var made = await MakePeopleAsync(work);

        Say("comparing with the calls already there");
        await work.StepAsync("Known");
        await work.DoAsync("analyze known_calls");
        if (await AnyAsync("known_calls where likeness > 1"))
        {
            await RefuseForeignCalls.KeepForeignAsync(unit, ct);
            await work.StepAsync("Choose");
        }
        var (known, corrected) = await db.QuerySingleAsync<(long, long)>(new CommandDefinition(
            "select count(*), count(*) filter (where changed) from known_calls", commandTimeout: 0, cancellationToken: ct));
        var (supersededCorrected, supersededUnchanged) = await db.QuerySingleAsync<(long, long)>(
            new CommandDefinition(Sql.Of<ImportCalls>("SupersededLines"), commandTimeout: 0, cancellationToken: ct));
        var before = await work.AskAsync<long>("Before");
        var delivery = await work.AskAsync<long>("Begin");
        Say("adding calls");
        await work.StepAsync("Correct");
        var about = new { now, delivery, before, source = file.Source };
        var added = await db.ExecuteAsync(new CommandDefinition(Sql.Of<ImportCalls>("Add"), about, commandTimeout: 0, cancellationToken: ct));
        var matched = await db.ExecuteAsync(new CommandDefinition(Sql.Of<ImportCalls>("Match"), about, commandTimeout: 0, cancellationToken: ct));

        Say("checking the account");
        var grown = await db.ExecuteScalarAsync<long>(new CommandDefinition(Sql.Of<ImportCalls>("Grown"), about, commandTimeout: 0, cancellationToken: ct));
        var unmatched = await db.ExecuteScalarAsync<long>(new CommandDefinition(Sql.Of<ImportCalls>("Unmatched"), about, commandTimeout: 0, cancellationToken: ct));
        var account = file.Account;
        var done = new CallsImported(
            file.Name,
            file.Source,
            account.Read,
            Added: account.Accepted - supersededCorrected - supersededUnchanged - known,
            Unchanged: known - corrected + supersededUnchanged,
            Corrected: corrected + supersededCorrected,
            account.Rejected,
            unmatched,
            made,
            matched,
            file.BlankLines,
            delivery)
        {
            Reasons = account.Reasons,
            UnknownWords = account.UnknownWords,
            Notes = file.Columns.Notes,
        };
        if (grown != done.Added || added != done.Added)
        {
            throw new PlainError(
                $"The account of {file.Name} does not close: {done.Added} calls should be new, the table grew by {grown}; nothing was imported. Please report this.");
        }
        await RefuseForeignCalls.AfterAsync(unit, ct);
        await EndAsync(db, file, done, now + clock.Elapsed, ct);
        if (done.Added + done.Corrected + done.NowMatched > 0)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<ImportCalls>("Tell"), new { delivery, before }, cancellationToken: ct));
        return done;
    }

    /// <summary>
    /// The server looks now and then whether this program still lives, and gives up a statement that nobody waits for; the other way
    /// round, a cable that is cut without a word does not keep a dead program's transaction, and its turn at importing, for hours.
    /// For this transaction alone: behind a pooler the connection is somebody else's afterwards.
    /// </summary>
    private static Task<int> NoticeLossAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of<ImportCalls>("NoticeLoss"), cancellationToken: ct));

    private static async Task StageAsync(NpgsqlConnection db, CallFile file, Action<Reject>? rejected, Action<string> say, CancellationToken ct)
    {
        var text = Sql.Of<ImportCalls>("Copy");
        // Npgsql wants the command to begin with COPY: the question above it stays behind.
        await using var stream = await db.BeginRawBinaryCopyAsync(text[(text.IndexOf('\n', StringComparison.Ordinal) + 1)..], ct);
        try
        {
            var copy = new CallCopy(stream);
            copy.Begin();
            foreach (var row in file.Rows(rejected, ct))
            {
                if (!copy.Add(row))
                    continue;
                await copy.FlushAsync(ct);
                say("reading");
            }
            await copy.EndAsync(ct);
        }
        catch
        {
            // Left alone, the stream's end would count as the file's.
            await stream.CancelAsync();
            throw;
        }
    }

    /// <summary>Finds whose the file's addresses are, and draws ids for those who are nobody's yet.</summary>
    private static async Task FindPeopleAsync(Work work)
    {
        await work.StepAsync("People");
        await work.DoAsync("analyze incoming_people");
        await work.StepAsync("Phones");
        await work.StepAsync("Emails");
        await work.StepAsync("Numbers");
        await work.DoAsync("analyze incoming_phones; analyze incoming_emails");
    }

    /// <summary>Makes everybody who was drawn an id; returns how many clients were made.</summary>
    private async Task<long> MakePeopleAsync(Work work)
    {
        if (MatchOnly)
            return 0;
        await work.StepAsync("Coaches");
        var made = await work.AskAsync<long>("Clients");
        await work.StepAsync("Addresses");
        await work.StepAsync("Names");
        return made;
    }

    private static async Task EndAsync(NpgsqlConnection db, CallFile file, CallsImported done, DateTimeOffset finished, CancellationToken ct)
    {
        var details = JsonSerializer.Serialize(new
        {
            reasons = done.Reasons.Select(r => new { reason = r.Reason, lines = r.Lines }),
            unknown_words = done.UnknownWords.Select(u => new { field = u.Field, word = u.Word.Replace("\0", "", StringComparison.Ordinal), lines = u.Lines }),
            clients_made = done.ClientsMade,
            now_matched = done.NowMatched,
            blank_lines = done.BlankLines,
        });
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<ImportCalls>("End"),
            new
            {
                id = done.Delivery,
                sha256 = file.Sha256(),
                finished,
                read = done.Read,
                added = done.Added,
                unchanged = done.Unchanged,
                corrected = done.Corrected,
                rejected = done.Rejected,
                unmatched = done.Unmatched,
                details,
            },
            cancellationToken: ct));
    }

    /// <summary>Best effort: a delivery that failed is said to have failed, also when the reason was the database itself.</summary>
    private static async Task RecordFailureAsync(VitalsDatabase database, CallFile file, DateTimeOffset now, Stopwatch clock, Exception broken)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await using var unit = await database.BeginAsync(soon.Token);
            await unit.Connection.ExecuteAsync(new CommandDefinition(
                Sql.Of<ImportCalls>("Failed"),
                new { source = file.Source, name = file.Name, now, finished = now + clock.Elapsed, error = broken.Message },
                cancellationToken: soon.Token));
            await unit.CommitAsync(soon.Token);
        }
        catch (Exception alsoBroken) when (alsoBroken is PlainError or NpgsqlException or OperationCanceledException)
        {
            // The first failure is the one to tell.
        }
    }

    /// <summary>Statistics belong to the owner. A login that may not renew them leaves it to autovacuum.</summary>
    private static async Task TidyAsync(VitalsDatabase database, CancellationToken ct)
    {
        await using var admin = await database.OpenAdminAsync(ct);
        await admin.ExecuteAsync(new CommandDefinition(Sql.Of<ImportCalls>("Tidy"), commandTimeout: 0, cancellationToken: ct));
    }

    /// <summary>The steps' texts, run with the parameters they share and no limit of time.</summary>
    private sealed record Work(NpgsqlConnection Db, object About, CancellationToken Cancel)
    {
        public Task<int> StepAsync(string step) => Db.ExecuteAsync(new CommandDefinition(Sql.Of<ImportCalls>(step), About, commandTimeout: 0, cancellationToken: Cancel));

        public async Task<T> AskAsync<T>(string step) =>
            (await Db.ExecuteScalarAsync<T>(new CommandDefinition(Sql.Of<ImportCalls>(step), About, commandTimeout: 0, cancellationToken: Cancel)))!;

        public Task<int> DoAsync(string sql) => Db.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 0, cancellationToken: Cancel));
    }
}
