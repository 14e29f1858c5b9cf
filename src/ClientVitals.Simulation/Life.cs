namespace ClientVitals.Simulation;

/// <summary>What happens to a client: from when they call, and when and by how much they call less. Days are <c>DateOnly.DayNumber</c>.</summary>
/// <param name="StartedOn">First day on which they may call.</param>
/// <param name="ChangedOn">First day of the change; <see cref="Never"/> when there is none.</param>
/// <param name="Factor">Share of their calls that remains from then: 0 for a stop, .3 for a fall.</param>
/// <param name="BackOn">First day on which all is as before; <see cref="Never"/> when it stays.</param>
/// <param name="PauseEnteredOn">The day somebody wrote the pause down; null when nobody did.</param>
/// <param name="LeavesOn">A full stop that comes after everything else: the simulation can be continued beyond its first end.</param>
public sealed record Life(int StartedOn, int ChangedOn, double Factor, int BackOn, int? PauseEnteredOn, int LeavesOn)
{
    /// <summary>A day that does not come.</summary>
    public const int Never = int.MaxValue;

    /// <summary>Nothing ever changes.</summary>
    public static readonly Life Unchanged = new(int.MinValue, Never, 1, Never, null, Never);

    /// <summary>The share of their habit that is left on this day, from 0 to 1.</summary>
    public double Presence(int day) =>
        day < StartedOn || day >= LeavesOn ? 0
        : day >= ChangedOn && day < BackOn ? Factor
        : 1;

    /// <summary>The first day of the silence on this day; null when they are not silent. Days before the start are not a silence.</summary>
    public int? SilentSince(int day) =>
        day < StartedOn ? null
        : day >= LeavesOn ? LeavesOn
        : Factor == 0 && day >= ChangedOn && day < BackOn ? ChangedOn
        : null;
}
