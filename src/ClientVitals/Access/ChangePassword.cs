using System.Net;
using ClientVitals.Database;

namespace ClientVitals.Access;

/// <summary>
/// Changes one's own password, knowing the current one: somebody who finds a browser signed in cannot lock its owner out. Every session ends,
/// and the caller gets a new one.
/// </summary>
/// <param name="Who">A person, by session.</param>
/// <param name="Present">The password until now.</param>
/// <param name="Next">The password from now on.</param>
/// <param name="Address">The client's; null = this machine.</param>
/// <param name="Browser">What it says it is.</param>
public sealed record ChangePassword(Caller Who, string Present, string Next, IPAddress? Address, string? Browser)
{
    /// <summary>
    /// <see cref="SignInResult.In"/> with the new session, <see cref="SignInResult.Wrong"/>, <see cref="SignInResult.Wait"/> (counted as sign-ins are), or <see cref="SignInResult.Unfit"/>.
    /// </summary>
    /// <exception cref="ForbiddenException">A key asks.</exception>
    public async Task<SignInResult> RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (Who.SessionId is null || Who.UserId is not { } id)
            throw new ForbiddenException("A key cannot change a password; sign in to do it.");
        string email;
        SignInAccount account;
        SignInTurn turn;
        await using (var work = await database.BeginAsync(ct))
        {
            email = (await FoundUser.RequireAsync(work.Connection, id, ct)).Email;
            account = (await SignIn.AccountAsync(work.Connection, email, ct))!;
            turn = SignInTurn.ToSignIn(email, Address);
            if (await turn.TakeAsync(work.Connection, now, ct) is var seconds and > 0)
                return new SignInResult.Wait(seconds);
            await work.CommitAsync(ct);
        }
        if (Present.Length > 8 * PasswordRule.Longest || !Password.Fits(Present, account.PasswordHash, out _))
            return new SignInResult.Wrong();
        var fault = Next == Present ? (Sentence)$"The new password is the current one; choose another." : PasswordRule.FaultOf(Next, email);
        return fault is null
            ? await WriteAsync(database, turn, account, email, now, ct)
            : await KeepAsync(database, turn, fault, now, ct);
    }

    private async Task<SignInResult> WriteAsync(VitalsDatabase database, SignInTurn turn, SignInAccount account, string email, DateTimeOffset now, CancellationToken ct)
    {
        var hash = Password.Hash(Next);
        await using var work = await database.BeginAsync(ct);
        var db = work.Connection;
        await AccessLock.TakeAsync(db, ct);
        // Changed or closed while this one computed: what was checked holds no longer.
        if (await SignIn.AccountAsync(db, email, ct) is not { IsDisabled: false } present || present.SecurityStamp != account.SecurityStamp)
            return new SignInResult.Wrong();
        await turn.GiveBackAsync(db, now, ct);
        await new SetPassword(account.Id, hash).RunAsync(db, now, Who.Who, ct);
        var entered = await new StartSession((await SignIn.AccountAsync(db, email, ct))!, Browser).RunAsync(db, now, ct);
        await work.CommitAsync(ct);
        return entered;
    }

    private static async Task<SignInResult> KeepAsync(VitalsDatabase database, SignInTurn turn, Sentence fault, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        await turn.GiveBackAsync(work.Connection, now, ct);
        await work.CommitAsync(ct);
        return new SignInResult.Unfit(fault);
    }

    /// <summary>Without the passwords.</summary>
    public override string ToString() => nameof(ChangePassword);
}
