using ClientVitals.Simulation;
using ClientVitals.Simulation.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation.Facts;

public sealed class TrainingTruthTests
{
    private static readonly Town Town = new(Seed: 3, Clients: 400, Weeks: 26, new DateOnly(2026, 3, 2));

    private static List<TrainingTruth> Truths(DateOnly day)
    {
        var facts = TrainingTruth.Follower(Town, day);
        return [.. Town.Residents().Select(resident => TrainingTruth.Of(facts, resident, day))];
    }

    [Fact]
    public void What_comes_is_what_a_later_day_has_seen()
    {
        var now = Truths(Town.FoundedOn);
        var year = Town.FoundedOn.AddDays(330);
        var later = FollowedTown.Rows(FollowedTown.Csv(Town, TownClock.Midnight(Town.Zone, year)).Packages);
        var renewed = later.Values.Select(row => row["renewed_from"]).ToHashSet();
        foreach (var truth in now.Where(truth => truth.PackageId is not null))
        {
            later[truth.PackageId!]["status"].ShouldBeOneOf("USED_UP", "EXPIRED", "CANCELLED");
            renewed.Contains(truth.PackageId!).ShouldBe(truth.Renews != "NEVER", truth.ToString());
        }
        now.Select(truth => truth.Renews).Distinct().Order(StringComparer.Ordinal).ShouldBe([null, "AT_END", "EARLY", "LATE", "NEVER"]);
    }

    [Fact]
    public void The_last_session_is_the_last_attended_one_that_the_file_has()
    {
        var day = Town.FoundedOn;
        var clock = new TownClock(Town.Zone);
        var sessions = FollowedTown.Rows(FollowedTown.Csv(Town, TownClock.Midnight(Town.Zone, day.AddDays(20))).Sessions).Values
            .Where(row => row["status"] == "ATTENDED" && DateTimeOffset.Parse(row["starts_at"]) < TownClock.Midnight(Town.Zone, day))
            .GroupBy(row => row["client_email"])
            .ToDictionary(rows => rows.Key, rows => DateOnly.FromDayNumber(clock.DayOf(rows.Max(row => DateTimeOffset.Parse(row["starts_at"])).ToUnixTimeSeconds())));
        foreach (var (resident, truth) in Town.Residents().Zip(Truths(day)))
            truth.LastSessionOn.ShouldBe(sessions.TryGetValue(resident.Email, out var last) ? last : null, resident.Email);
    }

    [Fact]
    public void The_truth_file_has_them_after_what_it_had()
    {
        using var to = new StringWriter();
        Truth.Write(Town, Town.FoundedOn, to);
        var lines = to.ToString().TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("client_email,kind,rate_per_week,changed_on,changed_to,paused_from,paused_until,back_on,last_session_on,package_id,package_ends_on,renews");
        lines.Length.ShouldBe(Town.Clients + 1);
        lines.ShouldAllBe(line => line.Split(',').Length == 12);
        // Those who only call have nothing to tell of training.
        lines.Count(line => line.EndsWith(",,,,", StringComparison.Ordinal)).ShouldBeInRange(10, 60);
    }
}
