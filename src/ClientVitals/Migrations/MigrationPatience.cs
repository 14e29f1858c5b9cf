namespace ClientVitals.Migrations;

/// <summary>How long a push or a rollback waits, and for what.</summary>
/// <param name="Turn">For another push on the same database: a migration may take long.</param>
/// <param name="Tables">For a table in use. Others queue behind us for as long, so it is short, and tried again.</param>
/// <param name="Silence">How long the server waits for a program that has stopped answering before it takes the lock back.</param>
/// <param name="Attempts">How often a file is tried when it meets somebody.</param>
/// <param name="Longest">The longest pause between two attempts, in which everybody else passes.</param>
public sealed record MigrationPatience(TimeSpan Turn, TimeSpan Tables, TimeSpan Silence, int Attempts, TimeSpan Longest)
{
    /// <summary>Half an hour for a turn, 2 s for a table, 30 s for a silent program; about three minutes of attempts.</summary>
    public static readonly MigrationPatience Usual = new(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30), 30, TimeSpan.FromSeconds(6));

    /// <summary>The pause after the given attempt (from 1): growing, and never the same for two at once.</summary>
    internal TimeSpan Pause(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(Longest.TotalMilliseconds, 200d * attempt) + Random.Shared.Next(200));
}
