using System.Text;
using ClientVitals.Server;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// Each address × each caller. What is expected is written here by hand, never read from the routes: an address that lets in somebody
/// else must change a line here, and one without a line fails.
/// </summary>
public sealed class RouteMatrixTests(Everybody everybody) : IClassFixture<Everybody>
{
    /// <summary>
    /// The status, and after a colon the rows listed. Of the two books Leila's is coach's, Omar's is other's. What is asked changes nothing
    /// that another line rests on: a client is Leila, another id is nobody's, and who is signed out everywhere is the closer. full and read are keys of the owner with all
    /// scopes and with read alone; expired and revoked are service keys of the past.
    /// </summary>
    private const string Matrix = """
                                                                          nobody owner admin coach other setter full read service expired revoked
        GET    /                                                           302    200   200   200   200   302    200   200  200     401     401
        GET    /call-patterns                                              302    200   200   200   200   403   200   200   200   401   401
        GET    /call-patterns/back-test                                    302    200   200   403   403   403    403   403  403     401     401
        POST   /call-patterns/back-test                                    302    400   400   403   403   403    403   403  403     401     401
        GET    /coaches                                                    302    200   200   200   200   403   200   200   200   401   401
        GET    /coaches/gaps                                               302    200   200   200   200   403   200   200   200   401   401
        GET    /jobs                                                       302    200   200   403   403   403    200   403  200     401     401
        GET    /jobs/{job}                                                 302    404   404   403   403   403    404   403  404     401     401
        POST   /jobs/{job}/run                                             302    404   404   403   403   403    404   403  404     401     401
        POST   /jobs/{job}/pause                                           302    404   404   403   403   403    404   403  404     401     401
        POST   /jobs/{job}/resume                                          302    404   404   403   403   403    404   403  404     401     401
        GET    /data                                                       302    200   200   403   403   403    403   403  403     401     401
        POST   /data                                                       302    400   400   403   403   403    403   403  403     401     401
        GET    /data/unmatched                                             302    200   200   403   403   403    403   403  403     401     401
        GET    /data/unmatched/whose                                       302    404   404   403   403   403    403   403  403     401     401
        POST   /data/unmatched                                             302    400   400   403   403   403    403   403  403     401     401
        GET    /data/duplicates                                            302    200   200   403   403   403    403   403  403     401     401
        POST   /data/duplicates/merge                                      302    400   400   403   403   403    403   403  403     401     401
        POST   /data/duplicates/two                                        302    400   400   403   403   403    403   403  403     401     401
        POST   /data/duplicates/two/take-back                              302    400   400   403   403   403    403   403  403     401     401
        GET    /data/files/{token:guid}                                    302    404   404   403   403   403    403   403  403     401     401
        POST   /data/files/{token:guid}                                    302    404   404   403   403   403    403   403  403     401     401
        GET    /data/files/{token:guid}/rejects.csv                        302    404   404   403   403   403    403   403  403     401     401
        GET    /data/deliveries/{id:long}                                  302    200   200   403   403   403    403   403  403     401     401
        GET    /data/deliveries/{id:long}/file                             302    400   403   403   403   403    403   403  403     401     401
        POST   /data/deliveries/{id:long}/reread                           302    400   400   403   403   403    403   403  403     401     401
        POST   /data/deliveries/{id:long}/undo                             302    400   400   403   403   403    403   403  403     401     401
        POST   /data/deliveries/{id:long}/redo                             302    400   400   403   403   403    403   403  403     401     401
        GET    /settings                                                  302    200   200   403   403   403    403   403  403     401     401
        POST   /settings/business                                         302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/pauses                                           302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/pauses/{id:long}/take-back                       302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/own-addresses                                    302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/users                                            302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/users/{id:guid}/link                             302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/users/{id:guid}/door                             302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/keys                                             302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/keys/{id:guid}/revoke                            302    400   400   403   403   403    403   403  403     401     401
        GET    /audit                                                     302    200   200   403   403   403    403   403  403     401     401
        GET    /settings/sources                                          302    200   200   403   403   403    403   403  403     401     401
        POST   /settings/sources                                          302    400   400   403   403   403    403   403  403     401     401
        GET    /settings/sources/{name}                                   302    404   404   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/mapping                           302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/switch                            302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/secret                            302    404   404   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/test                              302    400   400   403   403   403    403   403  403     401     401
        POST   /settings/sources/{name}/remove                            302    404   404   403   403   403    403   403  403     401     401
        POST   /settings/sites                                            302    400   400   403   403   403    403   403  403     401     401
        GET    /clients                                                    302    200   200   200   200   200    200   200  200     401     401
        GET    /clients.csv                                                302    200   200   200   200   200    200   200  200     401     401
        POST   /clients/pause                                              302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/change                                             302    400   400   403   403   403    403   403  403     401     401
        POST   /views                                                      302    400   400   400   400   400    400   400  400     401     401
        POST   /views/{id:guid}/remove                                     302    400   400   400   400   400    400   400  400     401     401
        GET    /clients/{id:guid}                                          302    200   200   200   404   200    200   200  200     401     401
        POST   /clients/{id:guid}/answer                                   302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/pause                                    302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/pauses/{pause:long}/take-back            302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/back                                     302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/ends                                     302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/ends/{end:long}/take-back                302    400   400   400   400   400    400   403  400     401     401
        POST   /call-patterns/together/pause                               302    400   400   400   400   403    400   403  400     401     401
        POST   /call-patterns/together/{pause:long}/take-back              302    400   400   400   400   403    400   403  400     401     401
        POST   /clients/{id:guid}/notes                                    302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/notes/{note:long}/take-back              302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/calls                                    302    400   400   400   400   400    400   403  400     401     401
        POST   /clients/{id:guid}/calls/{call:guid}/take-back              302    400   400   400   400   400    400   403  400     401     401
        POST   /answers/{id:long}/take-back                                302    400   400   400   400   400    400   403  400     401     401
        POST   /interventions/{item:long}/act                              302    400   400   400   400   403    400   403  400     401     401
        POST   /interventions/{item:long}/hand-over                        302    400   400   400   400   403    400   403  400     401     401
        POST   /interventions/acts/{act:long}/undo                         302    400   400   400   400   403    400   403  400     401     401
        GET    /account                                                    302    200   200   200   200   200    302   302  302     302     302
        POST   /account/name                                               403    400   400   400   400   400    403   403  403     403     403
        POST   /account/password                                           403    400   400   400   400   400    403   403  403     403     403
        POST   /account/sessions                                           403    400   400   400   400   400    403   403  403     403     403
        GET    /forgot                                                     200    200   200   200   200   200    200   200  200     200     200
        POST   /forgot                                                     403    400   400   400   400   400    403   403  403     403     403
        GET    /assets/{name}                                             404    404   404   404   404   404    404   404  404     404     404
        GET    /sign-in                                                   200    200   200   200   200   200    200   200  200     200     200
        POST   /sign-in                                                   403    401   401   401   401   401    403   403  403     403     403
        POST   /sign-out                                                  302    302   302   302   302   302    302   302  302     302     302
        GET    /link/{token}                                              410    410   410   410   410   410    410   410  410     410     410
        POST   /link/{token}                                              403    410   410   410   410   410    403   403  403     403     403
        GET    /health/live                                               200    200   200   200   200   200    200   200  200     200     200
        GET    /health/ready                                              200    200   200   200   200   200    200   200  200     200     200
        GET    /api/docs                                                  200    200   200   200   200   200    200   200  200     200     200
        GET    /api/{documentName}/openapi.json                           200    200   200   200   200   200    200   200  200     200     200
        POST   /webhooks/calls/{source}                                   401    401   401   401   401   401    401   401  401     401     401
        POST   /webhooks/{entity}/{source}                                401    401   401   401   401   401    401   401  401     401     401
        POST   /functions/v1/{name}                                       401    501   501   403   403   403    501   403  501     401     401
        GET    /rest/v1/rpc/{name}                                         401    200:2 200:2 200:1 200:1 403   200:2 200:2 200:2 401   401
        HEAD   /rest/v1/rpc/{name}                                         401    200   200   200   200   403   200   200   200   401   401
        POST   /rest/v1/rpc/{name}                                         401    200:2 200:2 200:1 200:1 403   200:2 200:2 200:2 401   401
        GET    /api/v1/clients                                            401    200:2 200:2 200:1 200:1 200:2  200:2 200:2 200:2  401     401
        POST   /api/v1/clients                                            401    400   400   400   400   400    400   403  400     401     401
        GET    /api/v1/clients/{id:guid}                                  401    200   200   200   404   200    200   200  200     401     401
        GET    /api/v1/clients/{id:guid}/pauses                           401    200:0 200:0 200:0 404   200:0  200:0 200:0 200:0  401     401
        POST   /api/v1/clients/{id:guid}/pauses                           401    400   400   400   404   400    400   403  400     401     401
        POST   /api/v1/clients/{id:guid}/back                             401    200   200   200   404   200    200   403  200     401     401
        GET    /api/v1/clients/{id:guid}/ends                             401    200:0 200:0 200:0 404   200:0  200:0 200:0 200:0  401     401
        POST   /api/v1/clients/{id:guid}/ends                             401    400   400   400   404   400    400   403  400     401     401
        DELETE /api/v1/clients/{id:guid}/ends/{end:long}                  401    404   404   404   404   404    404   403  404     401     401
        GET    /api/v1/ends                                               401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 200:0  401     401
        GET    /api/v1/pauses                                             401    200:0 200:0 200:0 200:0 200:0  200:0 200:0 200:0  401     401
        POST   /api/v1/pauses                                             401    400   400   403   403   403    400   403  400     401     401
        GET    /api/v1/calls                                              401    200:150 200:150 200:75 200:75 200:150 200:150 200:150 200:150 401 401
        POST   /api/v1/calls                                              401    400   400   400   400   400    400   403  400     401     401
        GET    /api/v1/deliveries                                          401    200:1 200:1 403   403   403   200:1 200:1 200:1 401   401
        GET    /api/v1/deliveries/{id:long}/rejects                        401    200:0 200:0 403   403   403   200:0 200:0 200:0 401   401
        POST   /api/v1/deliveries/{id:long}/undo                           401    200   400   403   403   403    403   403  403     401     401
        POST   /api/v1/deliveries/{id:long}/redo                           401    200   400   403   403   403    403   403  403     401     401
        POST   /api/v1/deliveries/{id:long}/reread                         401    400   400   403   403   403    403   403  403     401     401
        GET    /api/v1/call-patterns/breaks                                401    200:2 200:2 200:1 200:1 403   200:2 200:2 200:2 401   401
        GET    /api/v1/call-patterns/never-got-going                       401    200:0 200:0 200:0 200:0 403   200:0 200:0 200:0 401   401
        GET    /api/v1/call-patterns/together                              401    200   200   200   200   403   200   200   200   401   401
        POST   /api/v1/call-patterns/together/pause                        401    400   400   400   400   403   400   403   400   401   401
        DELETE /api/v1/call-patterns/together/pause/{pause:long}           401    404   404   404   404   403   404   403   404   401   401
        GET    /api/v1/call-patterns/last                                  401    200   200   200   200   403   200   200   200   401   401
        GET    /api/v1/call-patterns/clients/{id:guid}                     401    200   200   200   404   403   200   200   200   401   401
        GET    /api/v1/call-patterns/clients/{id:guid}/history             401    200:1 200:1 200:1 404   403   200:1 200:1 200:1 401   401
        POST   /api/v1/call-patterns/clients/{id:guid}/answer              401    400   400   400   404   403   400   403   400   401   401
        DELETE /api/v1/call-patterns/answers/{id:long}                     401    404   404   404   404   403   404   403   404   401   401
        GET    /api/v1/interventions                                       401    200:2 200:2 200:1 200:1 403   200:2 200:2 200:2 401   401
        GET    /api/v1/interventions/{item:long}                           401    404   404   404   404   403   404   404   404   401   401
        POST   /api/v1/interventions/{item:long}/acts                      401    404   404   404   404   403   404   403   404   401   401
        POST   /api/v1/interventions/{item:long}/hand-over                 401    404   404   404   404   403   404   403   404   401   401
        DELETE /api/v1/interventions/acts/{act:long}                       401    404   404   404   404   403   404   403   404   401   401
        POST   /api/v1/call-patterns/analyze                              401    400   400   403   403   403    400   403  400     401     401
        POST   /api/v1/call-patterns/back-test                            401    400   400   403   403   403    400   403  400     401     401
        GET    /api/v1/me                                                 401    200   200   200   200   200    200   200  200     401     401
        GET    /api/v1/users                                              401    200:6 200:6 403   403   403    403   403  403     401     401
        POST   /api/v1/users                                              401    400   400   403   403   403    403   403  403     401     401
        PATCH  /api/v1/users/{id:guid}                                    401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/users/{id:guid}/link                               401    400   400   403   403   403    403   403  403     401     401
        POST   /api/v1/users/{id:guid}/sign-out                           401    200   200   403   403   403    403   403  403     401     401
        GET    /api/v1/keys                                               401    200:7 200:7 200:1 200:1 200:1  200:7 200:7 200:7  401     401
        POST   /api/v1/keys                                               401    400   403   403   403   403    403   403  403     401     401
        DELETE /api/v1/keys/{id:guid}                                     401    400   400   400   400   400    400   400  400     401     401
        GET    /api/v1/audit                                              401    200:5 200:5 403   403   403    403   403  403     401     401
        GET    /api/v1/settings                                           401    200   200   200   200   403    200   200  200     401     401
        PATCH  /api/v1/settings                                           401    400   400   403   403   403    400   403  400     401     401
        GET    /api/v1/jobs                                                401    200:8 200:8 200:8 200:8 200:8  200:8 200:8 200:8  401     401
        GET    /api/v1/runs                                                401    200:1 200:1 200:1 200:1 200:1  200:1 200:1 200:1  401     401
        POST   /api/v1/jobs/{job}/run                                      401    404   404   403   403   403    404   403  404     401     401
        PATCH  /api/v1/jobs/{job}                                          401    400   400   403   403   403    400   403  400     401     401
        GET    /api/v1/live                                               401    200   200   200   200   200    200   200  200     401     401
        """;

    /// <summary>What is sent, where an empty object would not do; and what is asked for in the address.</summary>
    private static readonly Dictionary<string, (string Body, string Query)> Sent = new()
    {
        ["GET /rest/v1/rpc/{name}"] = ("", "?days_back=36500"),
        ["HEAD /rest/v1/rpc/{name}"] = ("", "?days_back=36500"),
        ["POST /rest/v1/rpc/{name}"] = ("""{"days_back": 36500}""", ""),
        ["POST /api/v1/clients"] = ("""{"addresses": ["no address"], "coach": "Sara"}""", ""),
        ["POST /api/v1/clients/{id:guid}/pauses"] = ("""{"from": "2026-01-10", "until": "2026-01-09"}""", ""),
        ["POST /api/v1/clients/{id:guid}/ends"] = ("""{"on": "0001-01-01"}""", ""),
        ["POST /api/v1/call-patterns/together/pause"] = ("""{"until": "0001-01-01"}""", ""),
        ["POST /api/v1/pauses"] = ("""{"from": "2026-01-10", "until": "2026-01-09"}""", ""),
        ["GET /api/v1/calls"] = ("", "?size=500"),
        ["POST /api/v1/calls"] = ("[]", ""),
        ["POST /api/v1/call-patterns/clients/{id:guid}/answer"] = ("""{"answer": "FINE", "until": "2026-02-01"}""", ""),
        ["POST /api/v1/interventions/{item:long}/hand-over"] = ("""{"to": "x"}""", ""),
        ["POST /api/v1/interventions/{item:long}/acts"] = ("""{"outcome": "NOTE", "note": "x"}""", ""),
        ["POST /api/v1/call-patterns/analyze"] = ("""{"asOf": "2100-01-01T00:00:00Z"}""", ""),
        ["POST /api/v1/call-patterns/back-test"] = ("""{"from": "1800-01-01"}""", ""),
        ["POST /api/v1/users"] = ("""{"email": "none", "name": "None", "role": "COACH"}""", ""),
        ["POST /api/v1/users/{id:guid}/link"] = ("""{"purpose": "SIGN_IN"}""", ""),
        ["POST /api/v1/keys"] = ("""{"name": " ", "scopes": ["read"]}""", ""),
        ["GET /api/v1/audit"] = ("", "?size=5"),
        ["PATCH /api/v1/settings"] = ("""{"currency": "none"}""", ""),
    };

    private static readonly Dictionary<string, string[]> Lines = Matrix.Split('\n').Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(words => words[0] + " " + words[1], words => words[2..]);

    [Fact]
    public async Task Each_caller_gets_from_each_address_what_is_written_here_and_nothing_else()
    {
        (await RoutesAsync()).Order(StringComparer.Ordinal).ShouldBe(Lines.Keys.Order(StringComparer.Ordinal), "write a line for each address");
        var wrong = new List<string>();
        foreach (var (route, expected) in Lines)
        {
            expected.Length.ShouldBe(Everybody.Who.Length, route);
            for (var i = 0; i < expected.Length; i++)
            {
                var (status, rows, _, response) = await AskAsync(route, everybody.Shown(Everybody.Who[i]));
                response.Dispose();
                var found = rows is { } count ? $"{status}:{count}" : $"{status}";
                if (found != expected[i])
                    wrong.Add($"{Everybody.Who[i]} at {route}: {found}, expected {expected[i]}");
            }
            // Who signed out must come back for the next line.
            if (route == "POST /sign-out")
                await everybody.SignInAgainAsync();
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cookie_that_another_site_sends_along_changes_nothing_at_any_address()
    {
        var cookie = everybody.Shown("owner")[0];
        var wrong = new List<string>();
        var asked = 0;
        foreach (var route in Lines.Keys.Where(route => !route.StartsWith("GET ", StringComparison.Ordinal) && !route.StartsWith("HEAD ", StringComparison.Ordinal)))
        {
            // The signature, and nobody's cookie, lets a message in; signing out answers the same, and is asked below.
            if (route is "POST /webhooks/calls/{source}" or "POST /webhooks/{entity}/{source}" or "POST /sign-out")
                continue;
            foreach (var (name, value) in new[]
            {
                ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", "http://127.0.0.1"), ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "nonsense"), ("X-Nothing", "neither of the two"),
            })
            {
                asked++;
                var (status, _, _, response) = await AskAsync(route, [cookie, (name, value)]);
                response.Dispose();
                if (status != 403)
                    wrong.Add($"{route} with {name}: {value} → {status}");
            }
            var (both, _, _, second) = await AskAsync(route, [cookie, ("Origin", everybody.Door.Address.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "cross-site")]);
            second.Dispose();
            if (both != 403)
                wrong.Add($"{route} with an origin of our own, and cross-site → {both}");
        }
        wrong.ShouldBeEmpty();
        asked.ShouldBeGreaterThan(100);
        (await AskAsync("POST /sign-out", [cookie, ("Sec-Fetch-Site", "cross-site")])).Response.Dispose();
        (await AskAsync("GET /api/v1/me", [cookie])).Status.ShouldBe(200, "still signed in");
        (await AskAsync("PATCH /api/v1/settings", [cookie, ("Origin", everybody.Door.Address.GetLeftPart(UriPartial.Authority))])).Status.ShouldBe(400, "by our own origin it is let in");
    }

    [Fact]
    public async Task Another_method_or_content_type_is_said_to_whoever_asks()
    {
        var owner = everybody.Shown("owner");
        using var put = (await everybody.AskAsync(HttpMethod.Put, "/api/v1/clients", null, owner)).Response;
        ((int)put.StatusCode).ShouldBe(405);
        using var text = new StringContent("addresses", Encoding.UTF8, "text/plain");
        var (status, _, said, response) = await everybody.AskAsync(HttpMethod.Post, "/api/v1/clients", text, owner);
        response.Dispose();
        status.ShouldBe(415);
        said.ShouldContain("must be JSON");
    }

    private async Task<List<string>> RoutesAsync()
    {
        await using var app = FrontDoor.Build(everybody.Door.Vitals, ServeAt.Default with { Port = 0 }, TimeProvider.System);
        return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"])
                .Select(method => $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"))];
    }

    private async Task<(int Status, int? Rows, string Text, HttpResponseMessage Response)> AskAsync(string route, (string Name, string Value)[] shown)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        var (body, query) = Sent.GetValueOrDefault(route, ("{}", ""));
        var id = pattern.Contains("/clients/", StringComparison.Ordinal) ? everybody.Door.Leila
            : pattern.EndsWith("}/sign-out", StringComparison.Ordinal) ? everybody.Users["closer"]
            : Guid.Parse("99999999-9999-4999-8999-999999999999");
        var path = pattern.Replace("{id:guid}", id.ToString(), StringComparison.Ordinal)
            .Replace("{id:long}", "1", StringComparison.Ordinal)
            .Replace("{item:long}", "999999", StringComparison.Ordinal)
            .Replace("{act:long}", "999999", StringComparison.Ordinal)
            .Replace("{pause:long}", "1", StringComparison.Ordinal)
            .Replace("{note:long}", "1", StringComparison.Ordinal)
            .Replace("{end:long}", "1", StringComparison.Ordinal)
            .Replace("{call:guid}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("rpc/{name}", "rpc/get_pattern_breaks", StringComparison.Ordinal)
            .Replace("v1/{name}", "v1/daily-report", StringComparison.Ordinal)
            .Replace("{name}", "nothing.css", StringComparison.Ordinal)
            .Replace("{token}", "nothing", StringComparison.Ordinal)
            .Replace("{job}", "nothing", StringComparison.Ordinal)
            .Replace("{token:guid}", "00000000-0000-0000-0000-000000000001", StringComparison.Ordinal)
            .Replace("{source}", "nothing", StringComparison.Ordinal);
        HttpContent? content = method is "GET" or "HEAD" ? null
            : pattern is "/sign-in" or "/link/{token}" ? new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "nobody@example.com", ["password"] = "nothing" })
            : new StringContent(body, Encoding.UTF8, "application/json");
        return await everybody.AskAsync(new HttpMethod(method), path + query, content, shown);
    }
}
