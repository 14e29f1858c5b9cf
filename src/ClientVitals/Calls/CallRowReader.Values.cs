namespace ClientVitals.Calls;

/// <content>What a single value is read as, for the preview.</content>
internal sealed partial class CallRowReader
{
    /// <summary>In our words, and whether it is known; a word of a "type" that changes nothing is known.</summary>
    internal (string Meaning, bool IsKnown) ReadingOf(CallField field, string text)
    {
        if (field == CallField.Status)
        {
            var (status, _, strange) = StatusWord(text);
            return (status.Word(), strange is null);
        }
        if (field == CallField.Outcome)
        {
            var (outcome, reached, strange) = OutcomeOf(text);
            return (reached is { } status ? $"{outcome?.Word()}, {status.Word()}" : outcome?.Word() ?? "", strange is null);
        }
        var word = WordOf(field, text);
        return word.Neutral is not null ? ("ignored", true)
            : word.Unknown is not null ? (CallChannel.Unknown.Word(), false)
            : (string.Join(", ", new[] { word.Direction?.Word(), word.Channel?.Word(), word.Status?.Word() }.OfType<string>()), true);
    }
}
