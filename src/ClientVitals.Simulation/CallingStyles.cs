using ClientVitals.Calls;
using ClientVitals.Statistics;

namespace ClientVitals.Simulation;

/// <summary>How calls look that nobody counts: hours, lengths, delays, outcomes.</summary>
internal static class CallingStyles
{
    // Hours 5 to 22: before work and after it.
    private static readonly double[] Hours = Habit.Cumulative(
        [1, 4, 8, 9, 8, 7, 5, 4, 3, 4, 5, 7, 9, 10, 8, 5, 2, 1]);

    private const int FirstHour = 5;

    // Hours by the 1024th, so that a draw is a look-up.
    private static readonly byte[] HourAt = [.. Enumerable.Range(0, 1024).Select(at =>
        (byte)(FirstHour + Array.FindIndex(Hours, share => share > (at + 0.5) / 1024)))];

    // Telephone, video, in person; a row for each style.
    private static readonly CallChannel[] Channels = [CallChannel.Phone, CallChannel.Video, CallChannel.InPerson];

    private static readonly double[][] ChannelShares =
    [
        Habit.Cumulative([0.22, 0.05, 0.73]),
        Habit.Cumulative([0.40, 0.58, 0.02]),
        Habit.Cumulative([0.88, 0.07, 0.05]),
    ];

    private static readonly CallOutcome[] Outcomes =
        [CallOutcome.Booked, CallOutcome.Interested, CallOutcome.Callback, CallOutcome.NotInterested, CallOutcome.Other];

    private static readonly double[] OutcomeShares = Habit.Cumulative([0.40, 0.17, 0.10, 0.02, 0.31]);

    public static int SecondOfDay(ref SplitMix64 chance) => HourAt[chance.Below(HourAt.Length)] * 3600 + chance.Below(3600);

    public static CallChannel ChannelOf(CallingStyle style, ref SplitMix64 chance) => Channels[chance.Pick(ChannelShares[(int)style])];

    public static CallOutcome OutcomeOf(ref SplitMix64 chance) => Outcomes[chance.Pick(OutcomeShares)];

    /// <summary>Minutes on the telephone, the better half of an hour by video, an hour in person.</summary>
    public static int DurationSeconds(CallChannel channel, ref SplitMix64 chance) => channel switch
    {
        CallChannel.Phone => Math.Clamp((int)(230 * Math.Exp(0.8 * chance.Normal())), 20, 5400),
        CallChannel.Video => Math.Clamp((int)(1600 * Math.Exp(0.4 * chance.Normal())), 300, 7200),
        _ => 2700 + 300 * chance.Below(7),
    };

    /// <summary>The telephone writes its own log; sessions are written down by hand, a quarter of them up to two days late.</summary>
    public static int LagSeconds(CallChannel channel, ref SplitMix64 chance) =>
        channel == CallChannel.Phone ? 5 + chance.Below(85)
        : chance.Happens(0.75) ? Math.Min(60 + (int)(2400 * chance.Exponential()), SimulatedLog.LatestSeconds)
        : 60 + chance.Below(SimulatedLog.LatestSeconds - 60);
}
