using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Simulation;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Dropout;

/// <summary>What a page says of one client from the numbers that were kept is what the model says that is fitted to the whole book.</summary>
public sealed class ClientStayingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 4, 0, 0, TimeSpan.Zero);
    private static readonly DatabaseIdentity Owner = new("authenticated", """{"role": "authenticated", "app_role": "owner"}""");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_client_is_told_what_the_model_of_the_whole_book_says_and_it_is_learnt_once_a_week()
    {
        var vitals = database.Vitals;
        var zone = BusinessZone.Of("Asia/Dubai");
        await database.DoAsync("insert into settings (business_zone) values ('Asia/Dubai'); update call_rollup_basis set business_zone = 'Asia/Dubai'");
        await using var admin = await database.OpenAdminAsync();
        Task<int> LearntAsync() => admin.ExecuteScalarAsync<int>("select count(*)::int from dropout_fits");
        Task AnalyzeAsync(DateTimeOffset at) => new AnalyzeCallPatterns().RunAsync(vitals, at, "person", null, Cancel);

        // Too few to learn from: that is said, and tried again the next day.
        await database.DoAsync("with made as (insert into clients (firstname) values ('Early') returning id), hub as (insert into client_health_scores (client_id) select id from made) insert into call_records (client_id, started_at) select id, '2025-12-01 10:00Z' from made");
        await new RebuildRollups().RunAsync(vitals, Now.AddDays(-2), Cancel);
        await AnalyzeAsync(Now.AddDays(-2));
        var early = await admin.ExecuteScalarAsync<Guid>("select id from clients where firstname = 'Early'");
        var few = (await ClientStaying.OfAsync(vitals, Owner, early, Moment.Of(Now, zone.Info), zone.Info, Cancel))!;
        (few.Says, few.WhyNot).ShouldBe((null, "Too few clients to fit: 1 have called so far, 30 are needed."));

        using var written = new MemoryStream();
        TownFile.Write(new Town(Seed: 79, Clients: 150, Weeks: 30, FoundedOn: new DateOnly(2025, 12, 8)), Now, written, stop: Cancel);
        using (var file = CallFile.Of("town.csv", written.ToArray(), new CallFileOptions(Now, zone)))
            await new ImportCalls().RunAsync(vitals, file, Now, null, null, Cancel);
        // Days away, data that were missing, and one who has ended.
        await database.DoAsync("""
            insert into client_pauses (client_id, starts_on, ends_on, entered_at) select id, '2025-10-06', '2025-11-20', '2025-10-06' from clients where firstname is distinct from 'Early' order by firstname, lastname, id limit 40;
            insert into client_pauses (client_id, starts_on, ends_on, entered_at) values (null, '2025-09-01', '2025-09-08', '2025-09-01');
            insert into client_pauses (client_id, starts_on, ends_on, entered_at, superseded_at) values (null, '2025-07-01', '2025-08-08', '2025-07-01', '2025-07-02');
            insert into source_silences (scope, starts_on, ends_on, usual, expected, seen, chance, found_at) values ('BOOK', '2025-08-04', '2025-08-07', array[9, 9, 9, 9, 9, 9, 9], 27, 0, 0.00001, '2025-08-06 04:00Z');
            update clients set ended_on = '2025-12-01', status = 'ACTIVE' where id = (select id from clients where firstname is distinct from 'Early' order by firstname desc, lastname desc, id limit 1);
            """);
        await AnalyzeAsync(Now);
        (await LearntAsync()).ShouldBe(2);
        DropoutModel whole;
        await using (var db = await database.OpenAsync())
            whole = await DropoutModel.ReadAsync(db, Now, Now, Cancel);
        whole.Choice.WhyNot.ShouldBeNull();
        whole.Lines.Count.ShouldBeGreaterThan(100);
        var of = (await admin.QueryAsync<(Guid Id, string Address)>("select client_id, coalesce(email, client_id::text) from client_health_scores")).ToDictionary(one => one.Address, one => one.Id);
        foreach (var line in whole.Lines.Where(line => of.ContainsKey(line.Client)))
        {
            var staying = (await ClientStaying.OfAsync(vitals, Owner, of[line.Client], Moment.Of(Now, zone.Info), zone.Info, Cancel))!;
            staying.WhyNot.ShouldBeNull();
            Text(staying.Says!).ShouldBe(Text(line));
        }
        var ended = await admin.ExecuteScalarAsync<Guid>("select id from clients where ended_on is not null");
        (await ClientStaying.OfAsync(vitals, Owner, ended, Moment.Of(Now, zone.Info), zone.Info, Cancel))!.WhyNot.ShouldBe("This is a former client.");

        await AnalyzeAsync(Now.AddDays(6));
        (await LearntAsync()).ShouldBe(2);
        await AnalyzeAsync(Now.AddDays(8));
        (await LearntAsync()).ShouldBe(3);
        // Other settings: what was learnt is of another count of calls.
        await database.DoAsync("insert into settings (business_zone) values ('Asia/Dubai')");
        await AnalyzeAsync(Now.AddDays(9));
        (await LearntAsync()).ShouldBe(4);
    }

    private static string Text(StillActive line) => FormattableString.Invariant(
        $"{line.Chance:0.000000} {line.ExpectedCalls30:0.0000} {line.ExpectedCalls90:0.0000} {line.NextExpectedOn:yyyy-MM-dd} {line.ActiveDays} {line.LastActiveOn:yyyy-MM-dd} {line.SilentDays}");
}
