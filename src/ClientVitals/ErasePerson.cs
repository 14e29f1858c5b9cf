using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources;
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
    /// <summary>What the person was taken out of, by table and file: their addresses and names; a line that names nobody else goes whole.</summary>
    public IReadOnlyList<Redacted> Redacted { get; init; } = [];

    /// <summary>Whether somebody else has the same name: it then stays where no address of this person is beside it.</summary>
    public bool HasNamesake { get; init; }

    /// <summary>Rows and lines that were redacted.</summary>
    public long Mentions => Redacted.Sum(place => place.Rows);
}

/// <summary>
/// Takes a person out of the database without a trace in a dump: the client and all who were merged into it, their calls,
/// history and episodes, what rollbacks have put into the archive; and takes their addresses in any spelling, and their name, out of every
/// text that mentions them (notes, refused lines, file names, saved views, kept answers, accounts of deliveries and jobs) and out of the
/// files that are kept with deliveries. Crosses all rooms; works as the owner, because the archive is only the owner's. Of files it reaches those under the program's home; exports, backups
/// and refused lines beside files that were imported from elsewhere it cannot reach.
/// </summary>
/// <param name="Address">An e-mail, number or the id; an address that only unmatched calls or texts carry will do.</param>
public sealed record ErasePerson(string Address)
{
    /// <summary>The rooms whose tables take part.</summary>
    public IReadOnlyList<RoomEntry> Of { get; init; } = Rooms.All;

    private sealed record Person(PersonErased Goes, Guid[] Clients, PersonTraces Traces, string Region);

    /// <summary>What would go. Changes nothing.</summary>
    /// <exception cref="PlainError">Nobody has the address and nothing mentions it.</exception>
    public async Task<PersonErased> PlanAsync(VitalsDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var db = await database.OpenAdminAsync(ct);
        var person = await WhoAsync(db, ct);
        IReadOnlyList<Redacted> redacted = [.. await Rows(person).CountAsync(db, ct), .. await KeepsFilesAsync(db, ct) ? await Files(person).CountAsync(db, ct) : []];
        Require(person, redacted);
        return person.Goes with { Redacted = redacted };
    }

    /// <summary>
    /// Erases, in one transaction; before it, kept files are rewritten one by one. Stopped in between, nothing but those is changed, and
    /// erasing again does the rest.
    /// </summary>
    /// <param name="by">Who does it, as the record keeps it: written down in the same transaction. Null = nobody is named.</param>
    /// <param name="home">Where files that were sent are kept; null = none are looked at.</param>
    public async Task<PersonErased> RunAsync(VitalsDatabase database, CancellationToken ct, (string By, DateTimeOffset Now)? by = null, VitalsHome? home = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var db = await database.OpenAdminAsync(ct);
        var (first, last, files) = await RewriteFilesAsync(db, ct);
        await using var transaction = await db.BeginTransactionAsync(ct);
        // An import under way could write what is being taken out.
        await DoAsync(db, "Lock", null, ct);
        var person = await WhoAsync(db, ct);
        // What came meanwhile; and all of it once more, where the person has other addresses or names by now.
        if (await KeepsFilesAsync(db, ct))
            files = [.. files, .. await Files(person).RunAsync(db, person.Traces.Pattern == first.Traces.Pattern ? last : 0, isWithin: true, ct)];
        var about = new { clients = person.Clients, addresses = person.Goes.Addresses, whole = person.Traces.WholeAddress };
        foreach (var step in Of.Of<EraseStep>())
        {
            if (step.Needs is { } table && !await IsThereAsync(db, table, ct))
                continue;
            await db.ExecuteAsync(new CommandDefinition(Sql.Of(step.Asks, step.Name), about, commandTimeout: 0, cancellationToken: ct));
        }
        await DoAsync(db, "Clients", about, ct);
        // Tables that later versions add are found in the catalogue; the statements are written by the server.
        foreach (var statement in (await db.QueryAsync<string>(new CommandDefinition(Sql.Of<ErasePerson>("Archive"), new { keeps = Keeps }, cancellationToken: ct))).AsList())
            await db.ExecuteAsync(new CommandDefinition(statement, about, commandTimeout: 0, cancellationToken: ct));
        IReadOnlyList<Redacted> redacted = [.. await Rows(person).RunAsync(db, ct), .. files];
        Require(person, redacted);
        if (by is { } someone)
            await WriteDownAsync(db, person.Goes, someone.By, someone.Now, ct);
        if (home is not null)
            redacted = [.. redacted, .. await new RedactFiles(home, new RedactText(person.Traces, person.Region)).RunAsync(ct)];
        await transaction.CommitAsync(ct);
        return person.Goes with { Redacted = redacted };
    }

    private async Task<(Person Person, long Last, IReadOnlyList<Redacted> Files)> RewriteFilesAsync(NpgsqlConnection db, CancellationToken ct)
    {
        var person = await WhoAsync(db, ct, isCounted: false);
        if (!await KeepsFilesAsync(db, ct))
            return (person, 0, []);
        var last = await RewriteFile.LastAsync(db, ct);
        return (person, last, await Files(person).RunAsync(db, 0, isWithin: false, ct));
    }

    private static Task<bool> KeepsFilesAsync(NpgsqlConnection db, CancellationToken ct) => IsThereAsync(db, "delivery_files", ct);

    private static RedactKeptFiles Files(Person person) => new(new RedactText(person.Traces, person.Region), person.Clients);

    private RedactRows Rows(Person person) => new(person.Traces, new RedactText(person.Traces, person.Region), person.Clients, Keeps);

    /// <summary>Tables about staff and users, whose own names and addresses stay.</summary>
    private string[] Keeps => [.. Of.Of<Table>().Where(table => table.Erase == OnErase.KeepsTexts).Select(table => table.Name)];

    private void Require(Person person, IReadOnlyList<Redacted> redacted)
    {
        if (person.Clients.Length == 0 && person.Goes.Calls + person.Goes.Judgements == 0 && redacted.Count == 0)
            throw new PlainError($"No client has the address {Address.Trim()}, and no call, judgement or text contains it.");
    }

    private static async Task WriteDownAsync(NpgsqlConnection db, PersonErased goes, string by, DateTimeOffset now, CancellationToken ct)
    {
        var details = new Dictionary<string, string>
        {
            ["clients"] = goes.Clients.ToString(CultureInfo.InvariantCulture),
            ["calls"] = goes.Calls.ToString(CultureInfo.InvariantCulture),
        };
        await new Audit(new AuditAction("person_erased"), null, details).WriteAsync(db, now, by, ct);
    }

    /// <param name="db">Within a transaction, or not.</param>
    /// <param name="ct">Gives up.</param>
    /// <param name="isCounted">Whether it is said how much goes: that looks at every call.</param>
    private async Task<Person> WhoAsync(NpgsqlConnection db, CancellationToken ct, bool isCounted = true)
    {
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var (email, phone, id) = FoundClient.Read(Address, settings.PhoneRegion);
        var found = await FoundClient.ByAsync(db, Address, settings.PhoneRegion, ct);
        var given = email ?? phone;
        var (clients, addresses) = await db.QuerySingleAsync<(Guid[], string[])>(new CommandDefinition(
            Sql.Of<ErasePerson>("Who"), new { id = found?.Id ?? id, given }, cancellationToken: ct));
        if (clients.Length == 0 && addresses.Length == 0)
            throw new PlainError($"No client has the id {Address.Trim()}; vitals people list shows the clients.");
        var names = (await db.QueryAsync<PersonName>(new CommandDefinition(Sql.Of<ErasePerson>("Names"), new { clients, addresses }, cancellationToken: ct))).AsList();
        var others = (await db.QueryAsync<string>(new CommandDefinition(
            Sql.Of<ErasePerson>("Others"), new { clients, addresses, pattern = PersonTraces.MailboxPattern(addresses) }, commandTimeout: 0, cancellationToken: ct))).AsList();
        var traces = new PersonTraces(addresses, names, others);
        if (!isCounted)
            return new(new PersonErased(addresses, clients.Length, 0, 0, 0), clients, traces, settings.PhoneRegion);
        var (calls, judgements, pauses) = await db.QuerySingleAsync<(long, long, long)>(new CommandDefinition(
            Sql.Of<ErasePerson>("Plan"), new { clients, addresses, whole = traces.WholeAddress }, commandTimeout: 0, cancellationToken: ct));
        if (await IsThereAsync(db, "delivery_changes", ct))
            calls += await db.ExecuteScalarAsync<long>(new CommandDefinition(Sql.Of<ErasePerson>("Undone"), new { clients, addresses }, commandTimeout: 0, cancellationToken: ct));
        return new(new PersonErased(addresses, clients.Length, calls, judgements, pauses) { HasNamesake = names.Any(name => name.HasNamesake) }, clients, traces, settings.PhoneRegion);
    }

    /// <summary>A person can be erased whatever migrations are in place.</summary>
    private static Task<bool> IsThereAsync(NpgsqlConnection db, string table, CancellationToken ct) =>
        db.ExecuteScalarAsync<bool>(new CommandDefinition("select to_regclass('public.' || @table::text) is not null", new { table }, cancellationToken: ct));

    private static Task<int> DoAsync(NpgsqlConnection db, string step, object? about, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(Sql.Of<ErasePerson>(step), about, commandTimeout: 0, cancellationToken: ct));
}
