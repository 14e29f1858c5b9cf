using System.Globalization;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.CallPatterns.Analysis;
using ClientVitals.Calls;
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

    private readonly Dictionary<string, (string Name, string Value)[]> _shown = [];

    public OpenDoor Door { get; } = new(cluster);

    public Dictionary<string, Guid> Users { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await Door.InitializeAsync();
        var cancel = TestContext.Current.CancellationToken;
        var root = Actor.CommandLine("test");
        var now = Door.Clock.GetUtcNow();
        await new InviteUser("admin@house.example", "Admin", AppRole.Admin, null).RunAsync(Door.Vitals, now, root, cancel);
        await new InviteUser("closer@house.example", "Closer", AppRole.Closer, null).RunAsync(Door.Vitals, now, root, cancel);
        await using (var db = await Door.Vitals.OpenAsync(cancel))
        {
            foreach (var user in await ClientVitals.Access.Users.ReadAsync(db, null, 100, cancel))
                Users[user.Email.Split('@')[0]] = user.Id;
        }
        await SignInAgainAsync();
        var expired = await new MakeApiKey("expired", KeyScopeWords.All, null, now.AddMinutes(1)).RunAsync(Door.Vitals, now, root, cancel);
        var revoked = await new MakeApiKey("revoked", KeyScopeWords.All, null, null).RunAsync(Door.Vitals, now, root, cancel);
        await new RevokeApiKey(revoked.Prefix).RunAsync(Door.Vitals, now, root, cancel);
        var read = await new MakeApiKey("read", [KeyScope.Read], Users["owner"], null).RunAsync(Door.Vitals, now, root, cancel);
        foreach (var (name, key) in new[] { ("full", Door.Keys["owner"]), ("service", Door.Keys["service"]), ("read", read.Key), ("expired", expired.Key), ("revoked", revoked.Key) })
            _shown[name] = [("Authorization", "Bearer " + key)];
        _shown["nobody"] = [];
        Door.Clock.Advance(TimeSpan.FromMinutes(2));
        await FallSilentAsync(cancel);
    }

    public ValueTask DisposeAsync() => Door.DisposeAsync();

    /// <summary>The headers by which somebody is known.</summary>
    public (string Name, string Value)[] Shown(string who) => _shown[who];

    /// <summary>Everybody signs in anew.</summary>
    public async Task SignInAgainAsync()
    {
        foreach (var (name, id) in Users)
            _shown[name] = [("Cookie", "vitals_session=" + await SignInAsync(id, Door.Clock.GetUtcNow())), ("Sec-Fetch-Site", "same-origin")];
    }

    private async Task<string> SignInAsync(Guid user, DateTimeOffset now)
    {
        var cancel = TestContext.Current.CancellationToken;
        var link = await new MakeLink(LinkPurpose.SignIn, user).RunAsync(Door.Vitals, now, Actor.CommandLine("test"), cancel);
        return ((Entrance.In)await new UseLink(link.Token).RunAsync(Door.Vitals, now, cancel)).Token;
    }

    private async Task FallSilentAsync(CancellationToken cancel)
    {
        var (status, _) = await Door.PostAsync("service", "/api/v1/calls", new { calls = Habit(Door.Clock.GetUtcNow()).ToList() });
        Assert.Equal(200, status);
        await new RebuildRollups().RunAsync(Door.Vitals, Door.Clock.GetUtcNow(), cancel);
        await new AnalyzeCallPatterns().RunAsync(Door.Vitals, Door.Clock.GetUtcNow(), "api", null, cancel);
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
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType;
        var text = type == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
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
}
