using ClientVitals.Database;

namespace ClientVitals.Scheduling;

/// <summary>
/// Does the work of one run. What it keeps, it commits together with <see cref="RunLease.FinishAsync"/>, in one transaction: so an
/// effect and its line in the ledger are both there or neither, and a holder that was taken for dead keeps nothing.
/// </summary>
/// <param name="now">The present moment, when it begins.</param>
/// <param name="ct">Asks it to stop: the run is no longer its own, or the server goes down.</param>
public delegate Task<RunOutcome> JobWork(VitalsDatabase database, RunLease lease, DateTimeOffset now, CancellationToken ct);

/// <summary>A job of the timetable.</summary>
/// <param name="Name">As in <c>job_schedules</c>.</param>
/// <param name="Inputs">The jobs whose result it works on: it does not run on an older result than its own slot allows.</param>
/// <param name="Work">What it does; null = its room is not built yet: it is listed, and never run or recorded.</param>
public sealed record Job(string Name, IReadOnlyList<string> Inputs, JobWork? Work) : RoomPart
{
    /// <summary>What people call it: Delete expired data.</summary>
    public string Title { get; init; } = TitleOf(Name);

    /// <summary>What it does, in a sentence; null = the sentence of <c>job_schedules</c>.</summary>
    public string? Purpose { get; init; }

    public bool IsInstalled => Work is not null;

    /// <summary>Whether it has a line in <c>job_schedules</c>; false = it is only run when somebody asks for it.</summary>
    public bool HasHours { get; init; } = true;

    /// <summary>The title of a job that has none of its own: weekly-sums is Weekly sums.</summary>
    internal static string TitleOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');
    }
}
