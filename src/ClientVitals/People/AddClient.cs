using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>The result for the addresses.</summary>
/// <param name="Id">The client who has them now.</param>
/// <param name="IsNew">Whether the client was made.</param>
/// <param name="Added">Addresses added.</param>
public sealed record ClientAdded(Guid Id, bool IsNew, int Added);

/// <summary>
/// These addresses are one person's: a client who has one of them gets the others; where nobody has any, a client is made.
/// What is known already stays. A coach adds clients to their own book and addresses to clients of it, to no others.
/// </summary>
/// <param name="Addresses">E-mails and numbers, as a person writes them; at least one.</param>
/// <param name="Firstname">First name, where the client has no name yet.</param>
/// <param name="Lastname">Last name, likewise.</param>
/// <param name="Coach">The coach's name, where the client has none yet; made when nobody of that name is on the staff.</param>
/// <param name="Region">Region of numbers without country code.</param>
public sealed record AddClient(IReadOnlyList<string> Addresses, string? Firstname, string? Lastname, string? Coach, string Region) : IAct<ClientAdded>
{
    /// <summary>
    /// What a coach is told when an address has a client outside their book: the same sentence for whichever clients have it, however many, and
    /// whether the client has a coach or none.
    /// </summary>
    public const string OutsideOwnBook = "One of these addresses cannot be added to your book; ask an owner or admin to check it.";

    /// <exception cref="PlainError">An address is invalid, or they belong to several clients already.</exception>
    /// <exception cref="ForbiddenException">One of them belongs to a client outside the book of the one who acts.</exception>
    public async Task<ClientAdded> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (Addresses.Count == 0)
            throw new PlainError("A client needs an e-mail or a phone number, so that calls can be matched; give at least one.");
        FieldLimits.Check("firstname", Firstname);
        FieldLimits.Check("lastname", Lastname);
        FieldLimits.Check("coach", Coach);
        var read = Addresses.Select(a => FoundClient.Read(a, Region)).ToList();
        if (read.Exists(r => r.Id is not null))
            throw new PlainError("Give e-mails and phone numbers; the program makes the id.");
        var actor = work.Actor();
        var about = new
        {
            emails = read.Select(r => r.Email).OfType<string>().Distinct().ToArray(),
            phones = read.Select(r => r.Phone).OfType<string>().Distinct().ToArray(),
            firstname = Given(Firstname),
            lastname = Given(Lastname),
            coach = actor.HasOwnBook ? actor.RequireOwnBook() : Given(Coach),
            now = work.Now,
        };
        var db = work.Connection;
        var owners = (await db.QueryAsync<Guid>(new CommandDefinition(Sql.Of<AddClient>("Owners"), about, cancellationToken: ct))).AsList();
        if ((await work.SeenClientsAsync(owners, ct)).Count < owners.Count)
            throw new ForbiddenException(OutsideOwnBook);
        if (owners.Count > 1)
            throw new PlainError($"These addresses belong to {owners.Count} clients already; if they are one person, merge them with vitals people merge.");
        var done = await WriteAsync(db, owners, about, ct);
        if (done.IsNew || done.Added > 0)
            await Audit.Client(done.IsNew ? "added" : "addresses added", done.Id).RunAsync(work, ct);
        return done;
    }

    private static async Task<ClientAdded> WriteAsync(NpgsqlConnection db, List<Guid> owners, object about, CancellationToken ct)
    {
        try
        {
            var id = owners.Count == 1 ? owners[0] : await db.ExecuteScalarAsync<Guid>(new CommandDefinition(Sql.Of<AddClient>("Make"), about, cancellationToken: ct));
            return new ClientAdded(id, owners.Count == 0, await WriteAsync(db, id, about, ct));
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Nobody had the address a moment ago: whose it is now, the next try finds out.
            throw new PlainError("One of these addresses was added by somebody else at the same moment; nothing was changed. Try again.");
        }
    }

    private static async Task<int> WriteAsync(NpgsqlConnection db, Guid id, object about, CancellationToken ct)
    {
        var all = new DynamicParameters(about);
        all.Add("id", id);
        if (await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<AddClient>("HasCoach"), all, cancellationToken: ct)) is false)
            await db.ExecuteAsync(new CommandDefinition(Sql.Of<AddClient>("Coach"), all, cancellationToken: ct));
        var added = await db.ExecuteScalarAsync<int>(new CommandDefinition(Sql.Of<AddClient>("Addresses"), all, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<AddClient>("Names"), all, cancellationToken: ct));
        return added;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
