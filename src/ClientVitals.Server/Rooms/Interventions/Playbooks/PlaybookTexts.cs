using ClientVitals.Interventions.Playbooks;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Interventions.Playbooks;

/// <summary>What the pages of playbooks say.</summary>
internal sealed class PlaybookTexts(Language language)
{
    public string Title => language.Say("Playbooks");

    public string Settings => language.Say("Settings");

    public string What => language.Say("A playbook says what is done about a cause, by when and with which words. Versions are never changed; a change is a new version.");

    public string Name => language.Say("Playbook");

    public string About => language.Say("About");

    public string Does => language.Say("What to do");

    public string Until => language.Say("By when");

    public string HeldOut => language.Say("Held out");

    public string Open => language.Say("Open items");

    public string State => language.Say("State");

    public string IsOn(Playbook one) => !one.IsOn ? language.Say("off") : one.IsListed ? language.Say("on") : language.Say("on, not on Today");

    /// <summary>What people call it; its key is for commands and the API.</summary>
    public string NameOf(string key) => key switch
    {
        "rang-in-vain" => language.Say("Rang, nobody answered"),
        "break" => language.Say("Break of the call pattern"),
        "below-usual" => language.Say("Calls less than usual"),
        "above-usual" => language.Say("Calls more than usual"),
        "not-contacted" => language.Say("Not contacted by us"),
        "zone-red" => language.Say("Health score fell to red"),
        "zone-yellow" => language.Say("Health score fell to yellow"),
        "renewal" => language.Say("Package runs out"),
        "lapsed-package" => language.Say("Package ran out two weeks ago"),
        "new-coach" => language.Say("New coach"),
        _ => Wording.Word(key),
    };

    /// <summary>On which causes it is used, in words; null = on all of its kind.</summary>
    public string? OnlyWhere(Playbook one, PageContext seen) => string.Join(", ", new[]
    {
        one.OnStatus is { } status ? StatusOf(status) : null,
        one.DaysFrom is { } from ? from < 0 ? language.Say("at most {0} days over", -from) : language.Say("at least {0} days ahead", from) : null,
        one.DaysTo is { } to ? to < 0 ? language.Say("at least {0} days over", -to) : language.Say("at most {0} days ahead", to) : null,
        one.RiskFrom is { } risk ? language.Say("risk of silence {0} % or more", seen.Number(risk)) : null,
        one.ValueFrom is { } value ? language.Say("package of {0} or more", seen.Number(value)) : null,
    }.OfType<string>()) is { Length: > 0 } words ? words : null;

    private string StatusOf(string status) => status switch
    {
        "PATTERN_BREAK" => language.Say("break"),
        "BELOW_PATTERN" => language.Say("below usual"),
        "ABOVE_PATTERN" => language.Say("above usual"),
        "RED" => language.Say("red"),
        "YELLOW" => language.Say("yellow"),
        "DUE" => language.Say("not over yet"),
        "OVERDUE" => language.Say("over"),
        "LAPSED" => language.Say("over for two weeks"),
        _ => Wording.Word(status),
    };

    public string Cause(string kind) => kind switch
    {
        "EPISODE" => language.Say("Call pattern"),
        "RANG_IN_VAIN" => language.Say("Rang, nobody answered"),
        "OUTREACH_GAP" => language.Say("Not contacted by us"),
        "ZONE_CHANGE" => language.Say("Health score fell"),
        "PACKAGE" => language.Say("Package runs out"),
        "OWNER_CHANGE" => language.Say("New coach"),
        _ => language.Say("Earlier system"),
    };

    public string Percent(decimal share, PageContext seen) => share == 0 ? language.Say("nobody") : language.Say("{0} %", seen.Number(share * 100));

    public string NewVersion => language.Say("New version");

    public string NewVersionHint => language.Say("Items that are open keep the version they follow. Switching a playbook off closes nothing; no new items are opened for it.");

    public string Condition => language.Say("Only where");

    public string ConditionHint => language.Say("Terms joined by \"and\": status = RED, days >= -13, days <= 7, risk >= 40, value >= 1000. Empty: on every cause of its kind.");

    public string Priority => language.Say("Priority");

    public string Channel => language.Say("Channel");

    public string Timing => language.Say("By when, in words");

    public string DueDays => language.Say("Days until it should be done");

    public string CoolDown => language.Say("Days without a new item after one ended");

    public string Template => language.Say("Draft of a message");

    public string TemplateHint => language.Say("{0}, {1} and {2} are filled in. A draft promises nothing.", "{first_name}", "{coach}", "{days}");

    public string Listed => language.Say("Its items are on Today");

    public string On => language.Say("Switched on");

    public string HoldOut => language.Say("Percent of clients held out by lot");

    public string HoldOutHint => language.Say("0 to 50. So that the effect can be measured: clients are drawn before anything is shown, and are compared after 30 days. Never critical playbooks, nor clients marked as never to be held out.");

    public string Save => language.Say("Save as a new version");

    public string Versions => language.Say("Versions");

    public string Version => language.Say("Version");

    public string Made => language.Say("Made");

    public string MadeBy(Playbook playbook, PageContext seen) =>
        playbook.MadeBy == "migration" ? language.Say("comes with the program") : language.Say("{0} by {1}", seen.Moment(playbook.MadeAt), playbook.MadeBy);

    public string SaidOf(string? word) => word switch
    {
        "playbook-saved" => language.Say("The version is saved; it holds from now on."),
        "playbook-same" => language.Say("Nothing was changed: the latest version says so already."),
        _ => "",
    };

    public string NoSuch => language.Say("There is no such playbook.");

    public string NoShare(string written) => language.Say("\"{0}\" is not a share in percent; write it as 20.", written);

    public string AsOf(PageContext seen) => language.Say("as of {0}", seen.Moment(seen.Now));
}
