namespace ClientVitals.Server.Web;

/// <summary>What the frame says: the rail, the head of a page, the palette, the panel, the list of keys.</summary>
internal sealed class FrameTexts(Language language)
{
    public static string Product => "Client Vital Suite";

    public string ToPage => language.Say("To the page");

    public string Pages => language.Say("Pages");

    public string More => language.Say("More");

    public string SignOut => language.Say("Sign out");

    public string SearchClients => language.Say("Search clients");

    public string Waiting => language.Say("waiting");

    public string GoTo => language.Say("Go to");

    public string GoToHint => language.Say("A page, a client or something to do");

    public string NothingFound => language.Say("Nothing found.");

    public string Client => language.Say("Client");

    public string OpenPage => language.Say("Open as a page");

    public string Close => language.Say("Close");

    /// <summary>Of a form whose answer gives no reason.</summary>
    public string Refused => language.Say("This was refused.");

    public string Keys => language.Say("Keys");

    /// <summary>What the keys do, and which they are.</summary>
    public IReadOnlyList<(string Does, string[] Keys)> KeyList =>
    [
        (language.Say("Go to a page, a client or something to do"), ["Ctrl", "K"]),
        (language.Say("Search clients"), ["/"]),
        (language.Say("Next, previous in a list"), ["j", "k"]),
        (language.Say("Open"), ["Enter"]),
        (language.Say("Close the client beside a list"), ["Esc"]),
        (language.Say("Reached (or called)"), ["1", "c"]),
        (language.Say("No answer"), ["2"]),
        (language.Say("All good"), ["3", "f"]),
        (language.Say("Client left"), ["4"]),
        (language.Say("On holiday until …"), ["5"]),
        (language.Say("Snooze until …"), ["6"]),
        (language.Say("Note …"), ["7"]),
        (language.Say("Undo"), ["u"]),
        (language.Say("This list"), ["?"]),
    ];
}
