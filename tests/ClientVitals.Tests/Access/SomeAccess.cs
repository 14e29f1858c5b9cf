using ClientVitals.Access;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Access;

/// <summary>Accounts for tests, made as people make them.</summary>
internal static class SomeAccess
{
    public const string Word = "four words in a row";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly Actor Prompt = Actor.CommandLine("tester");

    /// <summary>What is kept of <see cref="Word"/>, at its full cost: a good part of a second of a core, once.</summary>
    private static readonly Lazy<string> Kept = new(() => Password.Hash(Word));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Takes everybody out, so that the tests of one class do not meet.</summary>
    public static Task ClearAsync(TestDatabase database) =>
        database.DoAsync("delete from users; delete from user_links; delete from api_keys; delete from sign_in_failures; delete from audit_log");

    /// <summary>An account whose invitation was accepted with <see cref="Word"/>.</summary>
    public static async Task<SignInResult.In> UserAsync(TestDatabase database, string email, AppRole role = AppRole.Owner, string? staff = null)
    {
        var invited = await new InviteUser(email, "Somebody", role, staff, MakeStaff: true).RunAsync(database.Vitals, Now, Prompt, Cancel);
        return (await new UseLink(invited.Link.Token, Word).RunAsync(database.Vitals, Now, Cancel)).ShouldBeOfType<SignInResult.In>();
    }

    /// <summary>As <see cref="UserAsync"/>, where how the account came to its password is not what is tested: by SQL, and in by a link.</summary>
    public static async Task<SignInResult.In> KnownUserAsync(TestDatabase database, string email, AppRole role = AppRole.Owner, string? staff = null)
    {
        var invited = await new InviteUser(email, "Somebody", role, staff, MakeStaff: true).RunAsync(database.Vitals, Now, Prompt, Cancel);
        await database.DoAsync($"update users set password_hash = '{Kept.Value}' where id = '{invited.Id}'; delete from user_links where user_id = '{invited.Id}'");
        var link = await new MakeLink(LinkPurpose.SignIn, invited.Id).RunAsync(database.Vitals, Now, Prompt, Cancel);
        var entered = (await new UseLink(link.Token).RunAsync(database.Vitals, Now, Cancel)).ShouldBeOfType<SignInResult.In>();
        await database.DoAsync($"delete from user_links where user_id = '{invited.Id}'");
        return entered;
    }

    public static Task<SignInResult> SignInAsync(TestDatabase database, string email, string password = Word, DateTimeOffset? at = null, string address = "192.0.2.1") =>
        new SignIn(email, password, System.Net.IPAddress.Parse(address), "Firefox").RunAsync(database.Vitals, at ?? Now, Cancel);

    /// <summary>Neither as text nor as bytes, which the server shows in hexadecimal.</summary>
    public static void ShouldNotHold(this string rows, string what)
    {
        rows.ShouldNotContain(what);
        rows.ShouldNotContain(Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(what)));
    }

    /// <summary>What was done, in words, the first first.</summary>
    public static async Task<IReadOnlyList<string>> RecordAsync(TestDatabase database)
    {
        await using var db = await database.OpenAsync();
        return [.. (await AuditLog.ReadAsync(db, null, null, 1_000, Cancel)).Reverse().Select(line => line.Action)];
    }
}
