using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>
/// Enters the day on which a client leaves, past or to come: from that day on no calls are expected, and they are not listed as falling
/// silent; before it they are. The latest end entered holds; the same one again adds nothing.
/// </summary>
/// <param name="Client">Whose.</param>
/// <param name="On">The first business day on which no calls are expected.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What someone wants to remember.</param>
public sealed record EndRelation(Guid Client, DateOnly On, EndReason Reason = EndReason.Other, string? Note = null) : IAct<EndRelation.Entered>
{
    /// <summary>What became of it.</summary>
    /// <param name="Id">The end; with it <see cref="TakeBackEnd"/> undoes it.</param>
    /// <param name="WasThere">They end so already; nothing was changed.</param>
    public sealed record Entered(long Id, bool WasThere);

    private sealed record Span(DateOnly? StartedOn, DateOnly? EndedOn);

    /// <summary>Enters it, known from now on.</summary>
    /// <exception cref="PlainError">It lies before the client's start; the note is too long.</exception>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    public async Task<Entered> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustSeeClientAsync(Client, ct);
        FieldLimits.Check("note", Note);
        var entered = await EnterAsync(work, await SpanAsync(work, Client, ct), ct);
        if (!entered.WasThere)
            await Audit.Client("end entered", Client, ("reason", Reason.Word())).RunAsync(work, ct);
        return entered;
    }

    /// <summary>
    /// The end that an answer to an alarm sets, within an act that has checked who may and writes its own audit line: they left, from this day
    /// on, unless they left earlier.
    /// </summary>
    /// <returns>The end that it entered; null = they had left before.</returns>
    internal static async Task<long?> LeftAsync(UnitOfWork work, Guid client, DateOnly on, CancellationToken ct)
    {
        var span = await SpanAsync(work, client, ct);
        if (span.EndedOn is not null && span.EndedOn <= on)
            return null;
        var entered = await new EndRelation(client, on, EndReason.Left).EnterAsync(work, span, ct);
        return entered.WasThere ? null : entered.Id;
    }

    /// <summary>One change of this client's end at a time, until the transaction ends.</summary>
    private static Task<Span> SpanAsync(UnitOfWork work, Guid client, CancellationToken ct) => work.Connection.QuerySingleAsync<Span>(new CommandDefinition(
        Sql.Of<EndRelation>("Turn"), new { client }, cancellationToken: ct));

    private async Task<Entered> EnterAsync(UnitOfWork work, Span span, CancellationToken ct)
    {
        if (On < span.StartedOn)
            throw new PlainError($"They became a client on {span.StartedOn:yyyy-MM-dd}, so they cannot leave on {On:yyyy-MM-dd}; give a later day.");
        var note = string.IsNullOrWhiteSpace(Note) ? null : Note.Trim();
        var entered = await work.Connection.QuerySingleAsync<Entered>(new CommandDefinition(
            Sql.Of<EndRelation>("Enter"),
            new { client = Client, on_day = On, reason = Reason.Word(), note, now = work.Now, by = work.By.Name },
            cancellationToken: ct));
        if (!entered.WasThere)
            await RelationEnds.ApplyAsync(work, Client, ct);
        return entered;
    }
}
