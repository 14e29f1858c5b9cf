using ClientVitals.HealthScores.Risk;

namespace ClientVitals.HealthScores.BackTests.Cards;

/// <summary>How a version of the scorecard is tested on the business's own past: everything that decides the figures.</summary>
/// <param name="Facts">Sessions and packages, or calls alone.</param>
/// <param name="DaysOfSessions">Days from the first to the last attended session on record; null = there is none.</param>
/// <param name="Mornings">The past dates, in order.</param>
/// <param name="Book">Clients who are, or were, in the book.</param>
/// <param name="Read">Those of them that were read: all, or an even sample.</param>
/// <param name="Coaches">Coaches with clients now; at least 1.</param>
/// <param name="LinesADay">Clients that one coach can call in a day, by the settings.</param>
/// <param name="CallsADate">Clients read that all coaches together can call on a date.</param>
public sealed record CardProtocol(
    CardFacts Facts, int? DaysOfSessions, IReadOnlyList<CardProtocol.PastDate> Mornings, int Book, int Read, int Coaches, int LinesADay, int CallsADate)
{
    /// <summary>Past dates at most, and days between two.</summary>
    public const int MostMornings = 8, Step = 30;

    /// <summary>Days before the first date, so that the longest window is full; days after the last one, so that each outcome is known; and days in which late news arrives.</summary>
    public const int Warm = 90, Longest = 90, Settles = 3;

    /// <summary>Days of history that are needed.</summary>
    public const int Needed = Warm + Longest + Settles;

    /// <summary>Who is judged: exposed days of silence at most, and active days at least.</summary>
    public const int HeardWithin = RiskModel.HeardWithin, ActiveDays = RiskModel.ActiveDays;

    /// <summary>Clients read at most.</summary>
    public const int MostClients = 20_000;

    /// <param name="Cases">Clients judged.</param>
    /// <param name="Unknown">Clients who are left out because a score is unknown.</param>
    /// <param name="SessionsTold">Whether sessions had been delivered by then; else what their sources could know is used.</param>
    /// <param name="PackagesTold">Whether packages had been delivered by then; else they are unknown.</param>
    /// <param name="IsStale">No source had told of sessions for so long that nothing is scored.</param>
    public sealed record PastDate(DateOnly Day, int Cases, int Unknown, bool SessionsTold, bool PackagesTold, bool IsStale);

    /// <summary>The past dates for a history; none where it is too short.</summary>
    /// <param name="first">The first day of history (<see cref="DateOnly.DayNumber"/>).</param>
    /// <param name="until">The first day of which nothing is known any more.</param>
    public static IReadOnlyList<int> MorningsOf(int first, int until) =>
        [.. Enumerable.Range(0, MostMornings).Select(back => until - Settles - Longest - Step * back).Where(day => day - first >= Warm).Order()];

    /// <summary>The protocol in sentences, as it is shown with every result.</summary>
    public IReadOnlyList<string> Sentences(SaySentence? say = null)
    {
        say ??= PlainEnglish.Say;
        var (told, packages, stale, unknown) = (Mornings.Count(one => !one.SessionsTold), Mornings.Count(one => !one.PackagesTold), Mornings.Count(one => one.IsStale), Mornings.Sum(one => one.Unknown));
        var said = new List<string>
        {
            say($"On {Mornings.Count} past dates, {Step} days apart, from {Mornings[0].Day:yyyy-MM-dd} to {Mornings[^1].Day:yyyy-MM-dd}, each client is scored from what was known at the end of the day before."),
        };
        if (Facts == CardFacts.Sessions)
        {
            said.Add(say($"Sessions and packages are used. A client fell silent who attended no session and made no call that counts in the next 30, 60 or 90 days."));
            if (told > 0)
                said.Add(say($"On {told} of the dates sessions were not delivered yet; what their sources could know by then is used."));
            if (packages > 0)
                said.Add(say($"On {packages} of the dates packages were not delivered yet; they are unknown there, and their weight is shared out."));
            if (stale > 0)
                said.Add(say($"On {stale} of the dates no source had told of sessions for more than 8 days; nothing is scored there."));
        }
        else
        {
            said.Add(DaysOfSessions is { } days
                ? say($"Sessions are on record for {days} days; {Needed} are needed. So days with calls take the place of sessions, and packages are unknown: weights and borders are tested better than windows.")
                : say($"No sessions are on record, so days with calls take their place, and packages are unknown: weights and borders are tested better than windows."));
            said.Add(say($"A client fell silent who made no call that counts in the next 30, 60 or 90 days."));
        }
        said.Add(say($"Judged are clients with at least {ActiveDays} active days, one of them in the last {HeardWithin} days; days away do not count. A group is the one a client is in today."));
        if (unknown > 0)
            said.Add(say($"Left out are {unknown} client-days on which a score was unknown."));
        if (Read < Book)
            said.Add(say($"Of {Book} clients {Read} are read, an even sample."));
        said.Add(Coaches == 1
            ? say($"Recall and precision are of the {CallsADate} clients a date that one coach can call at {LinesADay} a day.")
            : say($"Recall and precision are of the {CallsADate} clients a date that {Coaches} coaches can call at {LinesADay} a day."));
        said.Add(say($"For Brier and calibration each score is turned into a probability by what earlier dates had taught by then (logistic regression); where they had taught too little there is a dash."));
        said.Add(say($"Intervals are 95 %, by DeLong's method over clients (Obuchowski 1997)."));
        return said;
    }
}
