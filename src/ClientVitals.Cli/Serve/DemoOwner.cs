using ClientVitals.Access;
using ClientVitals.Database;

namespace ClientVitals.Cli.Serve;

/// <summary>The demo town's owner: an account without a password, let in by a link each time the demo is served.</summary>
internal static class DemoOwner
{
    private const string Email = "owner@demo.example";

    /// <summary>A link straight into the demo; makes the account when it is not there.</summary>
    public static async Task<LinkMade> LinkAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken cancel)
    {
        var by = Actor.CommandLine(Environment.UserName);
        UserAccount? owner;
        await using (var db = await database.OpenAsync(cancel))
            owner = (await Users.ReadAsync(db, null, Users.Most, cancel)).FirstOrDefault(user => user.Email == Email);
        var id = owner?.Id ?? (await database.DoAsync(new InviteUser(Email, "Demo owner", AppRole.Owner), by, now, cancel)).Id;
        return await database.DoAsync(new MakeLink(LinkPurpose.SignIn, id), by, now, cancel);
    }
}
