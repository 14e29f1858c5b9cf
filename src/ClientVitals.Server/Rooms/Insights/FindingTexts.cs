using ClientVitals.Insights;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Insights;

/// <summary>What the pages of findings say.</summary>
internal sealed class FindingTexts(Language language)
{
    public string Title => language.Say("Findings");

    public string Headline(int open) => open == 0 ? language.Say("Nothing new to know") : language.Count(open, "1 finding to look at", "{0} findings to look at");

    public string NotLooked => language.Say("Nobody has looked for findings yet");

    public string WhenLooked => language.Say("Every 6 hours the watcher looks for silent sources, failed jobs and shifts of the book. Until its first run nothing is known.");

    public string StoodStill(string since) => language.Say("The watcher last ran {0}. What happened since is not here.", since);

    public string Failed(int checks) => language.Count(checks, "1 check failed in the last run; what it would find is not known.", "{0} checks failed in the last run; what they would find is not known.");

    public string TheJob => language.Say("The watcher's runs");

    public string OwnOnly => language.Say("Findings about your book.");

    public string Budget => language.Say("A finding is told once, and its recovery once. Chance alone brings at most 1 a month.");

    public string NoneTitle => language.Say("No findings");

    public string None(int ran, string at) => language.Say("{0} of the checks ran {1}, and found nothing.", ran, at);

    public string AsOf(DateTimeOffset? at, PageContext seen) => at is { } known ? language.Say("looked {0}", seen.Moment(known)) : language.Say("not looked yet");

    public string ToLookAt => language.Say("To look at");

    public string WorkedOn => language.Say("Being worked on");

    public string Silenced => language.Say("Snoozed and dismissed");

    public string Recovered => language.Say("Recovered in the last 7 days");

    public string Checks => language.Say("Checks");

    public string Check => language.Say("Check");

    public string Result => language.Say("Result");

    public string LastRun => language.Say("Last run");

    public string LookedAt => language.Say("Looked at");

    public string Found => language.Say("Found");

    public string Why => language.Say("Why");

    /// <summary>What people call a check.</summary>
    public string CheckTitle(string kind) => language.Say(InsightChecks.Find(kind)?.Title ?? kind);

    public string StateOf(CheckStatus check) => check.State switch
    {
        "RAN" => language.Say("ran"),
        "NOT_RUN" => language.Say("not run"),
        _ => language.Say("failed"),
    };

    public string Priority(string priority) => priority switch
    {
        "critical" => language.Say("Critical"),
        "high" => language.Say("High"),
        "medium" => language.Say("Medium"),
        _ => language.Say("Low"),
    };

    /// <summary>By shape, for those who see no colours.</summary>
    public static string Shape(string priority) => priority switch
    {
        "critical" => "▼",
        "high" => "▾",
        _ => "◇",
    };

    /// <summary>Its colour, as the marks have it.</summary>
    public static string Tone(string priority) => priority switch
    {
        "critical" => "break",
        "high" => "below",
        _ => "",
    };

    public string Since(Insight finding, PageContext seen) => finding.Occurrences == 1
        ? language.Say("since {0}", seen.Moment(finding.OpenedAt))
        : language.Say("since {0}, for the {1}. time", seen.Moment(finding.OpenedAt), seen.Whole(finding.Occurrences));

    public string? Told(Insight finding) => finding.Receivers.Length == 0 ? language.Say("Nobody was told: no account receives it.") : language.Say("Told: {0}", string.Join(", ", finding.Receivers));

    public string? AssignedTo(Insight finding) => finding.AssignedTo is { } name ? language.Say("For {0}", name) : null;

    public string BookOf(string coach) => language.Say("{0}'s book", coach);

    public string WhatItSpeaksOf => language.Say("Show");

    public string History => language.Say("History");

    public IReadOnlyList<(string Value, string Key, string Word, string Title)> Acts =>
    [
        ("accepted", "1", language.Say("I take it"), language.Say("You work on it; nobody else has to")),
        ("snoozed", "2", language.Say("Snooze"), language.Say("It is looked at again in tomorrow's first run")),
        ("dismissed", "3", language.Say("Dismiss"), language.Say("A worse one opens it again; its recovery is still told")),
    ];

    public string AssignTo => language.Say("Assign to …");

    public string Colleague => language.Say("Colleague");

    public string NobodyInParticular => language.Say("Nobody in particular");

    public string Assign => language.Say("Assign");

    public string SnoozeUntil => language.Say("Snooze until …");

    public string LookAgainOn => language.Say("Look again on");

    public string Snooze => language.Say("Snooze");

    public string Undo => language.Say("Undo");

    public string What => language.Say("What");

    public string When => language.Say("When");

    public string ByWhom => language.Say("By");

    /// <summary>Who did it; what the program did by itself, the watcher did.</summary>
    public string? By(string? name) => name == "program" ? language.Say("the watcher") : name;

    public string ToldCount => language.Say("Told");

    public string Back => language.Say("Back to findings");

    /// <summary>What a button does and with what, for those who hear the buttons instead of seeing where they are.</summary>
    public string For(string what, string finding) => language.Say("{0}: {1}", what, finding);

    /// <summary>What happened, as people say it.</summary>
    public string Happened(string? kind, DateOnly? until, string? to, PageContext seen) => kind switch
    {
        "OPENED" => language.Say("Found"),
        "WORSENED" => language.Say("Worse"),
        "BACK" => language.Say("Still there after the snooze"),
        "RECOVERED" => language.Say("Recovered"),
        "GONE" => language.Say("No longer checked"),
        "ACCEPTED" => language.Say("Taken"),
        "SNOOZED" => language.Say("Snoozed until {0}", seen.Date(until)),
        "DISMISSED" => language.Say("Dismissed"),
        "ASSIGNED" => to is null ? language.Say("Assigned to nobody in particular") : language.Say("Assigned to {0}", to),
        "UNDONE" => language.Say("Undone"),
        _ => "–",
    };

    /// <summary>The last act, who did it and when: "Dismissed by Fatima 19:37".</summary>
    public string LastAct(Insight finding, PageContext seen) => finding.LastAt is { } at
        ? language.Say("{0} by {1} {2}", Happened(finding.LastKind, finding.SnoozedUntil, finding.AssignedTo, seen), By(finding.LastBy), seen.Moment(at))
        : "–";

    public string NoSuchAct(string? written) => language.Say("The act must be one of {0}, not \"{1}\".", InsightActWords.All, written);
}
