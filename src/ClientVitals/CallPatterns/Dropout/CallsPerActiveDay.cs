using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>Calls a client makes on a day with calls: the models count active days, people count calls.</summary>
internal static class CallsPerActiveDay
{
    /// <summary>The book's calls on an active day before a day.</summary>
    public static double Of(IReadOnlyList<ClientHistory> histories, int before)
    {
        long calls = 0, days = 0;
        foreach (var history in histories)
        {
            foreach (var day in history.Days)
            {
                if (!day.IsActive || day.Day >= before)
                    continue;
                calls += day.Calls;
                days++;
            }
        }
        return days == 0 ? 1 : (double)calls / days;
    }
}
