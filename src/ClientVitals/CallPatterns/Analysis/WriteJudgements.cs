using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>
/// Lays the judgements of a part of the book down in a table of the transaction and writes from there, set by set: history always;
/// the hub and the episodes when the run speaks for now. Rows that are already so stay untouched.
/// </summary>
/// <param name="Ended">Finds the episodes that ended; null when the run does not speak for now.</param>
/// <param name="Run">The run's row in the ledger.</param>
internal sealed record WriteJudgements(Moment AsOf, PatternRule Rule, EndedEpisodes? Ended, long Run)
{
    private bool Current => Ended is not null;

    /// <summary>Makes the tables of the transaction.</summary>
    public static async Task BeginAsync(NpgsqlConnection db, CancellationToken ct)
    {
        await DoAsync(db, "Judged", ct);
        await DoAsync(db, "Walked", ct);
    }

    /// <summary>Writes a part; returns how many rows changed.</summary>
    public async Task<long> PartAsync(NpgsqlConnection db, BookHistories part, JudgedPart judged, CancellationToken ct)
    {
        var judgements = judged.Judgements;
        if (judgements.Length == 0)
            return 0;
        await DoAsync(db, "Again", ct);
        await CopyJudgedAsync(db, judged.Rows, ct);
        var bounds = new { run_id = Run, first = part.Clients[0].Id, last = part.Clients[^1].Id };
        long written = await DoAsync(db, "History", ct, bounds);
        if (!Current)
            return written;
        if (judged.Ended.Count > 0)
        {
            await DoAsync(db, "WalkedAgain", ct);
            CopyEnded(db, judged.Ended);
            written += await DoAsync(db, "Ended", ct);
        }
        if (Array.Exists(judgements, one => one.Open is not null))
            written += await DoAsync(db, "Open", ct);
        return written + await DoAsync(db, "Hub", ct, bounds);
    }

    /// <summary>Holds back who fell silent on the same days as many others: they leave the list for one remark. Null when nobody is held back.</summary>
    public async Task<ClientsTogether?> HoldBackAsync(NpgsqlConnection db, SilentTogether? together, JudgedCount judged, CancellationToken ct)
    {
        if (together is null || judged.Open.Where(open => together.Holds(open.Judged)).ToList() is not { Count: >= SilentTogether.FewestHeld } held)
            return null;
        judged.HoldBack(held.Select(one => one.Judged));
        var about = new
        {
            clients = held.ConvertAll(one => one.Client).ToArray(),
            today = AsOf.Date,
            rule = Rule.Word(),
            since = together.Since,
            reason = together.Reason,
            current = Current,
        };
        judged.Written += await db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<WriteJudgements>("HoldBack"), about, cancellationToken: ct));
        return new ClientsTogether(held.Count, together.Since);
    }

    /// <summary>Closes the episodes of those who are clients no longer; returns how many rows changed.</summary>
    public async Task<long> EndAsync(NpgsqlConnection db, CancellationToken ct) => !Current ? 0 :
        await db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<WriteJudgements>("Over"), new { today = AsOf.Date }, cancellationToken: ct));

    private static async Task<int> DoAsync(NpgsqlConnection db, string step, CancellationToken ct, object? about = null) =>
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<WriteJudgements>(step), about, cancellationToken: ct));

    private static async Task CopyJudgedAsync(NpgsqlConnection db, CopyRows rows, CancellationToken ct)
    {
        await using var stream = await db.BeginRawBinaryCopyAsync("copy judged from stdin (format binary)", ct);
        try
        {
            await stream.WriteAsync(rows.Written, ct);
        }
        catch
        {
            // Otherwise the stream's end would count as the part's.
            await stream.CancelAsync();
            throw;
        }
    }

    private static void CopyEnded(NpgsqlConnection db, List<(Guid Client, Episode Episode)> ended)
    {
        using var copy = db.BeginBinaryImport("copy walked from stdin (format binary)");
        foreach (var (client, episode) in ended)
        {
            copy.StartRow();
            copy.Write(client, NpgsqlDbType.Uuid);
            copy.Write(episode.OpenedOn, NpgsqlDbType.Date);
            Day(copy, episode.BreakOn);
            copy.Write(episode.Worst.Word(), NpgsqlDbType.Text);
            copy.Write(episode.ClosedOn!.Value, NpgsqlDbType.Date);
            copy.Write(episode.Closed!.Value.Word(), NpgsqlDbType.Text);
            Day(copy, episode.DriftSince);
            copy.Write(episode.Reason, NpgsqlDbType.Text);
        }
        copy.Complete();
    }

    private static void Day(NpgsqlBinaryImporter copy, DateOnly? value)
    {
        if (value is { } day)
            copy.Write(day, NpgsqlDbType.Date);
        else
            copy.WriteNull();
    }
}
