using ClientVitals.CallPatterns.Model;
using ClientVitals.HealthScores.Risk;

namespace ClientVitals.HealthScores.BackTests;

/// <summary>How a risk is tested on a book's own past: everything that decides the figures.</summary>
/// <param name="Mornings">Days on which each client is judged, knowing only the days before.</param>
/// <param name="KnownUntil">First day of which nothing is known any more.</param>
/// <param name="HeardWithin">Only clients with an active day within so many exposed days are judged.</param>
/// <param name="ActiveDays">And with at least so many active days in all.</param>
/// <param name="CanCall">Share of the clients judged that the coaches can call after a morning.</param>
public sealed record HealthBacktestProtocol(
    IReadOnlyList<DateOnly> Mornings, DateOnly KnownUntil, int HeardWithin = RiskModel.HeardWithin, int ActiveDays = RiskModel.ActiveDays, double CanCall = .05)
{
    /// <summary>Mornings tested where nobody says otherwise.</summary>
    private const int UsualMornings = 3;

    /// <summary>Days of history before the first of them.</summary>
    private const int Warm = 120;

    /// <summary>
    /// The test of a book: on given mornings, or on up to three, a month apart, the last of them with the whole longest horizon after it. Throws
    /// <see cref="PlainError"/> where the history is too short.
    /// </summary>
    /// <param name="mornings">Null = the usual ones.</param>
    public static HealthBacktestProtocol Of(IReadOnlyList<ClientHistory> book, IReadOnlyList<DateOnly>? mornings = null, int longest = 90)
    {
        ArgumentNullException.ThrowIfNull(book);
        var days = book.SelectMany(history => history.Days).Where(day => day.Calls > 0).Select(day => day.Day).ToList();
        if (days.Count == 0)
            throw new PlainError("There is no call that counts, so nothing can be back-tested.");
        var (first, until) = (days.Min(), days.Max() + 1);
        mornings ??= [.. Enumerable.Range(0, UsualMornings).Select(back => until - longest - 30 * back).Where(day => day - first >= Warm).Order().Select(DateOnly.FromDayNumber)];
        return mornings.Count == 0
            ? throw new PlainError($"Too short to back-test: {(until - first) / 7} weeks of calls; {(Warm + longest + 6) / 7} weeks are needed.")
            : new HealthBacktestProtocol(mornings, DateOnly.FromDayNumber(until));
    }

    /// <summary>The protocol in sentences, as it is printed with every result.</summary>
    public IReadOnlyList<string> Sentences(SaySentence? say = null)
    {
        say ??= PlainEnglish.Say;
        return
        [
            say($"On {Mornings.Count} mornings from {Mornings[0]:yyyy-MM-dd} to {Mornings[^1]:yyyy-MM-dd} each client is judged from what was logged by then."),
            say($"Judged are clients with at least {ActiveDays} active days, one of them within {HeardWithin} days. The event is: no call that counts in the next 30, 60 or 90 days."),
            say($"The risk is learned again for each morning, from mornings whose outcome was known by then. Precision and recall are of the {100 * CanCall:0} % with the highest values."),
            say($"Intervals are 95 %, by DeLong's method over clients (Obuchowski 1997)."),
        ];
    }
}
