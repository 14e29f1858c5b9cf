using System.CommandLine;
using System.Net;
using ClientVitals.Server;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Rooms.Notices;

namespace ClientVitals.Cli.Serve;

/// <summary><c>vitals serve</c>: opens the front door.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Address = new("--address")
    {
        Description = "The address to listen on: 127.0.0.1 (only this machine can connect), 0.0.0.0 (the network can), or one of the machine's own addresses.",
        HelpName = "IP",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port to listen on; 0 = any free one.",
        DefaultValueFactory = _ => 5080,
    };

    private static readonly Option<string[]> Proxy = new("--proxy")
    {
        Description = "The network of your reverse proxy, such as 10.0.0.0/8: its X-Forwarded headers are trusted. Can be given several times.",
        HelpName = "NETWORK",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> PublicUrl = new("--public-url")
    {
        Description = "The address at which people and webhooks reach this server, such as https://vitals.example.com: for links in mails and to check signatures.",
        HelpName = "URL",
    };

    private static readonly Option<string[]> Host = new("--host")
    {
        Description = "A host name by which this server may be called, besides that of --public-url, this machine's names and IP addresses. Requests for other names are refused. Can be given several times.",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string[]> Log = new("--log")
    {
        Description = "Log requests too: one line each, without personal data. Warnings and errors are always logged.",
        HelpName = "requests",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Where to open the door, for every command that does.</summary>
    public static readonly Option[] Where = [Address, Port, Proxy, PublicUrl, Host, Log];

    public static Command Command()
    {
        var command = new Command("serve", "Serve the pages and the API and run the scheduled jobs, until stopped (Ctrl-C or SIGTERM).");
        foreach (var option in Where)
            command.Add(option);
        command.SetAction(async (parsed, cancel) =>
        {
            await using var database = Door.Database(parsed);
            return await new Serving(database, At(parsed)).RunAsync(cancel);
        });
        return command;
    }

    /// <summary>Where the door opens, as the words say. Throws a <see cref="PlainError"/> when they cannot be understood.</summary>
    public static ServeAt At(ParseResult parsed)
    {
        if (!IPAddress.TryParse(parsed.GetValue(Address), out var address))
            throw new PlainError($"--address {parsed.GetValue(Address)} is not an IP address; write it as 127.0.0.1, 0.0.0.0 or ::1.");
        if (parsed.GetValue(Port) is < 0 or > 65535)
            throw new PlainError($"--port must be 0 to 65535, not {parsed.GetValue(Port)}.");
        var proxies = parsed.GetValue(Proxy)!.Select(text => IPNetwork.TryParse(text, out var network)
            ? network
            : throw new PlainError($"--proxy {text} is not a network; write it as 10.0.0.0/8, one machine as 10.0.0.7/32.")).ToList();
        var url = parsed.GetValue(PublicUrl) is { } said
            ? Uri.TryCreate(said, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri
                : throw new PlainError($"--public-url {said} is not an address; write it as https://vitals.example.com.")
            : null;
        if (parsed.GetValue(Host)!.FirstOrDefault(name => Uri.CheckHostName(name) == UriHostNameType.Unknown) is { } wrong)
            throw new PlainError($"--host {wrong} is not a host name; write it without scheme and port, as vitals.example.com.");
        if (parsed.GetValue(Log)!.FirstOrDefault(word => word != "requests") is { } unknown)
            throw new PlainError($"--log must be requests, not {unknown}.");
        return new(address, parsed.GetValue(Port), proxies, url, parsed.GetValue(Log)!.Length > 0, SmtpAddress.FromEnvironment()) { Hosts = parsed.GetValue(Host)!, AllowedHosts = AllowedHosts.FromEnvironment(), WarmsUp = true };
    }
}
