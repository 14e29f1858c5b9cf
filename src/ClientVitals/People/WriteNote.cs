using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.People;

/// <summary>Writes down a note of a client; the same words by the same hand within a minute are one note, sent twice.</summary>
/// <param name="By">Whose account writes it; null = a program.</param>
public sealed record WriteNote(Guid Client, string Note, Guid? By)
{
    private const int Longest = FieldLimits.ClientNote;

    /// <summary>Writes it, within the transaction of whoever asks.</summary>
    /// <param name="name">The writer, as they are called now.</param>
    /// <returns>The note's number.</returns>
    /// <exception cref="PlainError">There is nothing in it, or too much.</exception>
    public async Task<long> RunAsync(NpgsqlConnection db, DateTimeOffset now, string name, CancellationToken ct)
    {
        var note = Note.Trim();
        if (note.Length is 0 or > Longest)
            throw new PlainError(note.Length == 0 ? "Write something down; the note is empty." : $"The note has {note.Length} characters; at most {Longest} are kept. Shorten it.");
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<WriteNote>("Turn"), new { client = Client }, cancellationToken: ct));
        return await db.ExecuteScalarAsync<long>(new CommandDefinition(
            Sql.Of<WriteNote>("Write"), new { client = Client, note, now, name, by = By }, cancellationToken: ct));
    }
}
