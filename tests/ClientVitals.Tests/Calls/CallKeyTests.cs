using ClientVitals.Calls;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>A call is (source, provider id, client): no source and no client's line overwrites another's, and no call is doubled.</summary>
public sealed class CallKeyTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "provider_call_id,email,phone,started_at,status,notes\n";

    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Asked.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IntakeDone> ImportAsync(string lines, string source = "file", bool matchOnly = false, string header = Header)
    {
        using var file = CallFile.Of("calls.csv", header + lines, new CallFileOptions(Now, BusinessZone.Utc) { Source = source });
        var done = await new ImportCalls(matchOnly).RunAsync(database.Vitals, file, Now, null, null, Cancel);
        done.Read.ShouldBe(done.Added + done.Unchanged + done.Corrected + done.Rejected);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, Cancel)).Repaired.ShouldBe(0);
        return done;
    }

    private static (long Added, long Unchanged, long Corrected) Counts(IntakeDone done) => (done.Added, done.Unchanged, done.Corrected);

    /// <summary>Each call as id, client's address and status, in order.</summary>
    private async Task<IReadOnlyList<string>> CallsAsync() => await Asked.RowsAsync<string>(database, """
        select concat_ws(' ', r.provider_call_id, coalesce(e.email, p.phone, 'nobody'), r.status, r.notes)
        from call_records r
        left join client_emails e on e.client_id = r.client_id and e.is_primary
        left join client_phones p on p.client_id = r.client_id and p.is_primary
        order by 1
        """);

    [Fact]
    public async Task One_id_of_several_clients_is_a_call_of_each()
    {
        const string Both = "ev-1,layla@example.com,,2025-11-03 09:00,completed,\nev-1,sam@example.com,,2025-11-03 09:00,completed,\n";
        Counts(await ImportAsync(Both)).ShouldBe((2, 0, 0));
        (await CallsAsync()).ShouldBe(["ev-1 layla@example.com COMPLETED", "ev-1 sam@example.com COMPLETED"]);
        Counts(await ImportAsync(Both)).ShouldBe((0, 2, 0));
        // One of them is corrected, by a file that tells of this one only; the other stays.
        Counts(await ImportAsync("ev-1,sam@example.com,,2025-11-03 09:00,cancelled,\n")).ShouldBe((0, 0, 1));
        (await CallsAsync()).ShouldBe(["ev-1 layla@example.com COMPLETED", "ev-1 sam@example.com CANCELLED"]);
        // A third comes to two who are there: nobody is moved.
        Counts(await ImportAsync("ev-1,zoe@example.com,,2025-11-03 09:00,completed,\n")).ShouldBe((1, 0, 0));
        // Within one file, the last line of each of them counts.
        Counts(await ImportAsync(Both + "ev-1,layla@example.com,,2025-11-03 09:00,no answer,\n")).ShouldBe((0, 0, 3));
        (await CallsAsync()).ShouldBe(["ev-1 layla@example.com NO_ANSWER", "ev-1 sam@example.com COMPLETED", "ev-1 zoe@example.com COMPLETED"]);
    }

    [Fact]
    public async Task Two_sources_that_name_the_same_provider_do_not_overwrite_each_other()
    {
        const string Named = "provider,provider_call_id,email,phone,started_at,status,notes\n";
        await ImportAsync("zoom,1,layla@example.com,,2025-11-03 09:00,completed,ours\n", "zoom", header: Named);
        Counts(await ImportAsync("zoom,1,layla@example.com,,2025-11-05 09:00,cancelled,theirs\n", "stranger", header: Named)).ShouldBe((1, 0, 0));
        Counts(await ImportAsync("zoom,1,layla@example.com,,2025-11-05 09:00,cancelled,theirs\n", "stranger", header: Named)).ShouldBe((0, 1, 0));
        Counts(await ImportAsync("1,layla@example.com,,2025-11-03 09:00,completed,ours\n", "zoom")).ShouldBe((0, 1, 0));
        (await CallsAsync()).ShouldBe(["1 layla@example.com CANCELLED theirs", "1 layla@example.com COMPLETED ours"]);
        // Merging tells them apart too: two calls of one person.
        (await Asked.RowsAsync<string>(database, "select concat_ws('/', source, provider) from call_records order by id")).ShouldBe(["zoom", "stranger/zoom"]);
    }

    [Fact]
    public async Task Calls_of_nobody_keep_apart_by_their_address_until_their_clients_are_known()
    {
        const string Both = "ev-1,layla@example.com,,2025-11-03 09:00,completed,\nev-1,sam@example.com,,2025-11-03 09:00,completed,\nev-1,,+971501112233,2025-11-03 09:00,completed,\n";
        Counts(await ImportAsync(Both, matchOnly: true)).ShouldBe((3, 0, 0));
        Counts(await ImportAsync(Both, matchOnly: true)).ShouldBe((0, 3, 0));
        var done = await ImportAsync(Both);
        (done.Added, done.Unchanged, done.NowMatched, done.ClientsMade).ShouldBe((0, 3, 3, 3));
        (await CallsAsync()).ShouldBe(["ev-1 +971501112233 COMPLETED", "ev-1 layla@example.com COMPLETED", "ev-1 sam@example.com COMPLETED"]);
        Counts(await ImportAsync(Both, matchOnly: true)).ShouldBe((0, 3, 0));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_calls_of_one_id_that_turn_out_to_be_one_clients_are_one_call(bool byImport)
    {
        await ImportAsync("ev-1,layla@example.com,,2025-11-03 09:00,completed,\nev-1,,+971501112233,2025-11-03 09:00,completed,knee\nev-2,,+971501112233,2025-11-04 09:00,completed,\n", matchOnly: true);
        if (byImport)
        {
            await ImportAsync("ev-9,layla@example.com,+971501112233,2025-11-09 09:00,completed,\n");
        }
        else
        {
            await new AddClient(["layla@example.com"], null, null, null, "AE").RunAsync(database.Vitals, Now, Cancel);
            await new MatchCalls().RunAsync(database.Vitals, Now, Cancel);
            await new AddClient(["layla@example.com", "+971501112233"], null, null, null, "AE").RunAsync(database.Vitals, Now, Cancel);
            await new MatchCalls().RunAsync(database.Vitals, Now, Cancel);
        }
        var calls = await CallsAsync();
        calls.Where(call => call.StartsWith("ev-1", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("ev-1 layla@example.com COMPLETED");
        calls.ShouldContain("ev-2 layla@example.com COMPLETED");
        if (!byImport)
            calls.ShouldContain("ev-1 layla@example.com COMPLETED knee");
        (await new RebuildRollups().RunAsync(database.Vitals, Now, Cancel)).Repaired.ShouldBe(0);
    }

    [Fact]
    public async Task Clients_who_have_the_same_call_can_be_merged_and_have_it_once()
    {
        const string Both = "ev-1,layla@example.com,,2025-11-03 09:00,completed,\nev-1,aziz@example.com,,2025-11-03 09:00,completed,knee\nev-2,aziz@example.com,,2025-11-04 09:00,completed,\n";
        await ImportAsync(Both);
        await ImportAsync("ev-1,aziz@example.com,,2025-11-03 09:00,completed,\n", "other");
        var merged = await new MergeClients("layla@example.com", "aziz@example.com").RunAsync(database.Vitals, Now, Cancel);
        merged.Calls.ShouldBe(2);
        (await CallsAsync()).ShouldBe(["ev-1 layla@example.com COMPLETED", "ev-1 layla@example.com COMPLETED knee", "ev-2 layla@example.com COMPLETED"]);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, Cancel)).Repaired.ShouldBe(0);
        // The file again names both addresses: one client now, one call each id.
        var again = await ImportAsync(Both);
        (again.Added, again.Read).ShouldBe((0, 3));
        (await Asked.OneAsync<int>(database, "select count(*)::int from call_records")).ShouldBe(3);
    }

    [Fact]
    public async Task Another_address_of_the_same_client_is_the_same_call()
    {
        await ImportAsync("ev-1,layla@example.com,+971501112233,2025-11-03 09:00,completed,\n");
        Counts(await ImportAsync("ev-1,,+971501112233,2025-11-03 09:00,no answer,\n")).ShouldBe((0, 0, 1));
        await new AddClient(["layla@example.com", "layla@work.example.com"], null, null, null, "AE").RunAsync(database.Vitals, Now, Cancel);
        Counts(await ImportAsync("ev-1,layla@work.example.com,,2025-11-03 09:00,completed,\n")).ShouldBe((0, 0, 1));
        Counts(await ImportAsync("ev-1,layla@example.com,,2025-11-03 09:00,completed,\nev-1,layla@work.example.com,,2025-11-03 09:00,cancelled,\n")).ShouldBe((0, 0, 2));
        (await CallsAsync()).ShouldBe(["ev-1 layla@example.com CANCELLED"]);
    }

    [Fact]
    public async Task A_line_without_an_email_takes_the_call_of_an_email_from_nobody()
    {
        await ImportAsync("ev-1,layla@example.com,,2025-11-03 09:00,completed,\n");
        Counts(await ImportAsync("ev-1,,+971509998877,2025-11-03 09:00,completed,\n")).ShouldBe((0, 0, 1));
        (await CallsAsync()).ShouldBe(["ev-1 layla@example.com COMPLETED"]);
    }

    [Fact]
    public async Task A_call_written_down_by_hand_is_no_files_to_overwrite_or_to_pass_for()
    {
        await ImportAsync("ev-1,layla@example.com,,2025-11-03 09:00,completed,\n");
        await using var db = await database.OpenAsync();
        var layla = await FoundClient.RequireAsync(db, "layla@example.com", "AE", Cancel);
        var id = await new LogCall(layla.Id, Now.AddHours(-1), true).RunAsync(database.Vitals, Now, Cancel);
        const string Named = "provider,provider_call_id,email,phone,started_at,status,notes\n";
        Counts(await ImportAsync($"by hand,{id},layla@example.com,,2025-11-20 09:00,cancelled,forged\n", header: Named)).ShouldBe((1, 0, 0));
        (await new TakeBackCall(layla.Id, id).RunAsync(database.Vitals, Now, Cancel)).ShouldBeTrue();
        (await new TakeBackCall(layla.Id, id).RunAsync(database.Vitals, Now, Cancel)).ShouldBeFalse();
        (await CallsAsync()).ShouldBe([$"{id} layla@example.com CANCELLED forged", "ev-1 layla@example.com COMPLETED"], ignoreOrder: true);
    }
}
