using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Notices;

/// <summary>A delivery by mail or channel, as those who manage the business see it.</summary>
/// <param name="Receiver">The account's name or the channel's.</param>
/// <param name="State">queued, held, sending, delivered, accepted or dead.</param>
/// <param name="LastError">Why the last attempt failed; of a dead one, why it was given up.</param>
/// <param name="NextAttemptAt">Of one that waits, when it is tried.</param>
public sealed record DeliveryRecord(
    long Id, string Kind, string Subject, string Severity, string Sentence, string Way, string? Receiver, string State, int Attempts, string? LastError, string? Receipt,
    DateTimeOffset MadeAt, DateTimeOffset? FinishedAt, DateTimeOffset NextAttemptAt)
{
    /// <summary>Listed at once at most.</summary>
    public const int Most = 200;

    private static readonly string[] States = ["queued", "held", "sending", "delivered", "accepted", "dead"];

    /// <summary>A state as somebody writes it; null = all.</summary>
    /// <exception cref="PlainError">There is no such state.</exception>
    public static string? ReadState(string? word) => word is null || States.Contains(word) ? word
        : throw new PlainError($"The state must be {string.Join(", ", States)}, not \"{word}\".");

    public bool IsOver => FinishedAt is not null;

    /// <summary>Those by mail and channel, the latest first, as somebody may see them.</summary>
    /// <param name="state">Only these; null = all.</param>
    public static Task<IReadOnlyList<DeliveryRecord>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, string? state, int most, CancellationToken ct) =>
        database.AskAsync<DeliveryRecord>(who, Sql.Of<DeliveryRecord>(), new { id = (long?)null, state, most = Math.Clamp(most, 1, Most) }, ct);

    /// <summary>One of them; null = it is not there.</summary>
    public static async Task<DeliveryRecord?> FindAsync(NpgsqlConnection db, long id, CancellationToken ct) =>
        await db.QuerySingleOrDefaultAsync<DeliveryRecord>(new CommandDefinition(Sql.Of<DeliveryRecord>(), new { id, state = (string?)null, most = 1 }, cancellationToken: ct));
}
