using System.CommandLine;

namespace ClientVitals.Cli.Db;

/// <summary><c>vitals db start</c>: starts the embedded cluster, or says where it runs.</summary>
internal static class StartCommand
{
    public static Command Command()
    {
        var port = new Option<int?>("--port")
        {
            Description = "Also listen on 127.0.0.1 at this port, for programs that cannot use a socket. Example: --port 54320.",
            HelpName = "port",
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var word] && (!int.TryParse(word.Value, out var number) || number is < 1024 or > 65535))
            {
                result.AddError($"--port must be 1024 to 65535, not {word.Value}.");
            }
        });
        var command = new Command("start", "Start the embedded database, unless it runs. Other commands do this automatically.") { port };
        command.SetAction(async (parsed, cancel) =>
        {
            var cluster = DbCommand.Cluster();
            var address = await cluster.StartAsync(parsed.GetValue(port), cancel);
            Console.WriteLine(address.OpenedPort
                ? $"Running in {cluster.Home.Path}, listening on 127.0.0.1:{address.Port}."
                : $"Running in {cluster.Home.Path}, listening on {(Path.IsPathRooted(address.Host) ? "its own socket only" : $"127.0.0.1:{address.Port}")}.");
            return Door.Done;
        });
        return command;
    }
}
