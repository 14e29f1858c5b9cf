using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Interventions.Effect;
using ClientVitals.Interventions.Playbooks;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Interventions;

/// <summary>Playbooks: versions that are never changed, conditions within their bounds, drafts that say nothing but the template; and the effect of each.</summary>
public sealed class PlaybooksTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2026, 1, 20, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Task<ChangePlaybook.Changed> ChangeAsync(ChangePlaybook change) => database.Vitals.DoAsync(change, Actor.CommandLine("Fatima"), Now, Ct);

    [Fact]
    public async Task A_change_is_a_new_version_and_what_was_there_stays()
    {
        var first = (await KeptPlaybooks.OfAsync(database.Vitals, DatabaseIdentity.Service, "below-usual", Ct)).ShouldHaveSingleItem();
        (await ChangeAsync(new("below-usual", Timing: "Within 3 days", DueDays: 3))).ShouldBe(new("below-usual", 2, true));
        var versions = await KeptPlaybooks.OfAsync(database.Vitals, DatabaseIdentity.Service, "below-usual", Ct);
        versions.Select(one => $"{one.Version} {one.Timing} {one.DueDays} {one.MadeBy}").ShouldBe(["2 Within 3 days 3 Fatima", "1 Within 48 hours 2 migration"]);
        versions[1].ShouldBe(first);
        versions[0].Template.ShouldBe(first.Template);
        (await ChangeAsync(new("below-usual", Timing: "Within 3 days"))).ShouldBe(new("below-usual", 2, false));
        (await Should.ThrowAsync<PlainError>(() => ChangeAsync(new("below-usual", DueDays: 4, Seen: 1)))).Message.ShouldContain("Somebody changed below-usual meanwhile");
        await Should.ThrowAsync<NotFoundException>(() => ChangeAsync(new("none")));
        (await KeptPlaybooks.ReadAsync(database.Vitals, DatabaseIdentity.Service, Ct)).Count.ShouldBe(10);
    }

    [Fact]
    public async Task The_six_documented_types_are_there_with_their_hours_and_channels() =>
        (await KeptPlaybooks.ReadAsync(database.Vitals, DatabaseIdentity.Service, Ct))
            .Where(one => one.Key is "break" or "zone-yellow" or "renewal" or "not-contacted" or "above-usual" or "lapsed-package")
            .Select(one => $"{one.InterventionType}, {one.Timing}, {one.Channel}, held out {one.HoldOutShare:0.##}").Order(StringComparer.Ordinal)
            .ShouldBe([
                "Achievement Celebration, Same day, WhatsApp, held out 0", "Package Renewal, Within 1 week, In-person or call, held out 0", "Re-engagement Campaign, Within 48 hours, Email + SMS, held out 0",
                "Special Offer, Within 72 hours, Email, held out 0", "Urgent Personal Outreach, Within 24 hours, Phone call, held out 0", "Wellness Check-in, Within 48 hours, WhatsApp/SMS, held out 0",
            ]);

    [Theory]
    [InlineData("status = red and risk >= 40", "ZONE_CHANGE", "status = RED and risk >= 40")]
    [InlineData("days >= -13 and days <= 366 and value >= 0.5", "PACKAGE", "days >= -13 and days <= 366 and value >= 0.5")]
    [InlineData("  ", "OWNER_CHANGE", "")]
    public void A_condition_is_read_and_written_alike(string written, string kind, string read) => PlaybookCondition.Read(written, kind).ToString().ShouldBe(read);

    [Theory]
    [InlineData("moon = full", "EPISODE", "terms are")]
    [InlineData("risk >= 40 and risk >= 50", "EPISODE", "at most once")]
    [InlineData("status = RED", "EPISODE", "PATTERN_BREAK")]
    [InlineData("status = RED", "RANG_IN_VAIN", "have no status")]
    [InlineData("days <= 3", "EPISODE", "Only packages")]
    [InlineData("days <= 367", "PACKAGE", "-366 to 366")]
    [InlineData("risk >= 100.1", "EPISODE", "0 to 100")]
    [InlineData("risk >= -1", "EPISODE", "0 to 100")]
    public void What_is_no_condition_is_refused_with_what_would_be(string written, string kind, string says) =>
        Should.Throw<PlainError>(() => PlaybookCondition.Read(written, kind)).Message.ShouldContain(says);

    [Fact]
    public async Task Values_out_of_bounds_and_promises_are_refused()
    {
        foreach (var (change, says) in new (ChangePlaybook, string)[]
        {
            (new("break", DueDays: 61), "0 to 60"), (new("break", CoolDownDays: 367), "0 to 366"), (new("break", HoldOutPercent: 50.1m), "0 to 50"), (new("break", HoldOutPercent: -1), "0 to 50"),
            (new("break", Priority: "HUGE"), "CRITICAL, HIGH"), (new("break", Template: "Come for a complimentary session"), "promises nothing"), (new("break", Template: "Hi {surname}"), "{surname}"),
            (new("break", Template: new string('x', 2001)), "2000 characters"), (new("break", Channel: " "), "1 to 100"), (new("zone-red", Priority: "CRITICAL", HoldOutPercent: 1), "critical"),
        })
            (await Should.ThrowAsync<PlainError>(() => ChangeAsync(change))).Message.ShouldContain(says);
        var coach = new Actor("user:x", "Coach", AppRole.Coach, null, DatabaseIdentity.Service) { WorksAs = AppRole.Coach };
        await Should.ThrowAsync<ForbiddenException>(() => database.Vitals.DoAsync(new ChangePlaybook("break", DueDays: 2), coach, Now, Ct));
    }

    [Theory]
    [InlineData("Leila", "Aisha", 9, "Hi Leila, your package runs out in about 9 days. Shall we talk? Aisha")]
    [InlineData(null, "Aisha", 0, "Hi, your package runs out in about 0 days. Shall we talk? Aisha")]
    [InlineData("Leila", null, -2, "Hi Leila, Shall we talk?")]
    [InlineData("Leila", null, null, "Hi Leila, Shall we talk?")]
    public void A_draft_leaves_out_what_is_not_known(string? name, string? coach, int? days, string said) =>
        DraftMessage.Of("Hi {first_name}, your package runs out in about {days} days. Shall we talk? {coach}", name, coach, days).ShouldBe(said);

    /// <summary>Contacted clients fare worse as it looks, because the worst are contacted; by lot they fare better.</summary>
    [Fact]
    public void The_three_comparisons_stand_beside_each_other_and_the_lot_is_checked()
    {
        static PlaybookCase One(string? arm, bool reached, bool? back, string stratum) => new(1, "break", 1, "Urgent Personal Outreach", arm, arm is null ? null : .5m, reached, back, stratum);
        var cases = new List<PlaybookCase>();
        for (var n = 0; n < 400; n++)
        {
            var acted = n % 2 == 0;
            // Back: 60 of 100 who are contacted, 20 of 100 who are held out.
            cases.Add(One(acted ? "ACT" : "HELD_OUT", acted, n / 2 % 10 < (acted ? 6 : 2), n % 4 < 2 ? "low" : "high"));
        }
        var effect = PlaybookEffects.Of(cases).ShouldHaveSingleItem();
        effect.Naive!.Value.ShouldBe(.4, 1e-9);
        effect.Stratified!.Value.ShouldBe(.4, .02);
        (effect.Acted, effect.HeldOut, effect.Verdict, effect.HasWrongRatio).ShouldBe((200, 200, "helps", false));
        effect.Effect!.Value.ShouldBe(.4, .05);
        effect.Low!.Value.ShouldBeInRange(.1, .4);
        effect.Uplift.ShouldBe(effect.Effect);

        // A lot that holds out a tenth where it should hold out a half is not believed, whatever it measures.
        var skewed = PlaybookEffects.Of([.. cases.Where((one, n) => one.Arm == "ACT" || n % 10 == 1)]).ShouldHaveSingleItem();
        (skewed.HasWrongRatio, skewed.Verdict, skewed.Uplift).ShouldBe((true, "lot is wrong", null));

        // Ten cases: too early, and about how many more.
        var early = PlaybookEffects.Of([.. cases.Take(10)]).ShouldHaveSingleItem();
        (early.Verdict, early.Uplift).ShouldBe(("too early", null));
        early.MoreUntil!.Value.ShouldBeInRange(50, 5000);

        // Without a lot there is nothing but how it looks.
        var seen = PlaybookEffects.Of([.. cases.Select(one => one with { Arm = null, Share = null }), One(null, true, null, "low")]).ShouldHaveSingleItem();
        (seen.Verdict, seen.Effect, seen.Waiting).ShouldBe(("not compared", null, 1));
        seen.Naive!.Value.ShouldBe(.4, 1e-9);
    }
}
