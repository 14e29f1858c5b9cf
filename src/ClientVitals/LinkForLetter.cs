using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Notices;

namespace ClientVitals;

/// <summary>
/// The one-time link that a letter of the outbox carries, made as it is sent: so no link is stored, and the newest letter has the one that opens.
/// Crosses rooms: letters are Notices', links are Access's.
/// </summary>
public sealed record LinkForLetter(Guid UserId, AccountLetter Letter) : IAct<LinkMade?>
{
    /// <summary>Null = the letter has become pointless: the account is closed, or the invitation was accepted.</summary>
    public async Task<LinkMade?> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await AccessLock.TakeAsync(work.Connection, ct);
        var user = await FoundUser.RequireAsync(work.Connection, UserId, ct);
        return user.IsDisabled || (Letter == AccountLetter.Invitation && user.HasPassword)
            ? null
            : await MakeLink.WriteAsync(work, user.HasPassword ? LinkPurpose.PasswordReset : LinkPurpose.Invitation, UserId, ct);
    }
}
