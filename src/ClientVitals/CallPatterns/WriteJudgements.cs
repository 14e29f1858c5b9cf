using ClientVitals.Database;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClientVitals.CallPatterns;

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
        await DoAsync(db, "Anew", ct);
        CopyJudged(db, part, judged);
        var bounds = new { run_id = Run, first = part.Clients[0].Id, last = part.Clients[^1].Id };
        long written = await DoAsync(db, "History", ct, bounds);
        if (!Current)
            return written;
        var ended = Ended!.Of(part, judgements);
        if (ended.Count > 0)
        {
            CopyEnded(db, ended);
            written += await DoAsync(db, "Ended", ct);
        }
        if (Array.Exists(judgements, one => one.Open is not null))
            written += await DoAsync(db, "Open", ct);
        return written + await DoAsync(db, "Hub", ct, bounds);
    }

    /// <summary>Closes the episodes of those who are clients no longer; returns how many rows changed.</summary>
    public async Task<long> EndAsync(NpgsqlConnection db, CancellationToken ct) => !Current ? 0 :
        await db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<WriteJudgements>("Over"), new { today = AsOf.Date }, cancellationToken: ct));

    private static async Task<int> DoAsync(NpgsqlConnection db, string step, CancellationToken ct, object? about = null) =>
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<WriteJudgements>(step), about, cancellationToken: ct));

    /// <summary>Field by field without waiting: a hundred thousand rows of 26 fields are 2.6 million awaits otherwise.</summary>
    private void CopyJudged(NpgsqlConnection db, BookHistories part, JudgedPart done)
    {
        using var copy = db.BeginBinaryImport("copy judged from stdin (format binary)");
        for (var place = 0; place < done.Judgements.Length; place++)
        {
            var client = part.Clients[place];
            var judged = done.Judgements[place];
            copy.StartRow();
            // Keys that ascend are written side by side; random ones all over the index.
            copy.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            copy.Write(client.Id, NpgsqlDbType.Uuid);
            copy.Write(client.Address, NpgsqlDbType.Text);
            copy.Write(AsOf.Date, NpgsqlDbType.Date);
            copy.Write(AsOf.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            copy.Write(Rule.Word(), NpgsqlDbType.Text);
            copy.Write(judged.Status.Word(), NpgsqlDbType.Text);
            copy.Write(judged.EnoughHistory, NpgsqlDbType.Boolean);
            copy.Write(judged.CallsThisWeek, NpgsqlDbType.Integer);
            Number(copy, judged.AvgCallsPerWeek);
            Number(copy, judged.DeviationPct);
            Number(copy, judged.ExpectedSoFar);
            Day(copy, judged.DriftSince);
            Number(copy, judged.ExpectedSince);
            Number(copy, judged.ExpectedLow);
            Number(copy, judged.ExpectedHigh);
            Number(copy, judged.Evidence);
            Number(copy, judged.Threshold);
            Number(copy, judged.WeeksOfHistory);
            copy.Write(judged.PausedDays, NpgsqlDbType.Integer);
            Day(copy, judged.LastActive);
            copy.Write(done.Reasons[place], NpgsqlDbType.Text);
            Text(copy, judged.ClearsWhen());
            Text(copy, judged.Hold.Word());
            Number(copy, judged.OnceInWeeks);
            Day(copy, judged.Open?.OpenedOn);
            Day(copy, judged.Open?.BreakOn);
            Text(copy, judged.Open?.Worst.Word());
            Day(copy, judged.Open?.DriftSince);
            Number(copy, judged.LoggedShare);
        }
        copy.Complete();
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

    private static void Number(NpgsqlBinaryImporter copy, double? value)
    {
        if (value is { } number && double.IsFinite(number))
            copy.Write((decimal)number, NpgsqlDbType.Numeric);
        else
            copy.WriteNull();
    }

    private static void Day(NpgsqlBinaryImporter copy, DateOnly? value)
    {
        if (value is { } day)
            copy.Write(day, NpgsqlDbType.Date);
        else
            copy.WriteNull();
    }

    private static void Text(NpgsqlBinaryImporter copy, string? value)
    {
        if (value is not null)
            copy.Write(value, NpgsqlDbType.Text);
        else
            copy.WriteNull();
    }
}
