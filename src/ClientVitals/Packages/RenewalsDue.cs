using System.Text.Json.Serialization;
using ClientVitals.Database;

namespace ClientVitals.Packages;

/// <summary>A client whose current package runs out, or has run out (docs/decisions/0057).</summary>
/// <param name="ClientEmail">Primary e-mail, else phone.</param>
/// <param name="PackageId">The package that ends last; it stands for the client.</param>
/// <param name="Price">What it cost, in <paramref name="Currency"/>; null = not said.</param>
/// <param name="SessionsLeft">In all that run, at the last count; null = unlimited, unknown, or its last day is over.</param>
/// <param name="SessionsBought">Null = unlimited, or not said.</param>
/// <param name="SessionsPerWeek">Attended, over the last 30 or 90 days, whichever is more; null = no sessions are on record.</param>
/// <param name="ExpiresOn">Its last day; null = it does not end, or not said.</param>
/// <param name="DueOn">Its last day, or the day on which no session is left at the client's own pace, whichever is earlier.</param>
/// <param name="DaysUntil">From today; negative = overdue.</param>
/// <param name="DueBy">LAST_DAY or SESSIONS.</param>
/// <param name="LastSessionOn">The last day on which they attended; null = none is known.</param>
/// <param name="CountedAt">The moment of the count that the sessions are from.</param>
public sealed record RenewalDue(
    Guid ClientId,
    string ClientEmail,
    string ClientName,
    string? Coach,
    string? Segment,
    long PackageId,
    string? Kind,
    decimal? Price,
    string? Currency,
    int? SessionsLeft,
    int? SessionsBought,
    decimal? SessionsPerWeek,
    DateOnly? ExpiresOn,
    DateOnly DueOn,
    int DaysUntil,
    string DueBy,
    DateOnly? LastSessionOn,
    DateTimeOffset CountedAt,
    [property: JsonIgnore] string OrderName);

/// <summary>Clients whose current package runs out, as the caller may see them, the earliest first, a page at a time.</summary>
public static class RenewalsDue
{
    /// <summary>The two lists: those that run out within the days asked for, and those that ran out and were not renewed.</summary>
    public const string Due = "DUE", Overdue = "OVERDUE";

    /// <summary>Days ahead that are looked at when nobody says how many, and at most.</summary>
    public const int UsualDays = 14, MostDays = 90;

    /// <summary>A package that ran out longer ago is not overdue any more: the client has left.</summary>
    public const int OverdueDays = 60;

    /// <summary>Which of them.</summary>
    /// <param name="Today">The business day.</param>
    /// <param name="Within">Days ahead, 1 to <see cref="MostDays"/>.</param>
    /// <param name="State">DUE or OVERDUE; null = DUE.</param>
    /// <param name="Coach">Only this coach's book, by name.</param>
    /// <param name="Segment">Only this grouping of the business's own.</param>
    public sealed record Which(DateOnly Today, int Within = UsualDays, string? State = null, string? Coach = null, string? Segment = null)
    {
        /// <summary>Whether it is the list of those that ran out.</summary>
        public bool IsOverdue => State == Overdue;
    }

    /// <summary>One page.</summary>
    /// <exception cref="PlainError">A filter, the page or the mark cannot be.</exception>
    public static async Task<Page<RenewalDue>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        Check(which);
        var after = Cursor.Read(mark, 3);
        var rows = await database.AskAsync<RenewalDue>(who, Sql.Of(typeof(RenewalsDue)), new
        {
            today = which.Today,
            within = which.Within,
            overdue_days = OverdueDays,
            is_overdue = which.IsOverdue,
            coach = which.Coach,
            segment = which.Segment,
            after_day = after?.DayAt(0),
            after_name = after?.TextAt(1),
            after_client = after?.IdAt(2),
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.DueOn, row.OrderName, row.ClientId]);
    }

    internal static void Check(Which which)
    {
        ArgumentNullException.ThrowIfNull(which);
        if (which.Within is < 1 or > MostDays)
            throw new PlainError($"Days ahead must be 1 to {MostDays}, not {which.Within}.");
        if (which.State is not (null or Due or Overdue))
            throw new PlainError($"The state must be DUE or OVERDUE, not \"{which.State}\".");
    }
}
