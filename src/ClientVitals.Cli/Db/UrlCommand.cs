using System.CommandLine;
using ClientVitals.Database;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db url</c>: the address for other programs, with its password.</summary>
internal static class UrlCommand
{
    public static Command Command()
    {
        var serving = new Option<bool>("--serving")
        {
            Description = "The address for the login that the server uses, instead of the owner's.",
        };
        var command = new Command("url", "Print the database's address, with its password, for other programs. Example: psql \"$(vitals db url)\"") { serving };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            if (database.Cluster is not { } cluster)
            {
                var named = parsed.GetValue(serving) ? null : Environment.GetEnvironmentVariable("DATABASE_ADMIN_URL");
                Console.WriteLine(string.IsNullOrWhiteSpace(named) ? Environment.GetEnvironmentVariable("DATABASE_URL") : named);
                return Door.Done;
            }
            var address = await cluster.StartAsync(cancel: cancel);
            await EmbeddedPostgres.MakeDatabaseAsync(address, database.Name, template: null, cancel);
            Console.WriteLine(address.Url(database.Name, parsed.GetValue(serving) ? ClusterAddress.Server : ClusterAddress.Owner));
            return Door.Done;
        });
        return command;
    }
}
