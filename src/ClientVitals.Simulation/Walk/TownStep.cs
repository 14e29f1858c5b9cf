namespace ClientVitals.Simulation.Walk;

/// <summary>Where a walk is.</summary>
/// <param name="Day">The business day it is in.</param>
/// <param name="Done">Days that are done.</param>
/// <param name="Total">Days to be walked.</param>
/// <param name="Next">What comes next: the name of an entity or of a job; null = the day is done.</param>
public sealed record TownStep(DateOnly Day, int Done, int Total, string? Next);

/// <summary>What a walk did.</summary>
/// <param name="Days">Days that it did to the end.</param>
/// <param name="Total">Days that were to be walked; more than <paramref name="Days"/> when it was stopped.</param>
/// <param name="Rows">Rows of sessions, packages and payments that were added or corrected.</param>
/// <param name="Runs">Runs of jobs.</param>
public sealed record TownWalked(int Days, int Total, long Rows, int Runs)
{
    /// <summary>Every day was walked before.</summary>
    public static readonly TownWalked Nothing = new(0, 0, 0, 0);

    public bool IsComplete => Days == Total;
}
