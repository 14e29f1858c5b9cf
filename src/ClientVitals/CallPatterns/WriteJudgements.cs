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
        await CopyJudgedAsync(db, asOf, rule, ct);
        long written = await DoAsync(db, "History", ct);
        if (!Current)
            return written;
        var ended = await EndedAsync(db, asOf, rule, budgets, ct);
        if (ended.Count > 0)
        {
            await DoAsync(db, "Walked", ct);
            await CopyEndedAsync(db, ended, ct);
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

    private async Task CopyJudgedAsync(NpgsqlConnection db, Moment asOf, PatternRule rule, CancellationToken ct)
    {
        await using var copy = await db.BeginBinaryImportAsync("copy judged from stdin (format binary)", ct);
        foreach (var place in Places)
        {
            var client = Book.Clients[place];
            var judged = Judgements[place];
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(client.Id, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(client.Address, NpgsqlDbType.Text, ct);
            await copy.WriteAsync(asOf.Date, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(asOf.At.UtcDateTime, NpgsqlDbType.TimestampTz, ct);
            await copy.WriteAsync(rule.Word(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(judged.Status.Word(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(judged.EnoughHistory, NpgsqlDbType.Boolean, ct);
            await copy.WriteAsync(judged.CallsThisWeek, NpgsqlDbType.Integer, ct);
            await NumberAsync(copy, judged.AvgCallsPerWeek, ct);
            await NumberAsync(copy, judged.DeviationPct, ct);
            await NumberAsync(copy, judged.ExpectedSoFar, ct);
            await DayAsync(copy, judged.DriftSince, ct);
            await NumberAsync(copy, judged.ExpectedSince, ct);
            await NumberAsync(copy, judged.ExpectedLow, ct);
            await NumberAsync(copy, judged.ExpectedHigh, ct);
            await NumberAsync(copy, judged.Evidence, ct);
            await NumberAsync(copy, judged.Threshold, ct);
            await NumberAsync(copy, judged.WeeksOfHistory, ct);
            await copy.WriteAsync(judged.PausedDays, NpgsqlDbType.Integer, ct);
            await DayAsync(copy, judged.LastActive, ct);
            await copy.WriteAsync(judged.Reason, NpgsqlDbType.Text, ct);
            await TextAsync(copy, judged.ClearsWhen(), ct);
            await DayAsync(copy, judged.Open?.OpenedOn, ct);
            await DayAsync(copy, judged.Open?.BreakOn, ct);
            await TextAsync(copy, judged.Open?.Worst.Word(), ct);
            await DayAsync(copy, judged.Open?.DriftSince, ct);
        }
        await copy.CompleteAsync(ct);
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

    private static async Task CopyEndedAsync(NpgsqlConnection db, List<(Guid Client, Episode Episode)> ended, CancellationToken ct)
    {
        await using var copy = await db.BeginBinaryImportAsync("copy walked from stdin (format binary)", ct);
        foreach (var (client, episode) in ended)
        {
            await copy.StartRowAsync(ct);
            await copy.WriteAsync(client, NpgsqlDbType.Uuid, ct);
            await copy.WriteAsync(episode.OpenedOn, NpgsqlDbType.Date, ct);
            await DayAsync(copy, episode.BreakOn, ct);
            await copy.WriteAsync(episode.Worst.Word(), NpgsqlDbType.Text, ct);
            await copy.WriteAsync(episode.ClosedOn!.Value, NpgsqlDbType.Date, ct);
            await copy.WriteAsync(episode.Closed!.Value.Word(), NpgsqlDbType.Text, ct);
            await DayAsync(copy, episode.DriftSince, ct);
            await copy.WriteAsync(episode.Reason, NpgsqlDbType.Text, ct);
        }
        await copy.CompleteAsync(ct);
    }

    private static Task NumberAsync(NpgsqlBinaryImporter copy, double? value, CancellationToken ct) =>
        value is { } number && double.IsFinite(number)
            ? copy.WriteAsync((decimal)number, NpgsqlDbType.Numeric, ct)
            : copy.WriteNullAsync(ct);

    private static Task DayAsync(NpgsqlBinaryImporter copy, DateOnly? value, CancellationToken ct) =>
        value is { } day ? copy.WriteAsync(day, NpgsqlDbType.Date, ct) : copy.WriteNullAsync(ct);

    private static Task TextAsync(NpgsqlBinaryImporter copy, string? value, CancellationToken ct) =>
        value is { } text ? copy.WriteAsync(text, NpgsqlDbType.Text, ct) : copy.WriteNullAsync(ct);
}
