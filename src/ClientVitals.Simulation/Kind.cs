namespace ClientVitals.Simulation;

/// <summary>What a client of the town is like. The word is the truth a judgement can be measured against.</summary>
public enum Kind
{
    /// <summary>The same rate all the time; weeks differ by chance alone.</summary>
    Steady,
    /// <summary>The same rate on average, but weeks vary more than chance: busy ones and empty ones.</summary>
    Ragged,
    /// <summary>Fixed weekdays at a fixed hour, nine of ten kept.</summary>
    Regular,
    /// <summary>Once or twice a month.</summary>
    Sparse,
    /// <summary>Every second week on one weekday, give or take a day, nine of ten kept.</summary>
    Fortnightly,
    /// <summary>Quiet, with bursts of a week or two; unchanged in the long run.</summary>
    Bursty,
    /// <summary>Goes on as before after a pause of one to three weeks, which is recorded for some and not for others.</summary>
    OnHoliday,
    /// <summary>First contact only some weeks ago.</summary>
    New,
    /// <summary>Stops for four to nine weeks and comes back.</summary>
    Returning,
    /// <summary>The rate falls to 30 % from one day on.</summary>
    DriftingAway,
    /// <summary>A full stop at one day.</summary>
    Stopping,
    /// <summary>Stopped more than a quarter ago, or before half of the time told.</summary>
    ChurnedLongAgo,
}

/// <summary>The words of <see cref="Kind"/> as they stand in the truth file.</summary>
public static class KindWords
{
    public static string Word(this Kind kind) => kind switch
    {
        Kind.Steady => "steady",
        Kind.Ragged => "ragged",
        Kind.Regular => "regular",
        Kind.Sparse => "sparse",
        Kind.Fortnightly => "fortnightly",
        Kind.Bursty => "bursty",
        Kind.OnHoliday => "on_holiday",
        Kind.New => "new",
        Kind.Returning => "returning",
        Kind.DriftingAway => "drifting_away",
        Kind.Stopping => "stopping",
        Kind.ChurnedLongAgo => "churned_long_ago",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
