using ClientVitals.HealthScores.Lists;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.HealthScores;

/// <summary>What the page Health says.</summary>
internal sealed class HealthTexts(Language language)
{
    public string Title => language.Say("Health");

    public string AsOf(DateTimeOffset? at, PageContext seen) => at is not { } moment ? language.Say("never scored")
        : seen.IsStale(at) ? language.Say("stale: scored {0}", seen.Moment(moment)) : language.Say("scored {0}", seen.Moment(moment));

    /// <summary>What the page knows, in a sentence.</summary>
    public string Headline(BookHealth now, PageContext seen) => now switch
    {
        { AsOf: null } => language.Say("No client was scored yet"),
        { Clients: 0 } => language.Say("No clients to score"),
        { Scored: 0 } => language.Say("No client has a score"),
        { Red: 0 } => language.Say("No client is in the red zone, of {0} with a score", seen.Whole(now.Scored)),
        { Red: 1 } => language.Say("1 client is in the red zone, of {0} with a score", seen.Whole(now.Scored)),
        _ => language.Say("{0} clients are in the red zone, of {1} with a score", seen.Whole(now.Red), seen.Whole(now.Scored)),
    };

    /// <summary>Where the figures come from, and of when they are.</summary>
    /// <param name="told">When a source last told of sessions; null = no source ever did.</param>
    public string Source(DateTimeOffset asOf, DateTimeOffset? told, PageContext seen) => told is { } last
        ? language.Say("From the sessions on record, last received {0}; as of {1}.", seen.Moment(last), seen.Moment(asOf))
        : language.Say("As of {0}. No sessions have been received yet.", seen.Moment(asOf));

    public string Scorecard => language.Say("Scorecard:");

    public string Failed(DateTimeOffset failed, DateTimeOffset? asOf, PageContext seen) => asOf is { } still
        ? language.Say("The scoring of {0} failed; what is shown is as of {1}.", seen.Moment(failed), seen.Moment(still))
        : language.Say("The scoring of {0} failed, and there was none before.", seen.Moment(failed));

    public string Stale(DateTimeOffset asOf, PageContext seen) => language.Say("These scores are old: the last scoring was {0}. Clients are scored each morning; run the job to bring them up to date.", seen.Moment(asOf));

    public string CatchesUp => language.Say("Scores, zones and moves below follow day by day and end with today's.");

    public string OpenJob => language.Say("Open the job");

    public string NotRun => language.Say("Not scored yet");

    public string WhenRun => language.Say("Clients are scored each morning from their sessions. After the first scoring this page shows who is well and who is not.");

    public string NobodyHere => language.Say("Nobody");

    public string NobodyOfYours(bool manages) => manages
        ? language.Say("There are no active clients. They are added when calls or sessions are imported.")
        : language.Say("None of your clients is active, or no client is assigned to you yet.");

    public string ImportData => language.Say("Import a file");

    public string NobodyScored => language.Say("The last scoring found no client with a score.");

    public string NeedsSessions => language.Say("A score needs sessions: once a source tells of them, the next scoring gives each client a zone. Risks below come from calls.");

    /// <summary>That the zones of the book shifted more than chance explains, with the numbers.</summary>
    public string Shifted(ZoneShift shift, PageContext seen) => language.Say(
        "The zones shifted more than chance explains since {0}. Of {1} clients with a score on both days: {2}. Check whether sessions and packages arrive completely.",
        seen.Date(shift.ComparedWith), seen.Whole(shift.Clients),
        string.Join(", ", shift.Zones.Where(zone => zone.Before != zone.After).Select(zone => language.Say("{0} from {1} to {2}", new ZoneTexts(language).Of(zone.Zone), seen.Whole(zone.Before), seen.Whole(zone.After)))));

    public string HowShifted(ZoneShift shift, PageContext seen) => language.Say(
        "Chance alone shifts a book so far less than once in ten years (Stuart-Maxwell test of the same clients a week apart: chi-squared {0}, {1} degrees of freedom).",
        seen.Number((decimal)Math.Round(shift.ChiSquared ?? 0, 1)), shift.Freedom);

    public string Zones => language.Say("Zones over eight weeks");

    public string AverageIs(decimal? average, PageContext seen) => average is null ? language.Say("no average score") : language.Say("average score {0}", seen.Number(average));

    public string Stacked => language.Say("Clients at the last scoring of each week, red at the bottom. A week without a scoring is empty.");

    public string AsTable => language.Say("Show as a table");

    public string ScoredOn => language.Say("Scored on");

    public string Average => language.Say("Average score");

    public string ZonesWeekByWeek(string weeks) => language.Say("Clients by zone, week by week: {0}", weeks);

    public string WeekIs(string day, string zones) => language.Say("{0}: {1}", day, zones);

    public string CountIn(int count, string zone) => language.Say("{0} {1}", count, zone);

    /// <param name="day">The day of the scoring before; null = there was none.</param>
    public string Moves(DateOnly? day, PageContext seen) => day is not { } before ? language.Say("Moves between zones")
        : before == seen.Today.AddDays(-1) ? language.Say("Moves since yesterday") : language.Say("Moves since {0}", seen.Date(before));

    public string FirstScoring => language.Say("This was the first scoring; moves are shown after the next one.");

    public string NobodyMoved => language.Say("Nobody is in another zone than before.");

    public string WentDown(int clients) => language.Count(clients, "1 client went down a zone", "{0} clients went down a zone");

    public string WentUp(int clients) => language.Count(clients, "1 client went up a zone", "{0} clients went up a zone");

    public string FromTo(string before, string after) => language.Say("{0} to {1}", before, after);

    public string ShowAll => language.Say("Show all");

    public string Clients => language.Say("Clients by score");

    /// <summary>What the table counts, in English: the table says it.</summary>
    public static (string One, string Many) Noun => ("client", "clients");

    public string Name => language.Say("Name");

    public string NoName => language.Say("no name");

    public string Score => language.Say("Score");

    public string Zone => language.Say("Zone");

    public string Change => language.Say("Change");

    /// <summary>Against the scoring before, with its day where that was not yesterday.</summary>
    public static string Changed(ScoredClient client, PageContext seen) => client switch
    {
        { Change: null } => "–",
        { Change: 0 } => "0",
        { Change: > 0 and var up } => "+" + seen.Number(up),
        { Change: var down } => "−" + seen.Number(-down),
    };

    public string Trend => language.Say("Trend of a week");

    public string Risk => language.Say("Risk of silence");

    public string Percent(string number) => language.Say("{0} %", number);

    public string OrMore(string percent) => language.Say("{0} % or more", percent);

    public string RiskIs => language.Say("The risk must be 0 to 100 percent.");

    public string Moved => language.Say("Moved");

    public string Down => language.Say("Down a zone");

    public string Up => language.Say("Up a zone");

    public string Coach => language.Say("Coach");

    public string Everybody => language.Say("Everybody");

    public string Group => language.Say("Group");

    public string RiskPoints => language.Say("Risk points");

    public string All => language.Say("All");

    public string Show => language.Say("Show");

    public string Nobody => language.Say("Nobody");

    public string NoMatch => language.Say("No client matches these filters.");

    public string ShowEverybody => language.Say("Show everybody");
}
