using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Coaches;

/// <summary>What the page of the coaches' books says, and the page of whom of them we stopped calling.</summary>
internal sealed class CoachesTexts(Language language)
{
    public string Title => language.Say("Coaches");

    public string AsOf(DateTimeOffset? at, PageContext seen) => at is { } moment ? language.Say("analysed {0}", seen.Moment(moment)) : language.Say("never analysed");

    public string Headline(int coaches, int gaps, PageContext seen) => language.Say(
        (coaches, gaps) switch
        {
            (0, _) => "No coach has a book yet",
            (1, 0) => "{0} coach, every client contacted",
            (_, 0) => "{0} coaches, every client contacted",
            (1, 1) => "{0} coach, {1} client not contacted by us",
            (1, _) => "{0} coach, {1} clients not contacted by us",
            (_, 1) => "{0} coaches, {1} client not contacted by us",
            _ => "{0} coaches, {1} clients not contacted by us",
        },
        seen.Whole(coaches), seen.Whole(gaps));

    public string Shares => language.Say("The share of each book with a break or below usual, with its 90 % interval: a small book has a wide one.");

    public string Books => language.Say("Books of the coaches");

    public string Coach => language.Say("Coach");

    public string BreakOrBelow => language.Say("Break or below usual");

    public string Share => language.Say("Share");

    public string Breaks => language.Say("Breaks");

    public string Below => language.Say("Below usual");

    public string Judged => language.Say("Judged");

    public string TooNew => language.Say("Too new");

    public string NotContacted => language.Say("Not contacted by us");

    public string NoCoach => language.Say("no coach");

    public string Range(string share, string low, string high) => language.Say("{0}, 90 % range {1} to {2}", share, low, high);

    public string NoResult => language.Say("no result yet");

    public string Dashed(string share) => language.Say("Dashed: all books together, {0}.", share);

    public string AxisEnds(string share) => language.Say("The axis ends at {0}.", share);

    public string NotContactedMeans =>
        language.Say("Not contacted by us: we make most of these calls, and nobody has tried since the last one. These clients are not on the list of breaks.");

    public string Gaps(int clients, string? coach, PageContext seen) => (clients, coach) switch
    {
        (0, null) => language.Say("Every client was contacted"),
        (0, _) => language.Say("Every client was contacted, {0}", coach),
        (1, null) => language.Say("One client was not contacted by us"),
        (1, _) => language.Say("One client was not contacted by us, {0}", coach),
        (_, null) => language.Say("{0} clients were not contacted by us", seen.Whole(clients)),
        _ => language.Say("{0} clients were not contacted by us, {1}", seen.Whole(clients), coach),
    };

    public string GapsMean => language.Say("We make most of their calls, and nobody tried since the last one: they did not stop calling, we did.");

    public string None => language.Say("None");

    public string GapsAppear => language.Say("Clients we stopped calling appear here.");

    public string Client => language.Say("Client");

    public string LastCall => language.Say("Last call");

    public string Why => language.Say("Why");

    public string Rest(int shown, int all, PageContext seen) =>
        language.Say("These are the first {0} of {1}. For the rest, run this command:", seen.Whole(shown), seen.Whole(all));
}
