using System.Collections.Frozen;

namespace ClientVitals.Sources.Facts;

/// <summary>
/// A vocabulary: our words, and those that exports use for them. Case, punctuation and accents do not matter. A word that is not here is
/// <see cref="Unknown"/>: kept, counted and shown, never guessed.
/// </summary>
public sealed class FactWords
{
    private readonly FrozenDictionary<string, string?> _known;
    private readonly (string Begins, string Meaning)[] _beginnings;
    private readonly (string Part, string Meaning)[] _telling;

    /// <param name="unknown">Our word for a word never seen; null = such a value is left out, and said.</param>
    /// <param name="meanings">Our words, each with those of exports, reduced to letters and digits.</param>
    /// <param name="neutral">Words that say nothing.</param>
    /// <param name="beginnings">Beginnings of words that can mean nothing else.</param>
    /// <param name="telling">Parts of words from which a meaning is proposed to a person, the more telling first.</param>
    public FactWords(
        string? unknown, IReadOnlyList<(string Meaning, string Words)> meanings, string neutral = "", string beginnings = "", string telling = "")
    {
        ArgumentNullException.ThrowIfNull(meanings);
        Unknown = unknown;
        Meanings = [.. meanings.Select(one => one.Meaning).Concat(unknown is null ? [] : [unknown]).Distinct()];
        var words = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var word in Split(neutral))
            words[word] = null;
        foreach (var (meaning, known) in meanings)
        {
            foreach (var word in Split(known))
                words[word] = meaning;
        }
        foreach (var meaning in Meanings)
            words[WordKey.Of(meaning)] = meaning;
        _known = words.ToFrozenDictionary(StringComparer.Ordinal);
        _beginnings = Pairs(beginnings);
        _telling = Pairs(telling);
    }

    /// <summary>Our word for a word never seen; null = there is none.</summary>
    public string? Unknown { get; }

    /// <summary>All of our words.</summary>
    public IReadOnlyList<string> Meanings { get; }

    /// <summary>One of our words, as somebody asks for it; null = they ask for none.</summary>
    /// <param name="given">In any case.</param>
    /// <param name="of">Whose word it is: "a payment".</param>
    /// <exception cref="PlainError">It is not one of ours.</exception>
    public string? Asked(string? given, string of)
    {
        var word = given?.Trim().ToUpperInvariant();
        return word is null || Meanings.Contains(word)
            ? word
            : throw new PlainError($"'{given}' is not a status of {of}; use one of: {string.Join(", ", Meanings)}.");
    }

    /// <summary>Whether a word is known.</summary>
    /// <param name="text">As the file writes it.</param>
    /// <param name="meaning">Our word; null = it says nothing.</param>
    public bool TryFind(string text, out string? meaning)
    {
        var core = WordKey.Of(text);
        if (_known.TryGetValue(core, out meaning))
            return true;
        meaning = Array.Find(_beginnings, one => core.StartsWith(one.Begins, StringComparison.Ordinal)).Meaning;
        return meaning is not null;
    }

    /// <summary>What an unknown word could mean; null = no idea.</summary>
    public string? Suggest(string text) =>
        WordKey.Of(text) is { Length: >= 3 } core ? Array.Find(_telling, one => core.Contains(one.Part, StringComparison.Ordinal)).Meaning : null;

    private static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static (string, string)[] Pairs(string text) => [.. Split(text).Select(pair => pair.Split('=')).Select(pair => (pair[0], pair[1]))];
}
