using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Database;
using Dapper;

namespace ClientVitals.People;

/// <summary>Writes down a note of a client; the same words by the same hand within a minute are one note, sent twice.</summary>
public sealed record WriteNote(Guid Client, string Note) : IAct<long>
{
    private const int Longest = FieldLimits.ClientNote;

    /// <summary>Writes it, in the name of the one who acts.</summary>
    /// <returns>The note's number.</returns>
    /// <exception cref="PlainError">There is nothing in it, or too much.</exception>
    /// <exception cref="NotFoundException">The one who acts sees no such client.</exception>
    public async Task<long> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        await work.MustSeeClientAsync(Client, ct);
        var note = Note.Trim();
        if (note.Length is 0 or > Longest)
            throw new PlainError(note.Length == 0 ? (Sentence)$"The note is empty; write something." : $"The note has {note.Length} characters; at most {Longest} are allowed. Shorten it.");
        var db = work.Connection;
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<WriteNote>("Turn"), new { client = Client }, cancellationToken: ct));
        var written = await db.ExecuteScalarAsync<long>(new CommandDefinition(
            Sql.Of<WriteNote>("Write"), new { client = Client, note, now = work.Now, name = work.By.Name, by = work.Actor().UserId }, cancellationToken: ct));
        await Audit.Client("note written", Client, ("note", written.ToString(CultureInfo.InvariantCulture))).RunAsync(work, ct);
        return written;
    }
}
