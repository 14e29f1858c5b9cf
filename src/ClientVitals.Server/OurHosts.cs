using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server;

/// <summary>
/// Refuses requests sent to a name that is not this server's. A page of another site can let its own name lead to this machine (DNS
/// rebinding), and would then read what only people on it may; it cannot do that with an address in figures.
/// </summary>
internal sealed class OurHosts
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly bool _any;

    public OurHosts(ServeAt at)
    {
        if (at.PublicUrl is { } said)
            _names.Add(said.IdnHost);
        _names.UnionWith(at.Hosts);
        // A proxy lets through the names it was given; which they are, only --public-url and --host can say here.
        _any = _names.Count == 0 && at.BehindProxy.Count > 0;
        _names.UnionWith(["localhost", Environment.MachineName, Environment.MachineName + ".local"]);
    }

    /// <summary>Before anything is answered, but after a proxy has said what it was called; health is told to everybody.</summary>
    public static void Demand(IApplicationBuilder app, ServeAt at)
    {
        var ours = new OurHosts(at);
        app.Use((http, next) => ours.Knows(http.Request.Host) || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)
            ? next(http)
            : throw new BadHttpRequestException(
                $"This server is not called {http.Request.Host.Host}; start it with --public-url https://{http.Request.Host.Host}, or with --host {http.Request.Host.Host} beside its other names.", StatusCodes.Status421MisdirectedRequest));
    }

    /// <summary>Whether it is a name of ours, or no name.</summary>
    internal bool Knows(HostString host)
    {
        var name = host.Host.TrimEnd('.');
        return _any || name.Length == 0 || _names.Contains(name) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || IPAddress.TryParse(name.Trim('[', ']'), out _);
    }
}
