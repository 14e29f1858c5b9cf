using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Server;
using ClientVitals.Server.Rooms;
using Dapper;
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
    private WebApplication? _app;

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-01-07T05:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    public Uri Address { get; private set; } = null!;

    /// <summary>What the door is made of.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>The rooms of the server.</summary>
    private protected virtual IReadOnlyList<ServerRoom> Rooms => ServerRooms.All;

    /// <summary>Keys by name: owner, coach, other, setter, service.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <summary>Where the door opens, and its limits.</summary>
    protected virtual ServeAt At => ServeAt.Default with { Port = 0 };

    public Guid Leila { get; private set; }

    public Guid Omar { get; private set; }

    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var now = Clock.GetUtcNow();
        var cancel = TestContext.Current.CancellationToken;
        await using (var admin = await OpenAdminAsync())
        {
            await admin.ExecuteAsync("""
                insert into settings (set_by, business_zone) values ('test', 'Asia/Dubai');
                insert into staff (name) values ('Sara'), ('Tom');
                """);
        }
        await ClientVitals.Calls.RebuildRollups.RunWithoutCallsAsync(Vitals, now, cancel);
        Leila = (await new ClientVitals.People.AddClient(["leila@example.com", "+971501234567"], "Leila", "Haddad", "Sara", "AE").RunAsync(Vitals, now, cancel)).Id;
        Omar = (await new ClientVitals.People.AddClient(["omar@example.com"], "Omar", "Aziz", "Tom", "AE").RunAsync(Vitals, now, cancel)).Id;
        var root = Actor.CommandLine("test");
        foreach (var (name, role, staff) in new[] { ("owner", AppRole.Owner, null), ("coach", AppRole.Coach, "Sara"), ("other", AppRole.Coach, "Tom"), ("setter", AppRole.Setter, (string?)null) })
        {
            var user = await new InviteUser($"{name}@house.example", name, role, staff).RunAsync(Vitals, now, root, cancel);
            Keys[name] = (await new MakeApiKey(name, role.Scopes(), user.Id, null).RunAsync(Vitals, now, root, cancel)).Key;
        }
        Keys["service"] = (await new MakeApiKey("service", KeyScopeWords.All, null, null).RunAsync(Vitals, now, root, cancel)).Key;
        _app = FrontDoor.Build(Vitals, At, Clock, Rooms, Cluster.Home);
        await _app.StartAsync(cancel);
        Address = new(_app.Urls.Single());
    }

    public new async ValueTask DisposeAsync()
    {
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
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
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
