using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>What a word in a column means, taught by somebody: "Signed in" in the column Result means COMPLETED.</summary>
/// <param name="Column">The column by its name, its number (#3), or the word of the field that is read from it.</param>
/// <param name="Word">The word as the file writes it; case and punctuation do not matter.</param>
/// <param name="Meaning">A status, channel, direction or outcome: COMPLETED, VIDEO, INBOUND, BOOKED …</param>
public sealed record TaughtWord(string Column, string Word, string Meaning)
{
    /// <summary>As <c>--value</c> writes it: <c>Result:Signed in=COMPLETED</c>. Throws <see cref="PlainError"/> when it is not of that form.</summary>
    public static TaughtWord Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var equals = text.LastIndexOf('=');
        if (colon < 1 || equals < colon + 2 || equals == text.Length - 1)
            throw new ReadingError($"--value {text} is not of the form column:word=meaning; write --value \"Result:Signed in=COMPLETED\".", $"“{text}” is not of the form column:word=meaning; write Result:Signed in=COMPLETED.");
        var taught = new TaughtWord(text[..colon].Trim(), text[(colon + 1)..equals].Trim(), text[(equals + 1)..].Trim());
        return taught.IsMeaningful() ? taught : throw new ReadingError(
            $"'{taught.Meaning}' in --value {text} is not a status, channel, direction or outcome; use one of: {string.Join(", ", Meanings)}.",
            $"“{taught.Meaning}” in {text} is not a status, channel, direction or outcome; use one of: {string.Join(", ", Meanings)}.");
    }

    /// <summary>All that a word can mean.</summary>
    public static IReadOnlyList<string> Meanings { get; } =
        [.. new[] { CallField.Status, CallField.Channel, CallField.Direction, CallField.Outcome }.SelectMany(MeaningsOf).Distinct()];

    /// <summary>All that a word can mean in a field: what became of the call, in any of them, and the field's own.</summary>
    public static IReadOnlyList<string> MeaningsOf(CallField field)
    {
        var own = field switch
        {
            CallField.Channel => Enum.GetValues<CallChannel>().Select(channel => channel.Word()),
            CallField.Direction => Enum.GetValues<CallDirection>().Select(direction => direction.Word()),
            CallField.Outcome => Enum.GetValues<CallOutcome>().Select(outcome => outcome.Word()),
            _ => [],
        };
        return [.. Enum.GetValues<CallStatus>().Select(status => status.Word()).Concat(own).Distinct()];
    }

    /// <summary>A word without its case and punctuation; one that has nothing else, as it is.</summary>
    internal static string Key(string word) => CallVocabulary.Core(word) is { Length: > 0 } core ? core : word.Trim();

    /// <summary>Whether it means something in any of the fields.</summary>
    private bool IsMeaningful() => CallVocabulary.TryStatus(Meaning, out _) || CallVocabulary.TryChannel(Meaning, out _)
        || CallVocabulary.TryDirection(Meaning, out _) || CallVocabulary.TryOutcome(Meaning, out _);

    /// <summary>Whether it means something in a field. What became of the call may stand in any of them.</summary>
    internal bool Fits(CallField field) => CallVocabulary.TryStatus(Meaning, out _) || field switch
    {
        CallField.Channel => CallVocabulary.TryChannel(Meaning, out _),
        CallField.Direction => CallVocabulary.TryDirection(Meaning, out _),
        CallField.Outcome => CallVocabulary.TryOutcome(Meaning, out _),
        _ => false,
    };
}
