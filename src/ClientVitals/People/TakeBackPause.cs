using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>Takes a pause back as if it had not been entered; what was judged meanwhile stays as it was judged.</summary>
/// <param name="Client">Whose; null = everybody's.</param>
public sealed record TakeBackPause(Guid? Client, long Pause) : IAct<bool>
{
    /// <returns>Whether there was such a pause that stood.</returns>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustPauseAsync(Client, ct);
        if (await WriteAsync(work, Client, Pause, ct) == 0)
            return false;
        return await Audit.Client(Client is null ? "pause of everybody taken back" : "pause taken back", Client).RunAsync(work, ct);
    }

    /// <summary>The same within an act that has checked who may; returns how many were taken back.</summary>
    internal static Task<int> WriteAsync(UnitOfWork work, Guid? client, long pause, CancellationToken ct) => work.Connection.ExecuteAsync(new CommandDefinition(
        Sql.Of<TakeBackPause>("Write"), new { client, pause, now = work.Now }, cancellationToken: ct));
}
