using System.Net.Http.Json;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Overrides;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;

namespace ClientVitals.Tests.Server;

/// <content>Addresses of health scores.</content>
public sealed partial class AuditLaw
{
    private Dictionary<string, Func<Task<Request>>> RequestsOfHealth()
    {
        var leila = Door.Leila;
        var documented = ShippedScorecards.Documented;
        Task<Request> As(string path, HttpContent content) => Task.FromResult(new Request(path, content));
        Task<T> DoAsync<T>(IAct<T> act) => Door.Vitals.DoAsync(act, Actor.CommandLine("test"), Now, Ct);
        async Task<long> ByHandAsync(string why) => (await DoAsync(new OverrideHealth(leila, "RED", null, new(2026, 1, 20), why))).Id;
        async Task<string> CardAsync(string name, bool isOn = false)
        {
            var saved = await DoAsync(new SaveScorecard(documented with { Name = name }));
            await Door.DoAsync("update health_scorecards set in_force_from = null where isfinite(in_force_from)");
            if (isOn)
                await DoAsync(new SwitchOnScorecard(saved.Scorecard));
            return saved.Scorecard;
        }

        // A version of which no other back-test is at work.
        async Task<string> IdleAsync(string name)
        {
            for (var tries = 0; tries < 600 && await RunningJobsAsync() > 0; tries++)
                await Task.Delay(50, Ct);
            return await CardAsync(name);
        }

        async Task<long> RunningJobsAsync()
        {
            await using var db = await Door.OpenAdminAsync();
            return await Dapper.SqlMapper.ExecuteScalarAsync<long>(db, "select count(*) from job_runs where job = 'scorecard-back-test' and state = 'running'");
        }

        async Task<string> RunningAsync(string name)
        {
            var card = await CardAsync(name);
            await Door.DoAsync($"insert into scorecard_back_tests (scorecard_id, compared_with, asked_at, asked_by, beat_at) select id, 1, now(), 'x', now() from health_scorecards where name = '{name}'");
            return card;
        }

        return new()
        {
            ["POST /clients/{id:guid}/health"] = () => As($"/clients/{leila}/health", Form(("zone", "RED"), ("until", "2026-01-20"), ("reason", "By the law"))),
            ["POST /clients/{id:guid}/health/{set:long}/take-back"] = async () => new($"/clients/{leila}/health/{await ByHandAsync("one")}/take-back", Form(("to", "/"))),
            ["POST /api/v1/health/clients/{id:guid}/override"] = () => As($"/api/v1/health/clients/{leila}/override", JsonContent.Create(new { score = 60, lastDay = "2026-01-21", reason = "By the law" })),
            ["DELETE /api/v1/health/clients/{id:guid}/override/{override:long}"] = async () => new($"/api/v1/health/clients/{leila}/override/{await ByHandAsync("two")}", JsonContent.Create(new { })),
            ["POST /settings/scorecards/{name}/copy"] = () => As("/settings/scorecards/documented-v1/copy", Form(
                ("name", "law"), ("weight_engagement", "40"), ("weight_package", "30"), ("weight_momentum", "30"), ("window_sessions_7d", "7"), ("window_sessions_30d", "30"),
                ("zone_PURPLE", "85"), ("zone_GREEN", "70"), ("zone_YELLOW", "50"))),
            ["POST /settings/scorecards/{name}/switch-on"] = async () => new($"/settings/scorecards/{await CardAsync("page-on")}/switch-on", Form(("sure", "yes"))),
            ["POST /settings/scorecards/{name}/back-test"] = async () => new($"/settings/scorecards/{await IdleAsync("page-test")}/back-test", Form(("to", "/"))),
            ["POST /settings/scorecards/{name}/back-test/stop"] = async () => new($"/settings/scorecards/{await RunningAsync("page-stop")}/back-test/stop", Form(("to", "/"))),
            ["POST /api/v1/health/scorecards/{name}/back-test"] = async () => new($"/api/v1/health/scorecards/{await IdleAsync("api-test")}/back-test", JsonContent.Create(new { })),
            ["POST /api/v1/health/scorecards/{name}/back-test/stop"] = async () => new($"/api/v1/health/scorecards/{await RunningAsync("api-stop")}/back-test/stop", JsonContent.Create(new { })),
            ["POST /settings/scorecards/{name}/call-off"] = async () => new($"/settings/scorecards/{await CardAsync("page-off", isOn: true)}/call-off", Form(("to", "/"))),
            ["POST /settings/scorecards/{name}/remove"] = async () => new($"/settings/scorecards/{await CardAsync("page-gone")}/remove", Form(("to", "/"))),
            ["POST /api/v1/health/scorecards"] = () => As("/api/v1/health/scorecards", JsonContent.Create(new { definition = JsonDocument.Parse(ScorecardJson.Write(documented with { Name = "api" })).RootElement })),
            ["POST /api/v1/health/scorecards/{name}/switch-on"] = async () => new($"/api/v1/health/scorecards/{await CardAsync("api-on")}/switch-on", JsonContent.Create(new { })),
            ["POST /api/v1/health/scorecards/{name}/call-off"] = async () => new($"/api/v1/health/scorecards/{await CardAsync("api-off", isOn: true)}/call-off", JsonContent.Create(new { })),
            ["DELETE /api/v1/health/scorecards/{name}"] = async () => new($"/api/v1/health/scorecards/{await CardAsync("api-gone")}", JsonContent.Create(new { })),
        };
    }
}
