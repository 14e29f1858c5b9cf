using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Server;
using ClientVitals.Server.Rooms;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// The whole front door over a database of its own, on a free port, with a clock of the test's: two books of clients (Leila's coach
/// Sara, Omar's coach Tom), an account for each role, a key of each account and a service key.
/// </summary>
public class OpenDoor(TestCluster cluster) : TestDatabase(cluster), IAsyncLifetime
{
    /// <summary>Its connections serve all clients of the door: one for each request would cost more than most requests do.</summary>
    private readonly SocketsHttpHandler _connections = new() { AllowAutoRedirect = false, UseCookies = false, ResponseDrainTimeout = TimeSpan.Zero };

    /// <summary>The clock's time when a door opens.</summary>
    internal static readonly DateTimeOffset Opens = new(2026, 1, 7, 5, 0, 0, TimeSpan.Zero);

    private WebApplication? _app;

    public FakeTimeProvider Clock { get; } = new(Opens);

    public Uri Address { get; private set; } = null!;

    /// <summary>What the door is made of.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>The rooms of the server.</summary>
    private protected virtual IReadOnlyList<ServerRoom> Rooms => ServerRooms.All;

    /// <summary>What was made once, and of which this door has a copy.</summary>
    private protected DoorContents Contents { get; set; } = null!;

    /// <summary>Keys by name: owner, coach, other, setter, service.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <summary>Where the door opens, and its limits.</summary>
    protected virtual ServeAt At => ServeAt.Default with { Port = 0 };

    public Guid Leila { get; private set; }

    public Guid Omar { get; private set; }

    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        (Leila, Omar) = (Contents.Leila, Contents.Omar);
        foreach (var (name, key) in Contents.Keys)
            Keys.Add(name, key);
        var cancel = TestContext.Current.CancellationToken;
        _app = FrontDoor.Build(Vitals, At, Clock, Rooms, Cluster.Home);
        await _app.StartAsync(cancel);
        Address = new(_app.Urls.Single());
    }

    private protected override async Task<VitalsDatabase> MakeAsync()
    {
        Contents = await DoorContents.BeginAsync(Cluster);
        return await Cluster.CopyAsync(DoorContents.Name);
    }

    public new async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A client that shows somebody's key; null = nobody's.</summary>
    public HttpClient As(string? who)
    {
        var client = new HttpClient(_connections, disposeHandler: false) { BaseAddress = Address };
        if (who is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Keys[who]);
        return client;
    }

    /// <summary>Asks and returns status and body.</summary>
    public async Task<(int Status, JsonElement Body)> AskAsync(string? who, HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var client = As(who);
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = body is string text ? new StringContent(text, System.Text.Encoding.UTF8, "application/json") : JsonContent.Create(body);
        // A body that is refused before it is read leaves a connection that the server closes: the next request may not be given it.
        request.Headers.ConnectionClose = body is not null;
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, answer.Length == 0 ? default : JsonDocument.Parse(answer).RootElement);
    }

    public Task<(int Status, JsonElement Body)> GetAsync(string? who, string path) => AskAsync(who, HttpMethod.Get, path);

    public Task<(int Status, JsonElement Body)> PostAsync(string? who, string path, object body, params (string Name, string Value)[] headers) =>
        AskAsync(who, HttpMethod.Post, path, body, headers);
}
