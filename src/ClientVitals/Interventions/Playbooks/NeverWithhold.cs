using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Interventions.Playbooks;

/// <summary>Marks a client as one who is never held out of a comparison, or takes the mark back. Those who are held out at the moment are on Today at once.</summary>
/// <param name="Client">Whom.</param>
/// <param name="IsMarked">False takes the mark back: a lot that was drawn already holds from the next cause on.</param>
public sealed record NeverWithhold(Guid Client, bool IsMarked = true) : IAct<bool>
{
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="NotFoundException">The actor sees no such client.</exception>
    public async Task<bool> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (await work.SeenAsync<SeenOne>(Sql.Of<NeverWithhold>("Seen"), new { client = Client }, ct) is [])
            throw new NotFoundException("There is no such client, or they are not of your book.");
        var about = new { client = Client, now = work.Now, by = work.By.Name };
        if (await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<NeverWithhold>(IsMarked ? "Mark" : "Unmark"), about, cancellationToken: ct)) == 0)
            return false;
        if (IsMarked)
            await work.Connection.ExecuteAsync(new CommandDefinition(Sql.Of<NeverWithhold>("Show"), about, cancellationToken: ct));
        return await Audit.Client(IsMarked ? "never held out" : "may be held out again", Client).RunAsync(work, ct);
    }

    internal sealed record SeenOne(Guid Id);
}
