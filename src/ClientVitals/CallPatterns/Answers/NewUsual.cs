using ClientVitals.Database;
using Dapper;

namespace ClientVitals.CallPatterns.Answers;

/// <summary>
/// Somebody says that all is good with a client: what they do from that day on is their new usual. Part of an act that has checked who may
/// and writes its own audit line.
/// </summary>
internal static class NewUsual
{
    /// <summary>It begins on this business day.</summary>
    /// <returns>Its number; with it <see cref="TakeBackAsync"/> undoes it.</returns>
    public static Task<long> SayAsync(UnitOfWork work, Guid client, DateOnly on, CancellationToken ct) => work.Connection.ExecuteScalarAsync<long>(
        new CommandDefinition(Sql.Of(typeof(NewUsual), "Say"), new { client, now = work.Now, on_day = on }, cancellationToken: ct));

    /// <summary>Takes it back; for the moments before, it stays known.</summary>
    public static Task TakeBackAsync(UnitOfWork work, long id, CancellationToken ct) => work.Connection.ExecuteAsync(
        new CommandDefinition(Sql.Of(typeof(NewUsual), "TakeBack"), new { id, now = work.Now }, cancellationToken: ct));
}
