using System.Globalization;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.Interventions;
using ClientVitals.People;
using ClientVitals.Server.Rooms.Interventions.Acts;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.People;

/// <summary>What a client's page says of them: who they are, how they stand and on what that rests. What can be done is in <see cref="ClientActionTexts"/>.</summary>
internal sealed class ClientTexts(Language language)
{
    public string NoCoach => language.Say("no coach");

    /// <summary>Whether and when they left, as recorded; null = they are a client.</summary>
    public string? Status(string status) => status switch
    {
        "ACTIVE" => null,
        "ARCHIVED" => language.Say("archived"),
        "CHURNED" => language.Say("churned"),
        "PAUSED" => language.Say("paused"),
        // A word of the business's own.
        _ => Wording.Word(status),
    };

    /// <summary>The end that holds, past or to come.</summary>
    public string Ends(RelationEnd end, PageContext seen) => language.Say(
        (end.EndsOn > seen.Today, end.Reason) switch
        {
            (true, "PACKAGE") => "ends {0} (package)",
            (true, "AGREED") => "ends {0} (agreed)",
            (true, "LEFT") => "ends {0} (left)",
            (true, _) => "ends {0}",
            (_, "PACKAGE") => "ended {0} (package)",
            (_, "AGREED") => "ended {0} (agreed)",
            (_, "LEFT") => "ended {0} (left)",
            _ => "ended {0}",
        },
        seen.Date(end.EndsOn));

    public string Undo => language.Say("Undo");

    public string Former(RelationEnd end, PageContext seen) => language.Say(
        end.Reason == "LEFT"
            ? "They left on {0}, entered by {1} {2}. No calls are expected, and they are not in the queue."
            : "Former client since {0}, entered by {1} {2}. No calls are expected, and they are not in the queue.",
        seen.Date(end.EndsOn), end.EnteredBy, seen.Moment(end.EnteredAt));

    public string UndoEnd(RelationEnd end) => language.Say(end.Reason == "LEFT" ? "Undo: client left" : "Undo: the end");

    public string Pattern => language.Say("Call pattern");

    public string NotAnalysed => language.Say("Not analysed yet.");

    /// <summary>What is to be done about their open item.</summary>
    public string State(ItemState item, PageContext seen)
    {
        var state = item.IsDue(seen.Today) ? language.Say("To contact today; on the list since {0}.", seen.Date(item.TriggeredOn))
            : item.DueOn is { } due ? language.Say("To contact again {0}; on the list since {1}.", seen.Date(due), seen.Date(item.TriggeredOn))
            : language.Say("Nothing to do until the next analysis; on the list since {0}.", seen.Date(item.TriggeredOn));
        return new ItemTexts(language).Tries(item, seen) is { } tries ? $"{state} {tries}" : state;
    }

    public string Week => language.Say("The week");

    public string DaysBetween(bool withVisits) => withVisits ? language.Say("Days between calls or visits") : language.Say("Days between calls");

    public string ThisWeek(bool isOpen) => language.Say(isOpen ? "This week / average of 30 days before" : "This week / average of 30 days");

    public string LastActive => language.Say("Last active");

    public string ComparedSince => language.Say("Compared since");

    public string ExpectedSince => language.Say("Expected since then");

    public string Range(string expected, string low, string high) => language.Say("{0}, 90 % range {1} to {2}", expected, low, high);

    public string ByChance => language.Say("By chance");

    public string Ordinary => language.Say("ordinary");

    public string History => language.Say("History judged");

    public string Weeks(string count) => language.Say("{0} weeks", count);

    public string ClearsWhen => language.Say("Clears when");

    public string StillActive => language.Say("Still active");

    public string ByModel(double chance, DateTimeOffset? fittedAt, PageContext seen) =>
        language.Say("{0}, by the model fitted {1}", Percent(chance), fittedAt is { } at ? seen.Moment(at) : "–");

    public string NextCall => language.Say("Next call");

    public string ExpectedIn30 => language.Say("Expected in 30 days");

    public string Calls(string count) => language.Say("{0} calls", count);

    /// <summary>When the next call is to be expected (a pause is counted in), or why none is: it says nothing else than how likely they are still active.</summary>
    /// <param name="away">The pause they are in; null = none.</param>
    /// <param name="end">The end that holds; null = the relation goes on.</param>
    public string NextCallOn(StillActive says, EnteredPause? away, RelationEnd? end, PageContext seen)
    {
        if (says.Chance < .5)
            return language.Say("none expected: more likely left than not");
        if (away is { EndsOn: null })
            return language.Say("none expected while they are away");
        if (says.NextExpectedOn is not { } next)
            return language.Say("not within two years");
        return end is not null && end.EndsOn <= next
            ? language.Say("none expected before the end on {0}", seen.Date(end.EndsOn))
            : language.Say("even chance by {0}", seen.Date(next));
    }

    public string Health => language.Say("Health score");

    public string Happened => language.Say("What happened");

    public string Kinds => language.Say("Kinds");

    public string Everything => language.Say("Everything");

    /// <summary>A kind of the timeline that is shown alone.</summary>
    public string Kind(string show) => language.Say(show switch
    {
        "calls" => "Calls",
        "sessions" => "Sessions",
        "packages" => "Packages",
        "payments" => "Payments",
        "notes" => "Notes",
        "pattern" => "Call pattern",
        "health" => "Health",
        "pauses" => "Away",
        "ends" => "Ends",
        "coaches" => "Coaches",
        _ => Wording.First(show),
    });

    public string Nothing(bool isOneKind) => language.Say(isOneKind ? "Nothing of that kind is on record." : "Nothing is on record yet.");

    public string Earlier => language.Say("Earlier");

    /// <summary>A chance that is nearly certain is not shown as certain.</summary>
    private string Percent(double chance) => chance switch
    {
        > .99 => language.Say("more than 99 %"),
        < .01 => language.Say("less than 1 %"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{100 * chance:0} %"),
    };
}
