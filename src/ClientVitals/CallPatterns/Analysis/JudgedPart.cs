using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>How many of the clients judged have each status.</summary>
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

/// <summary>What was said of a part of the book, in its order.</summary>
/// <param name="Rows">The same as rows to be written (<see cref="JudgedRows"/>).</param>
/// <param name="Ended">The episodes that ended since the last run.</param>
internal sealed record JudgedPart(Judgement[] Judgements, CopyRows Rows, List<(Guid Client, Episode Episode)> Ended);
