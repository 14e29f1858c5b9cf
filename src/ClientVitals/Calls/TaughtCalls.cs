using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>What a word in a file of calls can be taught to mean: a status, channel, direction or outcome.</summary>
public static class TaughtCalls
{
    /// <summary>As <see cref="TaughtWord.Of"/>. Throws <see cref="PlainError"/> also when it means nothing of a call.</summary>
    public static TaughtWord Of(string text)
    {
        var taught = TaughtWord.Of(text);
        return IsMeaningful(taught.Meaning) ? taught : throw new ReadingError(
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

    /// <summary>Whether it means something in any of the fields.</summary>
    private static bool IsMeaningful(string meaning) => CallVocabulary.TryStatus(meaning, out _) || CallVocabulary.TryChannel(meaning, out _)
        || CallVocabulary.TryDirection(meaning, out _) || CallVocabulary.TryOutcome(meaning, out _);

    /// <summary>Whether it means something in a field. What became of the call may stand in any of them.</summary>
    internal static bool Fits(this TaughtWord word, CallField field) => CallVocabulary.TryStatus(word.Meaning, out _) || field switch
    {
        CallField.Channel => CallVocabulary.TryChannel(word.Meaning, out _),
        CallField.Direction => CallVocabulary.TryDirection(word.Meaning, out _),
        CallField.Outcome => CallVocabulary.TryOutcome(word.Meaning, out _),
        _ => false,
    };
}
