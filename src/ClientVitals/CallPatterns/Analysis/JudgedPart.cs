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

    /// <summary>Episodes that are open, of which some may have to be held back: who, and what was said.</summary>
    public List<(Guid Client, Judgement Judged)> Open { get; } = [];

    public int Of(PatternStatus status) => _of[(int)status];

    /// <summary>These are held back: they count as normal.</summary>
    public void HoldBack(IEnumerable<Judgement> held)
    {
        foreach (var judged in held)
        {
            _of[(int)judged.Status]--;
            _of[(int)PatternStatus.Normal]++;
        }
    }

    public void Add(Guid client, Judgement judged)
    {
        if (judged.Status is PatternStatus.PatternBreak or PatternStatus.BelowPattern)
            Open.Add((client, judged));
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
