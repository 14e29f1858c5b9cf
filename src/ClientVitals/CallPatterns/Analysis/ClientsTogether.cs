using System.Globalization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>Clients held back from the morning list because many fell silent on the same days: one remark instead of many lines.</summary>
/// <param name="Clients">How many.</param>
/// <param name="Since">The first silent day; null when nobody is held back.</param>
public sealed record ClientsTogether(int Clients, DateOnly? Since)
{
    /// <summary>What is said of them; null when nobody is held back.</summary>
    public string? Sentence => Since is not { } since ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"{(Clients == 1 ? "1 client has been quiet like many others" : $"{Clients} clients have been quiet together")} since about {since:ddd d MMM}: a holiday, or a phone system that stopped sending? {(Clients == 1 ? "They are" : "All of them are")} held back from the list: pause them for those days, or import what is missing.");

    /// <summary>As the last analysis left them.</summary>
    public static Task<ClientsTogether> ReadAsync(NpgsqlConnection db, CancellationToken ct) =>
        db.QuerySingleAsync<ClientsTogether>(new CommandDefinition(Sql.Of<ClientsTogether>(), cancellationToken: ct));

    /// <summary>The same, as the caller may see them.</summary>
    public static async Task<ClientsTogether> ReadAsync(VitalsDatabase database, DatabaseIdentity who, CancellationToken ct) =>
        (await database.AskAsync<ClientsTogether>(who, Sql.Of<ClientsTogether>(), null, ct))[0];
}
