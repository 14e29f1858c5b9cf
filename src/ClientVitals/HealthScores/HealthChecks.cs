using System.Globalization;
using ClientVitals.Database;

namespace ClientVitals.HealthScores;

/// <summary>What somebody must know of health: a book, or one coach's part of it, that goes down.</summary>
internal static class HealthChecks
{
    /// <summary>
    /// The share of scored clients who are RED, and that of RED or YELLOW, against the book's own 28 days by the same scorecard. Enters 4 standard deviations and
    /// 5 points above the mean; leaves at 2 and 2. Absolute numbers say nothing: a book of 40 with 5 RED may be as ever.
    /// </summary>
    public static readonly InsightCheck ZoneShares = new("zone-share", "Share of RED and YELLOW clients", typeof(ZoneShares), SaysShare)
    {
        Priority = "high",
        SuppressedBy = ["sessions", "packages"],
        Heading = "zone_alerts",
        Address = found => found.Subject == "RED" ? "/health-scores?zone=RED" : "/health-scores",
    };

    /// <summary>
    /// Clients of a coach who became RED in the last 7 days, against the rate of all coaches in the 28 days before them. Enters 4 standard deviations and 3 clients
    /// above, for books of 10 or more; leaves at 1. Where a book has many RED clients of old, nothing is said.
    /// </summary>
    public static readonly InsightCheck CoachBooks = new("coach-book-red", "Coaches' books that go down", typeof(CoachBooksRed), SaysCoach)
    {
        Priority = "high",
        For = InsightFor.CoachAndOwners,
        SuppressedBy = ["sessions", "packages"],
        Heading = "coach_alerts",
        Address = _ => "/health-scores?zone=RED",
    };

    private static InsightWords SaysShare(InsightReading found)
    {
        var zone = found.Subject == "RED" ? "RED" : "RED or YELLOW";
        return new(
            found.Measure >= found.EnterAt ? $"Many more clients are {zone}" : $"Fewer clients are {zone} again",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Measure * 100:0} % of {found.Number:0} scored clients are {zone}; in the 28 days before it was {found.Expected * 100:0} %, give or take {found.Dispersion * 100:0.0} points. Check whether sessions and packages arrive completely, then look at who they are."));
    }

    private static InsightWords SaysCoach(InsightReading found) => new(
        $"{found.Label}'s book goes down",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Measure:0} of {found.Number:0} clients of {found.Label} became RED in the last 7 days; by the rate of all coaches about {found.Expected:0.0} would have."));
}

/// <summary>Shares of zones, day by day, from the ledger of scorings.</summary>
internal static class ZoneShares;

/// <summary>Clients who became RED, coach by coach.</summary>
internal static class CoachBooksRed;
