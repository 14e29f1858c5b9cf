using System.Diagnostics.Metrics;

namespace ClientVitals.Server.Operations;

/// <summary>What only we can count; requests and connections are counted by the frameworks. No count is about a person.</summary>
internal static class Meters
{
    /// <summary>The meter's name, for the collector.</summary>
    public const string Name = "ClientVitals";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Messages = Meter.CreateCounter<long>("vitals.webhook.messages", "{message}", "Messages of sources, by result: taken, again or refused.");
    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("vitals.calls.recorded", "{call}", "Calls added or corrected, by the way they came: webhook or api.");
    private static readonly Counter<long> Mails = Meter.CreateCounter<long>("vitals.mails", "{mail}", "Mails, by result: sent or failed.");
    private static readonly UpDownCounter<long> Followers = Meter.CreateUpDownCounter<long>("vitals.live.followers", "{follower}", "Open live streams.");

    public static void Message(string outcome) => Messages.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void Recorded(long calls, string by) => Calls.Add(calls, new KeyValuePair<string, object?>("by", by));

    public static void Mail(bool sent) => Mails.Add(1, new KeyValuePair<string, object?>("outcome", sent ? "sent" : "failed"));

    public static void Follower(int change) => Followers.Add(change);
}
