using System.Globalization;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns;

/// <summary>What somebody must know of calls: coaches and sources of whom nothing comes, and a book in which more clients break than usual.</summary>
internal static class PatternChecks
{
    /// <summary>
    /// A coach of whose clients the analysis saw implausibly few calls, by the other sources' measure (<c>FindSilences</c>, chance below 1 in 10 000): they stopped
    /// contacting, or stopped writing it down. Leaves when calls come again. Told to the owners: it speaks about the coach.
    /// </summary>
    public static readonly InsightCheck SilentCoaches = new("silent-coach", "Coaches of whom nothing comes", typeof(SilentCoaches), SaysCoach)
    {
        Priority = "high",
        SuppressedBy = ["calls"],
        Heading = "coach_alerts",
        Address = _ => "/coaches/gaps",
    };

    /// <summary>The same of a source or of the whole book.</summary>
    public static readonly InsightCheck MissingData = new("missing-data", "Calls or visits that are missing", typeof(MissingDataOfBook), SaysMissing)
    {
        Priority = "high",
        SuppressedBy = ["calls", "sessions"],
        Address = _ => "/data",
    };

    /// <summary>
    /// Breaks and falls of the last 7 days against the 28 days before them: enters 4 standard deviations and 5 clients above, which chance does less than once
    /// in a year; leaves at 2.
    /// </summary>
    public static readonly InsightCheck Breaks = new("more-breaks", "Breaks of the book", typeof(BreaksOfBook), SaysBreaks)
    {
        SuppressedBy = ["calls"],
        Heading = "early_warnings",
        Address = _ => "/call-patterns",
    };

    private static InsightWords SaysCoach(InsightReading found) => found.Measure == 0
        ? new($"Calls of {found.Label}'s clients come again", $"Calls of {found.Label}'s clients come again.")
        : new(
            $"Nothing comes from {found.Label}",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Since {found.Detail} hardly any client of {found.Label} was called or called: {found.Number:0} active client-days, about {found.Expected:0} are usual. They stopped contacting their clients, or stopped writing it down. Ask them."));

    private static InsightWords SaysMissing(InsightReading found) => found.Measure == 0
        ? new($"{found.Label} is complete again", $"What was missing of {found.Label} has come, or comes again.")
        : new(
            $"{found.Label}: data are missing",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Since {found.Detail} implausibly little came of {found.Label}: {found.Number:0} active client-days, about {found.Expected:0} are usual. Nobody concerned is judged by these days. Check whether it still delivers."));

    private static InsightWords SaysBreaks(InsightReading found) => new(
        "More clients break than usual",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{found.Measure:0} clients fell below their usual calls in the last 7 days; about {found.Expected:0} are usual in 7 days, give or take {found.Dispersion:0}. Check whether calls arrive completely, then look at who they are."));
}

/// <summary>Coaches of whose clients implausibly little comes.</summary>
internal static class SilentCoaches;

/// <summary>Sources, and the whole book, of which implausibly little comes.</summary>
internal static class MissingDataOfBook;

/// <summary>Clients who fell below their usual calls, against the book's own 28 days.</summary>
internal static class BreaksOfBook;
