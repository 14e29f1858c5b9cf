using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals.CallPatterns.Answers;

/// <summary>
/// Pauses everybody of the caller's book who is held back because many fell silent on the same days, from the first of them on; the next analysis takes
/// those days out. Who stays silent after the pause is judged again.
/// </summary>
/// <param name="Until">First day back.</param>
public sealed record PauseTogether(DateOnly Until) : IAct<PauseTogether.Paused>
{
    /// <summary>What became of it.</summary>
    /// <param name="Clients">How many were paused.</param>
    /// <param name="From">From which day on.</param>
    /// <param name="Undo">With it <see cref="TakeBackPauses"/> takes all of them back; null = nobody was paused who was not already.</param>
    public sealed record Paused(int Clients, DateOnly From, long? Undo = null);

    /// <summary>Enters the pauses.</summary>
    /// <exception cref="PlainError">Nobody is held back; the first day back is not after the first day away.</exception>
    public async Task<Paused> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var held = await work.SeenAsync<HeldClient>(Sql.Of<HeldClient>(), new { }, ct);
        if (held.Count == 0)
            throw new PlainError("None of your clients fell silent together with others, so there is nobody to pause; `vitals call-patterns breaks` lists who is silent.");
        var from = held.Min(one => one.Since);
        var paused = 0;
        foreach (var some in held.Chunk(ChangeClients.Most))
            paused += await new PauseClients([.. some.Select(one => one.ClientId)], from, Until).RunAsync(work, ct);
        var first = paused == 0 ? null : await work.Connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            Sql.Of<PauseTogether>("First"), new { clients = held.Select(one => one.ClientId).ToArray(), now = work.Now }, cancellationToken: ct));
        return new Paused(paused, from, first);
    }
}
