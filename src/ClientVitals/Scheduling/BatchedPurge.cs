using ClientVitals.Database;

namespace ClientVitals.Scheduling;

/// <summary>As <see cref="Purge"/>, for tables so large that rows go in batches, each only while the run still holds its lease.</summary>
/// <param name="What">What is deleted, for people.</param>
/// <param name="RunAsync">Deletes, and returns how many rows.</param>
public sealed record BatchedPurge(string What, Func<VitalsDatabase, RunLease, DateTimeOffset, CancellationToken, Task<long>> RunAsync) : RoomPart;
