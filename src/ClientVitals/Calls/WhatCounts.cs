using System.Collections.Immutable;

namespace ClientVitals.Calls;

/// <summary>Which calls are engagement: the channels and statuses of the settings. Effort of staff that reached nobody is fixed.</summary>
public sealed class WhatCounts
{
    private readonly int _channels;
    private readonly int _statuses;

    public WhatCounts(IEnumerable<CallChannel> channels, IEnumerable<CallStatus> statuses)
    {
        Channels = [.. channels.Distinct().Order()];
        Statuses = [.. statuses.Distinct().Order()];
        _channels = Channels.Aggregate(0, (bits, c) => bits | (1 << (int)c));
        _statuses = Statuses.Aggregate(0, (bits, s) => bits | (1 << (int)s));
    }

    /// <summary>Completed, on the phone, by video or in person.</summary>
    public static WhatCounts Default { get; } =
        new([CallChannel.Phone, CallChannel.Video, CallChannel.InPerson], [CallStatus.Completed]);

    /// <summary>From the words of the settings. Throws <see cref="PlainError"/> on an unknown word.</summary>
    public static WhatCounts Of(IEnumerable<string> channels, IEnumerable<string> statuses) =>
        new(
            channels.Select(w => Enum.GetValues<CallChannel>().Cast<CallChannel?>().FirstOrDefault(c => c!.Value.Word() == w)
                ?? throw new PlainError($"'{w}' is not a channel that can count as engagement.")),
            statuses.Select(w => Enum.GetValues<CallStatus>().Cast<CallStatus?>().FirstOrDefault(s => s!.Value.Word() == w)
                ?? throw new PlainError($"'{w}' is not a status that can count as engagement.")));

    public ImmutableArray<CallChannel> Channels { get; }

    public ImmutableArray<CallStatus> Statuses { get; }

    /// <summary>Whether a call of this channel and status is engagement.</summary>
    public bool Engages(CallChannel channel, CallStatus status) =>
        (_channels >> (int)channel & 1) != 0 && (_statuses >> (int)status & 1) != 0;

    /// <summary>Whether it is an effort of staff that reached nobody. A client's own missed call is no effort of ours.</summary>
    public static bool IsAttempt(CallStatus status, CallDirection direction) =>
        status is CallStatus.NoAnswer or CallStatus.Voicemail or CallStatus.Declined && direction != CallDirection.Inbound;

    /// <summary>Whether it is a call of the client's that nobody of us answered; a message that went unread is no call.</summary>
    public bool IsInVain(CallChannel channel, CallStatus status, CallDirection direction) =>
        direction == CallDirection.Inbound && status is CallStatus.NoAnswer or CallStatus.Voicemail or CallStatus.Declined
        && (_channels >> (int)channel & 1) != 0;
}
