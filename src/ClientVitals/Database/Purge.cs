namespace ClientVitals.Database;

/// <summary>Deletes expired data of a room; the daily housekeeping runs each.</summary>
/// <param name="What">What is deleted, for people.</param>
/// <param name="RunAsync">Deletes, and returns how many rows.</param>
public sealed record Purge(string What, Func<VitalsDatabase, DateTimeOffset, CancellationToken, Task<long>> RunAsync) : RoomPart;
