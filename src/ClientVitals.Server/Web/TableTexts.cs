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

    public string Coach => language.Say("Coach");

    public string Everybody => language.Say("Everybody");

    public string Group => language.Say("Group");

    public string All => language.Say("All");

    public string AsCsv => language.Say("As CSV");

    public string Choose(string name) => language.Say("Choose {0}", name);

    public string PagesOf(string list) => language.Say("Pages of {0}", list);

    /// <param name="noun">What they are called, in English.</param>
    public string InAll(string noun, string count) => language.Say("{0} {1}", count, language.Say(noun));

    /// <inheritdoc cref="InAll"/>
    public string OrMore(string noun, string count) => language.Say("{0} {1} or more", count, language.Say(noun));

    /// <inheritdoc cref="InAll"/>
    public string OfPage(string noun, string count) => language.Say("{0} {1} on this page", count, language.Say(noun));
}
