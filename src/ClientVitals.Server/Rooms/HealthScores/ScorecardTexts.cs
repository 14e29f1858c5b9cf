using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>What the pages of scorecards say.</summary>
internal sealed class ScorecardTexts(Language language)
{
    private readonly ScoreTexts _score = new(language);

    public string Title => language.Say("Scorecards");

    public string Settings => language.Say("Settings");

    public string What => language.Say("A scorecard says what is measured, how many points it gives, how much each part counts and where the zones begin. Versions are never changed; a change is a new version.");

    public string Version => language.Say("Version");

    public string InForce => language.Say("In force");

    public string Made => language.Say("Made");

    public string Note => language.Say("Note");

    /// <summary>Since when, or that it will be, or that it never was.</summary>
    public string Since(KeptScorecard card, PageContext seen) => card switch
    {
        { IsFirst: true, IsInForce: true } => language.Say("now, from the beginning"),
        { IsFirst: true } => language.Say("earlier, from the beginning"),
        { InForceFrom: null } => language.Say("never switched on"),
        { InForceFrom: { } from } when from > seen.Now => language.Say("from {0}, switched on by {1}", seen.Date(seen.Day(from)), card.SwitchedOnBy),
        { InForceFrom: { } from, IsInForce: true } => language.Say("now, since {0}, switched on by {1}", seen.Date(seen.Day(from)), card.SwitchedOnBy),
        _ => language.Say("earlier, from {0}", seen.Date(seen.Day(card.InForceFrom.Value))),
    };

    public string MadeBy(KeptScorecard card, PageContext seen) => card.IsFirst ? language.Say("comes with the program") : language.Say("{0} by {1}", seen.Moment(card.CreatedAt), card.CreatedBy);

    public string AsOf(PageContext seen) => language.Say("as of {0}", seen.Moment(seen.Now));

    public string Rules => language.Say("All rules, as they are kept");

    public string Copy => language.Say("Edit a copy");

    public string CopyHint => language.Say("What you save is a new version. No score changes until you switch it on.");

    public string Name => language.Say("Name (small letters, digits, hyphens)");

    public string Why => language.Say("Why (may be left empty)");

    public string Weights => language.Say("How much each part counts");

    public string WeightsHint => language.Say("Only the relation matters: 40, 30 and 30 are the same as 4, 3 and 3.");

    public string Groups => language.Say("Other weights for one group of clients");

    public string GroupsHint => language.Say("Fill in weights to add or change them, tick Remove to take them away. What is left empty counts as above. Not more than {0} groups are listed.", ScorecardForm.MostGroups);

    public string NoGroups => language.Say("No client has a group yet, so there is nothing to weigh otherwise.");

    public string ToClients => language.Say("Set groups in the list of clients");

    public string OwnWeights => language.Say("own weights");

    public string UsualWeights => language.Say("the usual weights");

    public string GroupsOf(string group) => language.Say("Weights of {0}", group);

    public string RemoveGroup => language.Say("Remove these weights");

    public string GroupMoves(ScorecardPreview.GroupPreview group, PageContext seen) => group.HasOwnWeights
        ? language.Say("{0} clients, own weights: {1} in a better zone, {2} in a worse one", seen.Whole(group.Clients), seen.Whole(group.Up), seen.Whole(group.Down))
        : language.Say("{0} clients: {1} in a better zone, {2} in a worse one", seen.Whole(group.Clients), seen.Whole(group.Up), seen.Whole(group.Down));

    public string Dimension(string name) => _score.Dimension(name);

    public string Windows => language.Say("Over which days sessions are counted");

    public string Window(ScorecardInput input) => language.Say("Instead of: {0}", _score.Of(input));

    public string Days(int days) => language.Count(days, "1 day", "{0} days");

    public string Borders => language.Say("Where the zones begin, in points");

    public string Begins(string zone) => language.Say("{0} begins at", new ZoneTexts(language).Of(zone));

    public string LowestBegins(string zone) => language.Say("{0} begins at 0.", new ZoneTexts(language).Of(zone));

    public string SaveCopy => language.Say("Save as a new version");

    public string Wrong(int fields) => language.Count(fields, "Nothing was saved: 1 field needs a look.", "Nothing was saved: {0} fields need a look.");

    public string NotNumber(string written) => language.Say("\"{0}\" is not a number; write it as 12.5.", written);

    public string Preview => language.Say("What it would say of today's clients");

    public string PreviewOf(ScorecardPreview preview, PageContext seen) => language.Say(
        "From what was measured on {0} of {1} clients; nothing is written.", seen.Date(preview.ScoredOn), seen.Whole(preview.Clients));

    public string NoPreview => language.Say("Nothing was scored yet, so there is nothing to compare.");

    public string Moves(ScorecardPreview preview, PageContext seen) => language.Say(
        "In a better zone than now: {0} clients. In a worse one: {1}.", seen.Whole(preview.Up), seen.Whole(preview.Down));

    public string Zone => language.Say("Zone");

    public string Now => language.Say("Now");

    public string Then => language.Say("With this version");

    public string Average => language.Say("Average score");

    public string SwitchOn => language.Say("Switch on from tomorrow");

    public string SwitchOnHint => language.Say("From the next business day on all scores are made by it. Until then this can be undone. Changes and moves are only compared between scores of one version.");

    public string CallOff => language.Say("Undo: do not switch it on");

    public string Remove => language.Say("Delete this version");

    public string SaidOf(string? word) => word switch
    {
        "card-saved" => language.Say("The version is saved. No score changes until it is switched on."),
        "card-test-busy" => new ScorecardTestTexts(language).BeganAlready,
        "card-on" => language.Say("It is switched on from tomorrow."),
        "card-off" => language.Say("It is not switched on after all."),
        "card-gone" => language.Say("The version is deleted."),
        _ => "",
    };

    public string NotOff => language.Say("It is not about to begin; nothing was changed.");

    public string NotGone => language.Say("This version was switched on once, or is not there any more; it cannot be deleted.");

    public string NoSuch => language.Say("There is no such scorecard.");

    /// <summary>A fault of the core, in the language of the page.</summary>
    public string Core(Sentence fault) => language.Say(fault);
}
