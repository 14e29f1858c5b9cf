using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>What the page of one's own notices says.</summary>
internal sealed class NoticeTexts(Language language)
{
    public string Title => language.Say("Notices");

    public string Headline(int fresh) => fresh == 0 ? language.Say("Nothing new") : language.Count(fresh, "One new notice", "{0} new notices");

    public string Empty => language.Say("You were told nothing yet. What needs you appears here, and by mail as you choose.");

    public string Choose => language.Say("Choose what you are told");

    public string MarkAll => language.Say("Mark all as read");

    public string Mark => language.Say("Mark as read");

    public string MarkOf(string sentence) => language.Say("Mark as read: {0}", sentence);

    public string MarkNew => language.Say("Mark as new");

    public string MarkNewOf(string sentence) => language.Say("Mark as new: {0}", sentence);

    public string Open => language.Say("Open");

    public string OpenOf(string sentence) => language.Say("Open: {0}", sentence);

    public string Earlier => language.Say("Earlier notices");

    public string New => language.Say("new");

    public string Severity(string word) => word switch
    {
        "critical" => language.Say("▼ critical"),
        "warning" => language.Say("▾ warning"),
        _ => language.Say("● info"),
    };
}
