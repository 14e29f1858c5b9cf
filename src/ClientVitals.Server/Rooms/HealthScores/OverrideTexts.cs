using ClientVitals.HealthScores.Overrides;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>What is said of a zone that is set by hand.</summary>
internal sealed class OverrideTexts(Language language)
{
    /// <summary>"Set to Yellow by Anna until 14 Dec."</summary>
    public string SetTo(HealthOverride set, PageContext seen) => set.Score is { } score
        ? language.Say("Set to {0}, {1}, by {2} until {3}.", seen.Number(score), Zone(set.Zone), set.SetBy, seen.Date(set.LastDay))
        : language.Say("Set to {0} by {1} until {2}.", Zone(set.Zone), set.SetBy, seen.Date(set.LastDay));

    /// <summary>What is computed beside it.</summary>
    public string Computed(HealthOverride set, PageContext seen) => set.ComputedScore is { } score
        ? language.Say("Computed: {0}, {1}.", seen.Number(score), Zone(set.ComputedZone))
        : language.Say("The computed score is unknown.");

    public string Rule => language.Say("Lists show what was set; the counts of zones and averages use what is computed. It ends by itself after its last day.");

    public string SetByHand => language.Say("Set by hand …");

    public string ZoneLabel => language.Say("Zone");

    public string OfTheScore => language.Say("That of the score");

    public string Score => language.Say("Score (may be left empty)");

    public string LastDay => language.Say("Last day, at most {0} days ahead", OverrideHealth.MostDays);

    public string Reason => language.Say("Reason");

    public string Save => language.Say("Set");

    public string TakeBack => language.Say("Take back");

    public string TakeBackWhat(string zone) => language.Say("Take back: set to {0}", Zone(zone));

    /// <summary>Beside a client in a list.</summary>
    public string Marked(DateOnly until, string? computed, PageContext seen) => language.Say("by hand until {0}; computed: {1}", seen.Date(until), Zone(computed));

    /// <summary>Why the list and the counts differ.</summary>
    public string Differ(int clients) => language.Count(
        clients,
        "The zone of 1 client is set by hand. The list shows it; the counts above use computed scores.",
        "The zones of {0} clients are set by hand. The list shows them; the counts above use computed scores.");

    public string ListedBy => language.Say("Zone set");

    public string ByHand => language.Say("By hand");

    public string ShowThem => language.Say("Show them");

    public string GiveLastDay => language.Say("Give the last day, such as 2026-01-31.");

    public string ScoreIs(string written) => language.Say("The score must be a number from 0 to 100, not \"{0}\".", written);

    public string NoSuch => language.Say("This is not set by hand any more; it was taken back already.");

    private string Zone(string? zone) => new ZoneTexts(language).Of(zone);
}
