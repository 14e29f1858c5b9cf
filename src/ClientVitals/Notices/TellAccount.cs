using ClientVitals.Database;

namespace ClientVitals.Notices;

/// <summary>Mail that an account needs to be let in.</summary>
public enum AccountLetter
{
    /// <summary>Set your first password.</summary>
    Invitation,
    /// <summary>Set another password.</summary>
    PasswordReset,
}

/// <summary>
/// Queues a letter to an account's own address: by mail alone, also before there is a password, whatever the preferences and the hour. The one-time
/// link is not stored: the server makes it when it sends, and the newest link is the one that opens.
/// </summary>
/// <param name="UserId">The account.</param>
/// <param name="Grace">So long the outbox leaves it to the door that queued it, which has a link in hand.</param>
public sealed record TellAccount(Guid UserId, AccountLetter Letter, TimeSpan Grace) : IAct<long>
{
    private const string Begins = "account.";

    /// <returns>The number of its delivery.</returns>
    public async Task<long> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var (kind, says) = Letter == AccountLetter.Invitation ? ("account.invitation", "A link to set the first password.") : ("account.password-reset", "A link to set another password.");
        var notice = await Tell.WriteAsync(
            work, new(kind, $"user:{UserId}", "the account", says, null, NoticeSeverity.Critical, $"{kind}:{Guid.NewGuid()}"), ct);
        return (await Tell.QueueAsync(work, notice!.Value, [Tell.Queued.Of(UserId, null, "mail", (work.Now + Grace, null))], ct))[0];
    }

    /// <summary>Which letter a notice of this kind is; null = none.</summary>
    public static AccountLetter? LetterOf(string kind) => kind switch
    {
        Begins + "invitation" => AccountLetter.Invitation,
        Begins + "password-reset" => AccountLetter.PasswordReset,
        _ => null,
    };
}
