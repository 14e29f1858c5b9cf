namespace ClientVitals.Server.Web;

/// <summary>What the bar of kept views says.</summary>
internal sealed class ViewsTexts(Language language)
{
    public string Remove(string view) => language.Say("Remove the view {0}", view);

    public string SaveThis => language.Say("Save this view");

    public string Name => language.Say("Name of the view");

    public string Save => language.Say("Save");
}
