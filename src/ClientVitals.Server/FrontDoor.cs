using System.Text.Json.Serialization;
using ClientVitals.Database;
using ClientVitals.Server.Access;
using ClientVitals.Server.Api;
using ClientVitals.Server.Functions;
using ClientVitals.Server.Live;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Pages;
using ClientVitals.Server.Schedules;
using ClientVitals.Server.Sources;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
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
    public static WebApplication Build(VitalsDatabase database, ServeAt at, TimeProvider clock, VitalsHome? home = null)
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
        Mailing.Add(builder.Services);
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
        // Pages bring it along; nothing of ours is kept by it, so no key of it need be kept anywhere.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<Links>();
        builder.Services.AddSingleton(new PasswordTurns());
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<ListCounts>();
        builder.Services.AddSingleton<HouseStands>();
        builder.Services.AddSingleton<Pages.Data.DuplicateHunt>();
        builder.Services.AddSingleton<Pages.Data.RunningImports>();
        home ??= VitalsHome.Find();
        builder.Services.AddSingleton(new Secrets(home));
        builder.Services.AddSingleton(new Pages.Data.Uploads(home));
        builder.Services.AddHostedService<Pages.Data.SweepUploads>();
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
        CleanRequest.Demand(app);
        app.UseWhen(http => HttpMethods.IsGet(http.Request.Method), pages => pages.UseResponseCompression());
        app.UseRouting();
        app.UseCors();
        Gate.Stand(app);
        HealthRoutes.Map(app);
        AssetFiles.Map(app);
        SignInRoutes.Map(app);
        PageRoutes.Map(app);
        ForgotRoutes.Map(app);
        AccountRoutes.Map(app);
        WebhookRoutes.Map(app);
        FunctionRoutes.Map(app);
        RpcRoutes.Map(app);
        var api = app.MapGroup("/api/v1");
        RequestKeys.Demand(api);
        ClientRoutes.Map(api.MapGroup("").WithTags("Clients"));
        CallRoutes.Map(api.MapGroup("").WithTags("Calls"));
        PatternRoutes.Map(api.MapGroup("").WithTags("Call patterns"));
        AccessRoutes.Map(api.MapGroup("").WithTags("Access"));
        JobRoutes.Map(api.MapGroup("").WithTags("Jobs"));
        SettingsRoutes.Map(api.MapGroup("").WithTags("Settings"));
        LiveRoutes.Map(api.MapGroup("").WithTags("Live"));
        OpenApiDocument.Map(app);
#pragma warning disable ASP0014 // Said here and not left to the start: the API's document is also told by a door that never opens.
        app.UseEndpoints(_ => { });
#pragma warning restore ASP0014
        return app;
    }

    /// <summary>The API's document as it is checked in; no database is opened.</summary>
    public static async Task<string> OpenApiAsync(CancellationToken cancel)
    {
        await using var nowhere = VitalsDatabase.Embedded();
        await using var app = Build(nowhere, ServeAt.Default, TimeProvider.System);
        return await OpenApiDocument.TextAsync(app.Services, cancel);
    }
}
