using System.Text.Json;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>
/// Writes down what was done, in the transaction that does it: what was rolled back is not on record, and what is done is. Acts as
/// service_role; nobody can change a line afterwards.
/// </summary>
/// <param name="Action">What.</param>
/// <param name="Subject">To whom or what, as <see cref="User"/> and <see cref="Key"/> write it; null = to nobody in particular.</param>
/// <param name="Details">Counts, words, ids. Never a name, an e-mail, a number or a secret: the table refuses what looks like an address.</param>
public sealed record Audit(AuditAction Action, string? Subject = null, IReadOnlyDictionary<string, string>? Details = null) : IAct<bool>
{
    /// <summary>A change of one client.</summary>
    /// <param name="did">What was done, in a word or two.</param>
    /// <param name="client">Whom it was about; null = every client.</param>
    /// <param name="details">Further counts and words.</param>
    public static Audit Client(string did, Guid? client, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var all = new Dictionary<string, string> { ["did"] = did };
        foreach (var (name, value) in details)
            all[name] = value;
        return new(AuditAction.ClientsChanged, client is { } one ? $"client:{one}" : null, all);
    }

    /// <summary>Writes the line in the name of whoever acts.</summary>
    /// <returns>Always true: a line that cannot be written ends the unit of work.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        await RunAsync(work.Connection, work.Now, work.By.Who, ct);
        return true;
    }

    public static string User(Guid id) => $"user:{id}";

    public static string Key(Guid id) => $"key:{id}";

    /// <param name="db">The unit of work that does it.</param>
    public async Task RunAsync(NpgsqlConnection db, DateTimeOffset now, string who, CancellationToken ct) =>
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<Audit>(),
            new { now, who, action = Action.Word(), subject = Subject, details = Details is null ? "{}" : JsonSerializer.Serialize(Details) },
            cancellationToken: ct));
}
