using ClientVitals.Database;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace ClientVitals.CallPatterns;

/// <summary>
/// Lays the judgements down in a table of the transaction and writes from there, set by set: history always; the hub and the
/// episodes when the run speaks for now. Rows that are already so stay untouched.
/// </summary>
internal sealed record WriteJudgements(
    BookHistories Book, IReadOnlyList<Judgement> Judgements, int? Only, bool Current, long Run, TimeZoneInfo Zone)
{
    private sealed record OpenLine(Guid ClientId, DateOnly OpenedOn);

    /// <summary>Returns how many rows changed.</summary>
    public async Task<long> RunAsync(NpgsqlConnection db, Moment asOf, PatternRule rule, PatternBudgets budgets, CancellationToken ct)
    {
        await DoAsync(db, "Judged", ct);
        CopyJudged(db, asOf, rule);
        long written = await DoAsync(db, "History", ct);
        if (!Current)
            return written;
        var ended = await EndedAsync(db, asOf, rule, budgets, ct);
        if (ended.Count > 0)
        {
            await DoAsync(db, "Walked", ct);
            CopyEnded(db, ended);
            written += await DoAsync(db, "Ended", ct);
        }
        written += await DoAsync(db, "Open", ct);
        written += await DoAsync(db, "Hub", ct);
        if (Only is null)
            written += await db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<WriteJudgements>("Over"), new { today = asOf.Date }, cancellationToken: ct));
        return written;
    }

    private IEnumerable<int> Places => Only is { } only ? [only] : Enumerable.Range(0, Judgements.Count);

    private async Task<int> DoAsync(NpgsqlConnection db, string step, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<WriteJudgements>(step), new { run_id = Run }, cancellationToken: ct));

    /// <summary>Field by field without waiting: a hundred thousand rows of 26 fields are 2.6 million awaits otherwise.</summary>
    private void CopyJudged(NpgsqlConnection db, Moment asOf, PatternRule rule)
    {
        using var copy = db.BeginBinaryImport("copy judged from stdin (format binary)");
        foreach (var place in Places)
        {
            var client = Book.Clients[place];
            var judged = Judgements[place];
            copy.StartRow();
            copy.Write(client.Id, NpgsqlDbType.Uuid);
            copy.Write(client.Address, NpgsqlDbType.Text);
            copy.Write(asOf.Date, NpgsqlDbType.Date);
            copy.Write(asOf.At.UtcDateTime, NpgsqlDbType.TimestampTz);
            copy.Write(rule.Word(), NpgsqlDbType.Text);
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
            copy.Write(judged.Reason, NpgsqlDbType.Text);
            Text(copy, judged.ClearsWhen());
            Day(copy, judged.Open?.OpenedOn);
            Day(copy, judged.Open?.BreakOn);
            Text(copy, judged.Open?.Worst.Word());
            Day(copy, judged.Open?.DriftSince);
        }
        copy.Complete();
    }

    /// <summary>
    /// Which episodes came to an end since the last run? Those open in the table that the judge no longer holds open, and, when the
    /// job did not run for days, those that came and went in between.
    /// </summary>
    private async Task<List<(Guid Client, Episode Episode)>> EndedAsync(
        NpgsqlConnection db, Moment asOf, PatternRule rule, PatternBudgets budgets, CancellationToken ct)
    {
        var open = (await db.QueryAsync<OpenLine>(new CommandDefinition(Sql.Of<WriteJudgements>("Standing"), cancellationToken: ct)))
            .ToDictionary(line => line.ClientId, line => line.OpenedOn);
        var ended = new List<(Guid, Episode)>();
        foreach (var place in Places)
        {
            var client = Book.Clients[place];
            var since = client.LastPatternCheck is { } last ? DateOnly.FromDayNumber(Moment.DayOf(last, Zone)) : asOf.Date;
            var stands = Judgements[place].Open;
            var known = open.TryGetValue(client.Id, out var openedOn);
            var goesOn = known && stands is not null && stands.OpenedOn <= since;
            var missedDays = asOf.Date.DayNumber - since.DayNumber > 1;
            if ((!known || goesOn) && !missedDays)
                continue;
            var from = known ? openedOn : since;
            var walked = PatternBook.Replay([Book.Histories[place]], from, asOf.Date, rule, budgets).Where(e => e.ClosedOn is not null).ToList();
            // At most one closing for the row that stands open: calls logged late may have made several drifts of what was one.
            if (known && !goesOn)
                ended.Add((client.Id, Closing(walked.LastOrDefault(e => e.OpenedOn <= since), client.Address, openedOn, asOf.Date)));
            foreach (var episode in walked.Where(e => e.OpenedOn > since))
                ended.Add((client.Id, episode));
        }
        return ended;
    }

    /// <summary>How the row that stands open ends: as the walk has it, on the row's own days; without a walked one, there was none.</summary>
    private static Episode Closing(Episode? walked, string address, DateOnly openedOn, DateOnly today) => walked is null
        ? new Episode(address, openedOn, null, PatternStatus.BelowPattern, today, CloseReason.Corrected, null, "")
        : walked with { OpenedOn = openedOn, BreakOn = walked.BreakOn < openedOn ? openedOn : walked.BreakOn };

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
        if (value is { } text)
            copy.Write(text, NpgsqlDbType.Text);
        else
            copy.WriteNull();
    }
}
