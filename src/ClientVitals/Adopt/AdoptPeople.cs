using System.Globalization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Adopt;

/// <summary>What the hub's rows say of people.</summary>
/// <param name="Notes">What becomes of them, for people.</param>
/// <param name="Refusals">Why they cannot be taken over.</param>
internal sealed record FoundPeople(IReadOnlyList<string> Notes, IReadOnlyList<string> Refusals);

/// <summary>
/// Each row of the owner's hub becomes a client with an address and a coach, and the rows of history find their client. Two addresses
/// that are the same when written in the one form are never joined here: a person decides.
/// </summary>
/// <param name="normal">An address in its one form; null when the text is no address.</param>
internal sealed class AdoptPeople(Func<string, string?> normal)
{
    /// <summary>A row of the hub: its key and its address as it was written.</summary>
    private sealed record HubRow(long Id, string? Email);

    public async Task<FoundPeople> ReadAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var rows = await RowsAsync(connection, cancel);
        var refusals = rows.Select(row => (row.Id, Address: Address(row.Email))).Where(row => row.Address is not null)
            .GroupBy(row => row.Address).Where(same => same.Count() > 1)
            .Select(same => string.Create(CultureInfo.InvariantCulture, $"{AdoptNames.Hub}: {same.Count()} rows have the same address when it is written in small letters without spaces, {same.Key} (ids {string.Join(", ", same.Select(row => row.Id).Order().Take(5))}); they would be one client: keep one row of them, or correct the others' addresses, and adopt again."))
            .ToList();
        var lacking = rows.Count(row => string.IsNullOrWhiteSpace(row.Email));
        var strange = rows.Where(row => !string.IsNullOrWhiteSpace(row.Email) && Address(row.Email) is null).ToList();
        var rewritten = rows.Count(row => Address(row.Email) is { } address && address != row.Email);
        string[] notes =
        [
            Count(rows.Count, "client is", "clients are") + " made, one for each row of client_health_scores, with its address, its names and its coach",
            .. rewritten > 0 ? new[] { Count(rewritten, "address is", "addresses are") + " written in the one form (small letters, no spaces around)" } : [],
            .. lacking > 0 ? new[] { Count(lacking, "row has", "rows have") + " no address; each is a client without one" } : [],
            .. strange.Count > 0 ? new[] { Count(strange.Count, "row keeps a text", "rows keep a text") + string.Create(CultureInfo.InvariantCulture, $"  that is not an address (for example id {strange[0].Id}); each is a client without an address") } : [],
        ];
        return new(notes, refusals);
    }

    /// <summary>Makes the clients and ties hub and history to them, without telling the owner's triggers: nobody changed a row.</summary>
    public async Task RunAsync(NpgsqlConnection connection, bool withHistory, DateTimeOffset now, CancellationToken cancel)
    {
        var rows = await RowsAsync(connection, cancel);
        var about = new
        {
            ids = rows.Select(row => row.Id).ToArray(),
            // What is no address stays where it is, and leads to nobody.
            emails = rows.Select(row => Address(row.Email) ?? (string.IsNullOrWhiteSpace(row.Email) ? null : row.Email)).ToArray(),
            addressed = rows.Select(row => Address(row.Email) is not null).ToArray(),
            now,
        };
        Task<int> StepAsync(string step, object parameters) =>
            connection.ExecuteAsync(new CommandDefinition(Sql.Of<AdoptPeople>(step), parameters, commandTimeout: 0, cancellationToken: cancel));
        await StepAsync("Staff", about);
        await StepAsync("Clients", about);
        if (withHistory)
        {
            var texts = (await connection.QueryAsync<string>(new CommandDefinition(Sql.Of<AdoptPeople>("Written"), cancellationToken: cancel))).Where(text => Address(text) is not null).ToArray();
            await StepAsync("History", new { texts, emails = texts.Select(text => Address(text)!).ToArray() });
        }
    }

    private static async Task<IReadOnlyList<HubRow>> RowsAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        (await connection.QueryAsync<HubRow>(new CommandDefinition(Sql.Of<AdoptPeople>("Hub"), cancellationToken: cancel))).AsList();

    private string? Address(string? text) => text is null ? null : normal(text);

    private static string Count(int rows, string one, string many) => rows == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{rows} {many}");
}
