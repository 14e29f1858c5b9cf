using ClientVitals.Calls;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Calls;

/// <summary>What the list of addresses says whose calls belong to no client.</summary>
internal sealed class UnmatchedTexts(Language language)
{
    /// <summary>One and several of the list, as the table takes them.</summary>
    public static (string One, string Many) Noun => ("unmatched call", "unmatched calls");

    public string Title => language.Say("Unmatched calls");

    public string AsOf(string when) => language.Say("as of {0}", when);

    public string Data => language.Say("Data");

    public string HowMany(int addresses) => addresses == 0
        ? language.Say("Every call is matched to a client")
        : language.Count(addresses, "One unmatched address", "{0} unmatched addresses");

    public string NoneHint => language.Say("Calls whose address no client has appear here.");

    public string BackToData => language.Say("Back to the data");

    public string Hint => language.Say("Their calls are kept, but count for no client until you say whose they are.");

    public string MostFirst => language.Say("The most calls first.");

    public string OfTheLatest(PageContext seen) => language.Say(
        "The most calls first, of the latest {0} unmatched calls; sort by address to page through all of them.", seen.Whole(UnmatchedAddresses.MostCalls));

    public string Addresses => language.Say("Unmatched addresses");

    public string Address => language.Say("Address");

    public string Calls => language.Say("Calls");

    public string First => language.Say("First");

    public string Last => language.Say("Last");

    public string Do => language.Say("Do");

    public string Whose => language.Say("Whose?");

    public string WhoseIs(string? address) => language.Say("Whose is {0}?", address);

    /// <summary>What was done, by the word in the address; null = there is no such word.</summary>
    public string? Done(string? word, int? count) => word == "calls-given" ? language.Count(count ?? 0, "One call was matched.", "{0} calls were matched.") : null;
}
