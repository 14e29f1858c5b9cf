using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Scoring;
using ClientVitals.Server.Web;
using ClientVitals.Statistics;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>What the card of one client's score says. A name of a scorecard that nobody has put into words is shown as the scorecard writes it.</summary>
internal sealed class ScoreTexts(Language language)
{
    public string Title => language.Say("Health score");

    public string Scored(DateOnly on, PageContext seen) => language.Say("scored {0}", seen.Date(on));

    public string Scorecard => language.Say("Scorecard:");

    public string WeightsOf(string group) => language.Say("by the weights of the group {0}", group);

    /// <param name="confidence">Share of the weight that is known, 0 to 1.</param>
    public string Known(decimal confidence, PageContext seen) => language.Say("{0} % of the weight is known", seen.Whole((long)Math.Round(100 * confidence)));

    public string Unknown => language.Say("The score is unknown.");

    public string WhatMakesIt => language.Say("What makes it");

    public string Part => language.Say("Part");

    public string Adds => language.Say("Adds");

    public string Drawn => language.Say("From 0 to 100");

    public string DrawnChange => language.Say("From before to now");

    public string TheScore => language.Say("Score");

    public string Before(DateOnly on, PageContext seen) => language.Say("Score of {0}", seen.Date(on));

    public string Since(DateOnly on, string change, PageContext seen) => language.Say("Since {0}: {1}", seen.Date(on), change);

    public string Same(DateOnly on, PageContext seen) => language.Say("The same as on {0}.", seen.Date(on));

    public string NoBefore => language.Say("There is no earlier score to compare it with.");

    public string NotComparable(DateOnly on, PageContext seen) => language.Say("It cannot be compared with the score of {0}: one of the two is unknown.", seen.Date(on));

    public string WhatWouldLift => language.Say("What would lift it");

    public string NothingLifts => language.Say("Nothing that the scorecard counts would lift it into a better zone soon.");

    public string BestZone => language.Say("This is the best zone.");

    public string Lift(ZoneLift lift, string zone, PageContext seen) => (lift.Lever, lift.Units) switch
    {
        ("sessions_attended", 1) => language.Say("One more session attended would make it {0}, {1}.", seen.Number(lift.Score), zone),
        ("sessions_attended", var units) => language.Say("{0} more sessions attended would make it {1}, {2}.", seen.Whole(units), seen.Number(lift.Score), zone),
        ("sessions_bought", 1) => language.Say("One more session bought would make it {0}, {1}.", seen.Number(lift.Score), zone),
        ("sessions_bought", var units) => language.Say("{0} more sessions bought would make it {1}, {2}.", seen.Whole(units), seen.Number(lift.Score), zone),
        var (lever, units) => language.Say("{0}, {1} more, would make it {2}, {3}.", lever, seen.Whole(units), seen.Number(lift.Score), zone),
    };

    public string Measured => language.Say("What was measured");

    public string NotKnown => language.Say("unknown");

    public string Of(ScorecardInput input) => (input.Source, input.Measure, input.Days) switch
    {
        ("sessions", "attended", { } days) => language.Say("Sessions attended in {0} days", days),
        ("sessions", "days_since_attended", _) => language.Say("Days since the last session"),
        ("packages", "remaining", _) => language.Say("Sessions left"),
        ("packages", "bought", _) => language.Say("Sessions bought"),
        _ => input.Name,
    };

    /// <summary>A part of a dimension.</summary>
    public string Of(Scorecard card, string dimension, string part) => part switch
    {
        "base" => language.Say("{0}: to begin with", Dimension(dimension)),
        "limit" => language.Say("{0}: kept within 0 and 100", Dimension(dimension)),
        "remaining_percent" => language.Say("Share of the package that is left"),
        "rate_of_change" => language.Say("This week against the usual"),
        _ => card.Inputs.FirstOrDefault(input => input.Name == part) is { } input ? Of(input) : part,
    };

    public string Dimension(string name) => name switch
    {
        "engagement" => language.Say("Engagement"),
        "package" => language.Say("Package"),
        "momentum" => language.Say("Momentum"),
        "relationship" => language.Say("Relationship"),
        "financial" => language.Say("Payments"),
        "commitment" => language.Say("Commitment"),
        _ => name,
    };

    /// <summary>Why a line of a change is there; null where its points say it.</summary>
    public string? Why(ChangeKind kind) => kind switch
    {
        ChangeKind.Points => null,
        ChangeKind.Weight => language.Say("counts more or less, because another part became known or unknown"),
        ChangeKind.Known => language.Say("was unknown, is known now"),
        ChangeKind.Unknown => language.Say("was known, is unknown now"),
        _ => language.Say("another scorecard"),
    };

    public string OtherScorecard => language.Say("Another scorecard");

    public string Risk => language.Say("Risk of silence");

    public string RiskIs(decimal risk, PageContext seen) => language.Say("{0} % is the probability that no call that counts comes in the next 30 days.", seen.Number(risk));

    public string NoRisk => language.Say("The risk is unknown: it needs three days with calls, one of them within the last 60 days.");

    /// <param name="near">The tenth of the check in which such a risk lies.</param>
    public string LikeThem(RiskCalibration checkedBy, CalibrationTable.Tenth near, PageContext seen) => language.Say(
        "On {0} such a probability, about {1} %, was given to {2} clients; {3} of them had no call in the 30 days after it.",
        seen.Date(checkedBy.CheckedOn), seen.Number((decimal)Math.Round(100 * near.Predicted, 1)), seen.Whole(near.Cases), seen.Whole(near.Happened));

    public string NotChecked => language.Say("How good this probability is cannot be said yet: it takes 100 clients with calls, and 30 days to compare.");

    public string HowGood => language.Say("How good this probability is");

    public string CheckedWith(RiskCalibration checkedBy, PageContext seen) => language.Say(
        "Predicted on {0} from what was known by then, for {1} clients, and compared with the 30 days after it. Off by {2} points on average.",
        seen.Date(checkedBy.CheckedOn), seen.Whole(checkedBy.Clients), seen.Number(checkedBy.AverageError is { } error ? (decimal)Math.Round(error, 1) : null));

    public string Predicted => language.Say("Predicted");

    public string Happened => language.Say("Fell silent");

    public string Range => language.Say("By chance");

    public string Clients => language.Say("Clients");

    public string Percent(double share, PageContext seen) => language.Say("{0} %", seen.Number((decimal)Math.Round(100 * share, 1)));

    public string Between(double low, double high, PageContext seen) => language.Say(
        "{0} to {1} %", seen.Number((decimal)Math.Round(100 * low, 1)), seen.Number((decimal)Math.Round(100 * high, 1)));

    public string Points(decimal? points, PageContext seen) => language.Say("Points of risk by the scorecard: {0} of 100. They are not a probability.", seen.Number(points));

    public static string Signed(decimal number, PageContext seen) => number > 0 ? "+" + seen.Number(number) : number < 0 ? "−" + seen.Number(-number) : "0";
}
