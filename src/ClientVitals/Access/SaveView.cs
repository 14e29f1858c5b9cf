using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Access;

/// <summary>Keeps the filters of a list under a name; the same name again keeps the new filters.</summary>
/// <param name="Place">/clients or /call-patterns.</param>
/// <param name="Name">1 to 60 letters.</param>
/// <param name="Filters">As the address writes them, without the question mark.</param>
public sealed record SaveView(string Place, string Name, string Filters) : IAct<bool>
{
    private const int LongestName = 60, LongestFilters = 1000;

    /// <exception cref="PlainError">The name or the filters cannot be, or there are too many views.</exception>
    /// <returns>Always true: it is kept.</returns>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var user = SavedViews.OwnerOf(work);
        var name = Name.Trim();
        if (name.Length is 0 or > LongestName)
            throw new PlainError($"The name of a view must have 1 to {LongestName} characters; this one has {name.Length}.");
        if (Place is not ("/clients" or "/call-patterns"))
            throw new PlainError("Views can be saved only of Clients and Call patterns.");
        if (Filters.Length > LongestFilters)
            throw new PlainError($"The filters are too long to save: {Filters.Length} characters, at most {LongestFilters}.");
        var kept = await work.Connection.ExecuteAsync(new CommandDefinition(
            Sql.Of<SaveView>("Write"), new { user_id = user, place = Place, name, filters = Filters, now = work.Now, most = SavedViews.Most }, cancellationToken: ct));
        if (kept == 0)
            throw new PlainError($"You already have {SavedViews.Most} views of this list; remove one first.");
        return await new Audit(AuditAction.ViewsChanged, null, new Dictionary<string, string> { ["did"] = "kept", ["place"] = Place }).RunAsync(work, ct);
    }
}
