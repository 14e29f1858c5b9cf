using System.Text.Json.Serialization;
using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>A client in the list.</summary>
/// <param name="Email">Primary e-mail; null for a client known by number only.</param>
/// <param name="PatternStatus">As last analysed; null = never, or the caller may not see it.</param>
/// <param name="FoundBy">Of a search, by what: 1 the name, 2 the last name, 3 an e-mail, 4 a number. It orders the list with the two that follow.</param>
public sealed record ListedClient(
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
    bool? EnoughHistory,
    string? PatternReason,
    DateTimeOffset? CheckedAt,
    string OrderName,
    DateTimeOffset CreatedAt,
    [property: JsonIgnore] int? FoundBy,
    [property: JsonIgnore] string? FoundKey,
    [property: JsonIgnore] string? FoundName);

/// <summary>Clients in the order of their names, a page at a time; with a search, by how they were found: by name, last name, e-mail, number.</summary>
public static class ClientsPage
{
    /// <summary>Which of them.</summary>
    /// <param name="Search">How a first or last name, an e-mail or a number begins; null = everybody.</param>
    /// <param name="Coach">Only this coach's book, by name.</param>
    /// <param name="Status">ACTIVE, FORMER (the relation ended), ARCHIVED or CHURNED; null = all.</param>
    /// <param name="Segment">Only this grouping of the business's own.</param>
    /// <param name="NewestFirst">In the order in which they were made, the last first; what is searched stands by how it was found in any case.</param>
    /// <param name="Today">The business day by which a relation has ended; null = nobody is taken for former.</param>
    public sealed record Which(
        string? Search = null, string? Coach = null, string? Status = null, string? Segment = null, bool NewestFirst = false, DateOnly? Today = null);

    private const int LongestSearch = 200;

    /// <summary>One page, as the asker may see it.</summary>
    /// <exception cref="PlainError">The page, the mark or the words cannot be.</exception>
    public static async Task<Page<ListedClient>> ReadAsync(
        VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        if (which.Search?.Length > LongestSearch)
            throw new PlainError($"A search has at most {LongestSearch} characters; this one has {which.Search.Length}.");
        if (which.Status is not (null or "ACTIVE" or "FORMER" or "ARCHIVED" or "CHURNED"))
            throw new PlainError($"The status must be ACTIVE, FORMER, ARCHIVED or CHURNED, not \"{which.Status}\".");
        var wanted = which.Search?.Trim().ToLowerInvariant();
        return string.IsNullOrEmpty(wanted)
            ? await ListedAsync(database, who, which, size, mark, ct)
            : await SearchedAsync(database, who, which, wanted, size, mark, ct);
    }

    private static async Task<Page<ListedClient>> ListedAsync(VitalsDatabase database, DatabaseIdentity who, Which which, int size, string? mark, CancellationToken ct)
    {
        var after = Cursor.Read(mark, 2);
        var rows = await database.AskAsync<ListedClient>(who, Sql.Of(typeof(ClientsPage), which.NewestFirst ? "Newest" : null), new
        {
            coach = which.Coach,
            status = which.Status,
            today = which.Today,
            segment = which.Segment,
            after_name = which.NewestFirst ? "" : after?.TextAt(0) ?? "",
            after_moment = which.NewestFirst ? after?.MomentAt(0) : null,
            after_id = after?.IdAt(1) ?? Guid.Empty,
            most = Cursor.Size(size) + 1,
        }, ct);
        return which.NewestFirst
            ? Cursor.Cut(rows, size, row => [row.CreatedAt, row.Id])
            : Cursor.Cut(rows, size, row => [row.OrderName, row.Id]);
    }

    /// <summary>Behind everything that can be found.</summary>
    private const string Last = "\U0010FFFF\U0010FFFF";

    private static async Task<Page<ListedClient>> SearchedAsync(
        VitalsDatabase database, DatabaseIdentity who, Which which, string wanted, int size, string? mark, CancellationToken ct)
    {
        var after = Cursor.Read(mark, 4);
        var (by, key, name, id) = after is null ? (0, "", "", Guid.Empty) : (after.SmallAt(0), after.TextAt(1), after.TextAt(2), after.IdAt(3));
        if (after is not null && !key.StartsWith(wanted, StringComparison.Ordinal))
            throw Cursor.NoneOfOurs();
        // What was found by an earlier key is over, by a later one not begun.
        string From(int kind) => by < kind ? wanted : by == kind ? key : Last;
        var rows = await database.AskAsync<ListedClient>(who, Sql.Of(typeof(ClientsPage), "Searched"), new
        {
            search = wanted,
            coach = which.Coach,
            status = which.Status,
            today = which.Today,
            segment = which.Segment,
            from_name = From(1),
            from_lastname = From(2),
            from_its_name = name,
            from_id = id,
            from_email = From(3),
            from_phone = From(4),
            after_key = after is null ? null : key,
            most = Cursor.Size(size) + 1,
        }, ct);
        return Cursor.Cut(rows, size, row => [row.FoundBy, row.FoundKey, row.FoundName, row.Id]);
    }
}
