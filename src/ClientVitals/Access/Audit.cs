using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.Access;

/// <summary>An <see cref="AuditLine"/> by a known <see cref="AuditAction"/>.</summary>
/// <param name="Action">What.</param>
/// <param name="Subject">To whom or what, as <see cref="User"/> and <see cref="Key"/> write it; null = to nobody in particular.</param>
/// <param name="Details">Counts, words, ids. Never a name, an e-mail, a number or a secret: the table refuses what looks like an address.</param>
public sealed record Audit(AuditAction Action, string? Subject = null, IReadOnlyDictionary<string, string>? Details = null) : IAct<bool>
{
    public static string User(Guid id) => $"user:{id}";

    public static string Key(Guid id) => $"key:{id}";

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
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct) =>
        await new AuditLine(Action.Word, Subject, Details).WriteAsync(work, ct) > 0;

    /// <summary>As above, for verbs that span several transactions and begin them themselves.</summary>
    internal Task<bool> WriteAsync(NpgsqlConnection db, DateTimeOffset now, string who, CancellationToken ct) =>
        RunAsync(UnitOfWork.Within(db, new Principal(who, who, DatabaseIdentity.Service), now), ct);
}
