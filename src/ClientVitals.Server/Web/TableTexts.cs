namespace ClientVitals.Server.Web;

/// <summary>What every list says.</summary>
internal sealed class TableTexts(Language language)
{
    public string Columns => language.Say("Columns");

    public string Show => language.Say("Show");

    public string ChooseAll => language.Say("Choose all on this page");

    public string Previous => language.Say("Previous page");

    public string First => language.Say("First page");

    public string Next => language.Say("Next page");

    public string Choose(string name) => language.Say($"Choose {name}");

    public string PagesOf(string list) => language.Say($"Pages of {list}");

    public string InAll(string noun, string count) => language.Say($"{count} {noun}");

    public string OrMore(string noun, string count) => language.Say($"{count} {noun} or more");

    public string OfPage(string noun, string count) => language.Say($"{count} {noun} on this page");
}
