using ClientVitals.Interventions.Effect;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Interventions.Playbooks;

/// <summary>What the page Did it help? says.</summary>
internal sealed class EffectTexts(Language language)
{
    /// <summary>What playbooks are called.</summary>
    public PlaybookTexts Names => new(language);

    public string Title => language.Say("Did it help?");

    /// <summary>What is known, in a sentence.</summary>
    public string Headline(IReadOnlyList<PlaybookEffect> effects) =>
        effects.Where(one => one.Uplift > 0).Select(one => Names.NameOf(one.Key)).ToList() is { Count: > 0 } helpful ? language.Say("These help: {0}. For the others it is too early, or nobody was held out to compare with.", string.Join(", ", helpful))
        : effects.Any(one => one.Acted + one.HeldOut > 0) ? language.Say("It is too early to know whether anything helped")
        : language.Say("Nobody is held out to compare with, so nobody can say whether it helped");

    public string What => language.Say("Share of clients who were back within 30 days (two active days within 14), whatever was done. Days of a pause do not count.");

    public string HowToMeasure => language.Say("To measure it, let a playbook leave a share of clients alone by lot");

    public string Playbook => language.Say("Playbook");

    public string Contacted => language.Say("To be contacted");

    public string HeldOut => language.Say("Held out by lot");

    public string CameBack => language.Say("Came back");

    public string Naive => language.Say("As it looks");

    public string Stratified => language.Say("Like with like");

    public string Randomised => language.Say("By lot");

    public string Verdict => language.Say("What can be said");

    public string Waiting => language.Say("Not known yet");

    public string Method => language.Say("How this is worked out");

    public string AsItLooks => language.Say("\"As it looks\" compares clients whom somebody reached with those whom nobody reached. They differ from the start, so it can even have the wrong sign. \"Like with like\" compares them within the same cause and a like risk.");

    public string ByLot => language.Say("\"By lot\" compares clients who were drawn to be contacted with those who were drawn to be held out, whatever was then done. Its range stays valid however often you look (19 times in 20, over all looks together).");

    public static string Points(double? difference, PageContext seen) => difference is not { } points ? "–" : seen.Number((decimal)Math.Round(points * 100, 0)) is var said && points > 0 ? "+" + said : seen.Number((decimal)Math.Round(points * 100, 0));

    public string Range(PlaybookEffect effect, PageContext seen) => effect.Effect is null ? "–" : language.Say("{0} ({1} to {2})", Points(effect.Effect, seen), Points(effect.Low, seen), Points(effect.High, seen));

    public string Shares(double? acted, double? held, PageContext seen) => language.Say("{0} / {1}", Percent(acted, seen), Percent(held, seen));

    public string Said(PlaybookEffect effect, PageContext seen) => effect switch
    {
        { Verdict: "not compared" } => language.Say("nobody is held out"),
        { Verdict: "lot is wrong" } => language.Say("the lot draws what it should not; do not believe it"),
        { Verdict: "helps" } => language.Say("helps"),
        { Verdict: "harms" } => language.Say("makes it worse"),
        { MoreUntil: > 0 and { } more } => language.Say("too early until about {0} more", seen.Whole(more)),
        _ => language.Say("too early; no effect of 20 points"),
    };

    public string AsOf(PageContext seen) => language.Say("as of {0}", seen.Moment(seen.Now));

    public string Axis => language.Say("Effect in points of 100, with its range; the line in the middle is no effect.");

    private static string Percent(double? share, PageContext seen) => share is not { } known ? "–" : seen.Number((decimal)Math.Round(known * 100, 0)) + " %";
}
