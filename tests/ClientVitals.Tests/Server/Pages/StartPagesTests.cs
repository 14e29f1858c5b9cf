using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>The first steps on Today: what is done is read from the database; what is left out is kept; who waits is told for what.</summary>
public sealed class StartPagesTests(Everybody everybody) : IClassFixture<Everybody>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private OpenDoor Door => everybody.Door;

    [Fact]
    public async Task Each_step_is_done_when_the_database_says_so_by_whatever_way()
    {
        await EmptyAsync();
        (await StepsAsync("/")).ShouldBe(["zone ○", "calls ○", "analysis ○", "coaches ○"]);
        (await Door.AskAsync("owner", HttpMethod.Patch, "/api/v1/settings", new { businessZone = "Asia/Dubai" })).Status.ShouldBe(200);
        (await StepsAsync("/")).ShouldBe(["zone ✓", "calls ○", "analysis ○", "coaches ○"]);
        await PostCallsAsync("leila", "Sara");
        (await StepsAsync("/")).ShouldBe(["zone ✓", "calls ✓", "analysis ○", "coaches ✓"]);
        (await PageAsync("/")).QuerySelector("#step-analysis button.main")!.TextContent.ShouldBe("Analyse now");
        (await everybody.SendFormAsync("owner", "/jobs/daily-pattern-analysis/run", ("to", "/"))).To.ShouldBe("/");
        (await StepsAsync("/")).ShouldBeEmpty();
        (await StepsAsync("/start")).ShouldBe(["zone ✓", "calls ✓", "analysis ✓", "coaches ✓"]);
    }

    [Fact]
    public async Task A_step_is_skipped_and_taken_up_again_and_the_list_is_hidden_and_shown_again()
    {
        await EmptyAsync();
        await StepAsync("calls");
        (await StepsAsync("/")).ShouldBe(["zone ○", "calls –", "analysis ○", "coaches ○"]);
        await StepAsync("calls", undo: true);
        (await StepsAsync("/")).ShouldBe(["zone ○", "calls ○", "analysis ○", "coaches ○"]);
        (await StepAsync("all")).ShouldBe("/?said=start-hidden");
        var said = await PageAsync("/?said=start-hidden");
        said.QuerySelector(".said")!.TextContent.ShouldContain("The first steps are hidden.");
        said.QuerySelector(".said form")!.GetAttribute("action").ShouldBe("/start/steps");
        (await StepsAsync("/")).ShouldBeEmpty();
        // Nobody is left without a way on.
        (await PageAsync("/")).QuerySelector(".empty a[href='/start']").ShouldNotBeNull();
        await StepAsync("all", undo: true);
        (await StepsAsync("/")).Count.ShouldBe(4);
        foreach (var step in new[] { "zone", "calls", "analysis", "coaches" })
            await StepAsync(step);
        (await StepsAsync("/")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_zone_is_taken_also_where_it_is_the_one_that_was_there()
    {
        await EmptyAsync();
        (await everybody.SendFormAsync("owner", "/start/zone", ("zone", "Europe/Berlin"), ("region", "de"), ("to", "/"))).ShouldBe((302, "/"));
        (await PageAsync("/")).QuerySelector("#step-zone")!.TextContent.ShouldContain("Days and weeks follow Europe/Berlin; numbers without a country code are read as numbers of DE.");
        await EmptyAsync();
        (await everybody.SendFormAsync("owner", "/start/zone", ("zone", "UTC"), ("region", "AE"), ("to", "/"))).Status.ShouldBe(302);
        (await StepsAsync("/"))[0].ShouldBe("zone –");
        var (status, _, text, _) = await everybody.AskAsync(
            HttpMethod.Post, "/start/zone", new FormUrlEncodedContent([new("zone", "Nowhere/Land"), new("region", "AE"), new("to", "/start")]), everybody.Shown("owner"));
        status.ShouldBe(400);
        text.ShouldContain("Nowhere/Land");
    }

    [Fact]
    public async Task Who_chooses_the_zone_after_the_import_is_analysed_again()
    {
        await EmptyAsync();
        await PostCallsAsync("leila", "Sara");
        await everybody.SendFormAsync("owner", "/jobs/daily-pattern-analysis/run", ("to", "/"));
        await everybody.SendFormAsync("owner", "/start/zone", ("zone", "Asia/Muscat"), ("region", "AE"), ("to", "/"));
        await ((ClientVitals.Server.Rooms.Start.FirstAnalysis)Door.Services.GetService(typeof(ClientVitals.Server.Rooms.Start.FirstAnalysis))!).Last!.Ended.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        (await OneAsync<long>("select count(*) from job_runs where job = 'daily-pattern-analysis' and state = 'succeeded'")).ShouldBe(2);
    }

    [Fact]
    public async Task Coaches_named_in_the_data_are_invited_and_find_their_clients()
    {
        await EmptyAsync();
        await PostCallsAsync("leila", coach: "Nadia New");
        foreach (var (client, staff) in new[] { ("omar", "Ravi Rao"), ("zoe", "Ravi Rao"), ("ben", "101"), ("amy", "Sara") })
            await PostCallsAsync(client, staff: staff);
        var page = await PageAsync("/");
        page.QuerySelectorAll("#step-coaches li strong").Select(name => name.TextContent).ShouldBe(["Ravi Rao", "Nadia New"]);
        page.QuerySelector("#step-coaches")!.TextContent.ShouldContain("2 clients without a coach, who will be theirs");
        var staffOf = page.QuerySelectorAll("#step-coaches input[name=staff]").Select(field => field.GetAttribute("value")!).ToList();
        staffOf[0].ShouldBe("Ravi Rao");
        Guid.TryParse(staffOf[1], out _).ShouldBeTrue();

        // Refused beside its field, and what was written is still there.
        var (refused, again) = await InviteAsync(staffOf[0], "Ravi Rao", "ravi");
        refused.ShouldBe(400);
        again.QuerySelector("#step-coaches form .wrong")!.TextContent.ShouldContain("ravi");
        again.QuerySelectorAll("#step-coaches input[name=email]").Select(field => field.GetAttribute("value")).ShouldContain("ravi");

        var (done, invited) = await InviteAsync(staffOf[0], "Ravi Rao", "ravi@house.example");
        done.ShouldBe(200);
        invited.QuerySelector("code.secret")!.TextContent.ShouldContain("/link/");
        invited.QuerySelector("section[aria-labelledby=invited]")!.TextContent.ShouldContain("2 clients without a coach are theirs now.");
        (await InviteAsync(staffOf[1], "Nadia New", "nadia@house.example")).Status.ShouldBe(200);
        (await StepsAsync("/")).ShouldNotContain("coaches ○");
        (await OneAsync<string>("""
            select string_agg(u.name || ' ' || u.app_role || ' ' || s.name || ' ' || (select count(*) from clients c where c.coach_id = s.id), ', ' order by u.name)
            from users u join staff s on s.id = u.staff_id where u.email in ('ravi@house.example', 'nadia@house.example')
            """)).ShouldBe("Nadia New coach Nadia New 1, Ravi Rao coach Ravi Rao 2");
        (await OneAsync<long>("select count(*) from client_owner_changes where changed_by = 'owner'")).ShouldBe(2);

        // It can be undone on the page of the first steps, also later.
        var undo = (await PageAsync("/start")).QuerySelector("#step-coaches form[action$='/take-back']")!.GetAttribute("action")!;
        invited.QuerySelector("section[aria-labelledby=invited] form")!.GetAttribute("action").ShouldBe(undo);
        (await everybody.SendFormAsync("owner", undo)).ShouldBe((302, "/start?said=clients-back&count=2"));
        var back = await PageAsync("/start?said=clients-back&count=2");
        back.QuerySelector(".said")!.TextContent.ShouldContain("2 clients have no coach again.");
        back.QuerySelector("form[action$='/take-back']").ShouldBeNull();
        (await OneAsync<long>("select count(*) from clients where coach_id is not null")).ShouldBe(1);
        await Door.DoAsync("delete from users where email in ('ravi@house.example', 'nadia@house.example')");
    }

    [Fact]
    public async Task Words_of_a_file_that_are_not_known_are_a_step_until_they_are_explained()
    {
        await EmptyAsync();
        var now = Door.Clock.GetUtcNow();
        using var file = CallFile.Of("visits.csv", "client_email,started_at,Result\nleila@example.com,2025-12-01 10:00,Zorbed\n", new CallFileOptions(now, ClientVitals.Settings.BusinessZone.Utc) { IsKept = true });
        var delivery = (await new ImportCalls().RunAsync(Door.Vitals, file, now, null, null, Ct)).Delivery;
        var step = (await PageAsync("/")).QuerySelector("#step-words")!;
        step.TextContent.ShouldContain("One word in visits.csv is not known");
        step.QuerySelector("a")!.GetAttribute("href").ShouldBe($"/data/deliveries/{delivery}#again");
        (await PageAsync($"/data/deliveries/{delivery}")).QuerySelector("#again").ShouldNotBeNull();
        await new UndoDelivery(delivery).RunAsync(Door.Vitals, now, Ct);
        (await PageAsync("/")).QuerySelector("#step-words").ShouldBeNull();
    }

    [Fact]
    public async Task An_analysis_that_runs_or_failed_is_shown_as_that()
    {
        await EmptyAsync();
        await PostCallsAsync("leila", "Sara");
        await Door.DoAsync("insert into job_runs (job, slot, state, started_at, lease_until) values ('daily-pattern-analysis', '2026-01-07', 'running', '2026-01-07', clock_timestamp() + interval '1 minute')");
        var page = await PageAsync("/");
        page.QuerySelector("#step-analysis progress").ShouldNotBeNull();
        page.QuerySelector("#page")!.GetAttribute("data-again").ShouldBe("2");
        await Door.DoAsync("update job_runs set state = 'failed', lease_until = null, error = 'The disk is full; make room.', finished_at = started_at");
        page = await PageAsync("/");
        page.QuerySelector("#step-analysis")!.TextContent.ShouldContain("The disk is full; make room.");
        page.QuerySelector("#step-analysis form")!.GetAttribute("action").ShouldBe("/jobs/daily-pattern-analysis/run");
        page.QuerySelector("#page")!.GetAttribute("data-again").ShouldBeNull();
    }

    [Fact]
    public async Task An_analysis_that_meets_somebody_elses_is_done_after_that_one()
    {
        await EmptyAsync();
        await PostCallsAsync("leila", "Sara");
        await Door.DoAsync("insert into job_runs (job, slot, state, started_at, lease_until) values ('daily-pattern-analysis', '2026-01-07', 'running', '2026-01-07', clock_timestamp() + interval '10 minutes')");
        var first = (ClientVitals.Server.Rooms.Start.FirstAnalysis)Door.Services.GetService(typeof(ClientVitals.Server.Rooms.Start.FirstAnalysis))!;
        var run = await first.BeginAsync(ClientVitals.Access.Actor.CommandLine("test"), Ct);
        // It says so once it was turned away.
        while (run.Step != ClientVitals.Server.Rooms.Start.FirstAnalysis.Waits)
            await Task.Delay(10, Ct);
        (run.IsRunning, run.Done).ShouldBe((true, null));
        (await PageAsync("/start")).QuerySelector("#step-analysis [role=status]")!.TextContent.ShouldContain("Waiting for the analysis that is running");
        await Door.DoAsync("update job_runs set state = 'succeeded', lease_until = null, finished_at = started_at where state = 'running'");
        await run.Ended.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        run.Failed.ShouldBeNull();
        run.Done.ShouldNotBeNull().Analyzed.ShouldBe(1);
        (await OneAsync<long>("select count(*) from job_runs where job = 'daily-pattern-analysis' and state = 'succeeded'")).ShouldBe(2);
    }

    [Fact]
    public async Task A_business_that_has_long_been_at_work_is_not_asked()
    {
        await EmptyAsync();
        (await StepsAsync("/")).Count.ShouldBe(4);
        await Door.DoAsync("insert into job_runs (job, slot, state, started_at) values ('daily-pattern-analysis', '2025-12-20', 'succeeded', '2025-12-20')");
        (await StepsAsync("/")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_meets_an_empty_page_without_a_next_step_or_what_is_not_built()
    {
        await EmptyAsync();
        foreach (var who in new[] { "owner", "admin", "coach", "setter", "closer" })
        {
            var (status, to) = await LandAsync(who);
            status.ShouldBe(200, who);
            to.ShouldBe(who is "setter" or "closer" ? "/clients" : "/");
            foreach (var at in new[] { to, "/clients", "/call-patterns", "/call-patterns?status=PAUSED", "/coaches", "/coaches/gaps", "/call-patterns/back-test", "/jobs", "/data", "/data/unmatched", "/data/duplicates", "/settings", "/settings/sources", "/audit", "/start" })
            {
                var (found, _, text, _) = await everybody.AskAsync(HttpMethod.Get, at, null, everybody.Shown(who));
                if (found == 403)
                    continue;
                Regex.Match(text, "not installed|not built|not here yet|daily-report|daily-capi-sync", RegexOptions.IgnoreCase).Value.ShouldBe("", $"{who} {at}");
                var page = await new HtmlParser().ParseDocumentAsync(text, Ct);
                foreach (var empty in page.QuerySelectorAll("main .empty"))
                    (who is "owner" or "admin" ? empty.QuerySelector("a") is not null || page.QuerySelector("main form:not(.find), main > p a") is not null : empty.TextContent.Contains("owner or admin", StringComparison.Ordinal)).ShouldBeTrue($"{who} {at}: {empty.TextContent.Trim()}");
            }
        }
        (await everybody.AskAsync(HttpMethod.Get, "/jobs/daily-report", null, everybody.Shown("owner"))).Status.ShouldBe(404);
        (await Door.GetAsync("owner", "/api/v1/jobs")).Body.EnumerateArray().ShouldContain(job => job.GetProperty("job").GetString() == "daily-report");
    }

    [Fact]
    public async Task Setters_and_closers_land_where_they_are_told_what_they_do()
    {
        await EmptyAsync();
        foreach (var who in new[] { "setter", "closer" })
        {
            var text = WebUtility.HtmlDecode((await everybody.AskAsync(HttpMethod.Get, "/clients", null, everybody.Shown(who))).Text);
            text.ShouldContain("Find a client by name, e-mail or number to call them.");
            text.ShouldContain("they are made when an owner or admin imports calls");
        }
        (await everybody.AskAsync(HttpMethod.Get, "/clients", null, everybody.Shown("coach"))).Text.ShouldNotContain("Find a client by name");
    }

    private async Task<(int Status, string At)> LandAsync(string who)
    {
        var (status, _, _, response) = await everybody.AskAsync(HttpMethod.Get, "/", null, everybody.Shown(who));
        if (status != 302)
            return (status, "/");
        var to = response.Headers.Location!.OriginalString;
        return ((await everybody.AskAsync(HttpMethod.Get, to, null, everybody.Shown(who))).Status, to);
    }

    private async Task<(int Status, IDocument Page)> InviteAsync(string staff, string name, string email)
    {
        var (status, _, text, _) = await everybody.AskAsync(
            HttpMethod.Post, "/start/coaches", new FormUrlEncodedContent([new("staff", staff), new("name", name), new("email", email), new("to", "/")]), everybody.Shown("owner"));
        return (status, await new HtmlParser().ParseDocumentAsync(text, Ct));
    }

    private async Task<string> StepAsync(string step, bool undo = false) =>
        (await everybody.SendFormAsync("owner", "/start/steps", ("step", step), ("undo", undo ? "yes" : ""), ("to", "/"))).To;

    /// <summary>The steps of a page, each with its mark.</summary>
    private async Task<List<string>> StepsAsync(string at) =>
        [.. (await PageAsync(at)).QuerySelectorAll(".steps .step").Select(step => $"{step.Id!["step-".Length..]} {step.QuerySelector(".shape")!.TextContent}")];

    private async Task<IDocument> PageAsync(string at)
    {
        var (status, _, text, _) = await everybody.AskAsync(HttpMethod.Get, at, null, everybody.Shown("owner"));
        status.ShouldBe(200, text);
        return await new HtmlParser().ParseDocumentAsync(text, Ct);
    }

    private async Task<T> OneAsync<T>(string sql)
    {
        await using var db = await Door.OpenAdminAsync();
        return (await db.ExecuteScalarAsync<T>(sql))!;
    }

    /// <summary>Ten calls of a client, every third day until yesterday.</summary>
    private async Task PostCallsAsync(string client, string? coach = null, string? staff = null)
    {
        var calls = Enumerable.Range(0, 10).Select(n => new Dictionary<string, string?>
        {
            ["client_email"] = $"{client}@example.com",
            ["started_at"] = Door.Clock.GetUtcNow().AddDays(-1 - (3 * n)).ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["coach"] = coach,
            ["staff"] = staff,
        }.Where(field => field.Value is not null).ToDictionary());
        (await Door.PostAsync("service", "/api/v1/calls", new { calls = calls.ToList() })).Status.ShouldBe(200);
    }

    /// <summary>As on the first day, but for the accounts.</summary>
    private Task EmptyAsync()
    {
        // What is kept for some seconds is looked up again.
        Door.Clock.Advance(TimeSpan.FromMinutes(1));
        return Door.DoAsync("""
            delete from clients; delete from call_records; delete from staff where id not in (select staff_id from users where staff_id is not null); delete from job_runs; delete from deliveries;
            delete from client_pauses; delete from settings where version > (select min(version) from settings);
            """);
    }
}
