using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Notices;

/// <summary>Marks notices of one's own as read, or as not read.</summary>
/// <param name="Ids">Which; null = all.</param>
/// <param name="IsRead">False = they count as new again.</param>
public sealed record MarkRead(IReadOnlyList<long>? Ids, bool IsRead = true) : IAct<int>
{
    private const int MostIds = 1000;

    /// <returns>How many changed.</returns>
    /// <exception cref="PlainError">A program acts, which has none; or too many are named.</exception>
    public async Task<int> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var user = OwnerOf(work);
        if (Ids?.Count > MostIds)
            throw new PlainError($"At most {MostIds} notices can be marked at once, not {Ids.Count}.");
        var changed = await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<MarkRead>(), new { user, ids = Ids?.ToArray(), is_read = IsRead, now = work.Now }, cancellationToken: ct));
        if (changed > 0)
            await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<Tell>("Signal"), cancellationToken: ct));
        return changed;
    }

    /// <summary>Whose notices these are: a person's, by session or by a key of theirs.</summary>
    /// <exception cref="PlainError">A program acts.</exception>
    internal static Guid OwnerOf(UnitOfWork work) =>
        work.Actor().UserId ?? throw new PlainError("Notices belong to an account, and this key has none; sign in.");
}
