namespace ClientVitals.Simulation;

/// <summary>What happens to a client: from when she is there, and when and by how much her habit gives way. Days are <c>DateOnly.DayNumber</c>.</summary>
/// <param name="StartedOn">First day on which she may call.</param>
/// <param name="ChangedOn">First day of the change; <see cref="Never"/> when there is none.</param>
/// <param name="Factor">Share of her calls that remains from then: 0 for a stop, .3 for a fall.</param>
/// <param name="BackOn">First day on which all is as before; <see cref="Never"/> when it stays.</param>
/// <param name="PauseEnteredOn">The day somebody wrote the pause down; null when nobody did.</param>
/// <param name="LeavesOn">A full stop that comes later than all that is planned: the town lives on after its first day.</param>
public sealed record Life(int StartedOn, int ChangedOn, double Factor, int BackOn, int? PauseEnteredOn, int LeavesOn)
{
    /// <summary>A day that does not come.</summary>
    public const int Never = int.MaxValue;

    /// <summary>Nothing ever happens to her.</summary>
    public static readonly Life Unchanged = new(int.MinValue, Never, 1, Never, null, Never);

    /// <summary>The share of her habit that is left on this day, from 0 to 1.</summary>
    public double Presence(int day) =>
        day < StartedOn || day >= LeavesOn ? 0
        : day >= ChangedOn && day < BackOn ? Factor
        : 1;

    /// <summary>The first day of the silence in which she is on this day; null when she is not silent. Before her start she is nobody's silence.</summary>
    public int? SilentSince(int day) =>
        day < StartedOn ? null
        : day >= LeavesOn ? LeavesOn
        : Factor == 0 && day >= ChangedOn && day < BackOn ? ChangedOn
        : null;
}
