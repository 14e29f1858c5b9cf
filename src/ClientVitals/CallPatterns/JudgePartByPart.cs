using Npgsql;

namespace ClientVitals.CallPatterns;

/// <summary>How many of the judged stand where.</summary>
internal sealed class JudgedCount
{
    private readonly int[] _of = new int[Enum.GetValues<PatternStatus>().Length];

    /// <summary>Clients judged.</summary>
    public int All { get; private set; }

    /// <summary>Those whose history is too short to judge.</summary>
    public int NotEnoughHistory { get; private set; }

    /// <summary>Rows changed.</summary>
    public long Written { get; set; }

    public int Of(PatternStatus status) => _of[(int)status];

    public void Add(Judgement judged)
    {
        All++;
        _of[(int)judged.Status]++;
        if (!judged.EnoughHistory)
            NotEnoughHistory++;
    }
}

/// <summary>What was said of a part of the book, in its order, with the sentences worded.</summary>
internal sealed record JudgedPart(Judgement[] Judgements, string[] Reasons);

/// <summary>
/// Reads, judges and writes a book part by part: while one part is judged, the database writes the part before it and reads the one
/// after. Memory follows the part, and both sides work at once, over one connection and in one transaction.
/// </summary>
internal sealed record JudgePartByPart(BookReading Book, BookHabits Habits, WriteJudgements Write, PatternBudgets Budgets)
{
    /// <summary>Clients a part: enough that its few statements weigh little, few enough to stay in the processor's reach.</summary>
    private const int PartSize = 4096;

    /// <summary>Does so for some of the clients, by their place in the book.</summary>
    public async Task<JudgedCount> RunAsync(NpgsqlConnection db, int from, int count, IProgress<string>? progress, CancellationToken ct)
    {
        await WriteJudgements.BeginAsync(db, ct);
        var judged = new JudgedCount();
        var habit = Habits.At(Write.AsOf.Today);
        (BookHistories Part, Task<JudgedPart> Judging)? before = null;
        for (var place = from; place < from + count; place += PartSize)
        {
            progress?.Report(count <= PartSize ? $"judging {count} clients" : $"judging {count} clients: {place - from} done");
            var part = await Book.PartAsync(place, Math.Min(PartSize, from + count - place), ct);
            var done = before is null ? null : await before.Value.Judging;
            var judging = Task.Run(() => Judge(part, habit), ct);
            if (done is not null)
                await WriteAsync(db, before!.Value.Part, done, judged, ct);
            before = (part, judging);
        }
        if (before is { } last)
            await WriteAsync(db, last.Part, await last.Judging, judged, ct);
        return judged;
    }

    /// <summary>The sentences are worded here too, while the database is at work elsewhere.</summary>
    private JudgedPart Judge(BookHistories part, BookHabit habit)
    {
        var judgements = PatternBook.Judge(part.Histories, Write.AsOf, Write.Rule, Budgets, habit);
        return new JudgedPart(judgements, Array.ConvertAll(judgements, judgement => judgement.Reason));
    }

    private async Task WriteAsync(NpgsqlConnection db, BookHistories part, JudgedPart done, JudgedCount judged, CancellationToken ct)
    {
        foreach (var judgement in done.Judgements)
            judged.Add(judgement);
        judged.Written += await Write.PartAsync(db, part, done, ct);
    }
}
