using System.Text.Json;
using Dapper;

namespace ClientVitals.Database;

/// <summary>
/// Writes down what was done, in the unit of work that does it and in the name of the one who acts: what was rolled back is not on record, and
/// what is done is. Nobody can change a line afterwards.
/// </summary>
/// <param name="Action">What, as a word of small letters and underscores.</param>
/// <param name="Subject">To whom or what, as <c>client:id</c>; null = to nobody in particular.</param>
/// <param name="Details">Counts, words, ids. Never a name, an e-mail, a number or a secret: the table refuses what looks like an address.</param>
public sealed record AuditLine(string Action, string? Subject = null, IReadOnlyDictionary<string, string>? Details = null)
{
    public Task<int> WriteAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<AuditLine>(),
            new { now = work.Now, who = work.By.Who, action = Action, subject = Subject, details = Details is null ? "{}" : JsonSerializer.Serialize(Details) },
            cancellationToken: ct));
    }
}
