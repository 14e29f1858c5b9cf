using ClientVitals.Interventions;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Interventions.Acts;

/// <summary>What can be done with an item, and what was done with it.</summary>
internal sealed class ItemTexts(Language language)
{
    public string Outcome => language.Say("Outcome");

    /// <summary>The link to the forms of an item, until they are there.</summary>
    public string WhatCanBeDone => language.Say("What can be done");

    public string OutcomeOf(string client) => language.Say("Outcome: {0}", client);

    public string IsClosed => language.Say("This is over: nothing has to be done any more.");

    public string Back => language.Say("Back");

    /// <summary>One tap or one key each.</summary>
    /// <param name="rang">They rang, and nobody answered.</param>
    public IReadOnlyList<(string Value, string Key, string Word, string Title)> Outcomes(bool rang) =>
    [
        ("reached", "1", language.Say(rang ? "Called back" : "Reached"), language.Say("Due again in a week if they do not call")),
        ("no_answer", "2", language.Say("No answer"), language.Say("Due again tomorrow, then every two days")),
        ("all_good", "3", language.Say("All good"), language.Say("What they do now is their new usual")),
        ("left", "4", language.Say("Client left"), language.Say("A former client; can be undone any time")),
    ];

    /// <summary>What has to be said more.</summary>
    public IReadOnlyList<(string Value, string Key, string Word, string Label, string Save)> Forms =>
    [
        ("away", "5", language.Say("On holiday until …"), language.Say("First day back (empty: not known)"), language.Say("Save holiday")),
        ("snoozed", "6", language.Say("Snooze until …"), language.Say("Due again on"), language.Say("Snooze")),
        ("note", "7", language.Say("Note …"), language.Say("Note"), language.Say("Save note")),
    ];

    public string HandOverTo => language.Say("Hand over to …");

    public string Colleague => language.Say("Colleague");

    public string TheirCoach(string? coach) => coach is null ? language.Say("Nobody in particular") : language.Say("{0}, their coach", coach);

    public string HandOver => language.Say("Hand over");

    public string Undo => language.Say("Undo");

    public string UndoHandOver => language.Say("Undo the handing over");

    /// <summary>What a button does and with whom, for those who hear the buttons instead of seeing where they are.</summary>
    public string For(string what, string client) => language.Say("{0}: {1}", what, client);

    /// <summary>What was done, as people say it.</summary>
    public string Act(string? kind, DateOnly? until, PageContext seen) => kind switch
    {
        "REACHED" => language.Say("Reached"),
        "NO_ANSWER" => language.Say("No answer"),
        "ALL_GOOD" => language.Say("All good"),
        "AWAY" => until is { } back ? language.Say("On holiday until {0}", seen.Date(back)) : language.Say("On holiday, no day back known"),
        "LEFT" => language.Say("Client left"),
        "SNOOZED" => language.Say("Snoozed until {0}", seen.Date(until)),
        "NOTE" => language.Say("Note"),
        _ => "–",
    };

    /// <summary>What was done, who did it and when: "Reached by Fatima 19:37".</summary>
    public string Done(string? kind, DateOnly? until, string? by, DateTimeOffset? at, PageContext seen) => at is { } moment
        ? language.Say("{0} by {1} {2}", Act(kind, until, seen), by, seen.Moment(moment))
        : Act(kind, until, seen);

    /// <summary>When it is due again, where the act does not say so itself; null = it is not said.</summary>
    public string? DueAgain(string? kind, DateOnly? due, PageContext seen) =>
        due is { } next && kind != "SNOOZED" ? language.Say("due again {0}", seen.Date(next)) : null;

    /// <summary>The last act of an item, who did it, and when it is due again; null = nobody acted.</summary>
    public string? Last(ItemState item, PageContext seen) => item.LastActKind is null ? null : string.Join(" · ", new[]
    {
        Done(item.LastActKind, item.LastActUntil, item.LastActBy, item.LastActAt, seen),
        DueAgain(item.LastActKind, item.FollowUpDate, seen),
    }.OfType<string>());

    /// <summary>Whom it was handed over to, by whom and when; null = it is the client's coach's.</summary>
    public string? HandedOver(ItemState item, PageContext seen) => item switch
    {
        { AssignedTo: null } => null,
        { HandedAt: { } at } => language.Say("For {0}, handed over by {1} {2}", item.AssignedTo, item.HandedBy, seen.Moment(at)),
        _ => language.Say("For {0}, handed over", item.AssignedTo),
    };

    /// <summary>How often in a row nobody answered; null = not once.</summary>
    public string? Tries(ItemState item, PageContext seen) => item.Tries switch
    {
        0 => null,
        1 => language.Say("Not reached once so far."),
        2 => language.Say("Not reached twice so far."),
        var tries => language.Say("Not reached {0} times so far.", seen.Whole(tries)),
    };

    public string NoSuchOutcome(string? written) => language.Say("The outcome must be one of {0}, not \"{1}\".", OutcomeWords.All, written);
}
