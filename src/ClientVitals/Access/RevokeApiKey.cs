using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>Revokes a key for good: one's own, or any by a person who manages keys. Twice is once.</summary>
/// <param name="Key">Its id or its prefix.</param>
public sealed record RevokeApiKey(string Key) : IAct<bool>
{
    private sealed record Find(Guid Id, Guid? UserId, bool IsRevoked);

    /// <summary>Whether it counted until now.</summary>
    /// <exception cref="PlainError">There is no such key.</exception>
    /// <exception cref="ForbiddenException">It is somebody else's.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var by = work.Actor();
        var db = work.Connection;
        var given = Key.Trim();
        var key = await db.QuerySingleOrDefaultAsync<Find>(new CommandDefinition(
            Sql.Of<RevokeApiKey>("Find"), new { id = Guid.TryParse(given, out var id) ? id : (Guid?)null, prefix = Prefix(given) }, cancellationToken: ct))
            ?? throw new PlainError("There is no such key; vitals keys list shows the keys; give its prefix.");
        if (by.Role is null || key.UserId is null || key.UserId != by.UserId)
            by.MustManage();
        if (key.IsRevoked)
            return false;
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<RevokeApiKey>("Write"), new { id = key.Id, now = work.Now }, cancellationToken: ct));
        await new Audit(AuditAction.KeyRevoked, Audit.Key(key.Id)).RunAsync(work, ct);
        return true;
    }

    /// <summary>People give the prefix, cv_prefix, or the whole key.</summary>
    private static string Prefix(string given) =>
        given.StartsWith(MakeApiKey.Beginning, StringComparison.Ordinal) ? given[MakeApiKey.Beginning.Length..].Split('_')[0] : given;

    /// <summary>Without what may be the whole key.</summary>
    public override string ToString() => nameof(RevokeApiKey);
}
