using System.Net;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Signs in with e-mail and password.</summary>
/// <param name="Email">As it was typed.</param>
/// <param name="TypedPassword">The password, as it was typed.</param>
/// <param name="Address">The client's, behind whatever proxy is believed; null = this machine.</param>
/// <param name="Browser">What it says it is.</param>
public sealed record SignIn(string Email, string TypedPassword, IPAddress? Address, string? Browser)
{
    /// <summary>
    /// <see cref="SignInResult.In"/>, <see cref="SignInResult.Wrong"/>, <see cref="SignInResult.Wait"/> or <see cref="SignInResult.Disabled"/>. Takes as long for
    /// an address that nobody has. The password is computed between two units of work, so that no connection waits for it.
    /// </summary>
    public async Task<SignInResult> RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        // What is no address is counted and refused like one, and looked up nowhere.
        var email = Settings.Email.Normal(Email, out _);
        var turn = SignInTurn.ToSignIn(email ?? "\n" + Email[..Math.Min(Email.Length, 300)], Address);
        SignInAccount? account;
        await using (var work = await database.BeginAsync(ct))
        {
            if (await turn.TakeAsync(work.Connection, now, ct) is var seconds and > 0)
                return new SignInResult.Wait(seconds);
            account = email is null ? null : await AccountAsync(work.Connection, email, ct);
            await work.CommitAsync(ct);
        }
        var isShort = TypedPassword.Length <= 8 * PasswordRule.Longest;
        var fits = Password.Fits(isShort ? TypedPassword : "", isShort ? account?.PasswordHash : null, out var isWeak);
        return account is null || !fits || account.IsDisabled
            ? await RefuseAsync(database, account, fits, now, ct)
            : await EnterAsync(database, turn, account, isWeak, now, ct);
    }

    internal static Task<SignInAccount?> AccountAsync(NpgsqlConnection db, string email, CancellationToken ct) =>
        db.QuerySingleOrDefaultAsync<SignInAccount?>(new CommandDefinition(Sql.Of<SignInAccount>(), new { email }, cancellationToken: ct));

    private static async Task<SignInResult> RefuseAsync(VitalsDatabase database, SignInAccount? account, bool fits, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(ct);
        var why = account is null ? "unknown" : fits ? "disabled" : "password";
        await new Audit(AuditAction.SignInFailed, account is null ? null : Audit.User(account.Id), new Dictionary<string, string> { ["why"] = why })
            .WriteAsync(work.Connection, now, Actor.Nobody.Who, ct);
        await work.CommitAsync(ct);
        // That the account is closed is told only to one who knows its password.
        return fits ? new SignInResult.Disabled() : new SignInResult.Wrong();
    }

    private async Task<SignInResult> EnterAsync(
        VitalsDatabase database, SignInTurn turn, SignInAccount account, bool isWeak, DateTimeOffset now, CancellationToken ct)
    {
        var hash = isWeak ? Password.Hash(TypedPassword) : null;
        await using var work = await database.BeginAsync(ct);
        var db = work.Connection;
        await turn.GiveBackAsync(db, now, ct);
        if (hash is not null)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<SignIn>("Rehash"), new { id = account.Id, hash, was = account.PasswordHash }, cancellationToken: ct));
        var entered = await new StartSession(account, Browser).RunAsync(db, now, ct);
        await new Audit(AuditAction.SignIn, Audit.User(account.Id), new Dictionary<string, string> { ["by"] = "password" })
            .WriteAsync(db, now, entered.Who.Who, ct);
        await work.CommitAsync(ct);
        return entered;
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(SignIn);
}
