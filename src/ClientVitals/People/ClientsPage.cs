using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>Clients in the order of their names, a page at a time.</summary>
/// <param name="Email">Primary e-mail; null for a client known by number only.</param>
/// <param name="PatternStatus">As last analysed; null = never, or not for the asker's eyes.</param>
public sealed record ClientsPage(
    Guid Id,
    string Name,
    string? Email,
    string? Phone,
    string? Coach,
    string Status,
    string? Segment,
    DateOnly? StartedOn,
    DateOnly? EndedOn,
    string? PatternStatus,
    string? PatternHold,
    string? PatternReason,
    DateTimeOffset? CheckedAt,
    string OrderName)
{
    /// <summary>Which of them.</summary>
    /// <param name="Search">How a first or last name, an e-mail or a number begins; null = everybody.</param>
    /// <param name="Coach">Only this coach's book, by name.</param>
    /// <param name="Status">ACTIVE, ARCHIVED or CHURNED; null = all.</param>
    public sealed record Which(string? Search = null, string? Coach = null, string? Status = null);

    private const int LongestSearch = 200;

    /// <summary>One page, as the asker may see it.</summary>
    /// <exception cref="PlainError">The page, the mark or the words cannot be.</exception>
    public static async Task<Page<ClientsPage>> ReadAsync(
        VitalsDatabase database, ActingAs who, Which which, int size, string? mark, CancellationToken ct)
    {
        if (which.Search?.Length > LongestSearch)
            throw new PlainError($"A search takes at most {LongestSearch} characters; this one has {which.Search.Length}.");
        if (which.Status is not (null or "ACTIVE" or "ARCHIVED" or "CHURNED"))
            throw new PlainError($"The status is ACTIVE, ARCHIVED or CHURNED; \"{which.Status}\" is none of them.");
        var after = PageMark.Read(mark, 2);
        var (after_name, after_id, most) = (after?.TextAt(0) ?? "", after?.IdAt(1) ?? Guid.Empty, PageMark.Size(size) + 1);
        var rows = which.Search?.Trim().ToLowerInvariant() is { Length: > 0 } search
            ? await database.AskAsync<ClientsPage>(
                who, Sql.Of<ClientsPage>("Searched"), new { search, coach = which.Coach, status = which.Status, after_name, after_id, most }, ct)
            : await database.AskAsync<ClientsPage>(
                who, Sql.Of<ClientsPage>(), new { coach = which.Coach, status = which.Status, after_name, after_id, most }, ct);
        return PageMark.Cut(rows, size, row => [row.OrderName, row.Id]);
    }
}
