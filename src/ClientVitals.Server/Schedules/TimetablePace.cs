using ClientVitals.Scheduling;

namespace ClientVitals.Server.Schedules;

/// <summary>How the timetable paces itself. What runs in the product is <see cref="Usual"/>; trials make the same in less time.</summary>
/// <param name="LookEvery">Real time between two looks at the schedules: changed hours, slots the alarm clock did not ring for, holders that died.</param>
/// <param name="Lease">Real time a run is held without a sign of life.</param>
/// <param name="CheckIn">Time of the program's clock between two signs of life of the alarm clocks to each other.</param>
/// <param name="Late">Time of the program's clock after which the alarm clock counts a ring as missed.</param>
internal sealed record TimetablePace(TimeSpan LookEvery, TimeSpan Lease, TimeSpan CheckIn, TimeSpan Late)
{
    public static readonly TimetablePace Usual = new(TimeSpan.FromSeconds(20), RunTicket.Lease, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1));

    /// <summary>Of the ten seconds a stopping server has, so much for runs to finish; then they are stopped and recorded.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);
}
