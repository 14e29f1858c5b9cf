using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>A key that was made. The whole of it is told this once; what is kept is its hash.</summary>
/// <param name="Key">Goes into <c>Authorization: Bearer</c>.</param>
/// <param name="Prefix">The open part, by which lists name it.</param>
public sealed record ApiKeyMade(Guid Id, string Prefix, string Key, DateTimeOffset? ExpiresAt)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"ApiKeyMade {{ Prefix = {Prefix} }}";
}

/// <summary>
/// Makes a key for a program. A service key acts as the program itself and sees everything: an owner's to make. A user key
/// acts as the user who makes it, with the role of the moment; for somebody else only the command line makes one.
/// </summary>
/// <param name="Name">What it is for.</param>
/// <param name="Scopes">What it may be used for; at least one.</param>
/// <param name="UserId">The account it acts as; null = a service key.</param>
/// <param name="ExpiresAt">From then on it opens nothing; null = no end.</param>
public sealed record MakeApiKey(string Name, IReadOnlyList<KeyScope> Scopes, Guid? UserId, DateTimeOffset? ExpiresAt) : IAct<ApiKeyMade>
{
    /// <summary>How every key begins: leaked ones are found by it.</summary>
    public const string Beginning = "cv_";

    private const int PrefixLetters = 8;

    /// <exception cref="PlainError">No name, no scope, an end in the past, or a scope beyond the user's role.</exception>
    /// <exception cref="ForbiddenException">The actor may not make such a key.</exception>
    public async Task<ApiKeyMade> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var by = work.Actor();
        Check(work.Now, by);
        var db = work.Connection;
        await AccessLock.TakeAsync(db, ct);
        if (UserId is { } user)
            CheckUser(await FoundUser.RequireAsync(db, user, ct));
        var prefix = Secret.New(PrefixLetters);
        var key = $"{Beginning}{prefix}_{Secret.New()}";
        var scopes = Scopes.Distinct().Order().Select(scope => scope.Word()).ToArray();
        var id = await db.ExecuteScalarAsync<Guid>(new CommandDefinition(
            Sql.Of<MakeApiKey>("Write"),
            new { prefix, key_hash = Secret.Hash(key), name = GivenName.Of(Name), kind = UserId is null ? "service" : "user", user_id = UserId, scopes, now = work.Now, who = by.Who, expires_at = ExpiresAt },
            cancellationToken: ct));
        await new Audit(AuditAction.KeyMade, Audit.Key(id), new Dictionary<string, string> { ["kind"] = UserId is null ? "service" : "user", ["scopes"] = string.Join(' ', scopes) })
            .RunAsync(work, ct);
        return new(id, prefix, key, ExpiresAt);
    }

    private void Check(DateTimeOffset now, Actor by)
    {
        if (by.Role is null)
            throw new ForbiddenException("A key cannot make a key; sign in to make one.");
        if (UserId is null)
            by.MustManage(AppRole.Owner);
        // The command line has no account of its own.
        else if (by.UserId is { } own && own != UserId)
            throw new ForbiddenException("A key acts as the account that makes it; to make one for another account, run vitals keys make on the server.");
        if (GivenName.Of(Name) is null)
            throw new PlainError("Say what the key is for, in at most 200 characters.");
        if (Scopes.Count == 0)
            throw new PlainError($"Say what the key may be used for: {string.Join(", ", KeyScopeWords.All.Select(scope => scope.Word()))}.");
        if (ExpiresAt <= now)
            throw new PlainError($"The key would already be expired ({ExpiresAt:yyyy-MM-dd HH:mm}Z); give a later end, or none.");
    }

    private void CheckUser(FoundUser user)
    {
        if (user.IsDisabled)
            throw new PlainError("This account is deactivated, so its key would not work; reactivate the account first.");
        if (Scopes.Except(user.AppRole.Scopes()).Select(scope => scope.Word()).ToList() is { Count: > 0 } beyond)
            throw new PlainError($"A key may do no more than its user: {string.Join(", ", beyond)} is not a {user.AppRole.Word()}'s.");
    }
}
