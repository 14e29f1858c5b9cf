using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.HealthScores.Runs;
using ClientVitals.HealthScores.Scorecards;
using ClientVitals.HealthScores.Versions;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.HealthScores.Versions;

/// <summary>A copy is edited, compared with today's book, switched on from tomorrow; what was in force stays.</summary>
public sealed class ScorecardVersionsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Session id,Starts at,Status\n";

    private static readonly Scorecard Documented = ShippedScorecards.Documented;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("update settings set business_zone = 'Asia/Dubai'; delete from risk_fits; delete from job_runs; delete from health_scorecards where name <> 'documented'; delete from audit_log");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Sessions(string client, params int[] daysBefore) => string.Concat(
        daysBefore.Select(days => $"{client}@example.com,{client}-{days},{SessionBook.Now.AddDays(-days):yyyy-MM-dd} 10:00,Attended\n"));

    private Task<ScoringDone> ScoreAsync(DateTimeOffset now) => new ScoreHealth().RunAsync(database.Vitals, now, "person", null, Cancel);

    private Task<T> DoAsync<T>(IAct<T> act, DateTimeOffset? now = null) => act.RunAsync(database.Vitals, now ?? SessionBook.Now, Cancel);

    private async Task<ScorecardPreview> PreviewAsync(Scorecard card)
    {
        await using var db = await database.Vitals.OpenAsync(Cancel);
        return await ScorecardPreview.OfAsync(db, card, Cancel);
    }

    private static ScorecardEdit Edit(string name = "own", decimal engagement = 40, int recent = 7, int usual = 30, decimal yellow = 50, decimal green = 70, decimal purple = 85) => new(
        name,
        new Dictionary<string, decimal> { ["engagement"] = engagement, ["package"] = 30, ["momentum"] = 30 },
        new Dictionary<string, int> { ["sessions_7d"] = recent, ["sessions_30d"] = usual },
        new Dictionary<string, decimal> { ["YELLOW"] = yellow, ["GREEN"] = green, ["PURPLE"] = purple });

    [Fact]
    public void Each_fault_of_an_edit_is_said_beside_its_field()
    {
        Edit().Faults(Documented).ShouldBeEmpty();
        var faults = Edit(name: "My card", engagement: 0, recent: 14, yellow: 70, purple: 101).Faults(Documented).ToDictionary(one => one.Field, one => one.Fault.ToString());
        faults["name"].ShouldBe("The name must be 1 to 40 small letters, digits and hyphens and begin with a letter, not \"My card\".");
        faults["weight_engagement"].ShouldBe("The weight must be above 0 and at most 1000, not 0.");
        faults["window_sessions_7d"].ShouldBe("Sessions are counted over 7, 30, 90 days, not over 14.");
        faults["zone_GREEN"].ShouldBe("GREEN must begin above YELLOW, which begins at 70.");
        faults["zone_PURPLE"].ShouldBe("A zone begins at 0 to 100 points, not at 101.");
        faults.Count.ShouldBe(5);
        Edit(recent: 30).Faults(Documented).ShouldHaveSingleItem().Fault.ToString().ShouldBe("This window is compared with the longer one of 30 days; it must be shorter, not 30 days.");
        Edit(name: "documented").Faults(Documented).ShouldHaveSingleItem().Field.ShouldBe("name");
    }

    [Fact]
    public void An_edit_changes_what_it_says_and_nothing_else()
    {
        var same = Edit(engagement: 0.40m) with { Weights = new Dictionary<string, decimal>(), Name = "documented" };
        ScorecardJson.Write(same.AppliedTo(Documented)).ShouldBe(ScorecardJson.Write(Documented));
        var longer = Edit(recent: 30, usual: 90).AppliedTo(Documented);
        longer.Derived.Single(one => one.Kind == DerivedKind.ChangePercent).Factor.ShouldBe(3, "30 days go three times into 90");
        longer.Derived.Single(one => one.Kind == DerivedKind.PercentOf).ShouldBe(Documented.Derived.Single(one => one.Kind == DerivedKind.PercentOf));
    }

    [Fact]
    public async Task A_preview_shows_todays_book_by_both_and_equals_what_the_version_later_says()
    {
        (await PreviewAsync(Documented)).ScoredOn.ShouldBeNull();
        await SessionBook.ImportAsync(database, Names + Sessions("anna", 0, 2, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26) + Sessions("berta", 40) + Sessions("carl", 1, 9, 20) + Sessions("dora", 1, 9, 20));
        await ScoreAsync(SessionBook.Now);
        var before = await Asked.RowsAsync<string>(database, "select to_jsonb(h)::text from client_health_scores h order by id");
        var same = await PreviewAsync(Documented);
        (same.Clients, same.Up, same.Down, same.AverageNow).ShouldBe((4, 0, 0, same.AverageThen));
        same.Zones.ShouldAllBe(zone => zone.Now == zone.Then);
        (await Asked.RowsAsync<string>(database, "select to_jsonb(h)::text from client_health_scores h order by id")).ShouldBe(before, "a preview writes nothing");

        // Other weights, borders and windows: what the preview says is what the scoring of that morning would have said.
        var card = Edit(engagement: 90, recent: 30, usual: 90, green: 90, purple: 99).AppliedTo(Documented);
        var preview = await PreviewAsync(card);
        (preview.Zones.Sum(zone => zone.Now), preview.Zones.Sum(zone => zone.Then), preview.ScoredOn).ShouldBe((4, 4, new DateOnly(2025, 12, 1)));
        var saved = await DoAsync(new SaveScorecard(card, " Longer windows "));
        await database.DoAsync($"update health_scorecards set in_force_from = '2025-11-30 20:00Z' where id = {saved.Id}");
        var done = await ScoreAsync(SessionBook.Now);
        done.Scorecard.ShouldBe("own-v1");
        preview.Zones.Select(zone => zone.Then).ShouldBe([done.Red, done.Yellow, done.Green, done.Purple, done.Clients - done.Scored]);
        Math.Round(done.AverageScore!.Value, 1, MidpointRounding.AwayFromZero).ShouldBe(preview.AverageThen!.Value);
        preview.Down.ShouldBeGreaterThan(0);
        // A window that the version now in force does not measure any more cannot be compared.
        (await Should.ThrowAsync<PlainError>(PreviewAsync(Documented))).Message.ShouldContain("did not measure \"sessions_7d\"");
    }

    [Fact]
    public async Task A_group_is_scored_by_its_own_weights_which_the_score_keeps_and_the_preview_shows()
    {
        await SessionBook.ImportAsync(database, Names + Sessions("anna", 0, 2, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26) + Sessions("berta", 0, 2, 5, 8, 10, 12, 15, 17, 19, 22, 24, 26) + Sessions("carl", 40));
        await database.DoAsync("update clients c set segment = case split_part(e.email, '@', 1) when 'anna' then 'VIP' when 'carl' then 'Trial' end from client_emails e where e.client_id = c.id");
        await ScoreAsync(SessionBook.Now);
        // Of a VIP engagement alone counts: 95 instead of (40 · 95 + 30 · 70) / 70 = 84.
        var card = (Edit() with { Groups = new Dictionary<string, IReadOnlyDictionary<string, decimal>> { ["VIP"] = new Dictionary<string, decimal> { ["momentum"] = 0, ["package"] = 0 }, ["Trial"] = new Dictionary<string, decimal>() } }).AppliedTo(Documented);
        card.Segments.ShouldHaveSingleItem().Segment.ShouldBe("VIP");
        var preview = await PreviewAsync(card);
        preview.Groups.Select(group => (group.Segment, group.HasOwnWeights, group.Clients, group.AverageNow, group.AverageThen, group.Up)).ShouldBe([("Trial", false, 1, 24m, 24m, 0), ("VIP", true, 1, 84m, 95m, 1)]);
        preview.Groups[1].Zones.Select(zone => (zone.Zone, zone.Now, zone.Then)).ShouldBe([("RED", 0, 0), ("YELLOW", 0, 0), ("GREEN", 1, 0), ("PURPLE", 0, 1), (null, 0, 0)]);
        (preview.Up, preview.Down).ShouldBe((1, 0));

        var saved = await DoAsync(new SaveScorecard(card));
        await database.DoAsync($"update health_scorecards set in_force_from = '2025-11-30 20:00Z' where id = {saved.Id}");
        await ScoreAsync(SessionBook.Now);
        (await Asked.RowsAsync<string>(database, """
            select split_part(e.email, '@', 1) || ' ' || h.score::float8 || ' ' || coalesce(h.segment, '-')
            from client_health_history h join client_emails e on e.client_id = h.client_id join health_scorecards c on c.id = h.scorecard_id where c.name = 'own' order by 1
            """)).ShouldBe(["anna 95 VIP", "berta 84 -", "carl 24 -"]);
        // The explanation is by the weights that made the score, whatever group the client is in now; and the preview of the same rules changes nothing.
        await database.DoAsync("update clients set segment = null where segment = 'VIP'");
        await using var db = await database.OpenAsync();
        var anna = await Asked.OneAsync<Guid>(database, "select client_id from client_emails where email = 'anna@example.com'");
        var explained = (await ExplainedScore.OfAsync(db, anna, new DateOnly(2025, 12, 1), Cancel))!;
        (explained.Day.Segment, explained.Day.Score, explained.Score.Score, explained.Score.Contributions.Sum(one => one.Shown)).ShouldBe(("VIP", 95m, 95m, 95m));
        await database.DoAsync($"update clients set segment = 'VIP' where id = '{anna}'");
        (await PreviewAsync(card)).ShouldSatisfyAllConditions(same => same.Up.ShouldBe(0), same => same.Groups.ShouldAllBe(group => group.AverageNow == group.AverageThen));
        (await new ScoreHealth(SessionBook.Now).RunAsync(database.Vitals, SessionBook.Now.AddHours(1), "person", null, Cancel)).Written.ShouldBe(0);
    }

    [Fact]
    public void Weights_of_a_group_are_checked_each_beside_its_field()
    {
        ScorecardEdit With(decimal engagement, decimal package, decimal momentum) => Edit() with
        {
            Groups = new Dictionary<string, IReadOnlyDictionary<string, decimal>> { ["VIP"] = new Dictionary<string, decimal> { ["engagement"] = engagement, ["package"] = package, ["momentum"] = momentum } },
        };
        With(0, 0, 1).Faults(Documented).ShouldBeEmpty();
        With(-1, 1001, 1).Faults(Documented).Select(one => (one.Field, one.Fault.ToString())).ShouldBe(
            [("group_VIP_engagement", "The weight must be 0 to 1000, not -1."), ("group_VIP_package", "The weight must be 0 to 1000, not 1001.")]);
        With(0, 0, 0).Faults(Documented).ShouldHaveSingleItem().Fault.ToString().ShouldBe("One of the parts must count for VIP: give it a weight above 0.");
        // Without a word about groups they stay as they are; an empty one is removed.
        var card = With(5, 5, 5).AppliedTo(Documented);
        Edit().AppliedTo(card).Segments.Count.ShouldBe(1);
        (Edit() with { Groups = new Dictionary<string, IReadOnlyDictionary<string, decimal>> { ["VIP"] = new Dictionary<string, decimal>() } }).AppliedTo(card).Segments.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_version_begins_tomorrow_can_be_called_off_until_then_and_is_switched_on_once()
    {
        await SessionBook.ImportAsync(database, Names + Sessions("anna", 0, 2, 5));
        var first = await DoAsync(new SaveScorecard(Edit().AppliedTo(Documented), "Ours"));
        (await DoAsync(new SaveScorecard(Edit().AppliedTo(Documented)))).Scorecard.ShouldBe("own-v2");
        // 16:00 in Dubai: tomorrow begins at 20:00 UTC.
        (await DoAsync(new SwitchOnScorecard("own-v1"))).ToUniversalTime().ShouldBe(new(2025, 12, 1, 20, 0, 0, TimeSpan.Zero));
        (await Should.ThrowAsync<PlainError>(DoAsync(new SwitchOnScorecard("own-v2")))).Message.ShouldBe("own-v1 begins tomorrow already; call that off first.");
        (await ScoreAsync(SessionBook.Now)).Scorecard.ShouldBe("documented-v1");
        (await DoAsync(new CallOffScorecard("own-v1"))).ShouldBeTrue();
        (await DoAsync(new CallOffScorecard("own-v1"))).ShouldBeFalse();
        await DoAsync(new SwitchOnScorecard("own-v1"));
        (await ScoreAsync(SessionBook.Now.AddDays(1))).Scorecard.ShouldBe("own-v1");
        (await DoAsync(new CallOffScorecard("own-v1"), SessionBook.Now.AddDays(1))).ShouldBeFalse("it has begun");
        (await Should.ThrowAsync<PlainError>(DoAsync(new SwitchOnScorecard("documented-v1")))).Message.ShouldStartWith("documented-v1 was switched on already.");

        // Versions that were in force stay, and so does the documented one; a draft can go.
        (await DoAsync(new RemoveScorecard("own-v1")), await DoAsync(new RemoveScorecard("documented-v1")), await DoAsync(new RemoveScorecard("own-v2"))).ShouldBe((false, false, true));
        await using var db = await database.Vitals.OpenAsync(Cancel);
        (await KeptScorecards.ReadAsync(db, SessionBook.Now.AddDays(1), Cancel)).Select(card => (card.Scorecard, card.IsInForce, card.SwitchedOnBy, card.Note))
            .ShouldBe([("documented-v1", false, null, "The formula the business documented."), ("own-v1", true, "test", "Ours")]);
        (await Asked.RowsAsync<string>(database, "select subject || ' ' || (details ->> 'did') from audit_log where action = 'scorecard_changed' order by id")).ShouldBe(
            ["scorecard:own-v1 saved", "scorecard:own-v2 saved", "scorecard:own-v1 switched on", "scorecard:own-v1 called off", "scorecard:own-v1 switched on", "scorecard:own-v2 deleted"]);
        // A past day is scored by what was in force then.
        (await new ScoreHealth(SessionBook.Now.AddHours(1)).RunAsync(database.Vitals, SessionBook.Now.AddDays(2), "person", null, Cancel)).Scorecard.ShouldBe("documented-v1");
    }

    [Fact]
    public async Task What_cannot_be_measured_or_kept_and_who_may_not_is_refused()
    {
        async Task<string> SaidAsync(Scorecard card) => (await Should.ThrowAsync<PlainError>(DoAsync(new SaveScorecard(card)))).Message;
        (await SaidAsync(Documented)).ShouldStartWith("The name documented is kept");
        var own = Documented with { Name = "own" };
        (await SaidAsync(own with { Decimals = 3 })).ShouldBe("Scores are kept with 2 decimals at most; the scorecard has 3.");
        (await SaidAsync(own with { Zones = [new("BLUE", 50), new("RED", 0)] })).ShouldContain("the scorecard has \"BLUE\"");
        (await SaidAsync(own with { Inputs = [.. own.Inputs.Select(one => one.Days == 7 ? one with { Days = 14 } : one)] })).ShouldStartWith("The input \"sessions_7d\" is not measured.");
        (await SaidAsync(own with { Trend = new(0, 5) })).ShouldContain("a trend needs at least 1 day");
        var coach = new Actor("user:coach", "Coach", AppRole.Coach, null, DatabaseIdentity.Service) { WorksAs = AppRole.Coach };
        await Should.ThrowAsync<ForbiddenException>(new SaveScorecard(own).RunAsync(database.Vitals, SessionBook.Now, coach, Cancel));
        await Should.ThrowAsync<ForbiddenException>(new SwitchOnScorecard("documented-v1").RunAsync(database.Vitals, SessionBook.Now, coach, Cancel));
        await Should.ThrowAsync<NotFoundException>(DoAsync(new SwitchOnScorecard("none-v1")));
        (await Asked.OneAsync<long>(database, "select count(*) from health_scorecards")).ShouldBe(1);
    }
}
