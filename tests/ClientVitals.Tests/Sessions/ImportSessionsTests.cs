using ClientVitals.Database;
using ClientVitals.Sessions;
using ClientVitals.Settings;
using ClientVitals.Sources.Facts;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sessions;

/// <summary>Sessions as they come: late, corrected, called off and attended after all, moved, taken back; and what was known at each moment.</summary>
public sealed class ImportSessionsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Session id,Starts at,Status,Modified at\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await SessionBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static DateTimeOffset Day(int day, int hour = 12) => new(2025, 12, day, hour, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_same_file_again_adds_nothing_and_the_account_closes()
    {
        const string text = Names
            + "leila@example.com,s1,2025-11-03 18:00,Attended,\n"
            + "omar@example.com,s2,2025-11-03 18:00,No show,\n"
            + "nobody,s3,2025-11-03 18:00,Attended,\n"
            + "omar@example.com,s4,not a date,Attended,\n";
        (await SessionBook.ImportAsync(database, text)).Counts().ShouldBe((2, 0, 0, 2));
        var again = await SessionBook.ImportAsync(database, text);
        again.Counts().ShouldBe((0, 2, 0, 2));
        again.ClientsMade.ShouldBe(0);
        // 18:00 in Dubai.
        (await SessionBook.StatesAsync(database)).ShouldBe(["s1 2025-11-03 14:00 ATTENDED", "s2 2025-11-03 14:00 NO_SHOW"]);
        (await Asked.OneAsync<int>(database, "select count(*)::int from session_versions")).ShouldBe(0);
        // A client's card shows them among what happened.
        var leila = await Asked.OneAsync<Guid>(database, "select client_id from client_emails where email = 'leila@example.com'");
        (await ClientTimeline.ReadAsync(database.Vitals, DatabaseIdentity.Service, leila, "sessions", null, 10, null, Cancel)).Items.Select(one => $"{one.Kind} {one.Word} {one.OwnId}").ShouldBe(["session ATTENDED s1"]);
    }

    [Fact]
    public async Task Called_off_attended_after_all_moved_and_late_rows_each_behave()
    {
        await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-12-02 10:00,Booked,2025-11-20 08:00\nleila@example.com,s2,2025-12-03 10:00,Booked,\n", now: Day(1));
        // Called off, and then attended all the same.
        (await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-12-02 10:00,Cancelled,2025-12-01 08:00\n", now: Day(2, 1))).Counts().ShouldBe((0, 0, 1, 0));
        (await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-12-02 10:00,Signed in,2025-12-02 11:00\n", now: Day(3, 1))).Counts().ShouldBe((0, 0, 1, 0));
        // Older news of it, in whatever delivery, changes nothing.
        (await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-12-02 10:00,Cancelled,2025-12-01 08:00\n", now: Day(4))).Counts().ShouldBe((0, 1, 0, 0));
        // Moved to another day, under its id.
        (await SessionBook.ImportAsync(database, Names + "leila@example.com,s2,2025-12-05 10:00,Booked,\n", now: Day(4))).Counts().ShouldBe((0, 0, 1, 0));
        // One that took place long ago comes late.
        (await SessionBook.ImportAsync(database, Names + "leila@example.com,s0,2025-11-01 10:00,Attended,\n", now: Day(5))).Counts().ShouldBe((1, 0, 0, 0));
        (await SessionBook.StatesAsync(database)).ShouldBe(["s0 2025-11-01 06:00 ATTENDED", "s1 2025-12-02 06:00 ATTENDED", "s2 2025-12-05 06:00 BOOKED"]);

        (await KnownAsync(Day(1))).ShouldBe(["s2 2025-12-03 BOOKED", "s1 2025-12-02 BOOKED"]);
        (await KnownAsync(Day(2))).ShouldBe(["s2 2025-12-03 BOOKED", "s1 2025-12-02 CANCELLED"]);
        (await KnownAsync(Day(3))).ShouldBe(["s2 2025-12-03 BOOKED", "s1 2025-12-02 ATTENDED"]);
        (await KnownAsync(Day(4, 13))).ShouldBe(["s2 2025-12-05 BOOKED", "s1 2025-12-02 ATTENDED"]);
        (await KnownAsync(Day(5, 13))).ShouldBe(["s2 2025-12-05 BOOKED", "s1 2025-12-02 ATTENDED", "s0 2025-11-01 ATTENDED"]);
        (await KnownAsync(Day(1, 11))).ShouldBeEmpty();
        var id = await Asked.OneAsync<long>(database, "select id from sessions where external_id = 's1'");
        (await SessionVersions.ReadAsync(database.Vitals, DatabaseIdentity.Service, id, Cancel)).Select(one => one.Status).ShouldBe(["ATTENDED", "CANCELLED", "BOOKED"]);
    }

    private async Task<List<string>> KnownAsync(DateTimeOffset at) =>
        [.. (await SessionsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(AsOf: at), 50, null, Cancel)).Items.Select(one => $"{one.ExternalId} {one.StartsAt.UtcDateTime:yyyy-MM-dd} {one.Status}")];

    [Theory]
    [InlineData("0,1,2")]
    [InlineData("2,1,0")]
    [InlineData("1,2,0")]
    [InlineData("2,0,1")]
    public async Task Stamped_news_come_to_the_same_in_any_order_and_cut(string order)
    {
        string[] told =
        [
            "leila@example.com,s1,2025-11-03 10:00,Booked,2025-11-01 08:00\n",
            "leila@example.com,s1,2025-11-03 10:00,Cancelled,2025-11-02 08:00\n",
            "leila@example.com,s1,2025-11-03 10:00,Attended,2025-11-03 12:00\n",
        ];
        var lines = order.Split(',').Select(at => told[at[0] - '0']).ToList();
        await SessionBook.ImportAsync(database, Names + string.Concat(lines));
        (await SessionBook.StatesAsync(database)).ShouldBe(["s1 2025-11-03 06:00 ATTENDED"]);
        await SessionBook.ClearAsync(database);
        foreach (var line in lines)
            await SessionBook.ImportAsync(database, Names + line);
        (await SessionBook.StatesAsync(database)).ShouldBe(["s1 2025-11-03 06:00 ATTENDED"]);
    }

    [Fact]
    public async Task An_older_export_does_not_book_again_what_has_ended()
    {
        const string names = "Email,Visit date,Status\n";
        await SessionBook.ImportAsync(database, names + "leila@example.com,2025-11-03 10:00,Attended\nomar@example.com,2025-11-03 10:00,Late cancel\n");
        (await SessionBook.ImportAsync(database, names + "leila@example.com,2025-11-03 10:00,Booked\nomar@example.com,2025-11-03 10:00,Enrolled\n")).Counts().ShouldBe((0, 2, 0, 0));
        (await SessionBook.StatesAsync(database)).Select(one => one.Split(' ')[^1]).Order().ShouldBe(["ATTENDED", "LATE_CANCELLED"]);
    }

    [Fact]
    public async Task Without_an_id_a_session_is_its_client_and_its_start_also_under_another_address()
    {
        const string first = "Email,Phone,Start time,Status\nleila@example.com,0501112233,2025-12-03 10:00,Booked\n";
        (await SessionBook.ImportAsync(database, first)).Counts().ShouldBe((1, 0, 0, 0));
        (await SessionBook.ImportAsync(database, "Phone,Start time,Status\n0501112233,2025-12-03 10:00,Cancelled\n", now: Day(2))).Counts().ShouldBe((0, 0, 1, 0));
        (await SessionBook.ImportAsync(database, "Email,Start time,Status\nleila@example.com,2025-12-03 10:00,Attended\nleila@example.com,2025-12-03 10:00,Attended\nleila@example.com,2025-12-03 11:00,Attended\n", now: Day(4)))
            .Counts().ShouldBe((1, 1, 1, 0));
        (await SessionBook.StatesAsync(database)).ShouldBe(["none 2025-12-03 06:00 ATTENDED", "none 2025-12-03 07:00 ATTENDED"]);
    }

    [Fact]
    public async Task One_id_of_a_class_is_a_session_of_each_client_it_names()
    {
        const string text = "Email,Session id,Start time,Status\nleila@example.com,class-7,2025-11-03 10:00,Attended\nomar@example.com,class-7,2025-11-03 10:00,Absent\n";
        (await SessionBook.ImportAsync(database, text)).Counts().ShouldBe((2, 0, 0, 0));
        (await SessionBook.ImportAsync(database, text)).Counts().ShouldBe((0, 2, 0, 0));
        (await SessionBook.ImportAsync(database, "Email,Session id,Start time,Status\nleila@example.com;omar@example.com,class-8,2025-11-04 10:00,Attended\n")).Counts().ShouldBe((2, 0, 0, 0));
    }

    [Fact]
    public async Task A_client_named_only_by_an_id_is_found_once_a_file_names_both()
    {
        (await SessionBook.ImportAsync(database, "Client ID,Visit ID,Start time,Status\n4711,v1,2025-11-03 10:00,Attended\n", SessionBook.Dubai with { Source = "gym" })).Unmatched.ShouldBe(1);
        var both = await SessionBook.ImportAsync(database, "Client ID,Email,Visit ID,Start time,Status\n4711,leila@example.com,v2,2025-11-10 10:00,Attended\n", SessionBook.Dubai with { Source = "gym" }, now: Day(2));
        (both.NowMatched, both.Unmatched).ShouldBe((1, 0));
        (await SessionBook.ImportAsync(database, "Client ID,Visit ID,Start time,Status\n4711,v3,2025-11-17 10:00,Attended\n", SessionBook.Dubai with { Source = "gym" }, now: Day(3))).Unmatched.ShouldBe(0);
        (await Asked.OneAsync<int>(database, "select count(distinct client_id)::int from sessions where client_id is not null")).ShouldBe(1);
        // The same number means somebody else elsewhere.
        (await SessionBook.ImportAsync(database, "Client ID,Visit ID,Start time,Status\n4711,v3,2025-11-17 10:00,Attended\n", SessionBook.Dubai with { Source = "other" }, now: Day(3))).Unmatched.ShouldBe(1);
        // That nobody knew whose it was is still known of that time.
        var zone = BusinessZone.Of("Asia/Dubai");
        await using var db = await database.OpenAsync();
        (await SessionCounts.AsOfAsync(db, zone, Day(1, 13), Cancel)).ShouldBeEmpty();
        (await SessionCounts.AsOfAsync(db, zone, Day(2, 13), Cancel)).Single().Last90Days.ShouldBe(2);
        (await SessionCounts.AsOfAsync(db, zone, Day(3, 13), Cancel)).Single().Last90Days.ShouldBe(3);
    }
}
