using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Schedules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server;

/// <summary>The front door, as a table of contents: what it needs, whom it lets through, where its rooms are.</summary>
public static class FrontDoor
{
    /// <summary>What is taken in at most by a request that is not a file.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>
    /// The door for one database, not yet open: <c>RunAsync</c> opens it and returns when it is told to stop, with ten seconds for what
    /// is on its way.
    /// </summary>
    public static WebApplication Build(VitalsDatabase database, ServeAt at, TimeProvider clock)
    {
        // Nothing of the surroundings: what holds is what the command line and the settings in the database say.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "vitals" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.Listen(at.Address, at.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(database);
        builder.Services.AddSingleton(at);
        builder.Services.AddSingleton(clock);
        builder.Services.AddLogging(log => log.AddJsonConsole().SetMinimumLevel(LogLevel.Warning));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = at.BehindProxy.Count > 0 ? ForwardedHeaders.All : ForwardedHeaders.None;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in at.BehindProxy)
                forwarded.KnownIPNetworks.Add(proxy);
        });
        Timetabled.Add(builder.Services);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseRouting();
        HealthRoutes.Map(app);
        return app;
    }
}
