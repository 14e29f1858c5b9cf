using System.Globalization;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Cli.Doctor;

/// <summary>The server: reached, its version, the login's rights, its clock, the pooler before it.</summary>
internal static class ServerChecks
{
    /// <summary>The oldest PostgreSQL that is promised.</summary>
    private const int Oldest = 150_000;

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5), Hearing = TimeSpan.FromMilliseconds(800);

    public static async Task<IReadOnlyList<Finding>> AllAsync(VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        ServerFacts facts;
        DateTimeOffset before, after;
        await using (var db = await database.OpenBareAsync(cancel))
        {
            before = clock.GetUtcNow();
            facts = await ServerFacts.ReadAsync(db, cancel);
            after = clock.GetUtcNow();
        }
        return
        [
            Reached(facts, database.Where),
            Rights(facts, database.IsEmbedded),
            Clocks(before + (after - before) / 2, facts.Clock),
            await HearsAsync(database, cancel),
        ];
    }

    internal static Finding Reached(ServerFacts facts, string where) => facts.VersionNumber < Oldest
        ? Finding.Broken("database", $"PostgreSQL {facts.Version} at {where} is older than 15, the oldest supported; upgrade the server.")
        : Finding.Good("database", string.Create(CultureInfo.InvariantCulture, $"PostgreSQL {facts.Version}, {facts.Bytes / 1048576.0:N0} MB: {where}."));

    internal static Finding Rights(ServerFacts facts, bool isEmbedded)
    {
        if (facts.NotHeld.Length > 0)
        {
            return Finding.Broken("rights", facts.OwnsTables is null
                ? $"The roles {string.Join(", ", facts.NotHeld)} do not exist or are not granted to {facts.Login} yet; run vitals db push{(isEmbedded ? "" : ", then grant them to it")}."
                : $"{facts.Login} cannot act as {string.Join(", ", facts.NotHeld)}; let the owner run: grant {string.Join(", ", facts.NotHeld)} to {facts.Login}");
        }
        if (facts.IsSuperuser)
            return Finding.Look("rights", $"{facts.Login} is a superuser, so row-level security does not apply; give DATABASE_URL a login of its own that owns nothing.");
        return facts.OwnsTables == true
            ? Finding.Look("rights", $"{facts.Login} owns the tables it serves and could change the schema; give DATABASE_URL a login that owns nothing, and keep this one for DATABASE_ADMIN_URL.")
            : Finding.Good("rights", $"{facts.Login} owns nothing and acts as anon, authenticated and service_role.");
    }

    internal static Finding Clocks(DateTimeOffset here, DateTimeOffset there)
    {
        var apart = (here - there).Duration();
        var said = string.Create(CultureInfo.InvariantCulture, $"{apart.TotalSeconds:0.0} s");
        return apart > Apart
            ? Finding.Look("clock", $"This machine's clock is {said} {(here > there ? "ahead of" : "behind")} the database server's; set both by NTP, or schedules, sessions and signatures are off by that.")
            : Finding.Good("clock", $"This machine and the database server agree ({said} apart).");
    }

    /// <summary>Whether a word said on one connection is heard on another: not behind a pooler that lends them by the transaction.</summary>
    private static async Task<Finding> HearsAsync(VitalsDatabase database, CancellationToken cancel)
    {
        // One channel for all: behind a pooler the server's connection goes on listening to it.
        const string Channel = "vitals_doctor";
        var word = Guid.NewGuid().ToString();
        var heard = false;
        await using var listening = await database.OpenBareAsync(cancel);
        listening.Notification += (_, told) => heard |= told.Payload == word;
        await using (var listen = new NpgsqlCommand("listen " + Channel, listening))
            await listen.ExecuteNonQueryAsync(cancel);
        await using (var speaking = await database.OpenBareAsync(cancel))
        await using (var say = new NpgsqlCommand("select pg_notify($1, $2)", speaking) { Parameters = { new() { Value = Channel }, new() { Value = word } } })
            await say.ExecuteNonQueryAsync(cancel);
        for (var until = Environment.TickCount64 + (long)Hearing.TotalMilliseconds; !heard && Environment.TickCount64 < until;)
            await listening.WaitAsync(TimeSpan.FromMilliseconds(50), cancel);
        await using (var unlisten = new NpgsqlCommand("unlisten " + Channel, listening))
            await unlisten.ExecuteNonQueryAsync(cancel);
        return heard
            ? Finding.Good("live stream", "Changes arrive over LISTEN at once.")
            : Finding.Look("live stream", "Nothing arrives over LISTEN, as behind a pooler in transaction mode: changes show within 5 s instead of at once. Give DATABASE_URL a session address if that matters.");
    }
}
