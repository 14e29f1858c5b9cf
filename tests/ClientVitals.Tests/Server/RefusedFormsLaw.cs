using System.Net;
using System.Text.RegularExpressions;
using ClientVitals.Server;
using ClientVitals.Server.Web;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>
/// No form ends on a bare page: what is refused is said on the page the form is on, within the frame, with what was written still there; the
/// same with the pages' script and without it.
/// </summary>
public sealed partial class RefusedFormsLaw(Everybody everybody) : IClassFixture<Everybody>
{
    private const string Written = "Ünlikely <b>words</b> & \"more\"";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    /// <summary>What is sent to each address of a page: fields that are refused, and those that must be shown again. Null = nothing is written there.</summary>
    private static readonly Dictionary<string, (string Path, (string Name, string Value)[] Fields, string? Kept)> Bad = new()
    {
        ["/jobs/{job}/run"] = ("/jobs/none/run", [("x", "1")], null),
        ["/jobs/{job}/pause"] = ("/jobs/none/pause", [("x", "1")], null),
        ["/jobs/{job}/resume"] = ("/jobs/none/resume", [("x", "1")], null),
        ["/data"] = ("/data", [("x", "1")], null),
        ["/data/files/{token:guid}"] = ("/data/files/{none}", [("act", "import")], null),
        ["/data/deliveries/{id:long}/undo"] = ("/data/deliveries/999/undo", [("to", "/data")], null),
        ["/data/deliveries/{id:long}/redo"] = ("/data/deliveries/999/redo", [("to", "/data")], null),
        ["/data/deliveries/{id:long}/reread"] = ("/data/deliveries/999/reread", [("zone", "Nowhere/Land")], null),
        ["/start/zone"] = ("/start/zone", [("zone", "Nowhere/Land"), ("region", "AE"), ("to", "/start")], null),
        ["/start/steps"] = ("/start/steps", [("step", "dance"), ("to", "/start")], null),
        ["/start/coaches"] = ("/start/coaches", [("staff", "Sara"), ("email", "nowhere"), ("to", "/start")], null),
        ["/start/coaches/{change:long}/take-back"] = ("/start/coaches/999999/take-back", [("x", "1")], null),
        ["/settings/sources"] = ("/settings/sources", [("name", Written)], Written),
        ["/settings/sources/{name}/mapping"] = ("/settings/sources/telephony/mapping", [("field", Written), ("mapping", "{ " + Written)], null),
        ["/settings/sources/{name}/switch"] = ("/settings/sources/none/switch", [("on", "maybe")], null),
        ["/settings/sources/{name}/secret"] = ("/settings/sources/none/secret", [("secret", "x")], null),
        ["/settings/sources/{name}/test"] = ("/settings/sources/none/test", [("body", Written)], null),
        ["/settings/sources/{name}/remove"] = ("/settings/sources/none/remove", [("x", "1")], null),
        ["/settings/scorecards/{name}/copy"] = ("/settings/scorecards/documented-v1/copy", [("name", "own"), ("note", Written), ("weight_engagement", "much")], Written),
        ["/settings/playbooks/{key}"] = ("/settings/playbooks/break", [("condition", "moon = full"), ("priority", "HIGH"), ("channel", "Phone"), ("timing", "Soon"), ("due_days", "1"), ("cool_down_days", "0"), ("template", Written), ("hold_out", "0"), ("is_on", "yes"), ("is_listed", "yes")], Written),
        ["/settings/scorecards/{name}/switch-on"] = ("/settings/scorecards/documented-v1/switch-on", [("x", "1")], null),
        ["/settings/scorecards/{name}/call-off"] = ("/settings/scorecards/documented-v1/call-off", [("x", "1")], null),
        ["/settings/scorecards/{name}/back-test"] = ("/settings/scorecards/none-v1/back-test", [("x", "1")], null),
        ["/settings/scorecards/{name}/back-test/stop"] = ("/settings/scorecards/documented-v1/back-test/stop", [("x", "1")], null),
        ["/settings/scorecards/{name}/remove"] = ("/settings/scorecards/documented-v1/remove", [("x", "1")], null),
        ["/notices/read"] = ("/notices/read", [("id", "first")], null),
        ["/notices/preferences"] = ("/notices/preferences", [("quiet", "own"), ("quiet_from", "late"), ("quiet_until", "06:00")], null),
        ["/settings/notices/channels"] = ("/settings/notices/channels", [("name", Written), ("kind", "slack")], Written),
        ["/settings/notices/channels/remove"] = ("/settings/notices/channels/remove", [("name", "nothing")], null),
        ["/settings/notices/test"] = ("/settings/notices/test", [("name", "nothing")], null),
        ["/settings/notices/retry"] = ("/settings/notices/retry", [("id", "999999")], null),
        ["/settings/notices/hours"] = ("/settings/notices/hours", [("quiet_from", "late"), ("quiet_until", "06:00")], null),
        ["/settings/sites"] = ("/settings/sites", [("site", Written), ("to", "/settings/sources")], Written),
        ["/interventions/{item:long}/act"] = ("/interventions/{item}/act", [("act", "snoozed"), ("until", "2025-01-01"), ("to", "/"), ("seen", "0")], "2025-01-01"),
        ["/interventions/{item:long}/hand-over"] = ("/interventions/{item}/hand-over", [("colleague", "nobody@nowhere.example"), ("to", "/")], null),
        ["/interventions/acts/{act:long}/undo"] = ("/interventions/acts/999999/undo", [("to", "/")], null),
        ["/insights/{id:guid}/act"] = ("/insights/{none}/act", [("act", "dismissed"), ("to", "/insights")], null),
        ["/insights/acts/{act:long}/undo"] = ("/insights/acts/999999/undo", [("to", "/insights")], null),
        ["/clients/pause"] = ("/clients/pause", [("client", "{leila}"), ("from", "2026-05-03"), ("until", "2026-05-01")], "2026-05-03"),
        ["/clients/change"] = ("/clients/change", [("client", "{leila}"), ("coach", "nobody"), ("group", "")], null),
        ["/views"] = ("/views", [("place", "/clients"), ("name", new string('n', 300)), ("to", "/clients"), ("filters", "search=x")], null),
        ["/clients/{id:guid}/answer"] = ("/clients/{leila}/answer", [("answer", "maybe"), ("to", "/clients/{leila}")], null),
        ["/answers/{id:long}/take-back"] = ("/answers/999999/take-back", [("to", "/")], null),
        ["/clients/{id:guid}/pause"] = ("/clients/{leila}/pause", [("from", "2026-05-03"), ("until", "2026-05-01"), ("reason", "illness")], "2026-05-01"),
        ["/clients/{id:guid}/pauses/{pause:long}/take-back"] = ("/clients/{leila}/pauses/999999/take-back", [("x", "1")], null),
        ["/clients/{id:guid}/back"] = ("/clients/{leila}/back", [("x", "1")], null),
        ["/clients/{id:guid}/ends"] = ("/clients/{leila}/ends", [("on", "0001-01-01"), ("reason", "agreed")], "0001-01-01"),
        ["/clients/{id:guid}/ends/{end:long}/take-back"] = ("/clients/{leila}/ends/999999/take-back", [("x", "1")], null),
        ["/clients/{id:guid}/health"] = ("/clients/{leila}/health", [("zone", "RED"), ("until", "2020-01-01"), ("reason", Written)], Written),
        ["/clients/{id:guid}/health/{set:long}/take-back"] = ("/clients/{leila}/health/999999/take-back", [("x", "1")], null),
        ["/clients/{id:guid}/notes"] = ("/clients/{leila}/notes", [("note", Written + new string('x', 9000))], Written),
        ["/clients/{id:guid}/notes/{note:long}/take-back"] = ("/clients/{leila}/notes/999999/take-back", [("x", "1")], null),
        ["/clients/{id:guid}/calls"] = ("/clients/{leila}/calls", [("at", "2026-12-24T09:30"), ("minutes", "12"), ("reached", "no"), ("notes", Written)], Written),
        ["/clients/{id:guid}/calls/{call:guid}/take-back"] = ("/clients/{leila}/calls/{none}/take-back", [("x", "1")], null),
        ["/data/duplicates/merge"] = ("/data/duplicates/merge", [("kept", "{leila}"), ("gone", "{leila}")], null),
        ["/data/duplicates/two"] = ("/data/duplicates/two", [("one", "{leila}"), ("other", "nobody")], null),
        ["/data/duplicates/two/take-back"] = ("/data/duplicates/two/take-back", [("one", "nobody"), ("other", "nobody")], null),
        ["/settings/business"] = ("/settings/business", [("version", "{version}"), ("zone", "Nowhere/Land"), ("currency", "AED"), ("break_budget", "7.5")], "Nowhere/Land"),
        ["/settings/pauses"] = ("/settings/pauses", [("from", "2026-05-03"), ("until", "2026-05-01"), ("note", Written)], Written),
        ["/settings/pauses/{id:long}/take-back"] = ("/settings/pauses/999999/take-back", [("x", "1")], null),
        ["/settings/own-addresses"] = ("/settings/own-addresses", [("addresses", Written)], Written),
        ["/settings/users"] = ("/settings/users", [("email", Written), ("name", Written), ("role", "coach")], Written),
        ["/settings/users/{id:guid}/link"] = ("/settings/users/{none}/link", [("x", "1")], null),
        ["/settings/users/{id:guid}/door"] = ("/settings/users/{none}/door", [("close", "yes")], null),
        ["/settings/keys"] = ("/settings/keys", [("name", Written), ("scope", "nonsense")], Written),
        ["/settings/keys/{id:guid}/revoke"] = ("/settings/keys/{none}/revoke", [("x", "1")], null),
        ["/data/unmatched"] = ("/data/unmatched", [("address", "stranger@example.com"), ("client", "nobody")], null),
        ["/call-patterns/together/pause"] = ("/call-patterns/together/pause", [("until", "soon"), ("to", "/")], null),
        ["/call-patterns/together/{pause:long}/take-back"] = ("/call-patterns/together/999999/take-back", [("to", "/")], null),
        ["/call-patterns/back-test"] = ("/call-patterns/back-test", [("from", "soon")], null),
    };

    [Fact]
    public async Task What_is_refused_is_said_on_its_page_with_what_was_written()
    {
        await using var app = FrontDoor.Build(Door.Vitals, ServeAt.Default with { Port = 0 }, TimeProvider.System);
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => EndpointAccess.IsPage(new DefaultHttpContext().With(endpoint)) && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal).ToList();
        // A view that is gone is what its remover wanted: nothing there is refused.
        routes.Remove("/views/{id:guid}/remove").ShouldBeTrue();
        routes.ShouldBe(Bad.Keys.Order(StringComparer.Ordinal).ToList(), customMessage: "each form of a page has a line here");
        // The form that sets a zone is beside a score.
        await Door.DoAsync(HealthRows.Of(Door.Leila, Door.Omar));
        await using var admin = await Door.OpenAdminAsync();
        var item = await admin.ExecuteScalarAsync<long>("select id from intervention_log where client_id = @leila and completed_at is null", new { leila = Door.Leila });
        var version = await admin.ExecuteScalarAsync<int>("select max(version) from settings");
        string Filled(string text) => text.Replace("{leila}", Door.Leila.ToString(), StringComparison.Ordinal).Replace("{none}", Guid.Empty.ToString(), StringComparison.Ordinal)
            .Replace("{item}", $"{item}", StringComparison.Ordinal).Replace("{version}", $"{version}", StringComparison.Ordinal);
        var wrong = new List<string>();
        foreach (var (route, (path, fields, kept)) in Bad)
        {
            foreach (var byScript in new[] { false, true })
            {
                var (status, _, html, _) = await everybody.AskAsync(
                    HttpMethod.Post, Filled(path), new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, Filled(field.Value)))),
                    [.. everybody.Shown("owner"), .. byScript ? [("HX-Request", "true")] : Array.Empty<(string, string)>()]);
                var faults = new List<string>();
                if (status is < 400 or > 499)
                    faults.Add($"answers {status}");
                if (!html.Contains("class=\"framed\"", StringComparison.Ordinal))
                    faults.Add("ends on a bare page");
                if (Said().Count(html) != 1)
                    faults.Add($"says what is wrong {Said().Count(html)} times");
                if (kept is not null && !WebUtility.HtmlDecode(html).Contains(kept, StringComparison.Ordinal))
                    faults.Add("lost what was written");
                if (kept is not null && html.Contains("You wrote:", StringComparison.Ordinal))
                    faults.Add("shows what was written outside of its form");
                if (html.Contains(Written, StringComparison.Ordinal))
                    faults.Add("shows what was written as markup");
                if (faults.Count > 0)
                    wrong.Add($"{route}{(byScript ? " by script" : "")}: {string.Join(", ", faults)}");
            }
        }
        wrong.ShouldBeEmpty();
    }

    [GeneratedRegex("<p class=\"wrong\" role=\"alert\">[^<]+</p>")]
    private static partial Regex Said();
}

internal static class OneEndpoint
{
    /// <summary>A request that would go there.</summary>
    public static HttpContext With(this HttpContext http, Endpoint endpoint)
    {
        http.SetEndpoint(endpoint);
        return http;
    }
}
