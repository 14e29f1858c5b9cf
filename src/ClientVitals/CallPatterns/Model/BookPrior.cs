using System.Runtime.Intrinsics;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// The prior of a new client: the weights of the models of <see cref="Baseline"/>, the weekday profile and
/// the rate of calls. Shipped for a book without history; a book with history has its own (<see cref="BookPriorFit"/>).
/// </summary>
/// <param name="Rates">Weights of the models of rates, by lane.</param>
/// <param name="Habits">Weights of the habits of weekdays, in the lanes of <see cref="WeekdayHabit"/>: an expert of three views takes three lanes.</param>
/// <param name="Profile">Monday to Sunday against the mean of a day.</param>
/// <param name="Calls">So many calls …</param>
/// <param name="Weeks">… in so many weeks: the rate, weighing as much.</param>
internal sealed record BookPrior(
    Vector256<float> Rates, Vector256<float> Habits, Vector256<float> Profile, float Calls, float Weeks)
{
    /// <summary>Where the numbers come from: docs/alarm-model.md. Coaching is weekday work, but not everywhere.</summary>
    public static BookPrior Shipped { get; } = Of(
        [.2385, .025, .1051, .0531, .1668, .016, .0091, .0004, .1284, .0017, .2559],
        Vector256.Create(1.15f, 1.15f, 1.15f, 1.15f, 1.1f, .75f, .55f, 0f),
        1.25f,
        .2f);

    /// <summary>Models, each counted once.</summary>
    public const int Models = 11;

    /// <param name="weights">The eight rates by lane, then appointments at a long memory, weekdays that may be anything, appointments at a short memory.</param>
    public static BookPrior Of(ReadOnlySpan<double> weights, Vector256<float> profile, float calls, float weeks)
    {
        var rates = Vector256<float>.Zero;
        for (var lane = 0; lane < 8; lane++)
            rates = rates.WithElement(lane, (float)weights[lane]);
        var (longHabit, free, shortHabit) = ((float)weights[8], (float)weights[9], (float)weights[10]);
        return new BookPrior(
            rates, Vector256.Create(longHabit, longHabit, longHabit, free, shortHabit, shortHabit, shortHabit, 0f), profile, calls, weeks);
    }

    /// <summary>The weights as <see cref="Of"/> takes them.</summary>
    public static void Weights(Vector256<float> rates, Vector256<float> habits, Span<double> weights)
    {
        for (var lane = 0; lane < 8; lane++)
            weights[lane] = rates[lane];
        (weights[8], weights[9], weights[10]) = (habits[0], habits[3], habits[4]);
    }
}

/// <summary>The posterior of one client on their last active day; the prior of a book is fitted to these.</summary>
/// <param name="Rates">Weights of the models, as in <see cref="BookPrior"/>.</param>
/// <param name="Habits">Likewise.</param>
/// <param name="ProfileCalls">Calls by weekday.</param>
/// <param name="ProfileDays">Calls that the same rate expects of a weekday like all others.</param>
/// <param name="Calls">Calls, discounted.</param>
/// <param name="Weeks">In so many weeks, discounted.</param>
internal readonly record struct ClientPosterior(
    Vector256<float> Rates, Vector256<float> Habits, Vector256<float> ProfileCalls, Vector256<float> ProfileDays, float Calls, float Weeks);
