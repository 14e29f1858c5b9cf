using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ClientVitals.Simulation;
using ClientVitals.Simulation.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation.Facts;

public sealed partial class FactFilesTests
{
    private static readonly Town Town = new(Seed: 1, Clients: 300, Weeks: 26, new DateOnly(2026, 3, 2));

    private static DateTimeOffset Midnight(int days = 0) => TownClock.Midnight(Town.Zone, Town.FoundedOn.AddDays(days));

    // Published figures depend on these calls: what is simulated beside them draws from random numbers of its own.
    [Theory]
    [InlineData(1, "4f52366f460211868fe7225a4235885e8cc54528694951a105bf69745e4a8723")]
    [InlineData(7, "d7fa5b745030d0d453e30aa58d189efbae8f4dec075e8b5498ff8aa93690b9fb")]
    [InlineData(77, "90f95f7c0e6822d4bfdb59cb26d9d451b74af6ca4638c071df2ec1f81c07d07e")]
    public void The_calls_of_a_seed_are_the_same_to_the_byte_as_before_there_were_sessions(long seed, string hash)
    {
        using var written = new MemoryStream();
        TownFile.Write(Town with { Seed = seed }, Midnight(), written, stop: TestContext.Current.CancellationToken);
        Convert.ToHexStringLower(SHA256.HashData(written.ToArray())).ShouldBe(hash);
    }

    [Fact]
    public void The_same_seed_makes_the_same_files_and_another_seed_others()
    {
        var first = FollowedTown.Csv(Town, Midnight());
        FollowedTown.Csv(Town, Midnight()).ShouldBe(first);
        var other = FollowedTown.Csv(Town with { Seed = 2 }, Midnight());
        other.Sessions.ShouldNotBe(first.Sessions);
        other.Packages.ShouldNotBe(first.Packages);
        other.Payments.ShouldNotBe(first.Payments);
    }

    [Fact]
    public void A_larger_town_begins_with_the_smaller_one()
    {
        var small = FollowedTown.Csv(Town with { Clients = 70 }, Midnight());
        var large = FollowedTown.Csv(Town, Midnight());
        large.Sessions.ShouldStartWith(small.Sessions);
        large.Packages.ShouldStartWith(small.Packages);
        large.Payments.ShouldStartWith(small.Payments);
    }

    [Theory]
    [InlineData(1, 40, 1)]
    [InlineData(9, 250, 15)]
    [InlineData(60, 400, 100)]
    public void A_later_day_repeats_every_earlier_row_or_a_later_version_of_it(int days, int changedSessions, int changedPackages)
    {
        var (sessions, packages, payments) = FollowedTown.Csv(Town, Midnight());
        var later = FollowedTown.Csv(Town, Midnight(days));
        Compare(sessions, later.Sessions, "status_at").ShouldBeGreaterThan(changedSessions);
        Compare(packages, later.Packages, "modified_at").ShouldBeGreaterThan(changedPackages);
        Compare(payments, later.Payments, "modified_at").ShouldBe(0, "a payment never changes");
    }

    // How many rows have a later version; the others are equal.
    private static int Compare(string earlier, string later, string risesIn)
    {
        var (before, after) = (FollowedTown.Rows(earlier), FollowedTown.Rows(later));
        after.Count.ShouldBeGreaterThanOrEqualTo(before.Count);
        var (changed, faults) = (0, new List<string>());
        foreach (var (id, row) in before)
        {
            if (!after.TryGetValue(id, out var now)) faults.Add($"{id} is gone");
            else if (now["modified_at"] == row["modified_at"]) faults.AddRange(row.Keys.Where(name => now[name] != row[name]).Select(name => $"{id}: {name} differs"));
            else if (string.CompareOrdinal(now["modified_at"], row["modified_at"]) < 0 || string.CompareOrdinal(now[risesIn], row[risesIn]) <= 0) faults.Add($"{id} goes back");
            else changed++;
        }
        faults.ShouldBeEmpty();
        return changed;
    }

    [Fact]
    public void The_days_add_up_to_what_is_known_at_the_end()
    {
        var town = Town with { Clients = 60 };
        var last = town.FoundedOn.AddDays(-1);
        var (known, days) = (new Dictionary<string, string>[] { [], [], [] }, 0);
        foreach (var day in FactsOfDay.Of(town, town.From.AddDays(-80), last))
        {
            using MemoryStream sessions = new(), packages = new(), payments = new();
            var counts = FactFiles.Write(day, new(sessions, packages, payments));
            counts.ShouldBe(new(day.Sessions.Count, day.Packages.Count, day.Payments.Count));
            foreach (var (file, written) in new[] { sessions, packages, payments }.Index())
            {
                foreach (var line in FollowedTown.Text(written).TrimEnd('\n').Split('\n')[1..]) known[file][line.Split(',')[2]] = line;
            }
            days++;
        }
        days.ShouldBe(80 + 26 * 7);
        var whole = FollowedTown.Csv(town, TownClock.Midnight(town.Zone, town.FoundedOn));
        foreach (var (file, csv) in new[] { whole.Sessions, whole.Packages, whole.Payments }.Index())
        {
            known[file].Values.Order(StringComparer.Ordinal).ShouldBe(csv.TrimEnd('\n').Split('\n')[1..].Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void The_days_of_calls_add_up_too()
    {
        var town = Town with { Clients = 40, Weeks = 8 };
        var known = new Dictionary<string, string>();
        for (var day = town.From.AddDays(-8); day < town.FoundedOn; day = day.AddDays(1))
        {
            foreach (var line in Calls(TownClock.Midnight(town.Zone, day.AddDays(1)), TownClock.Midnight(town.Zone, day))) known[CallId().Match(line).Value] = line;
        }
        known.Values.Order(StringComparer.Ordinal).ShouldBe(Calls(Midnight(), null).Order(StringComparer.Ordinal));

        string[] Calls(DateTimeOffset asOf, DateTimeOffset? since)
        {
            using var written = new MemoryStream();
            TownFile.Write(town, asOf, written, since: since, stop: TestContext.Current.CancellationToken);
            return FollowedTown.Text(written).TrimEnd('\n').Split('\n')[1..];
        }
    }

    [GeneratedRegex("(?:telephony|studio|messages),[a-z][0-9-]+")]
    private static partial Regex CallId();

    [Fact]
    public void Nothing_is_written_that_was_not_known_yet()
    {
        var (sessions, packages, payments) = FollowedTown.Csv(Town, Midnight());
        var midnight = Midnight().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var rows = new[] { sessions, packages, payments }.SelectMany(csv => FollowedTown.Rows(csv).Values).ToList();
        rows.Where(row => string.CompareOrdinal(row["modified_at"], midnight) >= 0).ShouldBeEmpty();
        rows.Where(row => row.TryGetValue("starts_at", out var starts) && string.CompareOrdinal(starts, midnight) >= 0).Select(row => row["status"]).Distinct()
            .Order(StringComparer.Ordinal).ShouldBe(["BOOKED", "CANCELLED", "LATE_CANCELLED", "REBOOKED"]);
    }

    [Fact]
    public void The_files_have_the_columns_of_their_imports_and_the_words_of_each_value()
    {
        var (sessions, packages, payments) = FollowedTown.Csv(Town, Midnight());
        var residents = Town.Residents().ToDictionary(resident => resident.Email);
        foreach (var (csv, header) in new[] { (sessions, FactFiles.SessionHeader), (packages, FactFiles.PackageHeader), (payments, FactFiles.PaymentHeader) })
        {
            csv.ShouldStartWith(header + "\n");
            FollowedTown.Rows(csv).Values.Where(row => (residents[row["client_email"]].Phone ?? "") != row["client_phone"]).ShouldBeEmpty();
        }
        Words(sessions, "status").ShouldBe(["ATTENDED", "BOOKED", "CANCELLED", "LATE_CANCELLED", "NO_SHOW", "REBOOKED"]);
        Words(sessions, "cancelled_by").ShouldBe(["", "CLIENT", "STAFF"]);
        Words(sessions, "charged").ShouldBe(["", "false", "true"]);
        Words(sessions, "kind").ShouldBe(["ASSESSMENT", "DROP_IN", "ONLINE", "PERSONAL", "SEMI_PRIVATE"]);
        Words(packages, "status").ShouldBe(["ACTIVE", "CANCELLED", "EXPIRED", "FROZEN", "USED_UP"]);
        Words(packages, "sessions_bought").ShouldBe(["", "12", "24", "8"]);
        Words(payments, "kind").ShouldBe(["DISPUTE", "FAILED", "PAYMENT", "REFUND"]);
        Words(payments, "method").ShouldBe(["BANK_TRANSFER", "CARD", "CASH", "PAYMENT_LINK"]);
    }

    private static IEnumerable<string> Words(string csv, string column) =>
        FollowedTown.Rows(csv).Values.Select(row => row[column]).Distinct().Order(StringComparer.Ordinal);

    [Fact]
    public void Rows_are_written_without_an_allocation_for_each()
    {
        var town = Town with { Clients = 400 };
        var stop = TestContext.Current.CancellationToken;
        FactFiles.Write(town with { Clients = 20 }, Midnight(), new(Stream.Null, Stream.Null, Stream.Null), stop: stop);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var counts = FactFiles.Write(town, Midnight(), new(Stream.Null, Stream.Null, Stream.Null), stop: stop);
        var perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)(counts.Sessions + counts.Packages + counts.Payments);
        // What a client is costs some kilobytes; a text per row would cost hundreds of bytes for each.
        perRow.ShouldBeLessThan(80);
    }
}
