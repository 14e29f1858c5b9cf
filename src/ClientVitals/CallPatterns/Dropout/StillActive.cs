using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>One client as the dropout model sees them.</summary>
/// <param name="Client">How the client is named: the primary e-mail.</param>
/// <param name="Chance">Probability that the client has not left.</param>
/// <param name="ExpectedCalls30">Calls expected in the next 30 days (today included), leaving and known days away taken into account.</param>
/// <param name="ExpectedCalls90">The same for 90 days.</param>
/// <param name="NextExpectedOn">The day by which the probability of the next call reaches one half, if the client is still active; null when it is further than two years away or the end of a pause is unknown.</param>
/// <param name="ActiveDays">Days with a call so far.</param>
/// <param name="LastActiveOn">The last of them.</param>
/// <param name="SilentDays">Exposed days without a call since then.</param>
public sealed record StillActive(
    string Client,
    double Chance,
    double ExpectedCalls30,
    double ExpectedCalls90,
    DateOnly? NextExpectedOn,
    int ActiveDays,
    DateOnly LastActiveOn,
    int SilentDays)
{
    private const int Furthest = 730;

    /// <summary>A client with a first call and no end yet.</summary>
    /// <param name="callsPerDay">The book's calls on an active day; weighs as much as one day of the client's own.</param>
    internal static StillActive Of(ClientHistory history, CallRecency recency, DropoutParameters model, Moment asOf, double callsPerDay)
    {
        int first = 0, last = 0, active = 0, calls = 0;
        foreach (var day in history.Days)
        {
            if (!day.IsActive || day.Day > asOf.Today)
                continue;
            first = first == 0 ? day.Day : first;
            active += day.Day == last ? 0 : 1;
            last = day.Day;
            calls += day.Calls;
        }
        var time = new ExposedTime(history, first);
        var outlook = new DropoutOutlook(model, recency);
        var perDay = (calls + callsPerDay) / (active + 1);
        double Calls(int days) => perDay * outlook.ExpectedDays(time.Before(asOf.Today + days) - .5 - recency.ObservedFor);

        var passed = time.Before(asOf.Today);
        var next = Math.Max(recency.ObservedFor + outlook.NextAt() + .5, last == asOf.Today ? passed + 1 : passed);
        var nextOn = next - passed <= Furthest ? time.DayAfter((int)next) : null;
        return new StillActive(
            history.Client,
            outlook.StillActive,
            Calls(30),
            Calls(90),
            nextOn?.DayNumber - asOf.Today > Furthest ? null : nextOn,
            active,
            DateOnly.FromDayNumber(last),
            Math.Max(0, passed - time.Before(last + 1)));
    }
}
