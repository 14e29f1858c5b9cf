using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>
/// Enters business days on which silence means nothing: of one client, or of everybody. An equal pause again adds nothing; a pause
/// that overlaps another is entered as said (a day is paused once, however often it is named).
/// </summary>
/// <param name="Client">Whose; null = everybody's.</param>
/// <param name="From">First day away.</param>
/// <param name="Until">First day back; null = not known.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What someone wants to remember.</param>
public sealed record EnterPause(Guid? Client, DateOnly From, DateOnly? Until, PauseReason Reason = PauseReason.Other, string? Note = null) : IAct<EnterPause.Entered>
{
    /// <summary>What became of it.</summary>
    /// <param name="Id">The pause.</param>
    /// <param name="WasThere">The pause existed already; nothing was changed.</param>
    public sealed record Entered(long Id, bool WasThere);

    /// <summary>Enters it, known from now on.</summary>
    /// <exception cref="PlainError">It ends before it begins; the note is too long.</exception>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    public async Task<Entered> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustPauseAsync(Client, ct);
        if (Until <= From)
            throw new PlainError($"A pause from {From:yyyy-MM-dd} must end later: the end is the first day back, and {Until:yyyy-MM-dd} is not after it.");
        FieldLimits.Check("note", Note);
        var entered = await work.Connection.QuerySingleAsync<Entered>(new CommandDefinition(
            Sql.Of<EnterPause>("Entered"),
            new { client = Client, starts_on = From, ends_on = Until, reason = Reason.ToString().ToUpperInvariant(), note = Note, now = work.Now, by = work.By.Name },
            cancellationToken: ct));
        if (!entered.WasThere)
            await Audit.Client(Client is null ? "pause of everybody" : "paused", Client).RunAsync(work, ct);
        return entered;
    }
}
