using ClientVitals.Settings;

namespace ClientVitals.Sources;

/// <summary>
/// Dates of a file whose year has two digits: 25-11-03 is a day of 2003, or of 2025. What no date of the file shows is decided by which moments
/// are nearer to the present; that is a guess, and is said.
/// </summary>
internal sealed class ShortYears(DateTimeOffset now)
{
    /// <summary>A moment later than this was not meant: the date has another order.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(366);

    /// <summary>How much nearer the moments must be for the year to come first where day and month leave each other open too.</summary>
    private const double MuchNearer = 2;

    private const DateHint Any = DateHint.Open | DateHint.YearFirst;

    private readonly double[] _away = new double[4];
    private bool _dayAndMonthDiffer;

    /// <summary>How many dates are of that kind.</summary>
    public long Count { get; private set; }

    /// <summary>The orders that every date of the file can have.</summary>
    public DateHint May { get; private set; } = Any;

    /// <summary>The first that can have several.</summary>
    public byte[]? Example { get; private set; }

    public void Add(ReadOnlySpan<byte> text, BusinessZone zone, DateHint hint)
    {
        Count++;
        var may = hint & Any;
        Span<long> moments = stackalloc long[_away.Length];
        foreach (var order in hint.In())
        {
            if (SourceTime.TryRead(text, zone, order, out moments[(int)order]) != TimeReading.Read || moments[(int)order] > (now + Ahead).UtcTicks)
                may &= ~HintOf(order);
            else
                _away[(int)order] += Math.Abs(now.UtcTicks - moments[(int)order]) / (double)TimeSpan.TicksPerDay;
        }
        // One that is too late in every order, or the same day in every order, shows nothing.
        if (may == DateHint.None)
            return;
        // 03-03-25 is the same day with the day or the month in front.
        _dayAndMonthDiffer |= (may & DateHint.Open) == DateHint.Open && moments[(int)DateOrder.DayFirst] != moments[(int)DateOrder.MonthFirst];
        May &= may;
        if (Example is null && hint.IsOpen())
            Example = text.ToArray();
    }

    /// <summary>The order they have; null = only somebody who knows can say; <see cref="DateOrder.Unknown"/> = they contradict each other.</summary>
    /// <param name="isGuess">Whether no date shows it.</param>
    public DateOrder? Decide(out bool isGuess)
    {
        var may = _dayAndMonthDiffer ? May : May & ~DateHint.MonthFirst;
        isGuess = may.IsOpen();
        if (may == DateHint.None)
            return May == DateHint.None ? DateOrder.Unknown : DateOrder.MonthFirst;
        var nearest = may.In().MinBy(order => _away[(int)order]);
        if ((may & DateHint.Open) != DateHint.Open)
            return nearest;
        return nearest == DateOrder.YearFirst && _away[(int)nearest] * MuchNearer < Math.Min(_away[(int)DateOrder.DayFirst], _away[(int)DateOrder.MonthFirst]) ? nearest : null;
    }

    /// <summary>What an example would be in the other orders that are open.</summary>
    public IReadOnlyList<DateOrder> Others(DateOrder than) => [.. (_dayAndMonthDiffer ? May : May & ~DateHint.MonthFirst).In().Where(order => order != than)];

    private static DateHint HintOf(DateOrder order) => (DateHint)(1 << ((int)order - 1));
}
