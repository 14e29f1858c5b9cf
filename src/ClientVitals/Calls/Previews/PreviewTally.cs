using ClientVitals.Sources;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Calls.Previews;

/// <summary>Which calls of a file will count, and why the others will not.</summary>
/// <param name="counts">What counts by the settings.</param>
/// <param name="own">The list of own and test addresses.</param>
internal sealed class PreviewTally(WhatCounts counts, IReadOnlyList<string> own)
{
    /// <summary>Addresses counted at most.</summary>
    private const int MostClients = 200_000;

    private readonly HashSet<string> _own = [.. own];
    private readonly Dictionary<(string Reason, bool IsKept), (long Calls, long Line, string? Raw)> _reasons = [];
    private readonly Dictionary<(CallChannel, CallStatus), Sentence?> _whys = [];
    private readonly Dictionary<string, Sentence> _said = new(StringComparer.Ordinal);

    /// <summary>Lines that hold something.</summary>
    public long Lines { get; private set; }

    public long Calls { get; private set; }

    public long Counting { get; private set; }

    public long Rejected { get; private set; }

    /// <summary>Calls of each address that stands for a client.</summary>
    public Dictionary<string, long> Clients { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls of own and test addresses that are listed.</summary>
    public Dictionary<string, long> Own { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls of numbers that are not listed and that the file shows to be ours.</summary>
    public Dictionary<string, long> Shown { get; } = new(StringComparer.Ordinal);

    /// <summary>Lines whose text somebody wants to see.</summary>
    public IReadOnlySet<long> LinesToShow => _reasons.Values.Where(one => one.Raw is null).Select(one => one.Line).ToHashSet();

    public void Add(CallRow row)
    {
        if (row.Part == 0)
            Lines++;
        Calls++;
        var address = row.ClientEmail ?? row.ClientPhone!;
        var why = row.IsOurs || IsOwn(address) ? Identity.OfOurs : Kept(row);
        if (why is null)
            Counting++;
        else
            Count(why, true, row.Line, null);
        if (row.IsOurs && !IsOwn(address))
            Shown[address] = Shown.GetValueOrDefault(address) + 1;
        else if (IsOwn(address))
            Own[address] = Own.GetValueOrDefault(address) + 1;
        else if (Clients.TryGetValue(address, out var calls) || Clients.Count < MostClients)
            Clients[address] = calls + 1;
    }

    public void Reject(Reject reject)
    {
        Lines++;
        Rejected++;
        Count(reject.Reason, false, reject.Line, reject.Raw);
    }

    /// <summary>The reasons, the most frequent first.</summary>
    /// <param name="raw">The text of a line to show.</param>
    public IReadOnlyList<NotCounting> NotCounting(IReadOnlyDictionary<long, string> raw) =>
    [
        .. _reasons.Select(one => new NotCounting(_said.GetValueOrDefault(one.Key.Reason) ?? Sentence.Of(one.Key.Reason), one.Value.Calls, one.Key.IsKept, one.Value.Line, PreviewText.Short(one.Value.Raw ?? raw.GetValueOrDefault(one.Value.Line))))
            .OrderByDescending(one => one.Calls).ThenBy(one => one.Line),
    ];

    private bool IsOwn(string address) =>
        _own.Count > 0 && (_own.Contains(address) || (address.IndexOf('@', StringComparison.Ordinal) is var at and > 0 && _own.Contains("*" + address[at..])));

    private void Count(string reason, bool isKept, long line, string? raw)
    {
        var (calls, first, text) = _reasons.GetValueOrDefault((reason, isKept), (0, line, raw));
        _reasons[(reason, isKept)] = (calls + 1, first, text);
    }

    /// <summary>Why a call that is kept does not count; null = it does. Of each kind of call it is said once.</summary>
    private string? Kept(CallRow row)
    {
        if (!_whys.TryGetValue((row.Channel, row.Status), out var why))
        {
            _whys[(row.Channel, row.Status)] = why = Why(row);
            if (why is not null)
                _said[why.ToString()] = why;
        }
        return why?.ToString();
    }

    private Sentence? Why(CallRow row)
    {
        if (counts.Engages(row.Channel, row.Status))
            return null;
        return row.Status switch
        {
            CallStatus.NoAnswer => Sentence.Of("nobody answered (NO_ANSWER)"),
            CallStatus.Voicemail => Sentence.Of("a voicemail (VOICEMAIL)"),
            CallStatus.Declined => Sentence.Of("declined (DECLINED)"),
            CallStatus.Scheduled => Sentence.Of("planned, not made yet (SCHEDULED)"),
            CallStatus.Cancelled => Sentence.Of("called off (CANCELLED)"),
            CallStatus.Unknown => Sentence.Of("not known what became of it (UNKNOWN)"),
            _ => row.Channel switch
            {
                CallChannel.Email or CallChannel.Sms or CallChannel.WhatsApp => $"a message, not a call ({row.Channel.Word()})",
                CallChannel.Unknown => Sentence.Of("not known whether it was a call (channel UNKNOWN)"),
                _ => $"{row.Channel.Word()} does not count by the settings",
            },
        };
    }
}
