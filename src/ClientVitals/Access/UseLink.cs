using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>
/// Uses a one-time link, once: signs in, after setting the password where the link is for that; the first owner's makes the account.
/// </summary>
/// <param name="Token">Of the link.</param>
/// <param name="NewPassword">Not needed by a link that only signs in.</param>
/// <param name="Email">First owner: the address to sign in with.</param>
/// <param name="Name">First owner: what people call them.</param>
/// <param name="Browser">What it says it is.</param>
public sealed record UseLink(string? Token, string? NewPassword = null, string? Email = null, string? Name = null, string? Browser = null)
{
    /// <summary>
    /// <see cref="SignInResult.In"/>, <see cref="SignInResult.Gone"/>, or <see cref="SignInResult.Unfit"/>, after which the link still counts. Of many at once one gets in.
    /// </summary>
    public async Task<SignInResult> RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        OpenLink? link;
        await using (var reading = await database.OpenAsync(ct))
            link = await OpenLink.OfAsync(reading, Token, now, ct);
        if (link is null)
            return new SignInResult.Gone();
        var isFirst = link.Purpose == LinkPurpose.FirstOwner;
        var fault = (string?)null;
        var email = isFirst ? Settings.Email.Normal(Email ?? "", out fault) : link.Email;
        if (email is null)
            return new SignInResult.Unfit($"Give an e-mail address to sign in with: {Sentence.Of(fault ?? "")}.");
        if (isFirst && GivenName.Of(Name) is null)
            return new SignInResult.Unfit($"Give your name, of 1 to 200 characters.");
        if (link.Purpose == LinkPurpose.SignIn)
            return await TakeAsync(database, link, email, null, now, ct);
        return PasswordRule.FaultOf(NewPassword, email) is { } unfit
            ? new SignInResult.Unfit(unfit)
            : await TakeAsync(database, link, email, Password.Hash(NewPassword!), now, ct);
    }

    private async Task<SignInResult> TakeAsync(VitalsDatabase database, OpenLink link, string email, string? hash, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var db = work.Connection;
        await AccessLock.TakeAsync(db, ct);
        if (await db.ExecuteAsync(new CommandDefinition(Sql.Of<UseLink>("Take"), new { token_hash = Secret.Hash(Token), now }, cancellationToken: ct)) == 0)
            return new SignInResult.Gone();
        if (link.Purpose == LinkPurpose.FirstOwner)
        {
            if (await MakeLink.AnybodyAsync(db, ct))
                return new SignInResult.Gone();
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<UseLink>("FirstOwner"), new { email, name = GivenName.Of(Name), hash, now }, cancellationToken: ct));
        }
        var account = await SignIn.AccountAsync(db, email, ct);
        if (account is null)
            return new SignInResult.Gone();
        if (link.Purpose != LinkPurpose.FirstOwner && hash is not null)
        {
            await new SetPassword(account.Id, hash).RunAsync(db, now, Audit.User(account.Id), ct);
            // The password brought a new stamp, which the session must carry.
            account = (await SignIn.AccountAsync(db, email, ct))!;
        }
        var entered = await new StartSession(account, Browser).RunAsync(db, now, ct);
        if (link.Purpose == LinkPurpose.FirstOwner)
            await new Audit(AuditAction.UserMade, Audit.User(account.Id), new Dictionary<string, string> { ["role"] = account.AppRole.Word() }).WriteAsync(db, now, entered.Who.Who, ct);
        await new Audit(AuditAction.LinkUsed, Audit.User(account.Id), new Dictionary<string, string> { ["purpose"] = link.Purpose.Word() }).WriteAsync(db, now, entered.Who.Who, ct);
        await work.CommitAsync(ct);
        return entered;
    }

    /// <summary>Without token and password.</summary>
    public override string ToString() => nameof(UseLink);
}
