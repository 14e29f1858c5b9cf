namespace ClientVitals.Sources;

/// <summary>Which comes first in dates like 03/04/2025.</summary>
public enum DateOrder
{
    Unknown,
    DayFirst,
    MonthFirst,
}

/// <summary>What one value shows about the order of day and month in its file.</summary>
public enum DateHint
{
    /// <summary>A form that leaves nothing open.</summary>
    None,
    /// <summary>Could be either, as 03/04/2025.</summary>
    Open,
    /// <summary>Can only be day first, as 13/04/2025.</summary>
    DayFirst,
    /// <summary>Can only be month first, as 04/13/2025.</summary>
    MonthFirst,
}
