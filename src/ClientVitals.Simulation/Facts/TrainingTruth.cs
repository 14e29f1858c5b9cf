using System.Globalization;

namespace ClientVitals.Simulation.Facts;

/// <summary>What is true of a client's training as of a day: what a judgement of sessions and packages is compared with.</summary>
/// <param name="LastSessionOn">Last business day before the day on which they attended, even if nobody has written it down yet; null when they never did.</param>
/// <param name="PackageId">The package they bought last before the day; null without one.</param>
/// <param name="PackageEndsOn">The business day on which it ends or has ended: used up, expired or cancelled. It may lie ahead.</param>
/// <param name="Renews">What they do then, even if it lies ahead: EARLY, AT_END (within three days), LATE or NEVER.</param>
public sealed record TrainingTruth(DateOnly? LastSessionOn, string? PackageId, DateOnly? PackageEndsOn, string? Renews)
{
    public const string Header = "last_session_on,package_id,package_ends_on,renews";

    /// <summary>A package ends after 210 days and a pause at the latest, and the next is bought within three months.</summary>
    private const int Ahead = 330;

    private const int AtTheEnd = 3 * 86_400;

    private static readonly TrainingTruth Untrained = new(null, null, null, null);

    /// <summary>What follows a client far enough to tell.</summary>
    public static ClientFacts Follower(Town town, DateOnly day) => new(town, TownClock.Midnight(town.Zone, day.AddDays(Ahead)));

    /// <summary>The truth about a client as of a day.</summary>
    /// <param name="facts">From <see cref="Follower"/>.</param>
    public static TrainingTruth Of(ClientFacts facts, Resident resident, DateOnly day)
    {
        if (facts.Follow(resident) is null) return Untrained;
        var clock = facts.Clock;
        var midnight = clock.At(day.DayNumber, 0);
        var stories = facts.Stories;
        var current = stories.Length;
        while (current > 0 && stories[current - 1].BoughtAt >= midnight) current--;
        var attended = LastAttended(facts, midnight) is { } startsAt ? clock.DayOf(startsAt) : (int?)null;
        if (current == 0) return Untrained with { LastSessionOn = Date(attended) };

        var package = stories[current - 1];
        var next = current < stories.Length ? stories[current] : (PackageStory?)null;
        return new(
            Date(attended),
            string.Create(CultureInfo.InvariantCulture, $"pkg-{resident.Index + 1}-{current}"),
            Date(package.IsOpen ? null : clock.DayOf(package.EndedAt)),
            package.IsOpen && next is null ? null : RenewalOf(package, next));
    }

    public string ToCsv() => string.Join(',', Day(LastSessionOn), PackageId ?? "", Day(PackageEndsOn), Renews ?? "");

    private static string RenewalOf(PackageStory package, PackageStory? next) => next switch
    {
        null => "NEVER",
        { BoughtAt: var at } when at < package.EndedAt => "EARLY",
        { BoughtAt: var at } when at < package.EndedAt + AtTheEnd => "AT_END",
        _ => "LATE",
    };

    // The last version is the true one; a session that nobody closed was attended, but nothing says so.
    private static long? LastAttended(ClientFacts facts, long before)
    {
        long? last = null;
        foreach (var session in FactRows.Read(facts.Sessions, long.MinValue, long.MaxValue))
        {
            if (session.State == SessionState.Attended && session.StartsAt < before) last = session.StartsAt;
        }
        return last;
    }

    private static DateOnly? Date(int? day) => day is { } number ? DateOnly.FromDayNumber(number) : null;

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
