namespace ClientVitals.Notices;

/// <summary>What kind of place a channel is.</summary>
public enum ChannelKind
{
    /// <summary>A Slack incoming webhook.</summary>
    Slack,
    /// <summary>A Teams Workflows webhook: what it answers says that it took the message, not that it was shown.</summary>
    Teams,
    /// <summary>Any receiver of the Standard Webhooks specification; each message is signed.</summary>
    Webhook,
    /// <summary>A mailbox of the business.</summary>
    Mail,
}

/// <summary>Kinds of channels as tables and commands name them.</summary>
public static class ChannelKindWords
{
    public static IReadOnlyList<ChannelKind> All { get; } = Enum.GetValues<ChannelKind>();

    public static string Word(this ChannelKind kind) => kind.ToString().ToLowerInvariant();

    /// <exception cref="PlainError">There is no such kind.</exception>
    public static ChannelKind Of(string? word)
    {
        foreach (var kind in All)
        {
            if (kind.Word() == word?.Trim().ToLowerInvariant())
                return kind;
        }
        throw new PlainError($"The kind of a channel must be slack, teams, webhook or mail, not \"{word}\".");
    }
}
