namespace ClientVitals.Sources;

/// <summary>What a word in a column means, taught by somebody: "Signed in" in the column Result means COMPLETED.</summary>
/// <param name="Column">The column by its name, its number (#3), or the word of the field that is read from it.</param>
/// <param name="Word">The word as the file writes it; case and punctuation do not matter.</param>
/// <param name="Meaning">One of our words: COMPLETED, VIDEO, ATTENDED …</param>
public sealed record TaughtWord(string Column, string Word, string Meaning)
{
    /// <summary>As <c>--value</c> writes it: <c>Result:Signed in=COMPLETED</c>. Throws <see cref="PlainError"/> when it is not of that form.</summary>
    public static TaughtWord Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var equals = text.LastIndexOf('=');
        return colon < 1 || equals < colon + 2 || equals == text.Length - 1
            ? throw new ReadingError($"--value {text} is not of the form column:word=meaning; write --value \"Result:Signed in=COMPLETED\".", $"“{text}” is not of the form column:word=meaning; write Result:Signed in=COMPLETED.")
            : new(text[..colon].Trim(), text[(colon + 1)..equals].Trim(), text[(equals + 1)..].Trim());
    }

    /// <summary>A word without its case and punctuation; one that has nothing else, as it is.</summary>
    internal static string Key(string word) => WordKey.Of(word) is { Length: > 0 } core ? core : word.Trim();
}
