using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.HealthScores.Runs;
using ClientVitals.Packages;
using ClientVitals.Settings;
using ClientVitals.Sources.Facts;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Packages;

/// <summary>What packages come to on the hub: unknown is null and not 0, money of other currencies is no dirham; and a replay sees what was known then.</summary>
public sealed class CountPackagesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Packages = "Email,Package id,Package,Bought on,Expires on,Sessions bought,Remaining,Price,Currency,Status\n", Sessions = "Email,Session id,Starts at,Status,Package id\n";

    private static readonly BusinessZone Dubai = BusinessZone.Of("Asia/Dubai");

    private static readonly DateTimeOffset Now = PackageBook.Now;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await PackageBook.ClearAsync(database);
        await database.DoAsync("update settings set business_zone = 'Asia/Dubai'");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<List<string>> CountAsync(DateTimeOffset? now = null)
    {
        await new ScoreHealth().RunAsync(database.Vitals, now ?? Now, "person", null, Cancel);
        return await Asked.RowsAsync<string>(database, """
            select concat_ws(' ', split_part(email, '@', 1), coalesce(outstanding_sessions::text, '-'), coalesce(sessions_purchased::text, '-'), coalesce(days_until_renewal::text, '-'), coalesce(package_type, '-'), coalesce(package_value_aed::text, '-'))
            from client_health_scores order by email
            """);
    }

    [Fact]
    public async Task A_client_without_a_package_is_unknown_also_where_the_hub_said_something()
    {
        await database.DoAsync("insert into clients (firstname) values ('Leila'); insert into client_health_scores (email, client_id, outstanding_sessions, sessions_purchased, days_until_renewal, package_type, package_value_aed) select 'leila@example.com', id, 0, 0, 0, 'None', 0 from clients");
        (await CountAsync()).ShouldBe(["leila - - - - -"]);
        await PackageBook.ImportAsync(database, Packages + "omar@example.com,p1,12 sessions,2025-11-01,2025-12-31,12,9,1200,AED,Active\n");
        // Nothing is known of sessions: the source's own figure.
        (await CountAsync()).ShouldBe(["leila - - - - -", "omar 9 12 30 12 sessions 1200.00"]);
        (await database.Vitals.DoAsync(new CountPackages(), Principal.Program, Now, Cancel)).ShouldBe(0);
    }

    [Fact]
    public async Task Each_case_comes_to_what_is_known_of_it()
    {
        await SessionBook.ImportAsync(database, Sessions + "a@example.com,s1,2025-11-03 10:00,Attended,a1\nh@example.com,s2,2025-11-03 10:00,Attended,h1\n", SessionBook.Dubai with { Source = "gym" });
        await PackageBook.ImportAsync(database, Packages
            + "a@example.com,a1,12 sessions,2025-11-01,2025-12-31,12,,1200,AED,Active\n"
            // Money of another currency, and of none.
            + "b@example.com,b1,12 sessions,2025-11-01,2025-12-31,12,,1200,USD,Active\n"
            + "c@example.com,c1,12 sessions,2025-11-01,,12,,1200,,Active\n"
            // Unlimited; frozen; over; used up; never theirs any more.
            + "d@example.com,d1,Unlimited,2025-11-01,2025-12-01,,,900,AED,Active\n"
            + "e@example.com,e1,12 sessions,2025-11-01,2025-12-31,12,,1200,AED,Frozen\n"
            + "f@example.com,f1,8 sessions,2025-09-01,2025-11-30,8,,800,AED,Active\n"
            + "g@example.com,g1,8 sessions,2025-09-01,2026-03-01,8,,800,AED,Used up\n"
            + "i@example.com,i1,8 sessions,2025-11-01,,8,,800,AED,Transferred\ni@example.com,i2,8 sessions,2025-11-01,,8,,800,AED,Cancelled\ni@example.com,i3,8 sessions,2025-11-01,,8,,800,AED,Refunded\n"
            // Renewed early: both run, the one that ends last is named.
            + "h@example.com,h1,8 sessions,2025-10-15,2025-12-05,8,,800,AED,Active\nh@example.com,h2,24 sessions,2025-11-28,2026-02-28,24,,2000,AED,Active\n"
            // Bought tomorrow.
            + "j@example.com,j1,8 sessions,2025-12-02,,8,,800,AED,Active\n");
        (await CountAsync()).ShouldBe(
        [
            "a 11 12 30 12 sessions 1200.00", "b 12 12 30 12 sessions -", "c 12 12 - 12 sessions -", "d - - 0 Unlimited 900.00", "e 12 12 - 12 sessions 1200.00",
            "f 0 8 -1 8 sessions 800.00", "g 0 8 90 8 sessions 800.00", "h 31 32 89 24 sessions 2000.00", "i - - - - -", "j - - - - -",
        ]);
        // Day 0 is today in the business zone: at 20:01 UTC the next day has begun in Dubai.
        (await CountAsync(new(2025, 12, 1, 20, 1, 0, TimeSpan.Zero))).Where(one => one[0] is 'a' or 'd' or 'j').ShouldBe(["a 11 12 29 12 sessions 1200.00", "d 0 - -1 Unlimited 900.00", "j 8 8 - 8 sessions 800.00"]);
    }

    [Fact]
    public async Task An_amount_that_no_hub_column_holds_stops_nobody_elses()
    {
        await PackageBook.ImportAsync(database, Packages + "a@example.com,a1,Typo,2025-11-01,,12,5,99999999999,AED,Active\nb@example.com,b1,12 sessions,2025-11-01,,12,5,1200.555,AED,Active\n");
        (await CountAsync()).ShouldBe(["a 5 12 - Typo -", "b 5 12 - 12 sessions 1200.56"]);
    }

    [Fact]
    public async Task Ten_past_days_asked_again_equal_what_was_written_then_whatever_came_was_corrected_and_was_taken_back_since()
    {
        var random = new Random(11);
        var written = new List<(DateTimeOffset At, List<string> Standings)>();
        var (packages, sessions) = (new List<long>(), new List<long>());
        for (var day = 0; day < 10; day++)
        {
            var at = Now.AddDays(day);
            string Any(params string[] words) => words[random.Next(words.Length)];
            packages.Add((await PackageBook.ImportAsync(database, Packages + string.Concat(Enumerable.Range(0, 6).Select(_ =>
            {
                var package = random.Next(12);
                return $"c{package % 5}@example.com,p{package},12 sessions,{Now.AddDays((package % 7) - 30):yyyy-MM-dd},{Now.AddDays(random.Next(30)):yyyy-MM-dd},12,{Any("", "3", "9")},1200,{Any("AED", "USD")},{Any("Active", "Active", "Frozen", "Used up", "Refunded")}\n";
            })), now: at)).Delivery);
            sessions.Add((await SessionBook.ImportAsync(database, Sessions + string.Concat(Enumerable.Range(0, 8).Select(_ =>
            {
                var session = random.Next(40);
                return $"c{session % 5}@example.com,s{session},{Now.AddDays((session % 9) - 12 + (session / 20)):yyyy-MM-dd} 10:00,{Any("Attended", "Attended", "Cancelled", "Booked")},{Any("", $"p{session % 12}")}\n";
            })), SessionBook.Dubai with { Source = "gym" }, at)).Delivery);
            if (day is 4 or 7)
            {
                await database.Vitals.DoAsync(new UndoFacts(PackageFact.Entity, packages[day - 2]), Actor.CommandLine("test"), at.AddMinutes(1), Cancel);
                await database.Vitals.DoAsync(new UndoFacts(ClientVitals.Sessions.SessionFact.Entity, sessions[day - 1]), Actor.CommandLine("test"), at.AddMinutes(1), Cancel);
            }
            await CountAsync(at.AddMinutes(2));
            // What is written equals what is asked.
            var hub = await Asked.RowsAsync<string>(database, "select concat_ws(' ', client_id, coalesce(outstanding_sessions::text, '-'), coalesce(sessions_purchased::text, '-'), coalesce(days_until_renewal::text, '-')) from client_health_scores where package_type is not null order by 1");
            var standings = await StandingsAsync(at.AddMinutes(2));
            hub.Order(StringComparer.Ordinal).ShouldBe(standings);
            // Those that run and the last ones say the same as all of them; so does a book in which clients have had many.
            (await NowAsync("null")).ShouldBe(await NowAsync("(select array_agg(id) from clients)"));
            written.Add((at.AddMinutes(2), standings));

            Task<List<string>> NowAsync(string clients) =>
                Asked.RowsAsync<string>(database, $"select s::text from package_standings_as_of('{at.AddMinutes(2):O}', 'Asia/Dubai', {clients}, true) s order by 1");
        }
        written.Select(one => string.Join(';', one.Standings)).Distinct().Count().ShouldBeGreaterThan(5);
        foreach (var (at, standings) in written)
            (await StandingsAsync(at)).ShouldBe(standings, at.ToString("O"));
    }

    [Fact]
    public async Task A_session_told_ahead_other_settings_and_a_merge_are_counted_again_and_nothing_else_is()
    {
        await PackageBook.ImportAsync(database, Packages
            + "a@example.com,a1,12 sessions,2025-11-01,2025-12-31,12,,1200,AED,Active\n"
            + "b@example.com,b1,8 sessions,2025-11-01,2025-12-31,8,,800,AED,Active\n");
        // Called attended already, and it has not begun: at ten on the morning after.
        await SessionBook.ImportAsync(database, Sessions + "a@example.com,s1,2025-12-02 10:00,Attended,\nb@example.com,s2,2025-11-03 10:00,Attended,\nz@example.com,s3,2025-11-03 10:00,Attended,\n");
        async Task<int> AgainAsync(DateTimeOffset at) => await database.Vitals.DoAsync(new CountPackages(), Principal.Program, at, Cancel);
        (await AgainAsync(Now)).ShouldBe(2);
        (await AgainAsync(Now)).ShouldBe(0);
        (await AgainAsync(Now.AddDays(1))).ShouldBe(1);
        (await CountAsync(Now.AddDays(1))).ShouldBe(["a 11 12 29 12 sessions 1200.00", "b 7 8 29 8 sessions 800.00", "z - - - - -"]);
        // Half past ten in the evening of the day before the package in one zone, its first day in the other.
        await SessionBook.ImportAsync(database, Sessions + "b@example.com,s4,2025-10-31 22:30,Attended,\n");
        (await CountAsync(Now.AddDays(1)))[1].ShouldBe("b 7 8 29 8 sessions 800.00");
        await database.DoAsync("insert into settings (business_zone, set_by) values ('Asia/Tokyo', 'test')");
        (await AgainAsync(Now.AddDays(1))).ShouldBe(2);
        (await CountAsync(Now.AddDays(1)))[1].ShouldBe("b 6 8 29 8 sessions 800.00");
        // A client who takes over sessions of another takes them from their own packages.
        await database.DoAsync("update sessions set client_id = (select client_id from client_emails where email = 'b@example.com') where external_id = 's3'");
        (await CountAsync(Now.AddDays(1)))[1].ShouldBe("b 5 8 29 8 sessions 800.00");
        (await AgainAsync(Now.AddDays(1))).ShouldBe(0);
    }

    private async Task<List<string>> StandingsAsync(DateTimeOffset at)
    {
        await using var db = await database.OpenAsync();
        static string Or(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";
        return [.. (await PackageStandings.AsOfAsync(db, Dubai, at, Cancel)).Select(one => $"{one.ClientId} {Or(one.SessionsLeft)} {Or(one.SessionsBought)} {Or(one.DaysUntilRenewal)}").Order(StringComparer.Ordinal)];
    }
}
