using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals;

/// <summary>What an erasure takes away.</summary>
/// <param name="Clients">The client, and those who were merged into it.</param>
/// <param name="Addresses">E-mails and numbers.</param>
/// <param name="Calls">Calls, also those that no client was known for but that carry one of the addresses.</param>
/// <param name="Judgements">Rows of the history of call patterns, and episodes.</param>
/// <param name="Pauses">Pauses.</param>
public sealed record PersonErased(string[] Addresses, long Clients, long Calls, long Judgements, long Pauses)
{
    /// <summary>Other rows, in any table or in the archive, that named one of the addresses: the address is blacked out there.</summary>
    public long Mentions { get; init; }
}

/// <summary>
/// Takes a person out of the database without a trace in a dump: the client and all who were merged into it, their calls,
/// history and episodes, what rollbacks have put into the archive; and blacks their addresses out of every text that
/// mentions them (notes, accounts of deliveries and jobs). Crosses all rooms; works as the owner, because the archive is only the owner's.
/// What lies outside the database (exports, files of rejects, backups) it cannot reach.
/// </summary>
/// <param name="Address">An e-mail, number or the id; an address that only unmatched calls carry will do.</param>
public sealed record ErasePerson(string Address)
{
    /// <summary>The rooms whose tables take part.</summary>
    public IReadOnlyList<RoomEntry> Of { get; init; } = Rooms.All;

    /// <summary>What would go. Changes nothing.</summary>
    /// <exception cref="PlainError">Nobody has the address and nothing mentions it.</exception>
    public async Task<PersonErased> PlanAsync(VitalsDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var db = await database.OpenAdminAsync(ct);
        return (await WhoAsync(db, ct)).Goes;
    }

    /// <summary>Erases, in one transaction.</summary>
    /// <param name="by">Who does it, as the record keeps it: written down in the same transaction. Null = nobody is named.</param>
    public async Task<PersonErased> RunAsync(VitalsDatabase database, CancellationToken ct, (string By, DateTimeOffset Now)? by = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var db = await database.OpenAdminAsync(ct);
        await using var transaction = await db.BeginTransactionAsync(ct);
        // An import under way could write what is being taken out.
        await DoAsync(db, "Lock", null, ct);
        var who = await WhoAsync(db, ct);
        var about = new { clients = who.Clients, addresses = who.Goes.Addresses, pattern = Pattern(who.Goes.Addresses) };
        foreach (var step in Of.Of<EraseStep>())
            await db.ExecuteAsync(new CommandDefinition(Sql.Of(step.Asks, step.Name), about, commandTimeout: 0, cancellationToken: ct));
        await DoAsync(db, "Clients", about, ct);
        long mentions = 0;
        foreach (var step in (string[])["Archive", "Mentions"])
        {
            // Tables that later versions add are found in the catalogue; the statements are written by the server.
            var statements = await db.QueryAsync<string>(new CommandDefinition(Sql.Of<ErasePerson>(step), cancellationToken: ct));
            foreach (var statement in statements.AsList())
                mentions += await db.ExecuteAsync(new CommandDefinition(statement, about, commandTimeout: 0, cancellationToken: ct));
        }
        if (by is { } someone)
        {
            var details = new Dictionary<string, string>
            {
                ["clients"] = who.Goes.Clients.ToString(CultureInfo.InvariantCulture),
                ["calls"] = who.Goes.Calls.ToString(CultureInfo.InvariantCulture),
            };
            await new Audit(AuditAction.PersonErased, null, details).WriteAsync(db, someone.Now, someone.By, ct);
        }
        await transaction.CommitAsync(ct);
        return who.Goes with { Mentions = mentions };
    }

    private async Task<(PersonErased Goes, Guid[] Clients)> WhoAsync(NpgsqlConnection db, CancellationToken ct)
    {
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var (email, phone, id) = FoundClient.Read(Address, settings.PhoneRegion);
        var found = await FoundClient.ByAsync(db, Address, settings.PhoneRegion, ct);
        var given = email ?? phone;
        var (clients, addresses) = await db.QuerySingleAsync<(Guid[], string[])>(new CommandDefinition(
            Sql.Of<ErasePerson>("Who"), new { id = found?.Id ?? id, given }, cancellationToken: ct));
        var (calls, judgements, pauses) = await db.QuerySingleAsync<(long, long, long)>(new CommandDefinition(
            Sql.Of<ErasePerson>("Plan"), new { clients, addresses }, commandTimeout: 0, cancellationToken: ct));
        if (clients.Length == 0 && calls + judgements == 0)
            throw new PlainError($"Nobody has the address {Address.Trim()}, and no call or judgement carries it.");
        return (new PersonErased(addresses, clients.Length, calls, judgements, pauses), clients);
    }

    /// <summary>
    /// An address where it stands by itself: ann@example.com is neither in joann@example.com nor in ann@example.com.au, but is
    /// in the file's name "ann@example.com.csv".
    /// </summary>
    private static string Pattern(string[] addresses) =>
        $"(?<![[:alnum:]._%+-])(?:{string.Join('|', addresses.Select(a => string.Concat(a.Select(c => char.IsLetterOrDigit(c) ? $"{c}" : $"\\{c}"))))})(?![[:alnum:]-]|\\.(?!csv|tsv|txt|gz|json|xls|zip|pdf)[[:alnum:]])";

    private static Task<int> DoAsync(NpgsqlConnection db, string step, object? about, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of<ErasePerson>(step), about, commandTimeout: 0, cancellationToken: ct));
}
