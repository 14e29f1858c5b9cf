using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>
/// Reads, scores and writes a book part by part: while one part is scored, the database writes the part before it and reads the one after. Memory follows the part, and
/// all is written in one transaction.
/// </summary>
/// <param name="Later">Clients who are not scored: they were made after the moment.</param>
internal sealed record ScorePartByPart(BookReading Book, ScoredRows Rows, WriteScores Write, HashSet<Guid> Later)
{
    private const int FirstBuffer = 64 << 10;

    /// <summary>Clients a part.</summary>
    public required int PartSize { get; init; }

    /// <summary>Whether the histories of calls are asked for; else nobody reads them.</summary>
    public required bool HasCalls { get; init; }

    /// <summary>Whether the book is read over another connection than the scores are written, so that both can be done at once.</summary>
    public required bool ReadsApart { get; init; }

    public async Task<ScoringTally> RunAsync(NpgsqlConnection db, IProgress<string>? progress, CancellationToken ct)
    {
        await Write.BeginAsync(db, ct);
        var tally = new ScoringTally();
        CopyRows[] buffers = [new(FirstBuffer), new(FirstBuffer)];
        Task<CopyRows>? before = null;
        var reading = PartAsync(0, ct);
        for (var from = 0; from < Book.Clients.Count; from += PartSize)
        {
            progress?.Report(Book.Clients.Count <= PartSize ? $"scoring {Book.Clients.Count} clients" : $"scoring {Book.Clients.Count} clients: {from} done");
            var part = await reading;
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
            reading = ReadsApart ? PartAsync(from + PartSize, ct) : reading;
            if (done is not null)
                await (ReadsApart ? Task.WhenAll(reading, Write.PartAsync(db, done, ct)) : Write.PartAsync(db, done, ct));
            reading = ReadsApart ? reading : PartAsync(from + PartSize, ct);
        }
        if (before is not null)
            await Write.PartAsync(db, await before, ct);
        await Write.EndAsync(db, ct);
        return tally;
    }

    private Task<BookHistories> PartAsync(int from, CancellationToken ct) =>
        HasCalls && from < Book.Clients.Count ? Book.PartAsync(from, PartSize, ct) : Task.FromResult(new BookHistories([], []));
}
