using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using Npgsql;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>
/// Reads, judges and writes a book part by part: while one part is judged, the database writes the part before it and reads the one
/// after. Memory follows the part, and both sides work at once, over one connection and in one transaction.
/// </summary>
internal sealed record JudgePartByPart(BookReading Book, BookCalibrations Calibrations, WriteJudgements Write, PatternBudgets Budgets)
{
    /// <summary>Clients a part: enough that its few statements weigh little, few enough to stay in the processor's reach.</summary>
    private const int PartSize = 4096;

    private const int FirstBuffer = 64 << 10;

    /// <summary>Counts who is silent, where the whole book is judged; null = not asked.</summary>
    public SilentCounts? Silent { get; init; }

    /// <summary>Does so for some of the clients, by their place in the book.</summary>
    public async Task<JudgedCount> RunAsync(NpgsqlConnection db, int from, int count, IProgress<Sentence>? progress, CancellationToken ct)
    {
        await WriteJudgements.BeginAsync(db, ct);
        var judged = new JudgedCount();
        var calibration = Calibrations.At(Write.AsOf.Today);
        CopyRows[] buffers = [new(FirstBuffer), new(FirstBuffer)];
        (BookHistories Part, Task<JudgedPart> Judging)? before = null;
        for (var place = from; place < from + count; place += PartSize)
        {
            progress?.Report(count <= PartSize ? (Sentence)$"judging {count} clients" : $"judging {count} clients: {place - from} done");
            var part = await Book.PartAsync(place, Math.Min(PartSize, from + count - place), ct);
            var done = before is null ? null : await before.Value.Judging;
            // Two buffers: one is filled while the other's rows are on their way.
            var rows = buffers[place / PartSize % 2];
            var judging = Task.Run(() => Judge(part, calibration, rows), ct);
            if (done is not null)
                await WriteAsync(db, before!.Value.Part, done, judged, ct);
            before = (part, judging);
        }
        if (before is { } last)
            await WriteAsync(db, last.Part, await last.Judging, judged, ct);
        return judged;
    }

    /// <summary>The sentences are worded and the rows made here too, while the database is at work elsewhere.</summary>
    private JudgedPart Judge(BookHistories part, BookCalibration calibration, CopyRows rows)
    {
        var judgements = PatternBook.Judge(part.Histories, Write.AsOf, Write.Rule, Budgets, calibration);
        // One part after the other: nobody else counts meanwhile.
        foreach (var history in part.Histories)
            Silent?.Add(history);
        JudgedRows.Write(rows, part, judgements, Write.AsOf, Write.Rule);
        return new JudgedPart(judgements, rows, Write.Ended?.Of(part, judgements) ?? []);
    }

    private async Task WriteAsync(NpgsqlConnection db, BookHistories part, JudgedPart done, JudgedCount judged, CancellationToken ct)
    {
        for (var place = 0; place < done.Judgements.Length; place++)
            judged.Add(part.Clients[place].Id, done.Judgements[place]);
        judged.Written += await Write.PartAsync(db, part, done, ct);
    }
}
