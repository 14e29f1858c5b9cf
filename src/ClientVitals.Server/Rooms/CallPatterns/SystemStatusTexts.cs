using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.CallPatterns;

/// <summary>What the card of the system's status says.</summary>
internal sealed class SystemStatusTexts(Language language)
{
    public string Title => language.Say("System status");

    public string SilentSince(string moment) => language.Say("silent since {0}", moment);

    public string LastCame(string moment) => language.Say("last came {0}", moment);

    public string NoSource => language.Say("No source has delivered in the last 60 days.");

    public string Import => language.Say("Import calls");
}
