namespace ClientVitals.Server.Web;

/// <summary>
/// Days and moments the business can mean: from 1900 to 2199. Beyond, a calendar's last day is PostgreSQL's infinity and the first
/// Monday lies before the first day there is.
/// </summary>
internal static class DateLimits
{
    private const int First = 1900, Beyond = 2200;

    /// <summary>The moment itself; a <see cref="PlainError"/> when it lies beyond.</summary>
    public static DateTimeOffset Check(DateTimeOffset moment, string name) => moment.Year is >= First and < Beyond ? moment : throw Unknown(name);

    /// <summary>Likewise, where none need be given.</summary>
    public static void Check(DateTimeOffset? moment, string name)
    {
        if (moment is { } given)
            Check(given, name);
    }

    /// <inheritdoc cref="Check(DateTimeOffset?, string)"/>
    public static void Check(DateOnly? day, string name)
    {
        if (day is { Year: < First or >= Beyond })
            throw Unknown(name);
    }

    private static PlainError Unknown(string name) => new($"{name} must be in the years {First} to {Beyond - 1}.");
}
