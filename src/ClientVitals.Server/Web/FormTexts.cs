namespace ClientVitals.Server.Web;

/// <summary>What is said of a form that was refused.</summary>
internal sealed class FormTexts(Language language)
{
    /// <summary>Why, as the room says it.</summary>
    public string Why(Sentence sentence) => language.Say(sentence);

    public string Wrote(string text) => language.Say("You wrote: {0}", text);
}
