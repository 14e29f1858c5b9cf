using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Notices;

/// <summary>A channel of the business with its health.</summary>
/// <param name="Kind">slack, teams, webhook or mail.</param>
/// <param name="Target">The host; of mail, the address.</param>
/// <param name="LeastSeverity">Notices below it are not sent here.</param>
/// <param name="Kinds">Kinds it is for; null = all.</param>
/// <param name="PausedUntil">The receiver asked us to wait until then; null = it did not.</param>
/// <param name="LastSuccessAt">When it last took one; null = never.</param>
/// <param name="LastState">How that one ended: delivered, or accepted where nobody tells whether it was shown.</param>
/// <param name="LastErrorAt">When an attempt last failed; null = never.</param>
/// <param name="LastError">Why.</param>
/// <param name="Queued">Deliveries that wait or are being sent.</param>
/// <param name="Dead">Deliveries that were given up.</param>
public sealed record NoticeChannel(
    long Id, string Name, string Kind, string Target, string LeastSeverity, string[]? Kinds, DateTimeOffset? PausedUntil,
    DateTimeOffset? LastSuccessAt, string? LastState, DateTimeOffset? LastErrorAt, string? LastError, int Queued, int Dead)
{
    /// <summary>Channels of a business at most.</summary>
    public const int Most = 50;

    internal const string SigningEnd = "-signing";

    /// <summary>The name of the secret that holds its address.</summary>
    public static string AddressSecret(string channel) => "notice-" + channel;

    /// <summary>The name of the secret its messages are signed with.</summary>
    public static string SigningSecret(string channel) => $"notice-{channel}{SigningEnd}";

    /// <summary>Those in use, by name, as somebody may see them.</summary>
    public static Task<IReadOnlyList<NoticeChannel>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        database.AskAsync<NoticeChannel>(who, Sql.Of<NoticeChannel>(), new { name = (string?)null }, ct);

    /// <summary>One of them; null = there is none of this name.</summary>
    public static async Task<NoticeChannel?> FindAsync(NpgsqlConnection db, string name, CancellationToken ct) =>
        await db.QuerySingleOrDefaultAsync<NoticeChannel>(new CommandDefinition(Sql.Of<NoticeChannel>(), new { name }, cancellationToken: ct));

    /// <exception cref="NotFoundException">There is none of this name.</exception>
    public static async Task<NoticeChannel> RequireAsync(NpgsqlConnection db, string name, CancellationToken ct) =>
        await FindAsync(db, name, ct) ?? throw new NotFoundException($"There is no channel {name}; vitals notices channels lists them.");
}
