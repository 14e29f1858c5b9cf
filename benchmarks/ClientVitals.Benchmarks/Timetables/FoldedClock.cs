namespace ClientVitals.Benchmarks.Timetables;

/// <summary>A clock that runs faster from a moment on, the same for every process that knows the moment.</summary>
/// <param name="since">When it was right.</param>
/// <param name="fold">So many times faster.</param>
internal sealed class FoldedClock(DateTimeOffset since, double fold) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => since + ((System.GetUtcNow() - since) * fold);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Real(dueTime), Real(period));

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / fold;
}
