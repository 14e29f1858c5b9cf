namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// How many clients were without a call over the last days, and over as many days up to eight weeks before: whether many fell silent on the
/// same days. It asks nothing of how the single client is judged, so that it can be told before anybody is listed. A client costs a few
/// hundred operations on two words.
/// </summary>
internal sealed class SilentCounts(int today)
{
    /// <summary>
    /// The chance at which a count is not taken for chance, as for a silent source; shared among the lengths that are tried.
    /// </summary>
    public const double Chance = 1e-4;

    /// <summary>Days of silence: two are a weekend, and beyond three weeks people have called by then or are asked.</summary>
    private const int Shortest = 3, Longest = 21;

    /// <summary>Weeks before that say what is usual, of the same weekdays; and without so many nothing is said.</summary>
    private const int Weeks = 8, FewestWeeks = 3;

    /// <summary>Who had no call in so many days before was silent anyway.</summary>
    private const int Before = 14;

    private const int Reach = 7 * Weeks + Longest + Before;

    private readonly int[,] _silent = new int[Weeks + 1, Longest + 1], _there = new int[Weeks + 1, Longest + 1];

    /// <summary>Clients with a call, by days back.</summary>
    private readonly int[] _active = new int[Reach + 1];

    /// <summary>Counts one client, by the calls visible at the moment.</summary>
    public void Add(ClientHistory history)
    {
        // Bit 0 is yesterday: today is not over.
        var active = UInt128.Zero;
        for (var place = history.Days.Length - 1; place >= 0 && today - history.Days[place].Day is var back && back <= Reach; place--)
        {
            if (back <= 0 || !history.Days[place].IsActive)
                continue;
            active |= UInt128.One << (back - 1);
            _active[back]++;
        }
        if (active == UInt128.Zero)
            return;
        var away = Away(history.Pauses);
        for (var week = 0; week <= Weeks; week++)
            Count(week, (ulong)(active >> (7 * week)), (ulong)(away >> (7 * week)));
    }

    private void Count(int week, ulong active, ulong away)
    {
        for (var length = Shortest; length <= Longest; length++)
        {
            var silence = (1UL << length) - 1;
            if ((active >> length & ((1UL << Before) - 1)) == 0 || (away & silence) != 0)
                continue;
            _there[week, length]++;
            if ((active & silence) == 0)
                _silent[week, length]++;
        }
    }

    private UInt128 Away(Pause[] pauses)
    {
        var away = UInt128.Zero;
        foreach (var pause in pauses)
        {
            var (from, until) = (Math.Max(pause.From, today - Reach), Math.Min(pause.Until, today));
            if (from < until)
                away |= ((UInt128.One << (until - from)) - 1) << (today - until);
        }
        return away;
    }

    /// <summary>The stretch of the last days in which most more than usual were silent; null when none is beyond chance.</summary>
    public SilentTogether? Find()
    {
        SilentTogether? found = null;
        var furthest = -Math.Log(Chance / (Longest - Shortest + 1));
        for (var length = Shortest; length <= Longest; length++)
        {
            if (Usual(length) is not var (usual, dispersion) || _silent[0, length] <= usual)
                continue;
            // Chernoff's bound of the upper tail of a Poisson total, whose variance is so many times larger: never too small.
            var seen = _silent[0, length];
            var surprise = (seen * Math.Log(seen / usual) - seen + usual) / dispersion;
            if (surprise < furthest)
                continue;
            furthest = surprise;
            found = new SilentTogether(FirstDay(length), seen, usual);
        }
        return found;
    }

    /// <summary>The first of so many last days; a Sunday on which nobody calls anyway is not yet the silence.</summary>
    private DateOnly FirstDay(int length)
    {
        while (length > Shortest && Enumerable.Range(1, Weeks).Sum(week => _active[length + 7 * week]) < Weeks)
            length--;
        return DateOnly.FromDayNumber(today - length);
    }

    /// <summary>How many are silent by what the weeks before show, and how much more than by chance that number varied.</summary>
    private (double Usual, double Dispersion)? Usual(int length)
    {
        int silent = 0, there = 0, weeks = 0;
        for (var week = 1; week <= Weeks; week++)
        {
            silent += _silent[week, length];
            there += _there[week, length];
            weeks += _there[week, length] > 0 ? 1 : 0;
        }
        if (weeks < FewestWeeks)
            return null;
        // Half a client more than seen: none so far is no proof that there never is one.
        var share = (silent + .5) / (there + 1);
        double spread = 0;
        for (var week = 1; week <= Weeks; week++)
        {
            var expected = share * _there[week, length];
            if (expected > 0)
                spread += (_silent[week, length] - expected) * (_silent[week, length] - expected) / expected;
        }
        return (share * _there[0, length], Math.Max(1, spread / (weeks - 1)));
    }
}
