namespace ClientVitals.CallPatterns.Model;

/// <summary>How much must be known of a client before any rule may report a change.</summary>
internal static class MinimumHistory
{
    /// <summary>Exposed days before the day judged.</summary>
    public const int ExposedDays = 28;

    /// <summary>Active days before the day judged.</summary>
    public const int ActiveDays = 5;

    public static bool At(ClientHistory history, int today, int seenBy)
    {
        var days = new ClientDays(history, seenBy, PatternWindow.Start(today));
        int exposed = 0, active = 0;
        for (var day = days.Start; day < today; day++)
        {
            var seen = days.Read(day);
            exposed += seen.Exposed ? 1 : 0;
            active += seen.IsActive ? 1 : 0;
            if (exposed >= ExposedDays && active >= ActiveDays)
                return true;
        }
        return false;
    }
}
