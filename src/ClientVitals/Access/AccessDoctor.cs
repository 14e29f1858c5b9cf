using ClientVitals.Database;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Whether somebody can sign in and let others in.</summary>
internal static class AccessDoctor
{
    public static async Task<IReadOnlyList<Finding>> AccountsAsync(NpgsqlConnection db, Secrets secrets, DateTimeOffset now, CancellationToken ct)
    {
        var counts = await AccountCounts.ReadAsync(db, ct);
        if (counts.Accounts == 0)
            return [Finding.Look("accounts", "Nobody has an account yet; vitals users first-link makes the link for the owner's.")];
        if (counts.Owners == 0)
            return [Finding.Broken("accounts", "No owner can sign in, so nobody can let others in; vitals users link makes one a link, vitals users invite another owner.")];
        var waiting = counts.Waiting == 0 ? "" : $", {counts.Waiting} invited and not come yet";
        return [Finding.Good("accounts", $"{counts.Accounts}, of them {counts.Owners} owners who can sign in{waiting}.")];
    }
}
