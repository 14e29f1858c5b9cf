using System.Collections.Frozen;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// What the words of common exports mean (HubSpot, Aircall, Twilio, RingCentral, Dialpad, OpenPhone, JustCall, CallRail and
/// our own; HubSpot's default outcomes also by the ids that developers.hubspot.com, "Engagements | Calls", lists). Case, punctuation and
/// accents do not matter. A word that is not here is UNKNOWN: never guessed.
/// </summary>
public static partial class CallVocabulary
{
    /// <summary>Words of a text that is still taken for a status and not for a sentence.</summary>
    private const int MostWords = 6;

    /// <summary>Words that are looked up as one: "did not answer".</summary>
    private const int LongestPhrase = 4;

    public static bool TryDirection(string word, out CallDirection direction) => Find(Directions, word, out direction);

    public static bool TryChannel(string word, out CallChannel channel) => Find(Channels, word, out channel);

    public static bool TryStatus(string word, out CallStatus status)
    {
        var core = Core(word);
        if (Statuses.TryGetValue(core, out status))
            return true;
        // Who called it off, or how late, changes nothing: "Cancelled by client", "No-show (late)", "Missed - busy".
        foreach (var (begins, means) in Beginnings)
        {
            if (core.StartsWith(begins, StringComparison.Ordinal))
            {
                status = means;
                return true;
            }
        }
        return core.Length < word.Length && TryStatuses(word, out status);
    }

    public static bool TryOutcome(string word, out CallOutcome outcome) => Find(Outcomes, word, out outcome);

    /// <inheritdoc cref="YesNo.TryRead"/>
    public static bool TryAnswer(string word, out bool answer) => YesNo.TryRead(word, out answer);

    /// <summary>Whether a status only says that the call is over.</summary>
    public static bool IsOnlyOver(string word) => Over.Contains(Core(word));

    /// <summary>Whether a word says how a call was ended, and not whether they talked.</summary>
    public static bool IsEnding(string word) => Endings.Contains(Core(word));

    /// <summary>Whether a word says of an appointment that both want it.</summary>
    public static bool IsAgreed(string word) => Agreed.Contains(Core(word));

    /// <summary>Whether a word of a "type" names something that is no call.</summary>
    public static bool IsNoCall(string word) => NoCalls.Contains(Core(word));

    /// <summary>Whether a word in a column of yes and no is a no.</summary>
    public static bool SaysNo(string word) => Noes.Contains(Core(word));

    /// <summary>Whether a field begins a line of totals.</summary>
    public static bool IsTotal(string text) => Totals.Contains(Core(text.Split(':', '=', '(')[0])) || Totals.Contains(Core(text.TrimStart().Split(' ', ':')[0]));

    /// <inheritdoc cref="WordKey.Of"/>
    public static string Core(ReadOnlySpan<char> word) => WordKey.Of(word);

    /// <summary>A status and words beside it that say nothing else of the call's fate: "Inbound - missed", "Outgoing call, not answered".</summary>
    private static bool TryStatuses(string text, out CallStatus status)
    {
        status = CallStatus.Unknown;
        var words = Words(text);
        if (words.Count is 0 or > MostWords)
            return false;
        CallStatus? found = null;
        for (var at = 0; at < words.Count;)
        {
            var length = Math.Min(LongestPhrase, words.Count - at);
            CallStatus means = default;
            while (length > 0 && !Statuses.TryGetValue(string.Concat(words.Skip(at).Take(length)), out means))
                length--;
            if (length == 0)
            {
                if (!Fillers.Contains(words[at]) && !Directions.ContainsKey(words[at]))
                    return false;
                at++;
                continue;
            }
            at += length;
            found = found is { } earlier && Weight(earlier) >= Weight(means) ? earlier : means;
        }
        status = found ?? CallStatus.Unknown;
        return found is not null;
    }

    /// <summary>Of two words for one call the one that says more of what became of it.</summary>
    private static int Weight(CallStatus status) => status switch
    {
        CallStatus.Cancelled => 6,
        CallStatus.Voicemail => 5,
        CallStatus.Declined => 4,
        CallStatus.NoAnswer => 3,
        CallStatus.Scheduled => 2,
        CallStatus.Completed => 1,
        _ => 0,
    };

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length && words.Count <= MostWords; i++)
        {
            if (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '\''))
                continue;
            if (Core(text.AsSpan(start, i - start)) is { Length: > 0 } word)
                words.Add(word);
            start = i + 1;
        }
        return words;
    }

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static bool Find<T>(FrozenDictionary<string, T> table, string word, out T value)
        where T : struct => table.TryGetValue(Core(word), out value);

    private static FrozenDictionary<string, T> Table<T>(params (T Value, string Words)[] rows) =>
        rows.SelectMany(r => r.Words.Split(' '), (r, word) => KeyValuePair.Create(word, r.Value)).ToFrozenDictionary(StringComparer.Ordinal);
}
