using ClientVitals.Settings;

namespace ClientVitals.CallPatterns.Model;

/// <summary>
/// How many openings without a cause the business accepts, per 100 client-weeks in which nothing changed.
/// </summary>
/// <param name="Break">False PATTERN_BREAK openings per 100 client-weeks.</param>
/// <param name="Below">False BELOW_PATTERN openings per 100 client-weeks.</param>
/// <param name="Above">False ABOVE_PATTERN openings per 100 client-weeks.</param>
public readonly record struct PatternBudgets(double Break, double Below, double Above)
{
    /// <summary>One false break, two below, two above in 100 client-weeks.</summary>
    public static PatternBudgets Default { get; } = new(1, 2, 2);

    /// <summary>Those the business has set.</summary>
    public static PatternBudgets Of(BusinessSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new((double)settings.BreakBudget, (double)settings.BelowBudget, (double)settings.AboveBudget);
    }
}
