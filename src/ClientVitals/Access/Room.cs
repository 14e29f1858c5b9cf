using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Access;

/// <summary>What access brings: accounts, sessions, keys, the audit log.</summary>
public static class Room
{
    public static readonly RoomEntry Entry = new(
        "Access",
        new Table("users") { Erase = OnErase.KeepsTexts },
        new Table("user_sessions"),
        new Table("user_links"),
        new Table("sign_in_failures"),
        new Table("api_keys"),
        new Table("saved_views"),
        new DoctorCheck("accounts", AccessDoctor.AccountsAsync),
        new Purge("sign-in failures, links, sessions and the audit log", async (database, now, ct) =>
        {
            var gone = await database.DoAsync(new PurgeAccess(), Principal.Program, now, ct);
            return gone.Failures + gone.Links + gone.Sessions + gone.AuditLines;
        }));
}
