using ClientVitals.Database;

namespace ClientVitals.Access;

/// <summary>The link to send to somebody who forgot the password.</summary>
public sealed record ResetAsked(Guid UserId, string Email, string Name, LinkMade Link);

/// <summary>
/// Somebody who is not signed in asks for a link to set a new password; who never accepted the invitation gets that one again. At
/// most three an hour for one address. The door gives the same answer whatever came of it, before it sends the mail.
/// </summary>
/// <param name="Address">As it was typed.</param>
public sealed record AskForReset(string Address)
{
    /// <summary>What else belongs to it, in the same unit of work; null = nothing.</summary>
    public Func<UnitOfWork, ResetAsked, CancellationToken, Task>? Also { get; init; }

    /// <summary>Null when there is nothing to send: nobody has the address, the account is closed, or it was asked too often.</summary>
    public async Task<ResetAsked?> RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (Settings.Email.Normal(Address, out _) is not { } email)
            return null;
        await using var work = await database.BeginAsync(Actor.Nobody, now, ct);
        var db = work.Connection;
        await AccessLock.TakeAsync(db, ct);
        if (await SignInTurn.ToReset(email).TakeAsync(db, now, ct) > 0)
            return null;
        var sent = await SignIn.AccountAsync(db, email, ct) is { IsDisabled: false } account
            ? new ResetAsked(account.Id, email, account.Name, await MakeLink.WriteAsync(
                work, account.PasswordHash is null ? LinkPurpose.Invitation : LinkPurpose.PasswordReset, account.Id, ct))
            : null;
        if (sent is not null && Also is not null)
            await Also(work, sent, ct);
        await work.CommitAsync(ct);
        return sent;
    }
}
