namespace ClientVitals.Server.Web;

/// <summary>Of when a page's figures are.</summary>
internal sealed class ContextTexts(Language language)
{
    public string NeverAnalysed => language.Say("never analysed");

    public string Stale(string moment) => language.Say("stale: analysed {0}", moment);

    public string Analysed(string moment) => language.Say("analysed {0}", moment);

    public string AsOf(string moment) => language.Say("as of {0}", moment);
}
