using System.Globalization;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Answers;
using ClientVitals.Database;
using ClientVitals.People;
using Dapper;

namespace ClientVitals.Interventions;

/// <summary>Undoes an act on an item together with what it did: the pause it entered, the end it set, the new usual it began.</summary>
/// <param name="Act">Which.</param>
public sealed record UndoAct(long Act) : IAct<UndoAct.Undone>
{
    private const string NoSuchAct = "There is no such act, or it is not about a client of your book; it may have been undone already.";

    /// <summary>What was undone.</summary>
    public sealed record Undone(long Item, Guid Client, string Kind);

    private sealed record UndoneAct(long ItemId, Guid ClientId, string Kind, long? PauseId, long? EndId, long? NewUsualId);

    /// <summary>Undoes it.</summary>
    /// <exception cref="NotFoundException">There is no such act that holds, or the actor does not see it.</exception>
    public async Task<Undone> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (await work.SeenAsync<ActOfCaller>(Sql.Of<ActOfCaller>(), new { act = Act }, ct) is [] || await UndoAsync(work, Act, ct) is not { } gone)
            throw new NotFoundException(NoSuchAct);
        await Audit.Client("intervention undone", gone.Client, ("act", gone.Kind), ("item", gone.Item.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
        return gone;
    }

    /// <summary>The same within an act that has checked who may; null when there is none.</summary>
    internal static async Task<Undone?> UndoAsync(UnitOfWork work, long act, CancellationToken ct)
    {
        var gone = await work.Connection.QuerySingleOrDefaultAsync<UndoneAct>(new CommandDefinition(
            Sql.Of<UndoAct>("Write"), new { act, now = work.Now, by = work.By.Name }, cancellationToken: ct));
        if (gone is null)
            return null;
        if (gone.PauseId is { } pause)
            await TakeBackPause.WriteAsync(work, gone.ClientId, pause, ct);
        if (gone.EndId is { } end)
            await TakeBackEnd.WriteAsync(work, gone.ClientId, end, ct);
        if (gone.NewUsualId is { } usual)
            await NewUsual.TakeBackAsync(work, usual, ct);
        await ItemTurn.ShowLastActAsync(work, gone.ItemId, ct);
        return new(gone.ItemId, gone.ClientId, gone.Kind);
    }
}

/// <summary>An act that the actor sees.</summary>
internal sealed record ActOfCaller(long Id, Guid ClientId);
