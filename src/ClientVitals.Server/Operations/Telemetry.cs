using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ClientVitals.Server.Operations;

/// <summary>
/// Sends traces and metrics by OTLP while the door is open, where the standard variables say (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and
/// its kin); without them nothing of it exists.
/// </summary>
internal sealed class Telemetry : IHostedService, IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT", Traces = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", Metrics = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public static void Add(IServiceCollection services)
    {
        if (IsSet(Endpoint) || IsSet(Traces) || IsSet(Metrics))
            services.AddHostedService<Telemetry>();
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // What the environment says of the service (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES) comes last and holds.
        var resource = ResourceBuilder.CreateEmpty()
            .AddService("client-vitals", serviceVersion: typeof(PlainError).Assembly.GetName().Version?.ToString(3))
            .AddTelemetrySdk()
            .AddEnvironmentVariableDetector();
        if (IsSet(Endpoint) || IsSet(Traces))
        {
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", NamelessSpans.Database)
                .AddProcessor(new NamelessSpans())
                .AddOtlpExporter()
                .Build();
        }
        if (IsSet(Endpoint) || IsSet(Metrics))
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", Meters.Name)
                .AddOtlpExporter()
                .Build();
        }
        return Task.CompletedTask;
    }

    /// <summary>What was not sent yet is sent, within the time for stopping.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            _traces?.Shutdown(3_000);
            _metrics?.Shutdown(3_000);
        },
        CancellationToken.None);

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static bool IsSet(string variable) => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable));
}

/// <summary>
/// Lets no personal data out: of a span only attributes that are known to be about nobody go on. An address is its
/// template, a statement is its text without values, an error is its kind without its message.
/// </summary>
internal sealed class NamelessSpans : BaseProcessor<Activity>
{
    /// <summary>Npgsql's source.</summary>
    public const string Database = "Npgsql";

    private static readonly ActivitySource Again = new(Database);

    private static readonly HashSet<string> Known =
    [
        "http.route", "http.request.method", "http.response.status_code", "url.scheme", "network.protocol.version", "error.type",
        "db.system.name", "db.namespace", "db.query.text", "db.response.status_code", "db.stored_procedure.name", "db.npgsql.prepared",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in data.TagObjects.Where(tag => !Known.Contains(tag.Key)).ToList())
            data.SetTag(tag.Key, null);
        data.SetStatus(data.Status);
        // Events cannot be taken off: an error's holds the server's message, which may quote a value. A new span goes out without it.
        if (!data.Events.Any(told => told.Name == "exception"))
            return;
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        var parent = new ActivityContext(data.TraceId, data.ParentSpanId, ActivityTraceFlags.Recorded);
        if (Again.CreateActivity(data.DisplayName, data.Kind, parent, data.TagObjects) is not { } clean)
            return;
        clean.SetStartTime(data.StartTimeUtc).Start();
        clean.SetStatus(data.Status).SetEndTime(data.StartTimeUtc + data.Duration).Stop();
    }
}
