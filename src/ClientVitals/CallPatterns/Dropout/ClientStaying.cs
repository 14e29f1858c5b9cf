using ClientVitals.CallPatterns.Model;
using ClientVitals.Calls;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>
/// How likely one client is still active, by the model last fitted to the book (<see cref="LearnDropout"/>) and by the client's calls as they
/// are now. Nothing is fitted and the book is not read.
/// </summary>
/// <param name="Says">Null when there is no result.</param>
/// <param name="LearntAt">The moment the model was fitted for; null = not fitted yet.</param>
/// <param name="WhyNot">Why there is no result, in a sentence; null when there is one.</param>
public sealed record ClientStaying(StillActive? Says, DateTimeOffset? LearntAt, string? WhyNot)
{
    /// <summary>What is known of the client and of the model.</summary>
    internal sealed record Known(
        string Address, DateOnly? EndedOn, long[]? Days, int[]? VisitDays, int[]? AwayFrom, int[]? AwayUntil,
        DateTimeOffset? LearntAt, double? R, double? Alpha, double? A, double? B, int? Stages, double? CallsPerDay, string? WhyNot);

    /// <summary>Of one client; null when the caller sees no such client.</summary>
    /// <param name="now">The present moment, as the business sees it.</param>
    /// <param name="countsVisits">Whether a visit is activity like a call, by the settings in force.</param>
    public static async Task<ClientStaying?> OfAsync(VitalsDatabase database, DatabaseIdentity who, Guid client, Moment now, TimeZoneInfo zone, CancellationToken ct, bool countsVisits = false)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var about = new { client, as_of = now.At, today = now.Date, zone = zone.Id, visits = countsVisits };
        return await database.AskAsync<Known>(who, Sql.Of<ClientStaying>("Known"), about, ct) is [var known] ? Of(known, now) : null;
    }

    private static ClientStaying Of(Known known, Moment now)
    {
        if (known.LearntAt is null)
            return new(null, null, "The model is fitted with the next analysis.");
        if (known is not { R: { } r, Alpha: { } alpha, A: { } a, B: { } b, Stages: { } stages, CallsPerDay: { } perDay })
            return new(null, known.LearntAt, known.WhyNot);
        var days = Array.ConvertAll(known.Days ?? [], packed => new ClientDay(PackedDay.Day(packed), PackedDay.Calls(packed), PackedDay.Outbound(packed), PackedDay.Attempts(packed)));
        var history = new ClientHistory(known.Address, null, known.EndedOn?.DayNumber, ClientHistory.WithVisits(days, known.VisitDays ?? []))
        {
            Pauses = [.. (known.AwayFrom ?? []).Zip(known.AwayUntil ?? [], (from, until) => new Pause(from, until)).OrderBy(pause => pause.From).ThenBy(pause => pause.Until)],
        };
        if (history.EndDay <= now.Today)
            return new(null, known.LearntAt, "This is a former client.");
        return CallRecency.Of(history, now.Today, withToday: true) is { } recency
            ? new(StillActive.Of(history, recency, new DropoutParameters(r, alpha, a, b, stages), now, perDay), known.LearntAt, null)
            : new(null, known.LearntAt, "No call yet: the model needs at least one.");
    }
}
