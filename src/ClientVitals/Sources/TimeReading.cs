namespace ClientVitals.Sources;

/// <summary>What came of reading a moment.</summary>
public enum TimeReading
{
    Read,
    /// <summary>Nothing was written there.</summary>
    Missing,
    /// <summary>No form of date and time that is known.</summary>
    NotATime,
    /// <summary>The form is known, the date or the time does not exist, or lies before 1980 or after 2199.</summary>
    Impossible,
    /// <summary>03/04/2025: the file does not show whether day or month comes first.</summary>
    OrderUnclear,
    /// <summary>The time names its zone by a word that is not known, or that means several (CST: Chicago's, or China's).</summary>
    ZoneUnclear,
}
