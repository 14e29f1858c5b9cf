using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>
/// A request that carries a key of its own (<c>Idempotency-Key</c>) is done once: the key is claimed and the answer kept in the
/// transaction that does it, so that either all of it happened or none.
/// </summary>
/// <param name="By">Who asks.</param>
/// <param name="Key">The request's key.</param>
/// <param name="Sha256">Hash of what is asked, hexadecimal: another request under the same key is refused.</param>
public sealed record AnswerOnce(string By, string Key, string Sha256)
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan For = TimeSpan.FromDays(1);

    /// <summary>What the claim came to.</summary>
    public enum Claim
    {
        /// <summary>Ours to do.</summary>
        Ours,
        /// <summary>Done before: here is its answer.</summary>
        Answered,
        /// <summary>Another request is kept under this key.</summary>
        Other,
        /// <summary>The first one is still at work.</summary>
        AtWork,
    }

    public sealed record Earlier(string Sha256, int? Status, string? Answer);

    /// <summary>Claims the key; waits for nobody.</summary>
    public async Task<(Claim Claim, Earlier? Answer)> ClaimAsync(NpgsqlConnection db, DateTimeOffset now, CancellationToken ct)
    {
        var about = new { by = By, key = Key, sha256 = Sha256, now };
        if (!await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<AnswerOnce>("Turn"), about, cancellationToken: ct)))
            return (Claim.AtWork, null);
        if (await db.ExecuteScalarAsync<bool?>(new CommandDefinition(Sql.Of<AnswerOnce>("Claim"), about, cancellationToken: ct)) is true)
            return (Claim.Ours, null);
        var earlier = await db.QuerySingleAsync<Earlier>(new CommandDefinition(Sql.Of<AnswerOnce>("Earlier"), about, cancellationToken: ct));
        return (earlier.Sha256 != Sha256 ? Claim.Other : earlier.Status is null ? Claim.AtWork : Claim.Answered, earlier);
    }

    /// <summary>Keeps the answer, before the transaction is committed.</summary>
    public Task<int> KeepAsync(NpgsqlConnection db, int status, string answer, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of<AnswerOnce>("Keep"), new { by = By, key = Key, status, answer }, cancellationToken: ct));
}
