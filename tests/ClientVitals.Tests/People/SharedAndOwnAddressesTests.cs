using ClientVitals.Calls;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

/// <summary>A number of several persons is nobody's, however the files were cut; our own addresses and those of tests are nobody's and make no client.</summary>
public sealed class SharedAndOwnAddressesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Named = "client_email,client_phone,client_name,started_at,duration\n";
    private const string Layla = "layla@example.com,0501112233,Layla Aziz,2025-11-03 09:00:00,300\n";
    private const string Sam = "sam@example.com,0501112233,Sam Aziz,2025-11-04 09:00:00,300\n";
    private const string ByNumber = "client_phone,started_at,direction,duration\n";
    private const string Fifth = ByNumber + "0501112233,2025-11-05 09:00:00,inbound,300\n", Sixth = ByNumber + "0501112233,2025-11-06 09:00:00,inbound,300\n";

    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await Asked.ClearAsync(database);
        await new ChangeOwnAddresses([]).RunAsync(database.Vitals, Now, Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IntakeDone> ImportAsync(string text)
    {
        using var file = CallFile.Of("calls.csv", text, new CallFileOptions(Now, BusinessZone.Utc));
        var done = await new ImportCalls().RunAsync(database.Vitals, file, Now, null, null, Cancel);
        done.Read.ShouldBe(done.Added + done.Unchanged + done.Corrected + done.Rejected);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, Cancel)).Repaired.ShouldBe(0);
        return done;
    }

    /// <summary>Each call as its day and whose it is.</summary>
    private Task<List<string>> CallsAsync() => Asked.RowsAsync<string>(database, """
        select to_char(r.started_at at time zone 'UTC', 'DD') || ' ' || coalesce(c.firstname, case when c.id is not null then 'nameless' end, 'nobody')
        from call_records r left join clients c on c.id = r.client_id
        order by 1
        """);

    public static TheoryData<string[]> Cuts => new()
    {
        new[] { Named + Layla + Sam, Fifth, Sixth },
        new[] { Named + Layla, Named + Sam, Fifth, Sixth },
        new[] { Named + Sam, Named + Layla, Fifth, Sixth },
        new[] { Named + Layla, Fifth, Named + Sam, Sixth },
        new[] { Named + Layla, Fifth, Sixth, Named + Sam },
        new[] { Named + Layla + Sam, Fifth, Named + Layla, Sixth, Named + Sam + Layla },
        new[] { "client_email,client_phone,client_name,started_at,duration\n" + Layla + Sam + ",0501112233,,2025-11-05 09:00:00,300\n,0501112233,,2025-11-06 09:00:00,300\n" },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_shared_number_is_nobodys_in_every_cut(string[] files)
    {
        foreach (var file in files)
            await ImportAsync(file);
        (await CallsAsync()).ShouldBe(["03 Layla", "04 Sam", "05 nobody", "06 nobody"]);
        (await Asked.OneAsync<long>(database, "select count(*) from clients")).ShouldBe(2);
        (await Asked.OneAsync<long>(database, "select count(*) from client_phones")).ShouldBe(0);
        // And the same files again change nothing.
        foreach (var file in files)
            (await ImportAsync(file)).Added.ShouldBe(0);
        (await CallsAsync()).ShouldBe(["03 Layla", "04 Sam", "05 nobody", "06 nobody"]);
    }

    [Fact]
    public async Task Somebody_says_whose_a_shared_number_is_and_it_stays_theirs()
    {
        await ImportAsync(Named + Layla + Sam);
        await ImportAsync(Fifth);
        await new AddClient(["layla@example.com", "0501112233"], null, null, null, "AE").RunAsync(database.Vitals, Now, Cancel);
        await new MatchCalls().RunAsync(database.Vitals, Now, Cancel);
        await ImportAsync(Named + Sam.Replace("11-04", "11-07", StringComparison.Ordinal));
        await ImportAsync(Sixth);
        (await CallsAsync()).ShouldBe(["03 Layla", "04 Sam", "05 Layla", "06 Layla", "07 Sam"]);
    }

    [Fact]
    public async Task Two_addresses_of_one_client_do_not_make_a_number_shared()
    {
        await ImportAsync(Named + Layla);
        await new AddClient(["layla@example.com", "layla@work.example.com"], null, null, null, "AE").RunAsync(database.Vitals, Now, Cancel);
        await ImportAsync(Named + Layla.Replace("layla@", "layla@work.", StringComparison.Ordinal).Replace("11-03", "11-04", StringComparison.Ordinal));
        await ImportAsync(Fifth);
        (await CallsAsync()).ShouldBe(["03 Layla", "04 Layla", "05 Layla"]);
    }

    [Fact]
    public async Task A_client_who_loses_a_number_shows_another_one_first()
    {
        await ImportAsync(Named + Layla);
        await new AddClient(["layla@example.com", "0509998877"], null, null, null, "AE").RunAsync(database.Vitals, Now, Cancel);
        await ImportAsync(Named + Sam);
        (await Asked.RowsAsync<string>(database, "select phone || ' ' || is_primary from client_phones")).ShouldBe(["+971509998877 true"]);
    }

    private const string Twilio = """
        Call SID,Campaign,From,To,Direction,Start Time,End Time,Duration,Status,Type
        CA0000000000000000000000000000000a,,+971501112233,+97144400001,inbound,2025-11-03T05:00:00Z,2025-11-03T05:06:00Z,360,completed,phone
        CA0000000000000000000000000000000b,CA0000000000000000000000000000000a,+971501112233,+971559990001,outbound-dial,2025-11-03T05:00:08Z,2025-11-03T05:06:00Z,350,completed,phone
        CA0000000000000000000000000000000d,CA0000000000000000000000000000000c,+97144400001,+971501112244,outbound-dial,2025-11-03T07:00:05Z,2025-11-03T07:05:00Z,290,completed,phone
        CA0000000000000000000000000000000e,,+971559990001,+971559990002,inbound,2025-11-03T08:00:00Z,2025-11-03T08:01:00Z,60,completed,phone

        """;

    [Fact]
    public async Task Our_own_numbers_are_nobodys_and_make_no_client()
    {
        (await new ChangeOwnAddresses(["+971 55 999 0001", "055 999 0002", "04 440 0001"]).RunAsync(database.Vitals, Now, Cancel)).OwnAddresses
            .ShouldBe(["+97144400001", "+971559990001", "+971559990002"]);
        var done = await ImportAsync(Twilio);
        (done.Added, done.ClientsMade, done.Unmatched).ShouldBe((4, 2, 2));
        (await Asked.RowsAsync<string>(database, "select phone from client_phones order by 1")).ShouldBe(["+971501112233", "+971501112244"]);
        (await Asked.RowsAsync<string>(database, "select client_phone from call_records where client_id is null order by 1")).ShouldBe(["+971559990001", "+971559990001"]);
    }

    [Fact]
    public async Task Our_own_emails_and_test_domains_are_nobodys_and_make_no_client()
    {
        await new ChangeOwnAddresses(["Omar@Coaching.example", "*@test.example"]).RunAsync(database.Vitals, Now, Cancel);
        var done = await ImportAsync("client_email,client_phone,started_at\nomar@coaching.example,0501110001,2025-11-03 09:00\nanyone@TEST.example,0501110002,2025-11-03 09:00\nlayla@example.com,0501112233,2025-11-03 09:00\nlayla@test.example.com,,2025-11-03 10:00\n");
        (done.Added, done.ClientsMade, done.Unmatched).ShouldBe((4, 2, 2));
        (await Asked.RowsAsync<string>(database, "select email from client_emails order by 1")).ShouldBe(["layla@example.com", "layla@test.example.com"]);
        (await Asked.RowsAsync<string>(database, "select phone from client_phones order by 1")).ShouldBe(["+971501112233"]);
        // Few rows and many come to the same.
        await Asked.ClearAsync(database);
        done = await ImportAsync("client_email,client_phone,started_at\n" + string.Concat(Enumerable.Range(0, 100).Select(n => $"t{n}@test.example,05011100{n:00},2025-11-03 09:00\n")));
        (done.Added, done.ClientsMade, done.Unmatched).ShouldBe((100, 0, 100));
    }

    [Fact]
    public async Task A_number_that_was_taken_for_a_client_is_nobodys_once_it_is_listed()
    {
        await ImportAsync(Fifth);
        (await CallsAsync()).ShouldBe(["05 nameless"]);
        await new ChangeOwnAddresses(["0501112233"]).RunAsync(database.Vitals, Now, Cancel);
        await ImportAsync(Sixth);
        (await CallsAsync()).ShouldBe(["05 nobody", "06 nobody"]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("*@")]
    [InlineData("a@b@c")]
    [InlineData("12")]
    public async Task What_is_no_address_is_refused(string address) =>
        (await Should.ThrowAsync<PlainError>(() => new ChangeOwnAddresses([address]).RunAsync(database.Vitals, Now, Cancel))).Message.ShouldContain(address);
}
