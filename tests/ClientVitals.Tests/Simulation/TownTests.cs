using ClientVitals.Calls;
using ClientVitals.Simulation;
using PhoneNumbers;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation;

public sealed class TownTests
{
    private static readonly DateOnly Founded = new(2026, 3, 2);

    private static Town Of(int clients, long seed = 1, int weeks = 26, string zone = Town.UsualZone) => new(seed, clients, weeks, Founded, zone);

    private static DateTimeOffset AsOf(Town town) => TownClock.Midnight(town.Zone, town.FoundedOn);

    private static string Csv(Town town, DateTimeOffset? asOf = null)
    {
        using var to = new MemoryStream();
        TownFile.Write(town, asOf ?? AsOf(town), to, stop: TestContext.Current.CancellationToken);
        return System.Text.Encoding.UTF8.GetString(to.ToArray());
    }

    private static string Truths(Town town)
    {
        using var to = new StringWriter();
        Truth.Write(town, town.FoundedOn, to);
        return to.ToString();
    }

    [Fact]
    public void The_same_seed_makes_the_same_town_and_another_seed_another()
    {
        Csv(Of(60)).ShouldBe(Csv(Of(60)));
        Truths(Of(60)).ShouldBe(Truths(Of(60)));
        Csv(Of(60, seed: 2)).ShouldNotBe(Csv(Of(60)));
    }

    [Fact]
    public void A_larger_town_begins_with_the_smaller_one()
    {
        Csv(Of(450)).ShouldStartWith(Csv(Of(130)));
        Truths(Of(450)).ShouldStartWith(Truths(Of(130)));
    }

    [Fact]
    public void A_town_told_further_keeps_every_row_that_was_known_before()
    {
        var town = Of(200);
        var earlier = Csv(town).Split('\n').Where(row => !row.Contains(",SCHEDULED,", StringComparison.Ordinal)).ToList();
        var later = Csv(town, AsOf(town).AddDays(9)).Split('\n').ToHashSet();
        earlier.Count.ShouldBeGreaterThan(8000);
        earlier.ShouldAllBe(row => later.Contains(row));
        later.Count.ShouldBeGreaterThan(earlier.Count + 200);
    }

    [Fact]
    public void A_call_booked_ahead_becomes_the_call_of_the_same_number()
    {
        var town = Of(200);
        var booked = Numbers(Csv(town), "SCHEDULED");
        var kept = Numbers(Csv(town, AsOf(town).AddDays(14)), "COMPLETED");
        booked.Count.ShouldBeGreaterThan(10);
        booked.ShouldAllBe(number => kept.Contains(number));

        static HashSet<string> Numbers(string csv, string status) =>
            [.. csv.Split('\n').Where(row => row.Contains($",{status},", StringComparison.Ordinal)).Select(row => row.Split("@example.com")[1].Split(",20")[0].Split(',')[^1])];
    }

    [Fact]
    public void Nothing_is_written_that_nobody_knew_yet_and_only_what_is_booked_lies_ahead()
    {
        var town = Of(300);
        var asOf = AsOf(town).ToUnixTimeSeconds();
        var diary = new SimulatedLog(town, AsOf(town));
        foreach (var call in town.Residents().SelectMany(resident => diary.Of(resident).ToList()))
        {
            call.LoggedAt.ShouldBeLessThan(asOf);
            if (call.StartedAt >= asOf) call.Status.ShouldBe(CallStatus.Scheduled);
            if (call.Status != CallStatus.Scheduled) (call.LoggedAt - call.StartedAt).ShouldBeInRange(0, SimulatedLog.LatestSeconds + 7200);
        }
    }

    [Fact]
    public void Addresses_are_unique_plain_and_at_example_com()
    {
        var residents = Of(20_000).Residents().ToList();
        residents.Select(resident => resident.Email).Distinct().Count().ShouldBe(residents.Count);
        residents.ShouldAllBe(resident => System.Text.RegularExpressions.Regex.IsMatch(resident.Email, @"^[a-z]+\.[a-z]+[0-9]+@example\.com$"));
    }

    [Fact]
    public void Telephone_numbers_are_unique_and_valid_and_run_out_without_a_repetition()
    {
        var phones = Enumerable.Range(0, FictionalPhones.Count).Select(client => FictionalPhones.Of(client)!).ToList();
        phones.Distinct().Count().ShouldBe(phones.Count);
        FictionalPhones.Of(FictionalPhones.Count).ShouldBeNull();
        var util = PhoneNumberUtil.GetInstance();
        phones.Where((_, i) => i % 97 == 0).ShouldAllBe(phone => util.IsValidNumber(util.Parse(phone, null)) && util.Format(util.Parse(phone, null), PhoneNumberFormat.E164) == phone);
    }

    [Fact]
    public void Every_hundred_clients_hold_each_kind_in_its_share()
    {
        foreach (var hundred in Of(400).Residents().Chunk(100))
        {
            hundred.Select(resident => resident.Kind).Order().ShouldBe(Characters.Deck.Order());
        }
    }

    [Fact]
    public void The_books_of_the_coaches_are_uneven_and_no_two_of_the_staff_share_a_name()
    {
        var books = Of(200).Residents().GroupBy(resident => resident.Coach).Select(book => book.Count()).Order().ToList();
        books.Count.ShouldBe(6);
        books[^1].ShouldBeGreaterThan(2 * books[0]);
        Enumerable.Range(0, 10_000).Select(number => Names.Staff(1, number).Full).Distinct().Count().ShouldBe(10_000);
    }

    [Fact]
    public void Who_stopped_has_no_engaged_call_and_none_booked_after_the_stop()
    {
        var town = Of(2000);
        var diary = new SimulatedLog(town, AsOf(town));
        var clock = new TownClock(town.Zone);
        var stopped = 0;
        foreach (var resident in town.Residents())
        {
            var truth = Truth.Of(resident, town.FoundedOn);
            if (truth.ChangedTo is not 0) continue;
            stopped++;
            var from = clock.At(truth.ChangedOn!.Value.DayNumber, 0);
            var until = resident.Life.BackOn == Life.Never ? long.MaxValue : clock.At(resident.Life.BackOn, 0);
            diary.Of(resident).ShouldNotContain(call =>
                (call.Engaged || call.Status == CallStatus.Scheduled) && call.StartedAt >= from && call.StartedAt < until);
        }
        stopped.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void Who_has_a_recorded_pause_has_no_engaged_call_in_it_and_is_not_chased()
    {
        var town = Of(2000);
        var diary = new SimulatedLog(town, AsOf(town));
        var clock = new TownClock(town.Zone);
        foreach (var resident in town.Residents())
        {
            if (Truth.Of(resident, town.FoundedOn) is not { PausedFrom: { } from, PausedUntil: { } until }) continue;
            diary.Of(resident).ShouldNotContain(call =>
                call.StartedAt >= clock.At(from.DayNumber, 0) && call.StartedAt < clock.At(until.DayNumber, 0));
        }
    }

    [Fact]
    public void Who_stopped_is_called_by_the_staff_for_some_weeks()
    {
        var town = Of(2000);
        var diary = new SimulatedLog(town, AsOf(town));
        var clock = new TownClock(town.Zone);
        var stopped = town.Residents().Where(resident => resident.Kind == Kind.ChurnedLongAgo).ToList();
        var efforts = stopped.Sum(resident => diary.Of(resident).Count(call =>
            call.Status is CallStatus.NoAnswer or CallStatus.Voicemail or CallStatus.Declined
            && call.StartedAt >= clock.At(resident.Life.ChangedOn, 0)));
        ((double)efforts / stopped.Count).ShouldBeInRange(3, 7);
    }

    [Fact]
    public void Calls_keep_the_hours_and_the_weekdays_of_the_business_zone()
    {
        var town = Of(300, zone: "America/New_York");
        var zone = TimeZoneInfo.FindSystemTimeZoneById(town.Zone);
        var diary = new SimulatedLog(town, AsOf(town));
        var starts = town.Residents().SelectMany(resident => diary.Of(resident).ToList())
            .Select(call => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(call.StartedAt), zone)).ToList();
        starts.ShouldAllBe(start => start.Hour >= 5 && start.Hour <= 22);
        starts.Count(start => start.DayOfWeek == DayOfWeek.Sunday).ShouldBeLessThan(starts.Count / 10);
    }

    [Fact]
    public void An_unknown_zone_is_refused_with_a_sentence() =>
        Should.Throw<PlainError>(() => Csv(Of(1, zone: "Mars/Olympus"))).Message.ShouldContain("Mars/Olympus");
}
