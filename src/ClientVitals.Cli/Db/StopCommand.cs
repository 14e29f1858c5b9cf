using System.CommandLine;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db stop</c>: stops the embedded cluster; its data stay.</summary>
internal static class StopCommand
{
    public static Command Command()
    {
        var command = new Command("stop", "Stop the embedded database. Its data stay; the next command starts it again.");
        command.SetAction(async (parsed, cancel) =>
        {
            var cluster = DbCommand.Cluster();
            Console.WriteLine(await cluster.StopAsync(cancel) ? $"Stopped the database in {cluster.Home.Path}." : $"No database is running in {cluster.Home.Path}.");
            return Door.Done;
        });
        return command;
    }
}
