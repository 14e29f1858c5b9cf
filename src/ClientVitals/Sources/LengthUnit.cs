namespace ClientVitals.Sources;

/// <summary>What a bare number in a length of time counts.</summary>
public enum LengthUnit
{
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
}

/// <summary>Their lengths and words.</summary>
public static class LengthUnits
{
    public static double Seconds(this LengthUnit unit) => unit switch
    {
        LengthUnit.Milliseconds => .001,
        LengthUnit.Minutes => 60,
        LengthUnit.Hours => 3600,
        _ => 1,
    };

    /// <summary>As options and forms say it: <c>minutes</c>.</summary>
    public static string Word(this LengthUnit unit) => unit.ToString().ToLowerInvariant();

    /// <summary>The unit of a word or of its abbreviation. Throws <see cref="PlainError"/> when it is not a unit.</summary>
    public static LengthUnit Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return WordKey.Of(word) switch
        {
            "milliseconds" or "millisecond" or "ms" => LengthUnit.Milliseconds,
            "seconds" or "second" or "sec" or "s" => LengthUnit.Seconds,
            "minutes" or "minute" or "min" or "m" => LengthUnit.Minutes,
            "hours" or "hour" or "h" => LengthUnit.Hours,
            _ => throw new PlainError($"'{word}' is not a unit of time; use one of: {string.Join(", ", Enum.GetValues<LengthUnit>().Select(unit => unit.Word()))}."),
        };
    }

    /// <summary>The unit of which a bare number counts this many seconds.</summary>
    internal static LengthUnit OfSeconds(double seconds) => Enum.GetValues<LengthUnit>().MinBy(unit => Math.Abs(unit.Seconds() - seconds));
}
