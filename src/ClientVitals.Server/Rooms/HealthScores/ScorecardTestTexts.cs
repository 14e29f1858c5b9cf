using ClientVitals.HealthScores.BackTests.Cards;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>What the back-test of a version of the scorecard says. Sentences that the command line prints, too, are the core's.</summary>
internal sealed class ScorecardTestTexts(Language language)
{
    public string Title => language.Say("Back-test on your history");

    public string WhatItIs => language.Say("A back-test scores your clients on past dates from what was known then, and looks at who fell silent afterwards. It changes no score.");

    public string NeverRun => language.Say("This version was never back-tested.");

    public string Begin => language.Say("Back-test this version");

    public string Again => language.Say("Back-test again");

    public string Stop => language.Say("Stop the back-test");

    public string Running(ScorecardBacktestRun run, PageContext seen) => run.Total == 0
        ? language.Say("A back-test is running since {0}: it is reading the book. You can leave this page; it goes on by itself.", seen.Moment(run.AskedAt))
        : language.Say("A back-test is running since {0}: {1} % done. You can leave this page; it goes on by itself.", seen.Moment(run.AskedAt), seen.Whole(100L * run.Done / run.Total));

    public string Stopping(ScorecardBacktestRun run) => language.Say("It is being stopped, as {0} asked.", run.StopAskedBy);

    public string Failed(ScorecardBacktestRun run, PageContext seen) => language.Say("The last back-test, of {0}, failed.", seen.Moment(run.AskedAt));

    public string DidNotEnd(ScorecardBacktestRun run, PageContext seen) => language.Say("The last back-test, of {0}, did not end: the server stopped while it was running. Start it again.", seen.Moment(run.AskedAt));

    public string WasStopped(ScorecardBacktestRun run, PageContext seen) => language.Say("The last back-test, of {0}, was stopped by {1} before its end.", seen.Moment(run.AskedAt), run.StopAskedBy);

    public string OlderBelow(ScorecardBacktestRun run, PageContext seen) => language.Say("The result below is from {0}.", seen.Moment(run.AskedAt));

    public string OtherAtWork(string scorecard) => language.Say("The back-test of {0} is running; one runs at a time.", scorecard);

    public string Tested(ScorecardBacktestRun run, PageContext seen) => language.Say("Tested {0} by {1}, as of then, beside {2}.", seen.Moment(run.AskedAt), run.AskedBy, run.ComparedWith);

    public string Stale => language.Say("This result is out of date.");

    public string OtherInForce(ScorecardBacktestRun run) => language.Say("{0} is no longer in force.", run.ComparedWith);

    public string OtherData => language.Say("Sessions, packages or calls of the days it tested came or changed since.");

    public string RunAgain => language.Say("Run it again before you rely on it.");

    public string Next(int days) => language.Say("The next {0} days", days);

    public string NextOf(string group, int days) => language.Say("{0}: the next {1} days", group, days);

    public string Cases(HorizonFigures horizon, PageContext seen) => language.Say(
        "{0} client-days of {1} clients; {2} were followed by silence.", seen.Whole(horizon.Cases), seen.Whole(horizon.Clients), seen.Whole(horizon.Silent));

    public string By => language.Say("By");

    public string Predictor(CardPredictor predictor, ScorecardBacktest test) => predictor switch
    {
        CardPredictor.Version => language.Say("{0} (this version)", test.Scorecard),
        CardPredictor.InForce => language.Say("{0} (in force)", test.InForce),
        CardPredictor.OldPoints => language.Say("old risk points"),
        _ => language.Say("days of silence"),
    };

    public string Area => language.Say("Area (95 %)");

    public string OverSilence => language.Say("Over days of silence (95 %)");

    public string Brier => language.Say("Brier");

    public string Recall => language.Say("Recall");

    public string Precision => language.Say("Precision");

    public string HowToRead => language.Say("Area: of a client who fell silent and one who did not, how often the first is ordered as the worse (0.5 is chance). Recall: the share of the silent that coaches can call within their daily limit. Precision: the share of those they call who fell silent. Brier: the error of the probability; less is better. A dash: it cannot be said.");

    public string Calibration => language.Say("Probability by this version, by tenths");

    public string CalibrationHint => language.Say("Each point is a tenth of the client-days. On the line the probability came true; above it more fell silent than it said. The bars are 90 % intervals.");

    public string NoCalibration => language.Say("The earlier dates taught too little to turn the score into a probability.");

    public string Said => language.Say("Said");

    public string Seen => language.Say("Fell silent");

    public string Tenth => language.Say("Tenth");

    public string ClientDays => language.Say("Client-days");

    public string AsTable => language.Say("As a table");

    public string Groups => language.Say("By group");

    public string GroupsHint => language.Say("Groups with at least {0} client-days. Calls are those of the whole book's daily limit.", ScorecardBacktest.FewestOfGroup);

    public string NoGroup => language.Say("No group has {0} client-days.", ScorecardBacktest.FewestOfGroup);

    public string Protocol => language.Say("How it was done");

    /// <summary>What somebody should know who switches it on; null = the back-test speaks for it.</summary>
    public string? Doubt(ScorecardBacktestRun? last, ScorecardBacktestRun? success, PageContext seen) =>
        last?.IsRunning(seen.Now) == true ? language.Say("Its back-test is still running.")
        : success?.Result is not { } test ? last is null ? NeverRun : language.Say("This version has no back-test that came to its end.")
        : success.IsStale ? language.Say("Its back-test of {0} is out of date.", seen.Moment(success.AskedAt))
        : test.AgainstSilence() == CardComparison.Better ? null
        : test.Verdict(seen.Sentence);

    public string Sure => language.Say("Switch it on all the same");

    public string NotSure => language.Say("It was not switched on: tick the box to switch it on all the same.");

    public string BeganAlready => language.Say("A back-test is already running; one runs at a time.");

    public string NotRunning => language.Say("No back-test of this version is running; nothing was changed.");
}
