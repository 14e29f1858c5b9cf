using System.Text.Json.Serialization;
using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>A client in the list.</summary>
/// <param name="Email">Primary e-mail; null for a client known by number only.</param>
/// <param name="PatternStatus">As last analysed; null = never, or the caller may not see it.</param>
/// <param name="FoundBy">Of a search, by what: 1 the name, 2 the last name, 3 an e-mail, 4 a number, 5 a name that is near. It orders the list with the two that follow.</param>
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

/// <summary>
/// Clients in the order of their names, a page at a time; with a search, by how they were found: by name, last name, e-mail, number; names
/// by their Latin spelling. Where these do not fill the first page, names that are near follow, if they are asked for.
/// </summary>
public static class ClientsPage
{
    /// <summary>Which of them.</summary>
    /// <param name="Search">How a first or last name, an e-mail or a number begins; null = everybody.</param>
    /// <param name="Coach">Only this coach's book, by name.</param>
    /// <param name="Status">ACTIVE, FORMER (they left), ARCHIVED or CHURNED; null = all.</param>
    /// <param name="Segment">Only this grouping of the business's own.</param>
    /// <param name="NewestFirst">In the order in which they were made, the last first; what is searched is always in the order of how well it fits.</param>
    /// <param name="Today">The business day by which somebody is a former client; null = nobody is.</param>
    /// <param name="Region">ISO 3166 region in which a number without a country's code is read; null = such a number is not read.</param>
    /// <param name="AlsoNear">Whether names follow that are spelled almost so, or sound so.</param>
    public sealed record Which(
        string? Search = null, string? Coach = null, string? Status = null, string? Segment = null, bool NewestFirst = false, DateOnly? Today = null,
        string? Region = null, bool AlsoNear = false);

    /// <summary>How words read in Latin letters, and how they sound.</summary>
    internal sealed record Words(string Latin, string Sound);

    /// <summary>So far the list is counted.</summary>
    public const int MostCounted = 10_000;

    private const int LongestSearch = 200;

    /// <summary>Candidates for a name that is spelled otherwise: of the sound itself, of each sound near it, and in all.</summary>
    private const int OfTheFirst = 60, OfEach = 8, MostCandidates = 400;

    /// <summary>Names that are near, at most.</summary>
    private const int MostNear = 10;

    /// <summary>One page, as the caller may see it.</summary>
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

    /// <summary>How many there are in the list, as the caller may see them, counted no further than <see cref="MostCounted"/>; what is searched is not looked at.</summary>
    public static async Task<int> CountAsync(VitalsDatabase database, DatabaseIdentity who, Which which, CancellationToken ct) =>
        (await database.AskAsync<int>(who, Sql.Of(typeof(ClientsPage), "Count"), new { coach = which.Coach, status = which.Status, today = which.Today, segment = which.Segment, most = MostCounted }, ct))[0];

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
        var words = (await database.AskAsync<Words>(who, Sql.Of(typeof(ClientsPage), "Words"), new { search = wanted }, ct))[0];
        var phone = PhoneSearch.Beginning(wanted, which.Region);
        var (by, key, name, id) = after is null ? (0, "", "", Guid.Empty) : (after.SmallAt(0), after.TextAt(1), after.TextAt(2), after.IdAt(3));
        // What is not searched by a kind lies behind all that it has.
        string Begins(int kind) => kind switch { 1 or 2 => words.Latin.Length > 0 ? words.Latin : Last, 3 => wanted, 4 => phone ?? Last, _ => Last };
        if (after is not null && !key.StartsWith(Begins(by), StringComparison.Ordinal))
            throw Cursor.NoneOfOurs();
        // What was found by an earlier key is over, by a later one not begun.
        string From(int kind) => by < kind ? Begins(kind) : by == kind ? key : Last;
        var rows = await database.AskAsync<ListedClient>(who, Sql.Of(typeof(ClientsPage), "Searched"), new
        {
            search = wanted,
            latin = Begins(1),
            phone = Begins(4),
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
        return rows.Count < size && after is null && which.AlsoNear
            ? new([.. rows, .. await NearAsync(database, who, which, words, rows, Math.Min(size - rows.Count, MostNear), ct)], null)
            : Cursor.Cut(rows, size, row => [row.FoundBy, row.FoundKey, row.FoundName, row.Id]);
    }

    /// <summary>Who is meant if the name is spelled otherwise, the nearest first; not who was found as written.</summary>
    private static async Task<IReadOnlyList<ListedClient>> NearAsync(
        VitalsDatabase database, DatabaseIdentity who, Which which, Words words, IReadOnlyList<ListedClient> found, int most, CancellationToken ct)
    {
        string[] sounds = [.. NearNames.Variants(words.Latin, words.Sound)];
        if (sounds.Length == 0)
            return [];
        var candidates = await database.AskAsync<NearNames.Candidate>(who, Sql.Of(typeof(ClientsPage), "Near"), new
        {
            sounds,
            coach = which.Coach,
            status = which.Status,
            today = which.Today,
            segment = which.Segment,
            of_the_first = OfTheFirst,
            of_each = OfEach,
            most = MostCandidates,
        }, ct);
        var known = found.Select(client => client.Id).ToHashSet();
        Guid[] ids = [.. NearNames.Nearest(candidates, words.Latin, words.Sound).Where(id => !known.Contains(id)).Take(most)];
        return ids.Length == 0 ? [] : await database.AskAsync<ListedClient>(who, Sql.Of(typeof(ClientsPage), "Chosen"), new { ids }, ct);
    }
}
