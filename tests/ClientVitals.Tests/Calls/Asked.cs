using Dapper;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Short questions to a test's database.</summary>
internal static class Asked
{
    public static async Task<List<T>> RowsAsync<T>(TestDatabase database, string sql)
    {
        await using var db = await database.OpenAdminAsync();
        return (await db.QueryAsync<T>(new CommandDefinition(sql, cancellationToken: TestContext.Current.CancellationToken))).AsList();
    }

    public static async Task<T> OneAsync<T>(TestDatabase database, string sql) => (await RowsAsync<T>(database, sql)).Single();

    /// <summary>Empties what an import fills, so that the tests of one class do not meet.</summary>
    public static Task ClearAsync(TestDatabase database) => database.DoAsync(
        "delete from call_records; delete from client_health_scores; delete from clients; delete from staff; delete from deliveries");
}
