using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Interventions;

/// <summary>What Today says: how many are to be contacted, the queue and its rows, and what is beside it.</summary>
internal sealed class TodayTexts(Language language)
{
    public string Title => language.Say("Today");

    public string Undo => language.Say("Undo");

    public string Whose => language.Say("Whose");

    public string Everybodys(string count) => language.Say("Everybody's {0}", count);

    public string Mine(string count) => language.Say("Mine {0}", count);

    public string Failed => language.Say("The last analysis failed.");

    public string Shows(DateTimeOffset? analysedAt, PageContext seen) =>
        analysedAt is { } at ? language.Say("This page shows the analysis of {0}.", seen.Moment(at)) : language.Say("There is no analysis yet.");

    public string ItsRuns => language.Say("Look at its runs");

    /// <summary>Many fell silent on the same days.</summary>
    public string Together(int clients, DateOnly since, PageContext seen) => language.Say(
        clients == 1
            ? "1 client has been quiet like many others since about {1}: a holiday, or a phone system that stopped sending? They are held back from the list: pause them for those days, or import what is missing."
            : "{0} clients have been quiet together since about {1}: a holiday, or a phone system that stopped sending? All of them are held back from the list: pause them for those days, or import what is missing.",
        seen.Whole(clients), $"{seen.Weekday(since)} {seen.Written.Day(since)}");

    public string WhoTheyAre => language.Say("Who they are");

    public string FirstDayBack => language.Say("First day back");

    public string PauseTogether(int clients, DateOnly since, PageContext seen) => language.Say("Pause {0} since {1}", seen.Whole(clients), seen.Date(since));

    public string OthersImport => language.Say("An owner or admin imports calls first; then your clients appear here.");

    /// <summary>The sections of the queue, in order.</summary>
    public IReadOnlyList<(string Section, string Title, string? Note)> Sections =>
    [
        ("new", language.Say("New since yesterday"), null),
        ("again", language.Say("Due again"), null),
        ("longer", language.Say("Open longer"), null),
        ("gap", NotContacted, language.Say("they did not stop calling, we did")),
    ];

    public string More(int more, PageContext seen) => language.Say(more == 1 ? "One more follows as these are worked off." : "{0} more follow as these are worked off.", seen.Whole(more));

    public string WholeList => language.Say("The whole list");

    public string WholeListOf(string section) => language.Say("The whole list: {0}", section);

    public string Over(bool anyDone) => language.Say(anyDone ? "All done for today" : "Nobody to contact");

    public string Judged(int clients, DateTimeOffset at, PageContext seen) => language.Say(
        clients == 1
            ? "One client was judged {1}. Who is due again, or new after the next analysis, appears here."
            : "{0} clients were judged {1}. Who is due again, or new after the next analysis, appears here.",
        seen.Whole(clients), seen.Moment(at));

    public string DoneToday => language.Say("Done today");

    public string Clients(int count, PageContext seen) => language.Say(count == 1 ? "{0} client" : "{0} clients", seen.Whole(count));

    /// <summary>Of several acts with one client each has its own.</summary>
    public string UndoOf(string hour, string client, long act) => language.Say("Undo of {0}: {1}, {2}", hour, client, act);

    public string Queue => language.Say("The queue");

    public string ToContact => language.Say("To contact today");

    public string OfThemAgain => language.Say("Of them due again");

    public string NotContacted => language.Say("Not contacted by us");

    public string SinceYesterday => language.Say("Since yesterday");

    public string NewOnList => language.Say("New on the list");

    public string BecameBreak => language.Say("Became a break");

    public string BackToUsual => language.Say("Back to usual");

    public string Book => language.Say("The book");

    public string Break => language.Say("Break");

    public string Below => language.Say("Below usual");

    public string Above => language.Say("Above usual");

    public string NeverGotGoing => language.Say("Never got going");

    public string TooNew => language.Say("Too new");

    public string JudgedInAll => language.Say("Judged");

    /// <summary>What was done last, for those who listen.</summary>
    public string Acted(string client, string act, string headline) => language.Say("{0}: {1}. {2}.", client, act, headline);

    public string Headline(int toContact, bool isAnalysed, PageContext seen) => toContact switch
    {
        0 => language.Say(isAnalysed ? "Nobody to contact today" : "Nothing is known yet"),
        1 => language.Say("One client to contact today"),
        _ => language.Say("{0} clients to contact today", seen.Whole(toContact)),
    };

    public string BeforeAnalysis =>
        language.Say("Clients who rang and got no answer, and clients with a break or below usual, appear here, worst first, each with the reason.");

    public string OwnOnly => language.Say("Handed over to you, or in your book and handed over to nobody.");

    public string RangInVain(int clients, PageContext seen) =>
        language.Say(clients == 1 ? "One rang and nobody answered." : "{0} rang and nobody answered.", seen.Whole(clients));

    public string Fresh(int clients, PageContext seen) =>
        language.Say(clients switch { 0 => "None are new since yesterday.", 1 => "One is new since yesterday.", _ => "{0} are new since yesterday." }, seen.Whole(clients));

    public string Again(int clients, PageContext seen) =>
        language.Say(clients switch { 0 => "None are due again.", 1 => "One is due again.", _ => "{0} are due again." }, seen.Whole(clients));

    public string FalseAlarms(decimal breaks, int clients, PageContext seen) => language.Say(
        clients == 1 ? "False alarms to expect: about {0} breaks a week with one client." : "False alarms to expect: about {0} breaks a week among {1} clients.",
        seen.Number(breaks), seen.Whole(clients));

    public string NoCoach => language.Say("no coach");

    public string LastCall(DateOnly? on, PageContext seen) => on is not { } last ? language.Say("last call –") : (seen.Today.DayNumber - last.DayNumber) switch
    {
        0 => language.Say("last call today"),
        1 => language.Say("last call yesterday"),
        var days => language.Say("last call {0} days ago", seen.Whole(days)),
    };

    public string Rang => language.Say("Rang, nobody answered");

    /// <summary>What a row beside the call pattern is about.</summary>
    public string CauseMark(string kind, string? status) => (kind, status) switch
    {
        ("ZONE_CHANGE", "RED") => language.Say("▼ Health red"),
        ("ZONE_CHANGE", _) => language.Say("▾ Health yellow"),
        ("PACKAGE", "DUE") => language.Say("◷ Package ends soon"),
        ("PACKAGE", _) => language.Say("◷ Package ran out"),
        ("OWNER_CHANGE", _) => language.Say("⇄ New coach"),
        _ => language.Say("Earlier system"),
    };

    /// <summary>Before what else is to be done about the same client.</summary>
    public string Also => language.Say("Also:");

    public string Draft => language.Say("Draft message");

    public string NotToday => language.Say("Not today");

    public string NotTodayWhy => language.Say("A coach's day holds as many clients as the settings say. Who rang comes first, then those most worth a call: the risk that they stop times what is left of their package. Whether calls help is not measured for all of them. Nothing is lost: they move up as room comes.");

    /// <summary>Why an item waits.</summary>
    public string Waits(string why) => language.Say(why == "LIMIT" ? "the day is full" : "another row is about them");

    public string Items(int count, PageContext seen) => language.Say(count == 1 ? "{0} item" : "{0} items", seen.Whole(count));

    /// <summary>The button with the phone.</summary>
    public string Call(bool rang) => language.Say(rang ? "Call back" : "Call");

    public string NoPhone => language.Say("No phone number.");

    public string TheirPage => language.Say("Open their page");

    /// <summary>What a button does and with whom, for those who hear the buttons instead of seeing where they are.</summary>
    public string For(string what, string client) => language.Say("{0}: {1}", what, client);
}
