using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>
/// Reads, scores and writes a book part by part: while one part is scored, the database writes the part before it and reads the one after. Memory follows the part, and
/// both sides work at once, over one connection and in one transaction.
/// </summary>
/// <param name="HasCalls">Whether the histories of calls are asked for; else nobody reads them.</param>
/// <param name="Later">Clients who are not scored: they were made after the moment.</param>
internal sealed record ScorePartByPart(BookReading Book, ScoredRows Rows, WriteScores Write, bool HasCalls, HashSet<Guid> Later)
{
    /// <summary>Clients a part.</summary>
    private const int PartSize = 4096;

    private const int FirstBuffer = 64 << 10;

    public async Task<ScoringTally> RunAsync(NpgsqlConnection db, IProgress<string>? progress, CancellationToken ct)
    {
        await Write.BeginAsync(db, ct);
        var tally = new ScoringTally();
        CopyRows[] buffers = [new(FirstBuffer), new(FirstBuffer)];
        Task<CopyRows>? before = null;
        for (var from = 0; from < Book.Clients.Count; from += PartSize)
        {
            progress?.Report(Book.Clients.Count <= PartSize ? $"scoring {Book.Clients.Count} clients" : $"scoring {Book.Clients.Count} clients: {from} done");
            var part = HasCalls ? await Book.PartAsync(from, PartSize, ct) : new BookHistories([], []);
            var clients = Book.Clients.Skip(from).Take(PartSize).Select(client => client.Id).Where(client => !Later.Contains(client)).ToArray();
            // Two buffers: one is filled while the other's rows are on their way. One part after the other, so nobody else counts meanwhile.
            var (rows, done) = (buffers[from / PartSize % 2], before is null ? null : await before);
            before = Task.Run(
                () =>
                {
                    Rows.Write(rows, clients, part, tally);
                    return rows;
                },
                ct);
            if (done is not null)
                await Write.PartAsync(db, done, ct);
        }
        if (before is not null)
            await Write.PartAsync(db, await before, ct);
        await Write.EndAsync(db, ct);
        return tally;
    }
}
