namespace ClientVitals.Server.Rooms.Notices;

/// <summary>How often the outbox is looked at, and how much is sent at once.</summary>
internal sealed record SenderPace
{
    /// <summary>Where nothing is heard of a notice, and for what waits for its time.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(5);

    public int AtOnce { get; init; } = 16;

    /// <summary>How long a message may take, from the name's resolution to the answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For what is on its way when the server stops.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(8);
}
