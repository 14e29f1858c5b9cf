using System.Globalization;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.People;

/// <summary>What happened with a client, entry by entry, in words.</summary>
internal sealed class TimelineTexts(Language language)
{
    public string TakeBack => language.Say("Take back");

    public string TakeBackWhat(string what) => language.Say("Take back: {0}", what);

    /// <summary>An entry, but for what somebody wrote.</summary>
    public string Entry(TimelineEntry item, PageContext seen) => item.Kind switch
    {
        "call" => Call(item),
        "session" => Session(item),
        "package" => Package(item, seen),
        "payment" => Payment(item),
        "note" => language.Say("Note"),
        "opened" when item.Word == "ABOVE_PATTERN" => language.Say("Above usual"),
        "opened" => item.Until is { } since ? language.Say("Below usual, compared since {0}", seen.Date(since)) : language.Say("Below usual"),
        "break" => language.Say("Break"),
        "closed" => Closed(item.Word),
        "answer" or "act" => Act(item, seen),
        "health" => language.Say("Health set to {0} by hand until {1}", new HealthScores.ZoneTexts(language).Of(item.Word), seen.Date(item.Until)),
        "end" => End(item.Word),
        "owner" => language.Say("Coach: {0} → {1}", item.Text ?? None, item.Word ?? None),
        _ => Pause(item, seen),
    };

    public string DoesNotCount => language.Say("does not count");

    private string None => language.Say("none");

    private string Call(TimelineEntry item)
    {
        // An outcome that only says again how it ended is said once; 0 minutes are not said.
        var words = new[] { item.Channel, item.Direction == "UNKNOWN" ? null : item.Direction, item.Word, item.Outcome }.OfType<string>().Select(Wording.Word).Distinct();
        var said = Wording.First(string.Join(", ", words.Select(language.Say)));
        return item.DurationSeconds is >= 30 and var seconds
            ? language.Say("{0}, {1} min", said, ((seconds + 30) / 60).ToString(CultureInfo.InvariantCulture))
            : said;
    }

    private string Session(TimelineEntry item)
    {
        var said = item.Word switch
        {
            "ATTENDED" => language.Say("Session attended"),
            "BOOKED" => language.Say("Session booked"),
            "NO_SHOW" => language.Say("Session missed"),
            "CANCELLED" => language.Say("Session cancelled"),
            "LATE_CANCELLED" => language.Say("Session cancelled late"),
            "REBOOKED" => language.Say("Session moved"),
            _ => language.Say("Session, attendance unknown"),
        };
        return item.DurationSeconds is > 0 and var seconds
            ? language.Say("{0}, {1} min", said, (seconds / 60).ToString(CultureInfo.InvariantCulture))
            : said;
    }

    private string Package(TimelineEntry item, PageContext seen) => item.Word switch
    {
        "FROZEN" => language.Say("Package bought, now frozen"),
        "USED_UP" => language.Say("Package bought, now used up"),
        "EXPIRED" => language.Say("Package bought, now expired"),
        "TRANSFERRED" => language.Say("Package bought, then transferred"),
        "CANCELLED" => language.Say("Package bought, then cancelled"),
        "REFUNDED" => language.Say("Package bought, then refunded"),
        _ => item.Until is { } last ? language.Say("Package bought, runs until {0}", seen.Date(last)) : language.Say("Package bought"),
    };

    private string Payment(TimelineEntry item) => language.Say(item.Word switch
    {
        "PAID" => "Paid",
        "PENDING" => "Payment pending",
        "FAILED" => "Payment failed",
        "REFUNDED" => "Refunded",
        "DISPUTED" => "Payment disputed",
        "CANCELLED" => "Payment cancelled",
        _ => "Payment, outcome unknown",
    });

    /// <summary>Why a break, or what was below or above usual, is over.</summary>
    private string Closed(string? why) => why switch
    {
        "returned" => language.Say("Back to usual"),
        "paused" => language.Say("Paused: not watched while they are away"),
        "new normal" => language.Say("What they do now is their new usual"),
        "gone" => language.Say("Gone: no call for three months"),
        "corrected" => language.Say("Corrected: calls that arrived later show that there was no break"),
        "status changed" => language.Say("Closed: their status changed"),
        "ended" => language.Say("Closed: they left"),
        _ => language.Say("Closed"),
    };

    private string Act(TimelineEntry item, PageContext seen) => item.Word switch
    {
        "CALLED" => language.Say("Answered: called"),
        "AWAY" => item.Until is { } back ? language.Say("Answered: away until {0}", seen.Date(back)) : language.Say("Answered: away"),
        "FINE" => language.Say("Answered: all good"),
        "NO_ANSWER" => language.Say("Tried, no answer"),
        "HANDED_OVER" => item.Text is { } whose ? language.Say("Handed over to {0}", whose) : language.Say("Handed back to their coach"),
        "SNOOZED" => item.Until is { } due ? language.Say("Snoozed until {0}", seen.Date(due)) : language.Say("Snoozed"),
        _ => item.Kind == "act" ? language.Say("Note in the queue") : language.Say("Answered: left"),
    };

    private string End(string? why) => why switch
    {
        "PACKAGE" => language.Say("Last day of the package"),
        "AGREED" => language.Say("They leave, as agreed"),
        "LEFT" => language.Say("The client left"),
        _ => language.Say("They leave"),
    };

    private string Pause(TimelineEntry item, PageContext seen)
    {
        var away = (item.Kind == "pause of all", item.Until) switch
        {
            (true, { } back) => language.Say("Everybody away, back {0}", seen.Date(back)),
            (true, null) => language.Say("Everybody away, no end date"),
            (false, { } back) => language.Say("Away, back {0}", seen.Date(back)),
            (false, null) => language.Say("Away, no end date"),
        };
        return item.Word is null or "OTHER" ? away : language.Say("{0}: {1}", away, language.Say(Wording.Word(item.Word)));
    }
}
