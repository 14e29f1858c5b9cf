using ClientVitals.Adopt;
using ClientVitals.Database;
using ClientVitals.Migrations;
using ClientVitals.Settings;
using Dapper;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>A database as the owner's own migrations left it, from <c>OwnersDatabase.sql</c>.</summary>
internal static class OwnersDatabase
{
    public static readonly string[] Aside = ["call_records"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A copy of one that is made once in a run.</summary>
    public static async Task<VitalsDatabase> CopyAsync(TestCluster cluster)
    {
        await cluster.BeginningAsync("owners", of: null, async made =>
        {
            await MakeAsync(made);
            return true;
        });
        return await cluster.CopyAsync("owners");
    }

    /// <summary>Makes it in an empty database.</summary>
    public static Task MakeAsync(VitalsDatabase database) => RunAsync(database, "OwnersDatabase.sql");

    /// <summary>Runs one of the scripts beside this file as the owner.</summary>
    public static Task RunAsync(VitalsDatabase database, string file) =>
        DoAsync(database, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Migrations", file)));

    public static async Task DoAsync(VitalsDatabase database, string sql)
    {
        await using var connection = await database.OpenAdminAsync(Cancel);
        await connection.ExecuteAsync(sql);
    }

    public static AdoptDatabase Adopt(VitalsDatabase database, MigrationPatience? patience = null) =>
        new(database, MigrationFile.Folder(), text => Email.Normal(text, out _), patience);

    public static PushMigrations Push(VitalsDatabase database) => new(database, MigrationFile.Folder());
}
