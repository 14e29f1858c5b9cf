using System.Collections.Concurrent;
using System.Text.Json;
using ClientVitals.Server;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Operations;

public sealed class LogLinesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    /// <summary>Whatever may not be found in a log.</summary>
    private static readonly string[] Private = ["leila@example.com", "leila%40example.com", "971501234567", "Haddad", "hunter2hunter2", Token, "cv_"];

    private const string Token = "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The lines as the console would show them.</summary>
    private sealed class Kept(ConsoleFormatter formatter) : ILoggerProvider, ISupportExternalScope
    {
        private IExternalScopeProvider? _scopes;

        public ConcurrentQueue<string> Lines { get; } = new();

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => new Line(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Line(Kept kept, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => kept._scopes?.Push(state);

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                using var text = new StringWriter();
                kept.Formatter.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), kept._scopes, text);
                kept.Lines.Enqueue(text.ToString());
            }
        }

        private ConsoleFormatter Formatter => formatter;
    }

    private async Task<(WebApplication App, Kept Log)> ServeAsync(bool requests)
    {
        var app = FrontDoor.Build(door.Vitals, ServeAt.Default with { Port = 0, LogsRequests = requests }, door.Clock);
        app.MapGet("/broken/{email}", string (string email) => throw new InvalidOperationException($"Leila Haddad <{email}> broke +971501234567")).IsOpen();
        var log = new Kept(app.Services.GetServices<ConsoleFormatter>().OfType<LogLines>().Single());
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        await app.StartAsync(Cancel);
        return (app, log);
    }

    private async Task<List<(int Status, string Correlation)>> AskAsync(WebApplication app)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "leila@example.com", ["password"] = "hunter2hunter2" });
        form.Headers.Add("x-nothing", "1");
        var requests = new List<HttpRequestMessage>
        {
            new(HttpMethod.Get, $"/link/{Token}"),
            new(HttpMethod.Get, "/api/v1/clients?q=leila@example.com&after=%2B971501234567"),
            new(HttpMethod.Get, "/nowhere/leila@example.com"),
            new(HttpMethod.Get, "/broken/leila@example.com"),
            new(HttpMethod.Post, "/sign-in") { Content = form },
            new(HttpMethod.Post, "/api/v1/clients") { Content = new StringContent("""{"addresses": ["leila@example.com", "+971501234567"], "lastname": "Haddad", "coach": 5}""", System.Text.Encoding.UTF8, "application/json") },
        };
        requests[1].Headers.Add("Authorization", "Bearer " + door.Keys["owner"]);
        requests[4].Headers.Add("Sec-Fetch-Site", "same-origin");
        requests[5].Headers.Add("Authorization", "Bearer " + door.Keys["owner"]);
        var answers = new List<(int, string)>();
        foreach (var request in requests)
        {
            using var response = await client.SendAsync(request, Cancel);
            answers.Add(((int)response.StatusCode, response.Headers.GetValues("x-correlation-id").Single()));
            request.Dispose();
        }
        return answers;
    }

    [Fact]
    public async Task A_line_for_each_request_holds_its_template_and_number_and_no_personal_data()
    {
        var (app, log) = await ServeAsync(requests: true);
        await using var _ = app;
        var answers = await AskAsync(app);
        await app.StopAsync(Cancel);
        var lines = log.Lines.ToList();
        foreach (var secret in Private)
            lines.ShouldAllBe(line => !line.Contains(secret, StringComparison.OrdinalIgnoreCase), secret);
        var told = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        var requests = told.Where(line => line.GetProperty("category").GetString() == LogLines.Requests).ToList();
        requests.Select(line => (line.GetProperty("method").GetString(), line.GetProperty("route").GetString())).ShouldBe(
        [
            ("GET", "/link/{token}"), ("GET", "/api/v1/clients"), ("GET", "(nowhere)"), ("GET", "/broken/{email}"), ("POST", "/sign-in"), ("POST", "/api/v1/clients"),
        ]);
        requests.Select(line => (line.GetProperty("status").GetInt32(), line.GetProperty("correlationId").GetString()!)).ShouldBe(answers);
        var broken = told.Single(line => line.GetProperty("level").GetString() == "error");
        broken.GetProperty("message").GetString().ShouldBe("GET /broken/{email} broke");
        broken.GetProperty("correlationId").GetString().ShouldBe(answers[3].Correlation);
        broken.GetProperty("error").GetString()!.ShouldStartWith("System.InvalidOperationException\n");
        broken.GetProperty("error").GetString()!.ShouldContain(nameof(LogLinesTests));
    }

    [Fact]
    public async Task Requests_leave_no_line_unless_somebody_asks_for_it()
    {
        var (app, log) = await ServeAsync(requests: false);
        await using var _ = app;
        await AskAsync(app);
        log.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("level").GetString()).ShouldBe(["error"]);
    }

    [Theory]
    [InlineData("to leila@example.com: no", "to (e-mail): no")]
    [InlineData("<leila+a@sub.example.com>", "<(e-mail)>")]
    [InlineData("dialled +971 50 123-4567.", "dialled (number).")]
    [InlineData("key cv_12345678_abc", "key (key)")]
    [InlineData("/link/abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop", "/link/(token)")]
    [InlineData("delivery 12345678 in 3.5 ms", "delivery 12345678 in 3.5 ms")]
    public void What_may_be_somebodys_is_masked(string text, string masked) => LogLines.Masked(text).ShouldBe(masked);
}
