using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the page of what arrives says.</summary>
internal sealed class DataTexts(Language language)
{
    /// <summary>One and several of the list, as the table takes them.</summary>
    public static (string One, string Many) Noun => ("delivery", "deliveries");

    public string Title => language.Say("Data");

    public string AsOf(string when) => language.Say("as of {0}", when);

    public string Import => language.Say("Import a file");

    /// <summary>What a file is of.</summary>
    public string Holds => language.Say("It holds");

    public string ImportHint => language.Say("A CSV (also .gz), an Excel workbook or JSON. Calls of HubSpot, Aircall, Twilio, RingCentral, Dialpad, JustCall, OpenPhone and CallRail, and exports of Mindbody, Glofox and Stripe are recognised. You see a preview before anything is imported, and importing the same file again adds nothing.");

    public string File => language.Say("File");

    public string Preview => language.Say("Preview");

    public string NeedsInput => language.Say("Needs your input");

    public string UnmatchedCalls => language.Say("Unmatched calls");

    public string Unmatched(int count, int most, PageContext seen) => count == 0 ? language.Say("none, every call is matched to a client.")
        : count >= most ? language.Say("{0} or more, say whose they are.", seen.Whole(count))
        : language.Counted(count, seen, "one, say whose it is.", "{0}, say whose they are.");

    public string Duplicates => language.Say("Possible duplicates");

    public string DuplicatesHint => language.Say("clients who may be one person.");

    public string Sources => language.Say("Sources");

    public string NoSources => language.Say("Nothing has arrived in the last 60 days. Import a file above, or connect a telephone system that delivers automatically.");

    public string Source => language.Say("Source");

    public string LastArrived => language.Say("Last arrived");

    public string Fresh => language.Say("Fresh");

    public string Freshness(SourceFreshness source, PageContext seen) => source.IsStale ? language.Say("≈ stale since {0}", seen.Moment(source.LastAt))
        : source.UsualSeconds is null ? language.Say("○ too few deliveries to say")
        : language.Say("● fresh");

    public string Systems => language.Say("Systems that deliver automatically");

    public string Deliveries => language.Say("Deliveries");

    public string NoDeliveries => language.Say("No deliveries yet.");

    public string When => language.Say("When");

    public string What => language.Say("What");

    public string NameOf(RecordedDelivery delivery) => language.Say("{0}, delivery {1}", delivery.Name, delivery.Id);

    public string Result => language.Say("How it went");

    public string ResultOf(RecordedDelivery delivery, PageContext seen) => delivery.UndoneAt is { } undone
        ? language.Say("undone {0}", seen.Moment(undone))
        : language.Say(delivery.State.ToLowerInvariant());

    public string Lines => language.Say("Lines");

    public string New => language.Say("New");

    public string Known => language.Say("Known already");

    public string Corrected => language.Say("Corrected");

    public string Skipped => language.Say("Skipped");

    public string UnmatchedOf => language.Say("Unmatched");

    public string Undo => language.Say("Undo");
}
