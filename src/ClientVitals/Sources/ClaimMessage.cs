using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>
/// Claims a message's id within the transaction that applies the message: of many that come at once with the same id one applies it,
/// the others wait for its end and then read what it answered. If its transaction fails, the id is free again.
/// </summary>
/// <param name="Source">Who sent it.</param>
/// <param name="MessageId">Its id.</param>
/// <param name="Sha256">Hash of its body, hexadecimal.</param>
public sealed record ClaimMessage(string Source, string MessageId, string Sha256) : IAct<ClaimMessage.Earlier?>
{
    /// <summary>What an earlier one of the same id came to.</summary>
    public sealed record Earlier(string Sha256, long? DeliveryId, string Outcome);

    /// <summary>Null = it is ours to apply; else the earlier one.</summary>
    public async Task<Earlier?> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var db = work.Connection;
        var about = new { source = Source, message_id = MessageId, sha256 = Sha256, now = work.Now };
        var claimed = await db.ExecuteScalarAsync<bool?>(new CommandDefinition(Sql.Of<ClaimMessage>("Claim"), about, cancellationToken: ct));
        return claimed is true
            ? null
            : await db.QuerySingleAsync<Earlier>(new CommandDefinition(Sql.Of<ClaimMessage>("Earlier"), about, cancellationToken: ct));
    }

    /// <summary>Writes what it came to, before the transaction is committed.</summary>
    public Task<int> EndAsync(NpgsqlConnection db, long? delivery, string outcome, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(
            Sql.Of<ClaimMessage>("End"), new { source = Source, message_id = MessageId, delivery, outcome }, cancellationToken: ct));
}
