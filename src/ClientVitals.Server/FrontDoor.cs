using System.Text.Json.Serialization;
using ClientVitals.Database;
using ClientVitals.Server.Functions;
using ClientVitals.Server.Live;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Rooms;
using ClientVitals.Server.Rooms.Notices;
using ClientVitals.Server.Rooms.Sources;
using ClientVitals.Server.Schedules;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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
    /// <param name="home">Where secrets and sent files are kept; null = this machine's own home.</param>
    public static WebApplication Build(VitalsDatabase database, ServeAt at, TimeProvider clock, VitalsHome? home = null) =>
        Build(database, at, clock, ServerRooms.All, home);

    /// <inheritdoc cref="Build(VitalsDatabase, ServeAt, TimeProvider, VitalsHome?)"/>
    internal static WebApplication Build(VitalsDatabase database, ServeAt at, TimeProvider clock, IReadOnlyList<ServerRoom> rooms, VitalsHome? home = null)
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
        LogLines.Add(builder.Services, at.LogsRequests);
        Telemetry.Add(builder.Services);
        NoticesRoom.Add(builder.Services, at.Mail, at.AllowedHosts);
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

        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        OtherSites.Add(builder.Services);
        // Pages alone, which hold no secret beside what an address may bring in; answers of the API are small or asked for by programs.
        builder.Services.AddResponseCompression(packed =>
        {
            packed.EnableForHttps = true;
            packed.MimeTypes = ["text/html"];
            packed.Providers.Add<GzipCompressionProvider>();
        });
        OpenApiDocument.Add(builder.Services);
        builder.Services.AddRazorComponents();
        builder.Services.AddSingleton(Language.English);
        // Pages bring it along; nothing of ours is kept by it, so no key of it need be kept anywhere.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(given => new Links(at.Address, at.BehindProxy, at.PublicUrl, given.GetRequiredService<IServer>()));
        builder.Services.AddSingleton(new PasswordTurns());
        builder.Services.AddSingleton<KnownCallers>();
        builder.Services.AddSingleton(_ => new CallerLimits(at.Limits ?? new()));
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<SystemStatusCache>();
        home ??= VitalsHome.Find();
        builder.Services.AddSingleton(new SecretStore(home));
        builder.Services.AddSingleton(new Navigation(rooms.SelectMany(room => room.Navigation), rooms.SelectMany(room => room.Actions), rooms.Select(room => room.Bell).LastOrDefault(bell => bell is not null)));
        foreach (var room in rooms)
            room.Services?.Invoke(builder.Services, home);
        if (at.WarmsUp)
            builder.Services.AddHostedService<WarmUp>();
        builder.Services.AddSingleton<ChangeFeed>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ChangeFeed>());
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new EnumWords());
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            BodyRules.Add(json.SerializerOptions);
        });

        var app = builder.Build();
        app.UseForwardedHeaders();
        Requests.Watch(app);
        SafeHeaders.Add(app);
        Problems.Handle(app);
        RefusedForms.Use(app);
        OurHosts.Demand(app, at);
        CleanRequest.Demand(app);
        app.UseWhen(http => HttpMethods.IsGet(http.Request.Method), pages => pages.UseResponseCompression());
        app.UseRouting();
        app.UseCors();
        AccessMiddleware.Use(app);
        HealthRoutes.Map(app);
        AssetFiles.Map(app);
        Map(app, rooms);
        FunctionsEndpoint.Map(app, rooms.SelectMany(room => room.Functions).ToDictionary(StringComparer.Ordinal));
        RpcEndpoint.Map(app, [.. rooms.SelectMany(room => room.Rpc)]);
        OpenApiDocument.Map(app);
#pragma warning disable ASP0014 // Said here and not left to the start: the API's document is also told by a door that never opens.
        app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
        return app;
    }

    private static void Map(WebApplication app, IReadOnlyList<ServerRoom> rooms)
    {
        var api = app.MapGroup("/api/v1");
        RequestKeys.Demand(api);
        var pages = app.MapGroup("").IsPage().ExcludeFromDescription();
        pages.AddEndpointFilter(static async (call, next) =>
        {
            var answer = await next(call);
            // The one who changed something sees it on the next page.
            if (!HttpMethods.IsPost(call.HttpContext.Request.Method))
                return answer;
            call.HttpContext.RequestServices.GetRequiredService<SystemStatusCache>().Forget();
            RefusedForms.Check(answer);
            return answer;
        });
        foreach (var room in rooms)
        {
            room.Api?.Invoke(api.MapGroup("").WithTags(room.ApiTag));
            room.Pages?.Invoke(pages);
            room.Other?.Invoke(app);
        }
        LiveRoutes.Map(api.MapGroup("").WithTags("Live"));
    }

    /// <summary>The API's document as it is checked in; no database is opened.</summary>
    public static async Task<string> OpenApiAsync(CancellationToken cancel)
    {
        await using var nowhere = VitalsDatabase.Embedded();
        await using var app = Build(nowhere, ServeAt.Default, TimeProvider.System);
        return await OpenApiDocument.TextAsync(app.Services, cancel);
    }
}
