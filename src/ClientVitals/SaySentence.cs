namespace ClientVitals;

/// <summary>Writes a sentence with its figures: in the language of who reads it, its numbers as they write them.</summary>
public delegate string SaySentence(Sentence sentence);

/// <summary>How sentences are written where nobody says otherwise.</summary>
internal static class PlainEnglish
{
    /// <summary>In English, with a point before the decimals.</summary>
    public static string Say(Sentence sentence) => sentence.ToString();
}
