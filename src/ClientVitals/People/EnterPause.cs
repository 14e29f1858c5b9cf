using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>
/// Enters business days on which silence means nothing: of one client, or of everybody. An equal pause again adds nothing; a pause
/// that overlaps another is entered as said (a day is paused once, however often it is named).
/// </summary>
/// <param name="Email">The client's address; null = everybody.</param>
/// <param name="From">First day away.</param>
/// <param name="Until">First day back; null = nobody knows.</param>
/// <param name="Reason">Why.</param>
/// <param name="Note">What someone wants to remember.</param>
public sealed record EnterPause(string? Email, DateOnly From, DateOnly? Until, PauseReason Reason = PauseReason.Other, string? Note = null)
{
    /// <summary>What became of it.</summary>
    /// <param name="Id">The pause.</param>
    /// <param name="WasThere">It stood there already; nothing was changed.</param>
    public sealed record Entered(long Id, bool WasThere);

    private const int LongestNote = 2000;

    /// <summary>Enters it, known from <paramref name="now"/> on.</summary>
    /// <exception cref="PlainError">It ends before it begins; nobody has the address; the note is too long.</exception>
    public async Task<Entered> RunAsync(NpgsqlConnection db, DateTimeOffset now, string by, CancellationToken ct)
    {
        if (Until <= From)
            throw new PlainError($"A pause from {From:yyyy-MM-dd} must end later: the end is the first day back, and {Until:yyyy-MM-dd} is not after it.");
        if (Note?.Length > LongestNote)
            throw new PlainError($"The note has {Note.Length} characters; at most {LongestNote} are kept. Shorten it.");
        var client = Email is null ? (Guid?)null : await ClientAsync(db, Email, ct);
        return await db.QuerySingleAsync<Entered>(new CommandDefinition(
            Sql.Of<EnterPause>("Entered"),
            new { client, starts_on = From, ends_on = Until, reason = Reason.ToString().ToUpperInvariant(), note = Note, now, by },
            cancellationToken: ct));
    }

    /// <summary>The client of an address.</summary>
    /// <exception cref="PlainError">Nobody has it.</exception>
    internal static async Task<Guid> ClientAsync(NpgsqlConnection db, string email, CancellationToken ct) =>
        await db.ExecuteScalarAsync<Guid?>(new CommandDefinition(Sql.Of<EnterPause>("Client"), new { email = People.Email.Require(email) }, cancellationToken: ct))
            ?? throw new PlainError($"No client has the address {email}; check the spelling.");
}
