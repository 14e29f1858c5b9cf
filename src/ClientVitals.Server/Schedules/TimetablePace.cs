using ClientVitals.Scheduling;

namespace ClientVitals.Server.Schedules;

/// <summary>How the timetable paces itself. The product uses <see cref="Usual"/>; trials do the same in less time.</summary>
/// <param name="LookEvery">
/// Real time between two looks at the schedules, at most: it finds changed hours, runs whose holder died, and slots that came while the
/// machine slept or its clock was set.
/// </param>
/// <param name="Lease">Real time a run is held without a sign of life.</param>
internal sealed record TimetablePace(TimeSpan LookEvery, TimeSpan Lease)
{
    public static readonly TimetablePace Usual = new(TimeSpan.FromSeconds(20), RunLease.DefaultLength);

    /// <summary>Of the ten seconds a stopping server has, so much for runs to finish; then they are stopped and recorded.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);
}
