using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>What the audit log says.</summary>
internal sealed class AuditTexts(Language language)
{
    public string Title => language.Say("Audit log");

    public string About => language.Say("Who signed in, changed something, or took data out.");

    public string Empty => language.Say("Nothing is on record yet.");

    public string When => language.Say("When");

    public string Who => language.Say("Who");

    public string What => language.Say("What");

    public string Subject => language.Say("About");

    public string Details => language.Say("Details");

    /// <summary>What was done, of its word in the log: settings_changed is "Settings changed".</summary>
    public string Action(string word) => language.Say(Wording.First(word.Replace('_', ' ')));
}
