using ClientVitals.Packages;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Packages;

/// <summary>What the page Renewals due says.</summary>
internal sealed class RenewalTexts(Language language)
{
    public string Title => language.Say("Renewals due");

    /// <summary>What the page knows, in a sentence.</summary>
    public string Headline(int due, int overdue, int within) => (due, overdue) switch
    {
        (0, 0) => language.Count(within, "No package runs out within a day", "No package runs out within {0} days"),
        (0, _) => OverdueHeadline(overdue),
        (1, _) => language.Say("1 package runs out within {0} days", within),
        _ => language.Say("{0} packages run out within {1} days", due, within),
    };

    /// <summary>Likewise, above the list of those that ran out.</summary>
    public string OverdueHeadline(int overdue) => overdue == 0 ? language.Say("No renewal is overdue")
        : language.Count(overdue, "1 package has run out and was not renewed", "{0} packages have run out and were not renewed");

    public string About(int overdueDays) => language.Say(
        "A package runs out on its last day, or when no session is left at the client's own pace, whichever is earlier. Overdue are those that ran out in the last {0} days and were not renewed.", overdueDays);

    public string How => language.Say("How this is worked out");

    public string HowPace => language.Say("Pace is the sessions a client attended, over the last 30 or the last 90 days, whichever is more. Sessions left are counted each morning with the scores.");

    public string HowMoney => language.Say("The value is what the present package cost. Amounts of different currencies are not added up. Frozen packages, and clients who have left, are not listed.");

    public string AsOf(DateTimeOffset? at, PageContext seen) => at is not { } moment ? language.Say("never counted")
        : seen.IsStale(at) ? language.Say("stale: counted {0}", seen.Moment(moment)) : language.Say("counted {0}", seen.Moment(moment));

    public string Lists => language.Say("Due and overdue");

    public string Due(string count) => language.Say("Due ({0})", count);

    public string Overdue(string count) => language.Say("Overdue ({0})", count);

    /// <summary>What the packages of the list cost.</summary>
    public string Worth => language.Say("Worth");

    public string WithoutPrice(int packages) => language.Count(packages, "1 package without a price", "{0} packages without a price");

    public string Within => language.Say("Runs out within");

    public string Days(int days) => language.Count(days, "1 day", "{0} days");

    public string Show => language.Say("Show");

    public string NotImported => language.Say("No packages on record");

    public string WhenImported(bool manages) => manages
        ? language.Say("Import packages (services, passes, memberships) from a file, or let a source send them. This page then shows whose package runs out.")
        : language.Say("None of your clients has a package on record.");

    public string ImportData => language.Say("Import a file");

    public string NotCounted => language.Say("Packages are not counted yet");

    public string WhenCounted => language.Say("What is left of packages is counted each morning with the scores. After the next scoring this page shows whose package runs out.");

    public string OpenJob => language.Say("Open the job");

    public string NoneDue => language.Say("None due");

    public string NobodyRunsOut(int days) => language.Count(days, "No client's package runs out within a day.", "No client's package runs out within {0} days.");

    public string NoneOverdue => language.Say("None overdue");

    public string EverybodyRenewed => language.Say("Every client whose package ran out has renewed it.");

    public string NoMatch => language.Say("These filters leave nobody in.");

    public string ShowEverybody => language.Say("Show everybody");

    /// <summary>What the table counts, in English: the table says it.</summary>
    public static (string One, string Many) Noun => ("client", "clients");

    public string Name => language.Say("Name");

    public string NoName => language.Say("no name");

    public string When => language.Say("Renewal");

    /// <summary>In how many days it runs out, or how long ago it did.</summary>
    public string In(RenewalDue due) => due.DaysUntil switch
    {
        0 => language.Say("today"),
        1 => language.Say("tomorrow"),
        > 1 => language.Say("in {0} days", due.DaysUntil),
        -1 => language.Say("yesterday"),
        _ => language.Say("{0} days ago", -due.DaysUntil),
    };

    public string Why => language.Say("Why");

    public string Reason(RenewalDue due) => due switch
    {
        { DueBy: "SESSIONS", SessionsLeft: 0 } => language.Say("no session left"),
        { DueBy: "SESSIONS", SessionsLeft: { } left } => language.Count(left, "1 session left at their pace", "{0} sessions left at their pace"),
        { DueBy: "SESSIONS" } => language.Say("no session left"),
        { DaysUntil: < 0 } => language.Say("last day is over"),
        _ => language.Say("last day"),
    };

    public string Package => language.Say("Package");

    public string Value => language.Say("Value");

    public string Left => language.Say("Sessions left");

    public string LeftOf(int? left, int? bought, PageContext seen) => left is null ? "–" : bought is null ? seen.Whole(left) : language.Say("{0} of {1}", seen.Whole(left), seen.Whole(bought));

    public string Pace => language.Say("Sessions a week");

    public string LastSession => language.Say("Last session");

    public string Coach => language.Say("Coach");

    public string Group => language.Say("Group");
}
