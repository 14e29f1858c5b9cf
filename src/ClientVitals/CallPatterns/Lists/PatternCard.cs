using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Lists;

/// <summary>All that can be said of one client's pattern at a moment, with the evidence; read and judged again; nothing is written.</summary>
/// <param name="Client">Primary e-mail, else phone.</param>
/// <param name="Name">Null when none is known.</param>
/// <param name="Reason">The sentence a coach reads.</param>
/// <param name="OnceIn">How rare this is by chance, in words; null = ordinary.</param>
/// <param name="ClearsWhen">What would close the open episode; null when none is open.</param>
/// <param name="Outlook">What is due, and from when silence would be unusual.</param>
/// <param name="Episodes">The latest first, at most <see cref="MostEpisodes"/>.</param>
public sealed record PatternCard(
    string Client,
    string? Name,
    string? Coach,
    Judgement Judged,
    string Reason,
    string? OnceIn,
    string? ClearsWhen,
    PatternOutlook Outlook,
    IReadOnlyList<PatternCard.EpisodeLine> Episodes)
{
    public const int MostEpisodes = 20;

    /// <summary>One episode as the table keeps it.</summary>
    public sealed record EpisodeLine(
        long Id, DateOnly OpenedOn, DateOnly? BreakOn, DateOnly? ClosedOn, string? CloseReason, string WorstStatus, DateOnly? DriftSince, string? Reason)
    {
        /// <summary>What was answered last: CALLED, AWAY, FINE or LEFT; filled in by those who know the answers, null = nothing, or not asked.</summary>
        public string? Answer { get; init; }
    }

    /// <summary>The episodes of a client, the latest first, as the caller may see them.</summary>
    public static Task<IReadOnlyList<EpisodeLine>> EpisodesAsync(VitalsDatabase database, DatabaseIdentity who, Guid client, CancellationToken ct) =>
        database.AskAsync<EpisodeLine>(who, Sql.Of<PatternCard>("Episodes"), new { client, most = MostEpisodes }, ct);

    /// <summary>Reads and judges one client.</summary>
    /// <exception cref="PlainError">The address is nobody's, or the client is not judged.</exception>
    public static async Task<PatternCard> ReadAsync(
        NpgsqlConnection db, string address, PatternRule rule, DateTimeOffset at, CancellationToken ct)
    {
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var client = await FoundClient.RequireAsync(db, address, settings.PhoneRegion, ct);
        var asOf = Moment.Of(at, settings.Zone);
        // The documented rule knows calls only.
        var visits = rule == PatternRule.Documented ? null : await CountedVisits.ReadAsync(db, settings, asOf, null, isNow: false, ct);
        var book = await BookReading.BeginAsync(db, asOf, settings.Zone, null, ct, visits);
        var place = book.PlaceOf(client.Id);
        var part = place < 0 ? null : await book.PartAsync(place, 1, ct);
        if (part is not { Histories: [var history] })
            throw new PlainError(AnalyzeCallPatterns.NotJudged(client.Address));
        var budgets = PatternBudgets.Of(settings);
        var calibration = (await book.CalibrationsAsync(ct)).At(asOf.Today);
        var judged = PatternBook.Judge([history], asOf, rule, budgets, calibration)[0];
        var episodes = await db.QueryAsync<EpisodeLine>(new CommandDefinition(
            Sql.Of<PatternCard>("Episodes"), new { client = client.Id, most = MostEpisodes }, cancellationToken: ct));
        return new PatternCard(
            client.Address,
            string.Join(' ', new[] { client.Firstname?.Trim(), client.Lastname?.Trim() }.Where(part => !string.IsNullOrEmpty(part))) is { Length: > 0 } name ? name : null,
            client.Coach,
            judged,
            judged.Reason,
            PatternRarity.Of(judged.OnceInWeeks),
            judged.ClearsWhen(),
            PatternOutlook.Of(history, judged, budgets, calibration),
            episodes.AsList());
    }
}
