using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>A link that was made. The token is told this once; what is kept is its hash.</summary>
/// <param name="Token">Goes into <c>/link/token</c>.</param>
public sealed record LinkMade(string Token, LinkPurpose Purpose, DateTimeOffset ExpiresAt)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"LinkMade {{ Purpose = {Purpose}, ExpiresAt = {ExpiresAt:O} }}";
}

/// <summary>
/// Makes a one-time link; an older one of the same purpose for the same person opens nothing from then on.
/// </summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="UserId">For whom; null = the first owner, who has no account yet.</param>
public sealed record MakeLink(LinkPurpose Purpose, Guid? UserId) : IAct<LinkMade>
{
    /// <summary>The first owner's: there is no account yet.</summary>
    public static readonly MakeLink FirstOwner = new(LinkPurpose.FirstOwner, null);

    /// <exception cref="PlainError">The account is closed; the purpose does not fit it; the first owner is there.</exception>
    /// <exception cref="ForbiddenException">The actor does not manage the account.</exception>
    public async Task<LinkMade> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var by = work.Actor();
        var db = work.Connection;
        await AccessLock.TakeAsync(db, ct);
        if (UserId is { } id)
            Check(await FoundUser.RequireAsync(db, id, ct), by);
        else
            await CheckFirstAsync(db, by, ct);
        return await WriteAsync(work, Purpose, UserId, ct);
    }

    /// <summary>Writes it, in the unit of work and the turn of the caller.</summary>
    internal static async Task<LinkMade> WriteAsync(UnitOfWork work, LinkPurpose purpose, Guid? user, CancellationToken ct)
    {
        var db = work.Connection;
        var token = Secret.New();
        var expires_at = work.Now + purpose.Lasts();
        var about = new { token_hash = Secret.Hash(token), purpose = purpose.Word(), user_id = user, now = work.Now, who = work.By.Who, expires_at };
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<MakeLink>("Supersede"), about, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<MakeLink>("Write"), about, cancellationToken: ct));
        await new Audit(AuditAction.LinkMade, user is { } id ? Audit.User(id) : null, new Dictionary<string, string> { ["purpose"] = purpose.Word() })
            .RunAsync(work, ct);
        return new(token, purpose, expires_at);
    }

    private void Check(FoundUser user, Actor by)
    {
        by.MustManage(user.AppRole);
        if (Purpose == LinkPurpose.FirstOwner)
            throw new PlainError("The first owner's link is not for an account that already exists.");
        if (user.IsDisabled)
            throw new PlainError("This account is deactivated; reactivate it first, then make the link.");
        if (Purpose == LinkPurpose.Invitation && user.HasPassword)
            throw new PlainError("This account has a password already; make a link to set another one, or to sign in.");
        if (Purpose == LinkPurpose.PasswordReset && !user.HasPassword)
            throw new PlainError("This account has no password yet; invite it again.");
    }

    private static async Task CheckFirstAsync(NpgsqlConnection db, Actor by, CancellationToken ct)
    {
        by.MustManage(AppRole.Owner);
        if (await AnybodyAsync(db, ct))
            throw new PlainError("There is an account already, so there is no first owner to make. An owner can invite others; vitals users link makes a link for a forgotten password.");
    }

    /// <summary>Whether the first owner's link was shown already and waits to be used.</summary>
    public static Task<bool> FirstWaitsAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<MakeLink>("Waiting"), new { now }, cancellationToken: ct));

    /// <summary>Whether there is any account.</summary>
    public static Task<bool> AnybodyAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<MakeLink>("Anybody"), cancellationToken: ct));
}
