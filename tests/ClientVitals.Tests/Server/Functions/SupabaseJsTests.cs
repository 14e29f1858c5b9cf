using System.Diagnostics;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Functions;

/// <summary>
/// The owner's pages call us with Supabase's own client: here it does, run by node. It is installed by npm into a cache outside the
/// tree, as <c>.ci/run</c> does; where it cannot be had the test counts as not run, in CI it fails.
/// </summary>
public sealed class SupabaseJsTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private const string Version = "2.119.1";

    private static readonly string Cache = Path.Combine(Path.GetTempPath(), "client-vitals-supabase-js-" + Version);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Supabases_own_client_finds_what_it_knows_and_is_told_the_truth_where_not()
    {
        await InstallAsync();
        var said = await AskAsync(await KeysAsync());

        var analysed = said.GetProperty("analyse").GetProperty("data");
        analysed.GetProperty("success").GetBoolean().ShouldBeTrue();
        analysed.GetProperty("analyzed").GetInt32().ShouldBe(2);
        analysed.GetProperty("pattern_breaks").GetInt32().ShouldBe(2);
        analysed.GetProperty("summary").EnumerateObject().Select(word => word.Name).ShouldBe(["normal", "below_pattern", "above_pattern", "pattern_break"]);
        Emails(analysed.GetProperty("results")).ShouldBe(["leila@example.com", "omar@example.com"], ignoreOrder: true);
        said.GetProperty("analyseLimited").GetProperty("data").GetProperty("analyzed").GetInt32().ShouldBe(2, "all are judged, whatever the limit");
        Emails(said.GetProperty("analyseLimited").GetProperty("data").GetProperty("results")).Length.ShouldBe(1);
        Emails(said.GetProperty("analyseOne").GetProperty("data").GetProperty("results")).ShouldBe(["leila@example.com"]);
        Refused(said.GetProperty("analyseNobody"), 400).ShouldContain("No client has the address nobody@example.com");
        Refused(said.GetProperty("analyseWrong"), 400).ShouldContain("limit");
        Refused(said.GetProperty("unknownFunction"), 404).ShouldBe("There is no function no-such-function.");
        var notBuilt = said.GetProperty("notBuilt").EnumerateObject().ToList();
        notBuilt.Count.ShouldBe(3);
        foreach (var function in notBuilt)
            Refused(function.Value, 501).ShouldEndWith("is not built yet; nothing was done.");
        // Both have a break, neither is in a zone: asked for zones there is nobody, else both, by a template's words and no other.
        said.GetProperty("recommend").GetProperty("data").GetProperty("count").GetInt32().ShouldBe(0);
        var suggested = said.GetProperty("recommendAll").GetProperty("data");
        (suggested.GetProperty("success").GetBoolean(), suggested.GetProperty("count").GetInt32()).ShouldBe((true, 2));
        var first = suggested.GetProperty("recommendations")[0];
        first.EnumerateObject().Select(field => field.Name).ShouldBe(
            ["client_email", "client_name", "intervention_type", "priority", "timing", "channel", "message_draft", "psychological_insight", "success_probability", "reasoning"]);
        (first.GetProperty("intervention_type").GetString(), first.GetProperty("timing").GetString(), first.GetProperty("channel").GetString())
            .ShouldBe(("Urgent Personal Outreach", "Within 24 hours", "Phone call"));
        first.GetProperty("message_draft").GetString()!.ShouldStartWith("Hi ");
        first.GetProperty("psychological_insight").ValueKind.ShouldBe(JsonValueKind.Null);
        var only = said.GetProperty("recommendOne").GetProperty("data").GetProperty("recommendations");
        (only.GetArrayLength(), only[0].GetProperty("client_email").GetString(), only[0].GetProperty("message_draft").ValueKind).ShouldBe((1, "leila@example.com", JsonValueKind.Null));
        Refused(said.GetProperty("recommendWrong"), 400).ShouldBe("zones must be some of RED, YELLOW, GREEN, PURPLE.");
        // Everybody is scored; nobody has sessions, so no score is known, and none is 0.
        var results = said.GetProperty("score").GetProperty("data").GetProperty("results");
        (results.GetProperty("updated").GetInt32(), results.GetProperty("errors").GetInt32(), results.GetProperty("zones").GetProperty("RED").GetInt32()).ShouldBe((0, 0, 0));
        results.GetProperty("processed").GetInt32().ShouldBe(results.GetProperty("unknown").GetInt32());
        results.GetProperty("avgHealthScore").ValueKind.ShouldBe(JsonValueKind.Null);
        said.GetProperty("score").GetProperty("data").GetProperty("batch").ValueKind.ShouldBe(JsonValueKind.Null);
        var batch = said.GetProperty("scoreBatch").GetProperty("data");
        batch.GetProperty("results").GetProperty("processed").GetInt32().ShouldBe(1);
        batch.GetProperty("batch").GetProperty("has_more").GetBoolean().ShouldBeFalse();
        Refused(said.GetProperty("scoreNobody"), 404).ShouldBe("No client has the e-mail nobody@example.com; nothing was scored.");
        Refused(said.GetProperty("scoreWrong"), 400).ShouldBe("mode must be full or batch.");
        Given(said, "zones")[0].GetProperty("health_zone").ValueKind.ShouldBe(JsonValueKind.Null);
        said.GetProperty("zones").GetProperty("count").GetInt32().ShouldBe(1);
        Given(said, "average").GetProperty("avg_score").ValueKind.ShouldBe(JsonValueKind.Null);
        Given(said, "atRisk").GetArrayLength().ShouldBe(0);
        Error(said, "atRiskWrong", 400, "PGRST100").ShouldBe("target_date must be a date such as 2026-01-07.");
        Error(said, "atRiskOfSetter", 403, "42501").ShouldContain("Your role does not see how clients are judged");
        Refused(said.GetProperty("invokeWithoutScope"), 403).ShouldContain("lacks the scope functions");
        Refused(said.GetProperty("invokeExpired"), 401).ShouldContain("This key does not work");

        foreach (var whole in new[] { "breaks", "breaksByDefault", "got", "scoped" })
            Emails(Given(said, whole)).ShouldBe(["leila@example.com", "omar@example.com"], ignoreOrder: true, whole);
        Given(said, "breaks")[0].EnumerateObject().Select(column => column.Name).ShouldBe(
            ["client_email", "client_name", "avg_calls_per_week", "calls_this_week", "deviation_pct", "pattern_status", "health_zone", "assigned_coach"]);
        Given(said, "breaksOfZeroDays").GetArrayLength().ShouldBe(0);
        Given(said, "limited", 206).GetArrayLength().ShouldBe(1);
        Given(said, "ranged").GetArrayLength().ShouldBe(1);
        Given(said, "beyond").GetArrayLength().ShouldBe(0);
        Given(said, "counted", 206).GetArrayLength().ShouldBe(1);
        said.GetProperty("counted").GetProperty("count").GetInt32().ShouldBe(2);
        Given(said, "headed").ValueKind.ShouldBe(JsonValueKind.Null);
        said.GetProperty("headed").GetProperty("count").GetInt32().ShouldBe(2);
        Given(said, "single").GetProperty("client_email").GetString().ShouldBe("leila@example.com");
        Error(said, "singleOfMany", 406, "PGRST116").ShouldContain("One row was asked for");
        Given(said, "maybe").ValueKind.ShouldBe(JsonValueKind.Null);
        Emails(Given(said, "coach")).ShouldBe(["leila@example.com"]);
        Emails(Given(said, "other")).ShouldBe(["omar@example.com"]);
        Error(said, "setter", 403, "42501").ShouldContain("Your role does not see how clients are judged");

        Error(said, "csv", 406, "PGRST107").ShouldContain("JSON");
        Error(said, "filtered", 400, "PGRST100").ShouldContain("assigned_coach");
        Error(said, "sorted", 400, "PGRST100").ShouldContain("cannot be sorted");
        Error(said, "picked", 400, "PGRST100").ShouldContain("columns cannot be chosen");
        Error(said, "unscoped", 403, "42501").ShouldContain("lacks the scope read");
        Error(said, "expired", 401, "PGRST301").ShouldContain("This key does not work");
        said.GetProperty("expiredHead").GetProperty("status").GetInt32().ShouldBe(401);
        said.GetProperty("expiredHead").GetProperty("count").ValueKind.ShouldBe(JsonValueKind.Null);
        Error(said, "unknown", 404, "PGRST202").ShouldBe("There is no function no_such_function.");
        said.GetProperty("unknown").GetProperty("error").GetProperty("hint").GetString()!.ShouldContain("get_pattern_breaks(days_back)");
        Error(said, "misspelt", 404, "PGRST202").ShouldContain("with the parameter daysback");
        Error(said, "wrongType", 400, "PGRST100").ShouldBe("days_back must be a whole number.");
        Error(said, "table", 404, "PGRST205").ShouldContain("nothing at this address");

        // Monday in Dubai begins at 20:00 UTC on Sunday.
        Given(said, "week").GetDateTimeOffset().ShouldBeInRange(door.Clock.GetUtcNow().AddDays(-7), door.Clock.GetUtcNow());
        Given(said, "weekOf").GetString().ShouldBe("2026-01-04T20:00:00+00:00");
        Given(said, "weekOfDate").GetString().ShouldBe("2025-12-28T20:00:00+00:00");
        Given(said, "weekGot").GetString().ShouldBe("2026-01-04T20:00:00+00:00");
        Given(said, "weekSingle").GetString().ShouldBe("2026-01-04T20:00:00+00:00");
        Error(said, "weekWrong", 400, "PGRST100").ShouldContain("target_date must be a date and time");
    }

    [Theory]
    [InlineData("/functions/v1/analyze-call-patterns", """{"error":"Sign in, or send a key as Authorization: Bearer.","success":false}""")]
    [InlineData("/rest/v1/rpc/get_pattern_breaks", """{"code":"PGRST302","details":null,"hint":null,"message":"Sign in, or send a key as Authorization: Bearer."}""")]
    [InlineData("/rest/v1/rpc/get_week_start", """{"code":"PGRST302","details":null,"hint":null,"message":"Sign in, or send a key as Authorization: Bearer."}""")]
    public async Task Without_a_key_the_refusal_has_the_form_its_caller_reads(string path, string expected)
    {
        var (status, body) = await door.PostAsync(null, path, "{}");
        status.ShouldBe(401);
        body.GetRawText().ShouldBe(expected);
    }

    private async Task<Dictionary<string, string>> KeysAsync()
    {
        // The clock is about to jump by months: no job of the timetable is to fall due for that.
        await door.DoAsync("update job_schedules set enabled = false");
        // The owner's function of the database counts days by the database's clock.
        door.Clock.SetUtcNow(DateTimeOffset.UtcNow.AddMinutes(-1));
        var now = door.Clock.GetUtcNow();
        var root = Actor.CommandLine("test");
        async Task<string> MakeAsync(string name, KeyScope[] scopes, DateTimeOffset? until) =>
            (await new MakeApiKey(name, scopes, null, until).RunAsync(door.Vitals, now, root, Cancel)).Key;
        var keys = new Dictionary<string, string>(door.Keys)
        {
            ["scoped"] = await MakeAsync("scoped", [KeyScope.Read], null),
            ["unscoped"] = await MakeAsync("unscoped", [KeyScope.CallsWrite], null),
            ["expired"] = await MakeAsync("expired", [.. KeyScopeWords.All], now.AddSeconds(10)),
        };
        door.Clock.Advance(TimeSpan.FromMinutes(1));
        (await door.PostAsync("service", "/api/v1/calls", new { calls = Everybody.Habit(door.Clock.GetUtcNow()).ToList() })).Status.ShouldBe(200);
        await new RebuildRollups().RunAsync(door.Vitals, door.Clock.GetUtcNow(), Cancel);
        return keys;
    }

    private async Task<JsonElement> AskAsync(Dictionary<string, string> keys)
    {
        var script = Path.Combine(TestCluster.Root(), "tests", "ClientVitals.Tests", "Server", "Functions", "supabase-js.mjs");
        var (exit, output, errors) = await RunAsync("node", [script, Cache, .. keys.Select(pair => $"{pair.Key}={pair.Value}")], door.Address.GetLeftPart(UriPartial.Authority));
        exit.ShouldBe(0, errors);
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task InstallAsync()
    {
        if (Directory.Exists(Path.Combine(Cache, "node_modules", "@supabase", "supabase-js")))
            return;
        Directory.CreateDirectory(Cache);
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exit, output, errors) = await RunAsync(npm, ["install", "--prefix", Cache, "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "@supabase/supabase-js@" + Version], "");
        var missing = $"npm cannot install @supabase/supabase-js@{Version}: {output}{errors}";
        Assert.SkipWhen(exit != 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), missing);
        exit.ShouldBe(0, missing);
    }

    private static async Task<(int Exit, string Output, string Errors)> RunAsync(string program, string[] arguments, string url)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["VITALS_URL"] = url;
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
            await process.WaitForExitAsync(Cancel);
            return (process.ExitCode, await output, await errors);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (-1, "", error.Message);
        }
    }

    private static string[] Emails(JsonElement rows) => [.. rows.EnumerateArray().Select(row => row.GetProperty("client_email").GetString()!)];

    /// <summary>What the client was given; it took it for no error.</summary>
    private static JsonElement Given(JsonElement said, string name, int status = 200)
    {
        var answer = said.GetProperty(name);
        answer.GetProperty("error").ValueKind.ShouldBe(JsonValueKind.Null, $"{name}: {answer}");
        answer.GetProperty("status").GetInt32().ShouldBe(status, name);
        return answer.GetProperty("data");
    }

    private static string Error(JsonElement said, string name, int status, string code)
    {
        var answer = said.GetProperty(name);
        answer.GetProperty("status").GetInt32().ShouldBe(status, $"{name}: {answer}");
        answer.GetProperty("error").GetProperty("code").GetString().ShouldBe(code, name);
        return answer.GetProperty("error").GetProperty("message").GetString()!;
    }

    private static string Refused(JsonElement answer, int status)
    {
        answer.GetProperty("error").GetString().ShouldBe("FunctionsHttpError", answer.ToString());
        answer.GetProperty("status").GetInt32().ShouldBe(status, answer.ToString());
        answer.GetProperty("body").GetProperty("success").GetBoolean().ShouldBeFalse();
        return answer.GetProperty("body").GetProperty("error").GetString()!;
    }
}
