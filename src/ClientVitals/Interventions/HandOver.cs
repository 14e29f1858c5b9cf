using System.Globalization;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals.Interventions;

/// <summary>
/// Hands an item over to a colleague who may see the client, or back to the client's coach. When it is due stays as it is; undone with
/// <see cref="UndoAct"/>, it is for the one before again.
/// </summary>
/// <param name="Item">Which.</param>
/// <param name="To">The colleague: the account's number, e-mail or name. Null or empty = the client's coach.</param>
public sealed record HandOver(long Item, string? To) : IAct<HandOver.HandedOver>
{
    /// <summary>The result.</summary>
    /// <param name="Id">The act; null = it was theirs already, nothing was changed.</param>
    /// <param name="AssignedTo">Whom it is for now, by name; null = the client's coach.</param>
    public sealed record HandedOver(long? Id, long Item, Guid Client, string? AssignedTo);

    /// <summary>Hands it over.</summary>
    /// <exception cref="PlainError">The item is closed; nobody of that name may see the client, or several may.</exception>
    /// <exception cref="NotFoundException">The actor sees no such item.</exception>
    public async Task<HandedOver> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        FieldLimits.Check("to", To);
        var item = await ItemTurn.TakeSeenAsync(work, Item, ct);
        if (item.CompletedAt is not null)
            throw new PlainError($"This item is closed: {item.CloseReason}. Nothing was changed; the list shows what is open.");
        var to = string.IsNullOrWhiteSpace(To) ? null : Found(await Colleague.OfAsync(work.Connection, item.ClientId, ct), To.Trim());
        if (item.AssignedUserId == to?.Id && item.AssignedTo == to?.Name)
            return new(null, Item, item.ClientId, to?.Name);
        var settings = await BusinessSettings.InForceAsync(work.Connection, ct);
        var today = DateOnly.FromDayNumber(Moment.DayOf(work.Now, settings.Zone));
        var id = await work.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            Sql.Of<HandOver>("Write"), new { item = Item, now = work.Now, today, by = work.By.Name, name = to?.Name, user = to?.Id }, cancellationToken: ct));
        await ItemTurn.ShowLastActAsync(work, Item, ct);
        var did = Audit.Client("intervention handed over", item.ClientId, ("item", Item.ToString(CultureInfo.InvariantCulture)), ("to", to?.Id.ToString() ?? "their coach"));
        await did.RunAsync(work, ct);
        return new(id, Item, item.ClientId, to?.Name);
    }

    private static Colleague Found(IReadOnlyList<Colleague> mayBe, string to) =>
        mayBe.Where(one => one.Id.ToString() == to || Same(one.Email, to)).ToList() is [var found] ? found
        : mayBe.Where(one => Same(one.Name, to)).ToList() switch
        {
            [var named] => named,
            [] => throw new PlainError($"\"{to}\" may not see this client; hand it over to one of: {string.Join(", ", mayBe.Select(one => one.Name))}."),
            _ => throw new PlainError($"Several colleagues are called \"{to}\"; say the e-mail address of one."),
        };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
