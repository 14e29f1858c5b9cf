using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>
/// Begins a session: over 30 days after, or when it was not used for 12 hours, or when somebody signs out, or when the account's stamp
/// changes. It carries the stamp its sign-in saw: a password changed meanwhile ends it at once.
/// </summary>
internal sealed record StartSession(SignInAccount Account, string? Browser)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(12);

    public async Task<SignInResult.In> RunAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct)
    {
        var token = Secret.New();
        var expires_at = now + Longest;
        var session = await db.ExecuteScalarAsync<Guid>(new CommandDefinition(
            Sql.Of<StartSession>("Write"),
            new { token_hash = Secret.Hash(token), user_id = Account.Id, stamp = Account.SecurityStamp, browser = Short(Browser), now, expires_at },
            cancellationToken: ct));
        return new(Caller.Person(Account.Id, session, Account.Name, Account.AppRole, Account.StaffId, Account.StaffName), token, expires_at);
    }

    /// <summary>What a browser says of itself is anybody's text: one line, cut short.</summary>
    private static string? Short(string? browser)
    {
        if (string.IsNullOrWhiteSpace(browser))
            return null;
        var line = string.Concat(browser.Where(c => !char.IsControl(c) && !char.IsSurrogate(c))).Trim();
        return line.Length > 200 ? line[..200] : line;
    }
}
