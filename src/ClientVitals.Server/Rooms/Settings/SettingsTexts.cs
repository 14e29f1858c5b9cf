using ClientVitals.People;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Settings;

/// <summary>What the settings say: the business and its closures, its own addresses.</summary>
internal sealed class SettingsTexts(Language language)
{
    public string Title => language.Say("Settings");

    public string Version(int version, string when) => language.Say("version {0}, {1}", version, when);

    public string Undo => language.Say("Undo");

    public string Sources => language.Say("Sources");

    public string Notices => language.Say("Notices");

    public string NoticesHint => language.Say("Slack, Teams, webhooks and mail: where the business is told, and whether it arrives.");

    public string Scorecards => language.Say("Scorecards");

    public string ScorecardsHint => language.Say("the rules by which health scores are made, and their versions.");

    public string Playbooks => language.Say("Playbooks");

    public string PlaybooksHint => language.Say("what is done about which cause, by when and with which words.");

    public string SourcesHint => language.Say("systems that post calls, and other sites that may call the API.");

    public string Business => language.Say("The business");

    public string Zone => language.Say("Time zone");

    public string Currency => language.Say("Currency");

    public string Country => language.Say("Country of phone numbers");

    public string Locale => language.Say("Locale");

    public string BreakBudget => language.Say("False breaks per 100 client-weeks");

    public string BelowBudget => language.Say("False “below usual” per 100 client-weeks");

    public string AboveBudget => language.Say("False “above usual” per 100 client-weeks");

    public string LinesADay => language.Say("Clients per coach per day");

    public string ChannelCounts => language.Say("A call counts when its channel is");

    public string StatusCounts => language.Say("and its status is");

    /// <summary>A channel or a status: NO_ANSWER is "No answer".</summary>
    public string Word(string word) => language.Say(Wording.First(Wording.Word(word)));

    public string Visits => language.Say("Attended sessions");

    public string VisitsCount => language.Say("A visit counts as activity, like a call");

    public string VisitsMean => language.Say("With this, a client who stops calling but keeps coming to sessions is not reported as silent; who stops both is. A day with a visit and no call counts once. The numbers of calls stay numbers of calls.");

    public string VisitsBackTest => language.Say("See the difference on your own history");

    public string Save => language.Say("Save");

    public string LocaleWrites(PageContext seen) => language.Say(
        "The locale writes today as {0}, now as {1}, and one thousand and a half as {2}.", seen.Date(seen.Today), seen.Hour(seen.Now), seen.Number(1000.5m));

    public string BusinessHint => language.Say("Days and weeks follow the time zone. A smaller budget means fewer false alarms, and later alarms. Changes apply from the next analysis on; after a change of the time zone or of what counts as a call, it counts all calls again first.");

    public string BackTest => language.Say("See the effect of a budget on your own history");

    public string Closures => language.Say("Business closures");

    public string NoClosures => language.Say("None. Enter days such as Ramadan or a closed week: no client is judged by them.");

    public string Days(EnteredPause pause, PageContext seen) => pause.EndsOn is { } back
        ? language.Say("{0} – back {1}", seen.Date(pause.StartsOn), seen.Date(back))
        : language.Say("{0} – no end date", seen.Date(pause.StartsOn));

    public string ReasonOf(EnteredPause pause) => language.Say(Wording.Word(pause.Reason));

    public string EnteredBy(string who) => language.Say("entered by {0}", who);

    public string Remove => language.Say("Remove");

    public string RemoveDays(string days) => language.Say("Remove: {0}", days);

    public string FirstDay => language.Say("First day");

    public string FirstDayBack => language.Say("First day back");

    public string Why => language.Say("Why");

    public string Reason(PauseReason reason) => language.Say(Wording.First(Wording.Word(reason)));

    public string Note => language.Say("Note");

    public string AddClosure => language.Say("Add closure");

    public string OwnAddresses => language.Say("Own and test addresses");

    public string OwnAddressesHint => language.Say("Calls with these numbers and e-mails belong to no client and add none: your own lines, your coaches' mobiles, test accounts. *@example.com is every e-mail of that domain.");

    public string OneOnEachLine => language.Say("One on each line");

    public string SaveAddresses => language.Say("Save addresses");

    /// <summary>What was done, by the word in the address; null = there is no such word.</summary>
    public string? Done(string? word) => word switch
    {
        "settings-kept" => language.Say("The settings are saved; they apply from the next analysis on."),
        "paused" => language.Say("The closure is added; the next analysis takes those days out."),
        "said-already" => language.Say("This closure was entered before; nothing was changed."),
        "pause-gone" => language.Say("The closure is removed."),
        "own-addresses-kept" => language.Say("The list is saved; it holds for everything that arrives from now on."),
        "account-closed" => language.Say("The account is deactivated and signed out everywhere."),
        "account-open" => language.Say("The account is active again."),
        "key-revoked" => language.Say("The key is revoked."),
        _ => null,
    };

    public string ChangedMeanwhile(string who) => language.Say("{0} changed the settings after you opened them, so yours are not saved. Save again to replace theirs with yours.", who);

    public string BreakBudgetOf => language.Say("budget of false breaks");

    public string BelowBudgetOf => language.Say("budget of false “below usual”");

    public string AboveBudgetOf => language.Say("budget of false “above usual”");

    public string LinesADayOf => language.Say("clients per coach per day");

    public string NoNumber(string written, string what) => language.Say("\"{0}\" is not a number for the {1}; write it as 1 or 0.5.", written, what);

    public string GiveFirstDay => language.Say("Give the first day, such as 2026-01-31.");

    public string GiveFirstDayBack => language.Say("Give the first day back; a business closure without an end would silence every alarm for good.");

    public string NoClosure => language.Say("There is no such business closure, or it was removed already.");
}
