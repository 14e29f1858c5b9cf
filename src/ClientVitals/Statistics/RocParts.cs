namespace ClientVitals.Statistics;

/// <summary>
/// What each case adds to an area under the ROC curve: for a case that happened the share of the others it is ahead of, for one that did not the share
/// that is ahead of it ("structural components"). With mid-ranks among all cases (Z) and among those of its own kind (X, Y) they are (Z − X)/n
/// and 1 − (Z − Y)/m: one sort instead of m·n comparisons (Sun and Xu 2014).
/// </summary>
internal sealed class RocParts
{
    private readonly double[] _parts;
    private readonly bool[] _happened;

    private RocParts(double[] parts, bool[] happened, int count)
    {
        (_parts, _happened, Happened, Not) = (parts, happened, count, parts.Length - count);
        double sum = 0;
        for (var i = 0; i < parts.Length; i++)
            sum += happened[i] ? parts[i] : 0;
        Area = sum / count;
    }

    public double Area { get; }

    public int Happened { get; }

    public int Not { get; }

    /// <summary>Null when all cases are of one kind.</summary>
    public static RocParts? Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> happened)
    {
        if (scores.Length != happened.Length)
            throw new ArgumentException("Each score needs to say whether the event happened.", nameof(happened));
        var count = 0;
        foreach (var one in happened)
            count += one ? 1 : 0;
        if (count == 0 || count == scores.Length)
            return null;
        double[] keys = scores.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        var (flags, parts) = (happened.ToArray(), new double[keys.Length]);
        for (int from = 0, below = 0, belowHappened = 0; from < keys.Length;)
        {
            var (until, hits) = (from, 0);
            for (; until < keys.Length && keys[until].Equals(keys[from]); until++)
                hits += flags[order[until]] ? 1 : 0;
            var misses = until - from - hits;
            // Of equal scores each is ahead of half of the other kind.
            var ahead = (below - belowHappened + .5 * misses) / (keys.Length - count);
            var behind = 1 - (belowHappened + .5 * hits) / count;
            for (var place = from; place < until; place++)
                parts[order[place]] = flags[order[place]] ? ahead : behind;
            below += until - from;
            belowHappened += hits;
            from = until;
        }
        return new RocParts(parts, flags, count);
    }

    /// <summary>The covariance of the two areas; with itself, the variance.</summary>
    /// <param name="groups">Empty: each case is independent of the others.</param>
    public double Covariance(RocParts other, ReadOnlySpan<int> groups)
    {
        if (groups.IsEmpty)
            return Independent(other, true) + Independent(other, false);
        if (groups.Length != _parts.Length)
            throw new ArgumentException("Each case needs its group.", nameof(groups));
        return Grouped(other, groups);
    }

    private double Independent(RocParts other, bool happened)
    {
        var count = happened ? Happened : Not;
        if (count < 2)
            return 0;
        double sum = 0;
        for (var i = 0; i < _parts.Length; i++)
            sum += _happened[i] == happened ? (_parts[i] - Area) * (other._parts[i] - other.Area) : 0;
        return sum / (count - 1) / count;
    }

    /// <summary>Obuchowski (1997): the sums of each group take the place of single cases, and a group that has cases of both kinds ties them together.</summary>
    private double Grouped(RocParts other, ReadOnlySpan<int> groups)
    {
        var sums = new Dictionary<int, (double Hit, double Miss, double OtherHit, double OtherMiss, bool HasHit, bool HasMiss)>();
        for (var i = 0; i < _parts.Length; i++)
        {
            var (mine, theirs) = (_parts[i] - Area, other._parts[i] - other.Area);
            var sum = sums.GetValueOrDefault(groups[i]);
            sums[groups[i]] = _happened[i]
                ? (sum.Hit + mine, sum.Miss, sum.OtherHit + theirs, sum.OtherMiss, true, sum.HasMiss)
                : (sum.Hit, sum.Miss + mine, sum.OtherHit, sum.OtherMiss + theirs, sum.HasHit, true);
        }
        double hits = 0, misses = 0, hit = 0, miss = 0, both = 0;
        foreach (var sum in sums.Values)
        {
            hits += sum.HasHit ? 1 : 0;
            misses += sum.HasMiss ? 1 : 0;
            hit += sum.Hit * sum.OtherHit;
            miss += sum.Miss * sum.OtherMiss;
            both += sum.Hit * sum.OtherMiss + sum.Miss * sum.OtherHit;
        }
        if (hits < 2 || misses < 2)
            return 0;
        double all = sums.Count, m = Happened, n = Not;
        return hits / (hits - 1) * hit / (m * m) + misses / (misses - 1) * miss / (n * n) + all / (all - 1) * both / (m * n);
    }
}
