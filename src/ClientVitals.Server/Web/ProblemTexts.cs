namespace ClientVitals.Server.Web;

/// <summary>What a page says that only says what went wrong. The API says the same in English.</summary>
internal sealed class ProblemTexts(Language language)
{
    public string Title(int status) => language.Say(Problems.Title(status));

    /// <summary>Why, as the room says it.</summary>
    public string Sentence(Sentence sentence) => language.Say(sentence);

    public string Reference(string correlation) => language.Say("Reference: {0}.", correlation);

    public string ToStart => language.Say("Go to the start page");
}
