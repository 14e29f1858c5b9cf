using ClientVitals.Database;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>Whether somebody can sign in and let others in.</summary>
internal static class AccessDoctor
{
    public static async Task<IReadOnlyList<Finding>> AccountsAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var counts = await AccountCounts.ReadAsync(db, ct);
        if (counts.Accounts == 0)
            return [Finding.Look("accounts", "There is no account yet; vitals users first-link makes the link for the owner's account.")];
        if (counts.Owners == 0)
            return [Finding.Broken("accounts", "No owner can sign in, so nobody can invite others; vitals users link makes a link for an owner, vitals users invite adds another one.")];
        var waiting = counts.Waiting == 0 ? "" : $", {counts.Waiting} invited but not signed in yet";
        return [Finding.Good("accounts", $"{counts.Accounts}, of them {counts.Owners} owners who can sign in{waiting}.")];
    }
}
