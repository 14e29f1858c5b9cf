using System.Globalization;

namespace ClientVitals.CallPatterns.BackTests;

/// <summary>
/// How the rules are compared: everything that decides the figures, so that the same history and the same numbers here give the same result.
/// </summary>
/// <param name="From">First day of the window; nothing after it decides who is eligible.</param>
/// <param name="To">Last day of which the calls are known.</param>
/// <param name="Plantings">Leavers simulated from each client's history (at most; fewer where they called on fewer days).</param>
/// <param name="Seed">Seed of the simulated leavers and resamples.</param>
/// <param name="Resamples">Bootstrap resamples of the clients.</param>
public sealed record BacktestProtocol(DateOnly From, DateOnly To, int Plantings = 8, long Seed = 1, int Resamples = 1000)
{
    /// <summary>Active days a client must have had in the weeks before the window.</summary>
    public const int EligibleActiveDays = 18;

    /// <summary>Those weeks.</summary>
    public const int EligibleWeeks = 18;

    /// <summary>An eligible client was active once in so many days before the window.</summary>
    public const int RecentDays = 14;

    /// <summary>Days after an alert, or after a simulated leaver's last call, that are looked at.</summary>
    public const int FollowUp = 28;

    /// <summary>So many active days within <see cref="FollowUp"/> contradict an alert.</summary>
    public const int ContradictingDays = 2;

    /// <summary>Weeks of the window where nobody says otherwise.</summary>
    public const int UsualWeeks = 26;

    /// <summary>Fewer eligible clients than this tell nothing of a rule.</summary>
    public const int FewestClients = 10;

    /// <summary>The volumes, contradicted alerts per 100 client-weeks, over which the score is the mean.</summary>
    public static IReadOnlyList<double> Volumes { get; } = [.25, .5, 1, 1.5, 2, 3];

    /// <summary>The last day whose alerts have their whole follow-up.</summary>
    public DateOnly LastCounted => To.AddDays(1 - FollowUp);

    /// <summary>
    /// The usual window of a book whose calls run from one day to another: the last 26 weeks, after 18 weeks of history; an explicit day wins.
    /// Throws <see cref="PlainError"/> where the history is too short.
    /// </summary>
    public static (DateOnly From, DateOnly To) Window(DateOnly first, DateOnly last, DateOnly? from, DateOnly? to)
    {
        var end = to is { } given && given < last ? given : last;
        var warm = first.AddDays(7 * EligibleWeeks);
        var start = from ?? (end.AddDays(1 - 7 * UsualWeeks) is var usual && usual > warm ? usual : warm);
        if (end.DayNumber - start.DayNumber + 1 >= 2 * FollowUp - 1 && start >= warm)
            return (start, end);
        var needed = (7 * EligibleWeeks + 2 * FollowUp) / 7;
        throw new PlainError(start < warm
            ? (Sentence)$"The window begins on {start:yyyy-MM-dd}, but the first call is on {first:yyyy-MM-dd}: {EligibleWeeks} weeks of history are needed before the window; begin at {warm:yyyy-MM-dd} or later."
            : $"Too short to back-test: {Math.Max(0, end.DayNumber - first.DayNumber + 1) / 7} weeks of calls ({first:yyyy-MM-dd} to {end:yyyy-MM-dd}) and a window from {start:yyyy-MM-dd}; {EligibleWeeks} weeks of history, {FollowUp / 7} weeks of alerts and {FollowUp / 7} weeks to see what followed are needed, {needed} weeks in all.");
    }

    /// <summary>The protocol in sentences, as it is printed with every result.</summary>
    public IReadOnlyList<string> Sentences(SaySentence? say = null)
    {
        say ??= PlainEnglish.Say;
        return
        [
            say($"Window: {From:yyyy-MM-dd} to {To:yyyy-MM-dd}. Alerts count until {LastCounted:yyyy-MM-dd}, so that each has {FollowUp} days of follow-up."),
            say($"Eligible: {EligibleActiveDays} active days in the {EligibleWeeks} weeks before the window and one in its last {RecentDays} days. An active day is a business day with at least one call that counts."),
            say($"Each rule is asked once a day, knows only what was logged by then, and is traced from quiet to talkative by its one constant. What the calibrated rule learns from the book as a whole is learned before the window."),
            say($"An alert is contradicted when the client is active on {ContradictingDays} days within {FollowUp} days of its opening. Volume: contradicted alerts per 100 client-weeks, from the window's first day to the client's last active day, paused days left out."),
            say($"Delay: {Plantings} leavers are simulated from each client, on days on which the client went on calling (the calls of that day and all later ones are taken out; calls of ours become attempts); days until the alert, at most {FollowUp}. An alert that was open already, or never came, counts {FollowUp}."),
            say($"Score: the mean delay at {string.Join(", ", Volumes.Select(x => x.ToString(CultureInfo.InvariantCulture)))} contradicted alerts per 100 client-weeks, in a straight line between settings and from (0, {FollowUp}): a rule that never alerts."),
            say($"Intervals: the middle 90 % of {Resamples} bootstrap resamples of the clients; in each, calibrated is compared with the best of the three others. Seed {Seed}."),
        ];
    }
}
