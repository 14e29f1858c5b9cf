using System.Collections.Frozen;

namespace ClientVitals.Sources;

/// <summary>A yes or no as exports write it.</summary>
public static class YesNo
{
    /// <summary>A yes or no, as columns hold it.</summary>
    private static readonly FrozenDictionary<string, bool> Answers = Table(
        (true, "yes y true t 1 x ja wahr si sim oui vrai verdadero verdadeiro vero \u0646\u0639\u0645"),
        (false, "no n false f 0 nein nao faux falso \u0644\u0627"));

    /// <summary>A yes or no that is drawn.</summary>
    private static readonly FrozenDictionary<string, bool> Marks = Table((true, "\u2713 \u2714 \u2705 \u2611 \u221A \u25CF \u2714\uFE0F"), (false, "\u2717 \u2718 \u274C \u2610 \u25CB \u2716 \u2716\uFE0F"));

    /// <summary>Reads one; false when the word is neither.</summary>
    public static bool TryRead(string word, out bool answer)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Answers.TryGetValue(WordKey.Of(word), out answer) || Marks.TryGetValue(word.Trim(), out answer);
    }

    private static FrozenDictionary<string, bool> Table(params (bool Value, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' '), (row, word) => KeyValuePair.Create(word, row.Value)).ToFrozenDictionary(StringComparer.Ordinal);
}
