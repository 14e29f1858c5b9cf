using System.Globalization;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Server;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// The open door and everybody who may stand before it: signed in as each role, and with each kind of key. Leila (Sara's) and Omar
/// (Tom's) called every other day and fell silent a month ago, so both are out of pattern.
/// </summary>
public sealed class Everybody(TestCluster cluster) : IAsyncLifetime
{
    /// <summary>Whom a line of a matrix speaks of, in its order.</summary>
    public static readonly string[] Who = ["nobody", "owner", "admin", "coach", "other", "setter", "full", "read", "service", "expired", "revoked"];

    /// <summary>Bytes; below every limit of a body that an address has.</summary>
    private const int ShortBody = 8_000;

    private readonly Dictionary<string, (string Name, string Value)[]> _shown = [];
    private readonly PeopledDoor _door = new(cluster);

    public OpenDoor Door => _door;

    public Dictionary<string, Guid> Users { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await Door.InitializeAsync();
        Door.Clock.Advance(DoorPeople.After);
        foreach (var (name, id) in _door.People.Users)
            Users.Add(name, id);
        foreach (var (name, headers) in _door.People.Shown)
            _shown.Add(name, headers);
    }

    public ValueTask DisposeAsync() => Door.DisposeAsync();

    /// <summary>The headers by which somebody is known.</summary>
    public (string Name, string Value)[] Shown(string who) => _shown[who];

    /// <summary>Everybody signs in again.</summary>
    public async Task SignInAgainAsync()
    {
        foreach (var (name, id) in Users)
            _shown[name] = await DoorPeople.SignInAsync(Door.Vitals, id, Door.Clock.GetUtcNow());
    }

    /// <summary>Calls of Leila and Omar every other day for half a year until a month ago.</summary>
    public static IEnumerable<Dictionary<string, string>> Habit(DateTimeOffset now) =>
        from client in new[] { "leila", "omar" }
        from days in Enumerable.Range(15, 75)
        select new Dictionary<string, string>
        {
            ["client_email"] = client + "@example.com",
            ["started_at"] = now.AddDays(-2 * days).ToString("O", CultureInfo.InvariantCulture),
        };

    /// <summary>Asks, reads only so far as the answer is no stream of events, and tells how many rows it lists.</summary>
    public async Task<(int Status, int? Rows, string Text, HttpResponseMessage Response)> AskAsync(
        HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var client = Door.As(null);
        using var request = new HttpRequestMessage(method, path) { Content = content };
        // A long body that is refused before it is read leaves a connection that the server closes: the next request may not be given it. What is
        // left of a short one the server reads to its end, and keeps the connection.
        request.Headers.ConnectionClose = content is not null && content.Headers.ContentLength is not < ShortBody;
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType;
        var isStream = type == "text/event-stream";
        var text = isStream ? "" : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        // It would go on, and count as one that its caller follows.
        if (isStream)
            response.Dispose();
        return ((int)response.StatusCode, text.Length > 0 && response.IsSuccessStatusCode && type == "application/json" ? Rows(text) : null, text, response);
    }

    /// <summary>Every address that changes something, as the server has it: METHOD /pattern, in order.</summary>
    public async Task<List<string>> ChangingRoutesAsync()
    {
        await using var app = FrontDoor.Build(Door.Vitals, ServeAt.Default with { Port = 0 }, TimeProvider.System);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Where(method => method is not ("GET" or "HEAD" or "OPTIONS"))
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))
            .Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Sends a form as a page of ours does, and tells to where it leads.</summary>
    public async Task<(int Status, string To)> SendFormAsync(string who, string path, params (string Name, string Value)[] fields)
    {
        using var client = Door.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))),
        };
        foreach (var (name, value) in Shown(who))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers.Location?.ToString() ?? "");
    }

    private static int? Rows(string text)
    {
        using var read = JsonDocument.Parse(text);
        return read.RootElement.ValueKind == JsonValueKind.Array ? read.RootElement.GetArrayLength()
            : read.RootElement.ValueKind == JsonValueKind.Object && read.RootElement.TryGetProperty("items", out var items) ? items.GetArrayLength()
            : null;
    }

    /// <summary>The door, over a copy of the database that holds everybody.</summary>
    private sealed class PeopledDoor(TestCluster cluster) : OpenDoor(cluster)
    {
        public DoorPeople People { get; private set; } = null!;

        private protected override async Task<VitalsDatabase> MakeAsync()
        {
            Contents = await DoorContents.BeginAsync(Cluster);
            People = await DoorPeople.BeginAsync(Cluster, Contents);
            return await Cluster.CopyAsync(DoorPeople.Name);
        }
    }
}
