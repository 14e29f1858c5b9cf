using ClientVitals.Simulation.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation.Facts;

public sealed class SimulatedPackagesTests
{
    private static readonly IReadOnlyList<FollowedClient> Clients = FollowedTown.Clients;
    private static readonly int Today = FollowedTown.Town.FoundedOn.DayNumber;

    private static int DayOf(long moment) => FollowedTown.Clock.DayOf(moment);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-30)]
    [InlineData(-75)]
    public void Remaining_is_bought_less_used_as_of_any_day(int days)
    {
        var until = FollowedTown.Clock.At(Today + days, 0);
        var (usedUp, faults) = (0, new List<string>());
        foreach (var client in Clients)
        {
            var sessions = FactRows.Read(client.Sessions, long.MinValue, until).Where(session => session.Charged == true && session.Package > 0).ToList();
            var used = sessions.CountBy(session => session.Package).ToDictionary();
            foreach (var package in FactRows.Read(client.Packages, long.MinValue, until))
            {
                var count = used.GetValueOrDefault(package.Number);
                if (package.SessionsBought is not { } bought) continue;
                if (count > bought || package.State == PackageState.UsedUp && count != bought) faults.Add($"{package.Id(client.Resident.Index)}: {count} of {bought}");
                if (package.State == PackageState.UsedUp) usedUp++;
            }
        }
        faults.ShouldBeEmpty();
        usedUp.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void A_session_is_charged_to_a_package_that_was_open_on_its_day()
    {
        var charged =
            from client in Clients
            from versions in client.Histories
            let session = versions[^1]
            where session.Charged == true && session.Package > 0
            select (Session: session, Story: client.Stories[session.Package - 1]);
        charged.Where(one => one.Session.StartsAt < one.Story.BoughtAt || one.Session.StartsAt >= one.Story.EndedAt
            || DayOf(one.Session.StartsAt) > one.Story.ExpiresOn).ShouldBeEmpty();
    }

    [Fact]
    public void A_package_is_one_thing_from_its_purchase_to_its_end()
    {
        var histories = Clients.SelectMany(client => client.Packages.GroupBy(package => package.Number)).Select(group => group.ToList()).ToList();
        histories.Where(versions => versions[0].State != PackageState.Active).ShouldBeEmpty();
        var changes = histories.SelectMany(versions => versions.Zip(versions.Skip(1))).ToList();
        changes.Where(change => change.Second.ModifiedAt <= change.First.ModifiedAt).ShouldBeEmpty();
        changes.Where(change => change.Second != change.First with { State = change.Second.State, ExpiresOn = change.Second.ExpiresOn, ModifiedAt = change.Second.ModifiedAt }).ShouldBeEmpty();
        changes.Where(change => change.Second.State != PackageState.Frozen && change.Second.ExpiresOn != change.First.ExpiresOn).ShouldBeEmpty();
        changes.Select(change => (change.First.State, change.Second.State)).Distinct().Where(change => change is not
            (PackageState.Active, PackageState.Frozen or PackageState.UsedUp or PackageState.Expired or PackageState.Cancelled)
            and not (PackageState.Frozen, PackageState.Active or PackageState.Cancelled)).ShouldBeEmpty();
    }

    [Fact]
    public void A_recorded_pause_freezes_the_open_package_and_adds_its_days()
    {
        var frozen = 0;
        foreach (var client in Clients)
        {
            var life = client.Training.Life;
            foreach (var versions in client.Packages.GroupBy(package => package.Number).Select(group => group.ToList()))
            {
                if (!versions.Exists(version => version.State == PackageState.Frozen)) continue;
                frozen++;
                life.PauseEnteredOn.ShouldNotBeNull();
                versions[1].State.ShouldBe(PackageState.Frozen);
                (versions[1].ExpiresOn - versions[0].ExpiresOn).ShouldBe(life.AwayUntil - life.AwayFrom);
                DayOf(versions[1].ModifiedAt).ShouldBe(Math.Max(life.AwayFrom, life.PauseEnteredOn!.Value));
                if (versions.Count > 2 && versions[2].State == PackageState.Active) DayOf(versions[2].ModifiedAt).ShouldBe(life.AwayUntil);
            }
        }
        frozen.ShouldBeGreaterThan(80);
        var paused = Clients.Count(client => client.Training.Life.PauseEnteredOn is not null);
        frozen.ShouldBeGreaterThan(paused * 7 / 10);
    }

    [Theory]
    [InlineData(LifeStage.Usual, 3000)]
    [InlineData(LifeStage.Strained, 100)]
    [InlineData(LifeStage.Leaving, 200)]
    [InlineData(LifeStage.Drifted, 250)]
    [InlineData(LifeStage.Stopped, 250)]
    public void Renewals_are_decided_at_the_stated_rates_of_each_stage_of_life(LifeStage stage, int atLeast)
    {
        var among = stage is LifeStage.Usual or LifeStage.Strained ? Clients : FollowedTown.Leavers;
        var plans = among.SelectMany(client => client.Stories)
            .Where(story => story.Plan is not null && story.Stage == stage && story.State != PackageState.Cancelled)
            .CountBy(story => story.Plan!.Value).ToDictionary();
        var all = plans.Values.Sum();
        all.ShouldBeGreaterThan(atLeast);
        var below = 0.0;
        foreach (var plan in Enum.GetValues<Renewal>())
        {
            var share = FactRates.RenewalShares(stage)[(int)plan] - below;
            below = FactRates.RenewalShares(stage)[(int)plan];
            ((double)plans.GetValueOrDefault(plan)).ShouldBe(all * share, FollowedTown.Tolerance(all, Math.Max(0, share)), $"{stage}, {plan}");
        }
    }

    [Fact]
    public void A_renewal_comes_when_it_was_meant_to()
    {
        var seen = new Dictionary<Renewal, int>();
        foreach (var client in Clients)
        {
            foreach (var (at, story) in client.Stories.Index())
            {
                // Without the ends of which the next purchase may lie beyond the story, and those that an absence or a stop delays.
                if (story is not { Plan: { } plan, State: PackageState.UsedUp or PackageState.Expired } || DayOf(story.EndedAt) > Today) continue;
                if (Enumerable.Range(DayOf(story.EndedAt), 80).Any(day => client.Training.Life.Presence(day) == 0)) continue;
                var next = at + 1 < client.Stories.Length ? client.Stories[at + 1] : (PackageStory?)null;
                seen[plan] = seen.GetValueOrDefault(plan) + 1;
                if (plan == Renewal.Never) next.ShouldBeNull();
                if (next is not { } renewed) continue;
                renewed.RenewedFrom.ShouldBe(at + 1);
                var days = DayOf(renewed.BoughtAt) - DayOf(story.EndedAt);
                days.ShouldBeInRange(plan == Renewal.Early ? -100 : plan == Renewal.AtEnd ? 0 : plan == Renewal.Late ? 4 : 30,
                    plan switch { Renewal.Late => 21, Renewal.VeryLate => 75, _ => 2 }, plan.ToString());
            }
        }
        foreach (var plan in Enum.GetValues<Renewal>()) seen[plan].ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Those_who_leave_within_two_months_renew_less_than_those_who_stay()
    {
        var ended = (
            from client in Clients.Concat(FollowedTown.Leavers)
            from package in client.Stories.Select((story, at) => (Story: story, IsRenewed: at + 1 < client.Stories.Length))
            where !package.Story.IsOpen && DayOf(package.Story.EndedAt) < Today - 90
            let left = client.Training.Life.StopsOn - DayOf(package.Story.EndedAt)
            where left > 0
            select (IsLeaving: left <= 60, Warned: client.Training.Life.WarningFrom <= DayOf(package.Story.EndedAt), package.IsRenewed)).ToList();
        Share(ended.Where(one => !one.IsLeaving)).ShouldBeInRange(0.95, 1);
        Share(ended.Where(one => one is { IsLeaving: true, Warned: true })).ShouldBeInRange(0.30, 0.62);
        Share(ended.Where(one => one is { IsLeaving: true, Warned: false })).ShouldBeGreaterThan(0.70);

        static double Share(IEnumerable<(bool IsLeaving, bool Warned, bool IsRenewed)> of)
        {
            var all = of.ToList();
            all.Count.ShouldBeGreaterThan(150);
            return (double)all.Count(one => one.IsRenewed) / all.Count;
        }
    }
}
