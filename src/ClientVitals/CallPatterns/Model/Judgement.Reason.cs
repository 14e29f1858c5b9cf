using System.Globalization;

namespace ClientVitals.CallPatterns.Model;

/// <content>The judgement as one sentence.</content>
public sealed partial record Judgement
{
    private static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>The sentence a coach reads: "Usually Mon, Wed and Fri; no calls since 4 Nov; 7.4 expected."</summary>
    public string Reason => InVain is { } rings
        ? Text($"They rang {rings.Calls} times since {Day(DateOnly.FromDayNumber(rings.Since), this)}, nobody answered. {HeldReason ?? ReasonOf(this)}")
        : HeldReason ?? ReasonOf(this);

    private static string ReasonOf(Judgement judgement)
    {
        if (judgement.Hold == PatternHold.Paused)
            return Text($"Paused; {No(judgement)} are expected{Last(judgement)}.");
        if (judgement is { Hold: PatternHold.Stale, Status: PatternStatus.Normal })
            return Text($"Data are missing; not judged until they arrive{Last(judgement)}.");
        if (judgement is { Hold: PatternHold.Gone, LastActive: null })
            return Text($"{Sentence(No(judgement))} in the last {PatternWindow.Weeks} weeks; no longer on the list.");
        if (!judgement.EnoughHistory)
            return TooEarly(judgement);
        if (judgement.Rule == PatternRule.Documented)
            return Documented(judgement);
        var usual = Usual(judgement, judgement.AvgContactsPerWeek);
        // What is usual and what was to be expected rest on the same: a reader's own sum agrees with the sentence.
        var compared = judgement.Status != PatternStatus.Normal || judgement.Hold == PatternHold.Scheduled ? Compared(judgement) : usual;
        var sentence = judgement.Status switch
        {
            PatternStatus.PatternBreak or PatternStatus.BelowPattern => Text($"{compared}; {Fallen(judgement)}."),
            PatternStatus.AbovePattern => Text(
                $"{compared}; {Contacts(judgement)} since {Day(judgement.DriftSince, judgement)}; {Expected(judgement)}."),
            _ => judgement.Hold switch
            {
                PatternHold.Scheduled => Text($"{compared}; {Fallen(judgement)}; a call is agreed within 7 days."),
                PatternHold.OutreachGap => Text($"Not contacted by us: we make most of these calls and nobody tried since {Day(judgement.LastActive, judgement)}. This is not a break."),
                PatternHold.Gone => Text($"{usual}; {No(judgement)} for 90 days{Last(judgement)}; no longer on the list."),
                _ => Text($"In pattern: {char.ToLowerInvariant(usual[0])}{usual[1..]}{Last(judgement)}."),
            },
        };
        return judgement.Hold == PatternHold.BackOnce ? sentence + (judgement.CountsVisits ? " Called or came once since." : " Called once since.") : sentence;
    }

    /// <summary>What is usual: weekdays where they stand out, else a number of calls a week.</summary>
    /// <param name="perWeek">Contacts a week; null = not known.</param>
    private static string Usual(Judgement judgement, double? perWeek)
    {
        var days = Enumerable.Range(0, 7).Where(day => (judgement.UsualDays >> day & 1) == 1).Select(day => Weekdays[day]).ToArray();
        return days.Length switch
        {
            0 when perWeek is null => "No usual week yet",
            0 => "Usually " + Rate(judgement, perWeek.Value),
            1 => Text($"Usually {days[0]}"),
            >= 6 => "Usually nearly every day",
            _ => Text($"Usually {string.Join(", ", days[..^1])} and {days[^1]}"),
        };
    }

    /// <summary>Below this many a week people count the weeks between calls.</summary>
    private const double Rarely = .25;

    private static string Rate(Judgement judgement, double contacts) => contacts switch
    {
        >= .95 and < 1.05 => Text($"1 {One(judgement)} a week"),
        >= Rarely => Text($"{contacts:0.#} {Many(judgement)} a week"),
        > .01 => Text($"1 {One(judgement)} in {1 / contacts:0} weeks"),
        _ => "almost " + No(judgement),
    };

    /// <summary>What was counted, so that nobody reads "no calls" of somebody whose visits count too.</summary>
    private static string One(Judgement judgement) => judgement.CountsVisits ? "call or visit" : "call";

    private static string Many(Judgement judgement) => judgement.CountsVisits ? "calls and visits" : "calls";

    private static string No(Judgement judgement) => judgement.CountsVisits ? "no calls or visits" : "no calls";

    private static string Contacts(Judgement judgement) => judgement.ContactsSince switch
    {
        0 => No(judgement),
        1 => "1 " + One(judgement),
        var several => Text($"{several} {Many(judgement)}"),
    };

    /// <summary>What is usual where it is compared with what was expected: where weekdays alone would add up to another number, with the number.</summary>
    private static string Compared(Judgement judgement)
    {
        var rate = judgement.UsualPerWeek ?? judgement.AvgContactsPerWeek;
        var usual = Usual(judgement, rate);
        var days = int.PopCount(judgement.UsualDays);
        return rate is { } contacts && days > 0 && Math.Abs(contacts - days) > .15 * days ? $"{usual}, {Rate(judgement, contacts)}" : usual;
    }

    private static string Fallen(Judgement judgement) => judgement.ContactsSince == 0
        ? Text($"{No(judgement)} since {Day(judgement.LastActive, judgement)}; {Expected(judgement)}{Logged(judgement)}")
        : Text($"{Contacts(judgement)} since {Day(judgement.DriftSince, judgement)}; {Expected(judgement)}{Logged(judgement)}");

    /// <summary>What was expected, in how many weeks, and which days are not among them.</summary>
    private static string Expected(Judgement judgement)
    {
        var expected = judgement.ExpectedSince is not { } count ? "some"
            : count >= 9.95 ? Text($"about {count:0}") : Text($"about {count:0.#}");
        var time = judgement.UsualWeeks >= .95 ? $" in {Weeks(judgement.UsualWeeks)}" : "";
        var away = judgement.PausedDays switch { 0 => "", 1 => ", 1 day away not counted", var days => Text($", {days} days away not counted") };
        return $"{expected} expected{time}{away}";
    }

    /// <summary>How much of the window is logged, where a coach should know that it is not all.</summary>
    private static string Logged(Judgement judgement) => judgement.LoggedShare is { } share and < WorthSaying ? Text($" ({100 * share:0} % logged so far)") : "";

    private const double WorthSaying = .9;

    private static string TooEarly(Judgement judgement) => judgement.LastActive is null
        ? Text($"{Sentence(No(judgement))} yet.")
        : judgement.Hold == PatternHold.NeverGotGoing
            ? Text($"Never got going: {Calls(judgement.ActiveDays, "active day")} in the first {judgement.Beginning + 1} days, {No(judgement)} since {Day(judgement.LastActive, judgement)}.")
        : Text($"Too new: has {Calls(judgement.ActiveDays, "active day")} over {Weeks(judgement.WeeksOfHistory)}, needs {MinimumHistory.ActiveDays} over {MinimumHistory.ExposedDays / 7} weeks.");

    private static string Documented(Judgement judgement) => judgement.DeviationPct is { } deviation
        ? Text($"{Sentence(Calls(judgement.CallsThisWeek))} this week against {judgement.AvgCallsPerWeek:0.0} a week over the last 30 days ({deviation:+0;−0;0} %).")
        : Text($"{Sentence(Calls(judgement.CallsThisWeek))} this week and none in the last 30 days to compare with.");

    private static string Last(Judgement judgement) =>
        judgement.LastActive is { } last ? Text($", last {One(judgement)} {Day(last, judgement)}") : "";

    private static string Calls(int count, string noun = "call") =>
        count == 0 ? Text($"no {noun}s") : count == 1 ? Text($"1 {noun}") : Text($"{count} {noun}s");

    private static string Weeks(double weeks) => weeks is >= .95 and < 1.05 ? "1 week" : Text($"{weeks:0.#} weeks");

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A day without its year, unless it lies most of a year back.</summary>
    private static string Day(DateOnly? day, Judgement judgement) => day is not { } date ? "the beginning"
        : date.ToString(judgement.Date.DayNumber - date.DayNumber > 300 ? "d MMM yyyy" : "d MMM", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
