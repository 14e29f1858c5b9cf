using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>The systems that post calls by themselves, with what came of it.</summary>
/// <param name="Mapping">The name of a ready mapping, or one as JSON.</param>
/// <param name="Scheme">How its messages are signed: a word of <see cref="WebhookSchemeWords"/>.</param>
/// <param name="LastAt">When the last message was taken; null = never.</param>
/// <param name="Messages">Messages taken in the last 24 hours.</param>
/// <param name="Rejected">Calls of them that were refused.</param>
public sealed record CallSources(string Name, string Mapping, string Scheme, bool Enabled, DateTimeOffset? LastAt, int Messages, long Rejected)
{
    /// <summary>The name of the secret its messages are signed with.</summary>
    public static string SecretName(string source) => "webhook-" + source;

    /// <summary>All of them by name; at most a thousand.</summary>
    public static async Task<IReadOnlyList<CallSources>> ReadAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct) =>
        (await db.QueryAsync<CallSources>(new CommandDefinition(
            Sql.Of<CallSources>(), new { name = (string?)null, since = now.AddDays(-1) }, cancellationToken: ct))).AsList();

    /// <summary>One of them; null when there is no such name.</summary>
    public static async Task<CallSources?> FindAsync(NpgsqlConnection db, string name, DateTimeOffset now, CancellationToken ct) =>
        await db.QuerySingleOrDefaultAsync<CallSources>(new CommandDefinition(
            Sql.Of<CallSources>(), new { name, since = now.AddDays(-1) }, cancellationToken: ct));
}
