namespace ClientVitals.Calls.Previews;

/// <summary>What a word that is not known probably means. Only proposed, never supposed.</summary>
internal static class WordSuggestion
{
    /// <summary>Words that say by themselves what became of a call, where they stand among others; earlier ones win.</summary>
    private static readonly (string Word, CallStatus Means)[] Telling =
    [
        ("cancel", CallStatus.Cancelled), ("storn", CallStatus.Cancelled), ("annul", CallStatus.Cancelled),
        ("noshow", CallStatus.NoAnswer), ("missed", CallStatus.NoAnswer), ("unanswer", CallStatus.NoAnswer), ("noanswer", CallStatus.NoAnswer), ("notreached", CallStatus.NoAnswer),
        ("notanswer", CallStatus.NoAnswer), ("didnt", CallStatus.NoAnswer), ("didnot", CallStatus.NoAnswer), ("busy", CallStatus.NoAnswer), ("absent", CallStatus.NoAnswer), ("abandon", CallStatus.NoAnswer),
        ("nottalk", CallStatus.NoAnswer), ("nobody", CallStatus.NoAnswer), ("nicht", CallStatus.NoAnswer), ("wrong", CallStatus.NoAnswer), ("fail", CallStatus.NoAnswer), ("timeout", CallStatus.NoAnswer),
        ("voicemail", CallStatus.Voicemail), ("mailbox", CallStatus.Voicemail), ("machine", CallStatus.Voicemail), ("leftmessage", CallStatus.Voicemail), ("leftvm", CallStatus.Voicemail),
        ("declin", CallStatus.Declined), ("reject", CallStatus.Declined), ("refus", CallStatus.Declined), ("hungup", CallStatus.Declined), ("hangup", CallStatus.Declined), ("blocked", CallStatus.Declined),
        ("schedul", CallStatus.Scheduled), ("upcoming", CallStatus.Scheduled), ("planned", CallStatus.Scheduled), ("pending", CallStatus.Scheduled), ("booked", CallStatus.Scheduled), ("confirm", CallStatus.Scheduled),
        ("signedin", CallStatus.Completed), ("checkedin", CallStatus.Completed), ("arriv", CallStatus.Completed), ("attend", CallStatus.Completed), ("complet", CallStatus.Completed),
        ("answer", CallStatus.Completed), ("talk", CallStatus.Completed), ("spoke", CallStatus.Completed), ("connect", CallStatus.Completed), ("reached", CallStatus.Completed), ("recorded", CallStatus.Completed),
        ("success", CallStatus.Completed), ("came", CallStatus.Completed), ("done", CallStatus.Completed), ("held", CallStatus.Completed), ("finish", CallStatus.Completed), ("present", CallStatus.Completed),
    ];

    /// <summary>A word of <see cref="TaughtCalls.MeaningsOf"/>; null = no idea.</summary>
    public static string? For(CallField field, string text)
    {
        var core = CallVocabulary.Core(text);
        if (core.Length < 3)
            return null;
        if (Own(field, text) is { } own)
            return own;
        foreach (var (word, means) in Telling)
        {
            // "Not connected", "no talk": what is denied did not happen.
            if (core.Contains(word, StringComparison.Ordinal))
                return (means == CallStatus.Completed && IsDenied(text) ? CallStatus.NoAnswer : means).Word();
        }
        return null;
    }

    /// <summary>One of several words that the field knows itself, or a known word with a slip of the pen.</summary>
    private static string? Own(CallField field, string text)
    {
        foreach (var part in text.Split([' ', '-', '_', '/', '.', ',', '(', ')', ':'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (field == CallField.Channel && CallVocabulary.TryChannel(part, out var channel) && channel != CallChannel.Unknown)
                return channel.Word();
            if (field is CallField.Direction or CallField.Channel && part.Length > 2 && CallVocabulary.TryDirection(part, out var direction) && direction != CallDirection.Unknown)
                return direction.Word();
        }
        return null;
    }

    private static bool IsDenied(string text) =>
        text.Split([' ', '-', '_', '/', '.', ','], StringSplitOptions.RemoveEmptyEntries).Any(part => CallVocabulary.Core(part) is "no" or "not" or "never" or "non" or "un" or "without");
}
