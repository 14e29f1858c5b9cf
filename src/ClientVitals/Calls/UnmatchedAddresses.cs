using ClientVitals.Database;

namespace ClientVitals.Calls;

/// <summary>The addresses of unmatched calls, a page at a time. What a page reads is bounded, however many such calls there are.</summary>
public static class UnmatchedAddresses
{
    /// <summary>Of so many of the latest unmatched calls the addresses are counted, where those with the most calls come first.</summary>
    public const int MostCalls = 10_000;

    /// <summary>One page, as the caller may see it.</summary>
    /// <param name="byAddress">In the order of the addresses, of all unmatched calls: e-mails, then numbers. Else those with the most of the latest <see cref="MostCalls"/> calls first.</param>
    /// <exception cref="PlainError">The page or the mark cannot be.</exception>
    public static async Task<Page<UnmatchedAddress>> ReadAsync(VitalsDatabase database, DatabaseIdentity who, bool byAddress, int size, string? mark, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        return byAddress
            ? Cursor.Cut(await InOrderAsync(database, who, Cursor.Size(size) + 1, Cursor.Read(mark, 2), ct), size, row => [row.Email ?? "", row.Phone ?? ""])
            : Cursor.Cut(await MostFirstAsync(database, who, Cursor.Size(size) + 1, Cursor.Read(mark, 3), ct), size, row => [row.Calls, row.Email ?? "", row.Phone ?? ""]);
    }

    private static Task<IReadOnlyList<UnmatchedAddress>> MostFirstAsync(VitalsDatabase database, DatabaseIdentity who, int most, Cursor? after, CancellationToken ct) =>
        database.AskAsync<UnmatchedAddress>(who, Sql.Of(typeof(UnmatchedAddresses)), new
        {
            calls = MostCalls,
            after_calls = after?.WholeAt(0),
            after_email = after?.TextAt(1) ?? "",
            after_phone = after?.TextAt(2) ?? "",
            most,
        }, ct);

    private static async Task<IReadOnlyList<UnmatchedAddress>> InOrderAsync(VitalsDatabase database, DatabaseIdentity who, int most, Cursor? after, CancellationToken ct)
    {
        var (email, phone) = (after?.TextAt(0) ?? "", after?.TextAt(1) ?? "");
        // A mark without an e-mail is among the numbers, which come last.
        var rows = email.Length == 0 && phone.Length > 0 ? [] : await database.AskAsync<UnmatchedAddress>(
            who, Sql.Of(typeof(UnmatchedAddresses), "Emails"), new { after_email = email, after_phone = phone, most }, ct);
        return rows.Count == most ? rows
            : [.. rows, .. await database.AskAsync<UnmatchedAddress>(
                who, Sql.Of(typeof(UnmatchedAddresses), "Numbers"), new { after_phone = email.Length == 0 ? phone : "", most = most - rows.Count }, ct)];
    }
}
