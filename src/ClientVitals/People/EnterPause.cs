using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>
/// Enters business days on which silence means nothing: of one client, or of everybody. An equal pause again adds nothing; a pause
/// that overlaps another is entered as said (a day is paused once, however often it is named).
/// </summary>
/// <param name="Client">Whose; null = everybody's.</param>
/// <param name="From">First day away.</param>
/// <param name="Until">First day back; null = nobody knows.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What someone wants to remember.</param>
public sealed record EnterPause(Guid? Client, DateOnly From, DateOnly? Until, PauseReason Reason = PauseReason.Other, string? Note = null)
{
    /// <summary>What became of it.</summary>
    /// <param name="Id">The pause.</param>
    /// <param name="WasThere">It stood there already; nothing was changed.</param>
    public sealed record Entered(long Id, bool WasThere);

    /// <summary>Enters it, known from <paramref name="now"/> on.</summary>
    /// <exception cref="PlainError">It ends before it begins; the note is too long.</exception>
    public async Task<Entered> RunAsync(NpgsqlConnection db, DateTimeOffset now, string by, CancellationToken ct)
    {
        if (Until <= From)
            throw new PlainError($"A pause from {From:yyyy-MM-dd} must end later: the end is the first day back, and {Until:yyyy-MM-dd} is not after it.");
        FieldLimits.Check("note", Note);
        return await db.QuerySingleAsync<Entered>(new CommandDefinition(
            Sql.Of<EnterPause>("Entered"),
            new { client = Client, starts_on = From, ends_on = Until, reason = Reason.ToString().ToUpperInvariant(), note = Note, now, by },
            cancellationToken: ct));
    }
}
