using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>What the list of who is out of pattern says, and the lists beside it.</summary>
internal sealed class PatternsTexts(Language language)
{
    public string Title => language.Say("Call patterns");

    public string HowGood => language.Say("How good are these alarms?");

    public string Undo => language.Say("Undo");

    public string ListsLabel => language.Say("Lists");

    /// <summary>The lists: their word in the address, and their name.</summary>
    public IReadOnlyList<(string? Word, string Name)> Lists =>
    [
        (null, language.Say("Out of pattern")),
        ("PATTERN_BREAK", "▼ " + language.Say("Break")),
        ("BELOW_PATTERN", "▾ " + language.Say("Below usual")),
        ("ABOVE_PATTERN", "▲ " + language.Say("Above usual")),
        ("PAUSED", "‖ " + language.Say("Paused")),
        ("NEVER_GOT_GOING", "◔ " + language.Say("Never got going")),
        ("NOT_ENOUGH_HISTORY", "○ " + language.Say("Too new")),
        ("STALE", "≈ " + language.Say("Data missing")),
        ("TOGETHER", "⁘ " + language.Say("Quiet together")),
    ];

    /// <summary>Who is on a list.</summary>
    public string About(string? status) => status switch
    {
        "ABOVE_PATTERN" => language.Say("Clients who call clearly more than usual, by name, as last analysed."),
        "PAUSED" => language.Say("Clients who are away: those days are not judged."),
        "NEVER_GOT_GOING" => language.Say("Clients who called on two to four days at the beginning and then no more: too few calls for an alarm, worth a call."),
        "NOT_ENOUGH_HISTORY" => language.Say("Clients who are too new, or call too seldom, to have a pattern yet; they are not flagged."),
        "TOGETHER" => language.Say("Clients who fell silent on the same days as many others: a holiday, or a phone system that stopped sending. They are held back from the list."),
        "STALE" => language.Say("Clients whose data are missing: they are not judged until the calls are imported."),
        _ => language.Say("Clients who rang and nobody answered, then those with a break or below usual, worst first, as last analysed."),
    };

    public string Coach => language.Say("Coach");

    public string Everybody => language.Say("Everybody");

    public string Group => language.Say("Group");

    public string All => language.Say("All");

    public string Show => language.Say("Show");

    public string Nobody => language.Say("Nobody");

    public string NoMatch => language.Say("No client matches these filters.");

    public string ShowOut => language.Say("Show who is out of pattern");

    public string Next => language.Say("Next page");

    public string NoCoach => language.Say("no coach");

    public string NoName => language.Say("no name");

    /// <param name="days">Days ago; null = there was none.</param>
    public string LastCall(int? days) => days switch
    {
        null => language.Say("last call –"),
        0 => language.Say("last call today"),
        1 => language.Say("last call yesterday"),
        var many => language.Say("last call {0} days ago", many),
    };

    public string RangInVain => language.Say("Rang, nobody answered");

    public string OpenPage => language.Say("Open their page");

    public string OpenPageOf(string client) => language.Say("Open their page: {0}", client);

    public string Name => language.Say("Name");

    public string Pattern => language.Say("Pattern");

    public string WeekAndAverage => language.Say("This week / average");

    public string Why => language.Say("Why");

    /// <summary>Of a pause without an end; said in the language of the page where it is shown.</summary>
    public const string SayFirstDayBack = "Say the first day back; the calendar writes it as 2026-01-31.";
}
