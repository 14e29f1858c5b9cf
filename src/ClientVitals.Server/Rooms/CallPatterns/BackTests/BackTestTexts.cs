using ClientVitals.CallPatterns.BackTests;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.CallPatterns.BackTests;

/// <summary>
/// What the page of the back-test says. The sentences that the command line prints, too, are the core's (<see cref="BacktestVerdict"/>); the page
/// says them by <see cref="PageContext.Sentence"/>.
/// </summary>
internal sealed class BackTestTexts(Language language)
{
    public string Title => language.Say("Back-test");

    public string Tested(string moment) => language.Say("tested {0}", moment);

    public string Lists => language.Say("Call patterns");

    public string HowGood => language.Say("How good would the alarms have been?");

    public string Running => language.Say("A back-test is running.");

    public string Progress(string since, string clients) => language.Say("It began at {0}; {1} clients are done. You can leave this page; it updates by itself.", since, clients);

    public string Failed(string at) => language.Say("The last back-test, of {0}, failed.", at);

    public string DidNotEnd(string at) => language.Say("The last back-test, of {0}, did not end.", at);

    public string Stopped => language.Say("The server stopped while it was running; start it again.");

    public string OlderBelow(string at) => language.Say("The result below is from {0}.", at);

    public string Replayed(string from, string to, string eligible, string clients) => language.Say(
        "Your own history was replayed day by day, from {0} to {1}, for the {2} of {3} clients who called often enough. An alert was false when the client went on calling by themselves.",
        from, to, eligible, clients);

    public string FalseAlerts => language.Say("False alerts");

    public string NoneFalse => language.Say("No alert was false.");

    public string NoNames => language.Say("Tests of an earlier version kept no names; run the back-test again to see them.");

    public string WhyFalse => language.Say("They called on two days or more within {0} days of the alert, at the budget in force.", BacktestProtocol.FollowUp);

    public string Client => language.Say("Client");

    public string AlertOpened => language.Say("Alert opened");

    public string Method => language.Say("How this is worked out");

    public string Simulated(string leavers, string weeks) => language.Say(
        "{0} leavers were simulated from clients who in truth went on calling, over {1} client-weeks: how long does each rule take to detect them, when each may be wrong equally often? The average counts at most {2} days.",
        leavers, weeks, BacktestProtocol.FollowUp);

    public string Protocol => language.Say("How it was done");

    public string NoneYet => language.Say("No back-test yet");

    public string WhatItIs => language.Say(
        "A back-test replays your own history day by day, simulates leavers from clients who went on calling, and shows how soon each of four rules detects them and how often it is wrong. It needs 18 weeks of history and 8 more weeks to test.");

    public string NoCalls => language.Say("No calls yet?");

    public string Import => language.Say("Import them first");

    public string From => language.Say("From (default: 26 weeks back)");

    public string To => language.Say("To (default: the last call)");

    public string Begin => language.Say("Back-test the book");

    public string Again => language.Say("Back-test again");

    public string Curves => language.Say("Days until a leaver is detected, by how often the rule is wrong");

    public string HowToRead => language.Say(
        "Lower is sooner; further right means more false alarms. A curve under another is the better rule. Shaded: the middle 90 % of the resamples. Open circles: a fixed silence of 14, 21 and 28 days. The filled mark: the budget below.");

    public string CurvesAloud => language.Say("Mean delay against contradicted alerts.");

    public string CurveAloud(string rule, string days) => language.Say("{0}: {1} days at 1 contradicted alert per 100 client-weeks.", rule, days);

    public string MakeBudget(string budget) => language.Say("Make {0} the budget", budget);

    public string InForce(string budget) => language.Say("In force: {0} false breaks per 100 client-weeks.", budget);

    public string Handle => language.Say("Budget: from quiet to talkative");

    public string Show => language.Say("Show");

    public string SameVolume => language.Say("The four rules at the same number of false alerts");

    public string SameVolumeCaption => language.Say("Mean delay in days, by contradicted alerts per 100 client-weeks, with 90 % intervals");

    public string Rule => language.Say("Rule");

    public string Score => language.Say("Score");

    public string At(string volume) => language.Say("at {0}", volume);

    public string FoundByDay14 => language.Say("Found by day 14");

    public string ByDay14 => language.Say("By day 14");

    public string ByDay21 => language.Say("By day 21");

    public string Costs => language.Say("What a budget costs and finds");

    public string CostsCaption => language.Say("The calibrated rule, by budget of false breaks per 100 client-weeks in which nothing changes");

    public string Budget => language.Say("Budget");

    public string Contradicted => language.Say("Contradicted per 100");

    public string MeanDelay => language.Say("Mean delay");

    public string AlertsAWeek => language.Say("Alerts a week");

    public string CameBack => language.Say("Came back");

    public string Of(string some, string all) => language.Say("{0} of {1}", some, all);

    public string After => language.Say("What really happened after each alert");

    public string AfterNote => language.Say("The calibrated rule at its budget, the two silences at about as many contradicted alerts, the documented rule as documented.");

    public string AfterAloud => language.Say("What became of the alerts.");

    public string Setting => language.Say("Setting");

    public string Opened => language.Say("Opened");

    public string Visits => language.Say("With and without visits");

    public string Counted => language.Say("Counted");

    public string CallsAlone => language.Say("Calls alone");

    public string WithVisits => language.Say("Calls and visits");

    public string Alerts => language.Say("Alerts");

    public string FalseOnes => language.Say("False");

    public string TooEarly => language.Say("Too early to tell");

    public string LeaversFound => language.Say("Leavers found by day 28");

    public string VisitsNow(bool count) => count
        ? language.Say("Visits counted when this ran; all figures above count them.")
        : language.Say("Visits did not count when this ran; all figures above are of calls alone.");

    public string Settings => language.Say("Change it in Settings");
}
