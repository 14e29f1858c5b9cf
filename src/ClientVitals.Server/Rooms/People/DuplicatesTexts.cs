using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.People;

/// <summary>What the page of clients who may be one person says.</summary>
internal sealed class DuplicatesTexts(Language language)
{
    public string Title => language.Say("Possible duplicates");

    public string AsOf(string moment) => language.Say("looked for {0}", moment);

    public string Data => language.Say("Data");

    public string Headline(int pairs, PageContext seen) => pairs switch
    {
        0 => language.Say("No possible duplicates"),
        1 => language.Say("Two clients may be one person"),
        LikelyDuplicates.Most => language.Say("The {0} likeliest pairs of clients who may be one person", seen.Whole(pairs)),
        _ => language.Say("{0} pairs of clients may each be one person", seen.Whole(pairs)),
    };

    public string Undo => language.Say("Undo");

    public string Appear => language.Say("Clients with the same name, or with e-mails that begin the same, appear here.");

    public string Consequence =>
        language.Say("The client you keep gets the calls, addresses, pauses and notes of the other; the other is archived. This cannot be undone.");

    public string Pair(string one, string other) => language.Say("{0} and {1}", one, other);

    public string Why(LikelyDuplicate pair) => (pair.SameName, pair.SameAddress) switch
    {
        (true, true) => language.Say("The same name, and e-mails that begin the same"),
        (true, false) => language.Say("The same name"),
        _ => language.Say("E-mails that begin the same"),
    };

    public string TwoPeople => language.Say("They are two people");

    public string AreTwoPeople(string one, string other) => language.Say("They are two people: {0} and {1}", one, other);

    public string NoName => language.Say("no name");

    public string NoAddress => language.Say("no address");

    public string Coach => language.Say("Coach");

    public string Calls => language.Say("Calls");

    public string LastCall => language.Say("Last call");

    public string Keep => language.Say("Keep this one");

    public string KeepWhom(string name, string address) => language.Say("Keep this one: {0}, {1}", name, address);

    public string NameTwo => language.Say("Name two clients.");
}
