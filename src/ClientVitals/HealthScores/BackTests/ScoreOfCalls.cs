using ClientVitals.CallPatterns.Model;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;

namespace ClientVitals.HealthScores.BackTests;

/// <summary>
/// A score from calls alone, for a history without sessions and packages: active days take the place of sessions attended, the package is
/// unknown and its weight shared out.
/// </summary>
internal sealed class ScoreOfCalls
{
    /// <summary>Points of a client of whom nothing can be said.</summary>
    private const double Nothing = 50;

    private readonly ScoreClients _scoring;
    private readonly InputValue[] _inputs;

    public ScoreOfCalls(Scorecard card)
    {
        _scoring = new ScoreClients(card);
        _inputs = new InputValue[_scoring.Inputs.Count];
    }

    /// <summary>Score and points of risk on a morning, from the days before it.</summary>
    public (double Score, double Points) Of(ClientHistory history, int day)
    {
        var score = Score(history, day);
        return ((double?)score.Score ?? Nothing, (double?)score.Risk?.Points ?? Nothing);
    }

    /// <summary>The whole score on a morning, from the days before it.</summary>
    /// <param name="segment">The client's group.</param>
    public HealthScore Score(ClientHistory history, int day, string? segment = null)
    {
        for (var place = 0; place < _inputs.Length; place++)
            _inputs[place] = Measured(_scoring.Inputs[place], history, day);
        return _scoring.Of(_inputs, segment);
    }

    private static InputValue Measured(ScorecardInput input, ClientHistory history, int day)
    {
        if (input.Source is not ("sessions" or "calls"))
            return InputValue.Unknown;
        // A morning has no calls of its own yet: the window ends with yesterday.
        var (until, days) = (day - input.DaysBefore, input.Days ?? 0);
        if (input.Measure == "days_since_attended")
            return Array.FindLast(history.Days, one => one.Day < until && one.Calls > 0) is { Calls: > 0 } last ? until - last.Day : InputValue.Unknown;
        int active = 0, counted = 0;
        foreach (var one in history.Days)
        {
            if (one.Calls == 0 || one.Day < until - days || one.Day >= until || one.Day == counted)
                continue;
            active++;
            counted = one.Day;
        }
        return active;
    }
}
