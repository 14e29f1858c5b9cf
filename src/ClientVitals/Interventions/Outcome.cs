namespace ClientVitals.Interventions;

/// <summary>What somebody did about an item.</summary>
public enum Outcome
{
    /// <summary>The client was called, or written to; looked at again after a week.</summary>
    Reached,
    /// <summary>Tried and not reached; due again tomorrow, then every two days.</summary>
    NoAnswer,
    /// <summary>All good: of an episode, the new usual begins.</summary>
    AllGood,
    /// <summary>On holiday: a pause from the day on which the silence began.</summary>
    Away,
    /// <summary>They left: a former client.</summary>
    Left,
    /// <summary>Not today; due again on a day that is said.</summary>
    Snoozed,
    /// <summary>Something to remember; the item stays as it is.</summary>
    Note,
}

/// <summary>Its words in the tables, and when an item is due again after it.</summary>
public static class OutcomeWords
{
    /// <summary>Days after which a client who was reached is looked at again, if they have not come back.</summary>
    public const int FollowUpDays = 7;

    /// <summary>Days from one try without an answer to the next, after the first, which is followed by one on the next day.</summary>
    public const int RetryDays = 2;

    /// <summary>How far ahead an item can be snoozed: beyond it, it is a pause or an end.</summary>
    public const int LongestSnoozeDays = 366;

    public static string Word(this Outcome outcome) => outcome switch
    {
        Outcome.NoAnswer => "NO_ANSWER",
        Outcome.AllGood => "ALL_GOOD",
        _ => outcome.ToString().ToUpperInvariant(),
    };

    /// <summary>The outcome of a word, as tables, forms and the command line write it: <c>no_answer</c>, <c>no-answer</c>; null when there is none.</summary>
    public static Outcome? Read(string? word) =>
        Enum.GetValues<Outcome>().Cast<Outcome?>().FirstOrDefault(outcome => string.Equals(outcome!.Value.Word(), word?.Trim().Replace('-', '_'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The words of all, for messages.</summary>
    public static string All => string.Join(", ", Enum.GetValues<Outcome>().Select(outcome => outcome.Word().ToLowerInvariant().Replace('_', '-')));

    /// <summary>When the item is due again; null = it is not.</summary>
    /// <param name="earlierTries">Tries without an answer just before this one.</param>
    public static DateOnly? DueAfter(this Outcome outcome, DateOnly today, DateOnly? until, int earlierTries) => outcome switch
    {
        Outcome.Reached => today.AddDays(FollowUpDays),
        Outcome.NoAnswer => today.AddDays(earlierTries == 0 ? 1 : RetryDays),
        Outcome.Snoozed => until,
        _ => null,
    };
}
