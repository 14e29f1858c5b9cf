using System.Text;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Calls that an earlier export knew by the ids of their legs only are not doubled by one that has the id of the call too.</summary>
public sealed class LegIdsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Without = "calldate,src,dst,dcontext,channel,dstchannel,lastapp,duration,billsec,disposition,uniqueid\n";
    private const string With = "calldate,src,dst,dcontext,channel,dstchannel,lastapp,duration,billsec,disposition,uniqueid,linkedid\n";

    private DateTimeOffset _now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public ValueTask InitializeAsync() => new(Asked.ClearAsync(database));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IntakeDone> ImportAsync(string text)
    {
        _now += TimeSpan.FromMinutes(1);
        using var file = CallFile.Of("cdr.csv", Encoding.UTF8.GetBytes(text), new CallFileOptions(_now, BusinessZone.Utc));
        return await new ImportCalls().RunAsync(database.Vitals, file, _now, null, null, TestContext.Current.CancellationToken);
    }

    private Task<List<string>> CallsAsync() => Asked.RowsAsync<string>(database, """
        select concat_ws(' ', r.provider_call_id, coalesce(r.client_phone, 'nobody'), to_char(r.started_at at time zone 'UTC', 'HH24:MI:SS'), r.status, r.duration_seconds) from call_records r order by 1
        """);

    /// <summary>A line to the client, or a leg between extensions.</summary>
    private static string Line(string time, string from, string to, string disposition, int talk, string id, string? call = null) =>
        $"2025-11-03 {time},{from},{to},from-internal,PJSIP/101-1,PJSIP/trunk-1,Dial,{talk + 10},{talk},{disposition},{id}{(call is null ? "" : "," + call)}\n";

    /// <summary>Other calls, so that the file is not few rows.</summary>
    private static string Others(int count, bool withCall) => string.Concat(Enumerable.Range(0, count).Select(at =>
        Line($"1{at / 60 % 10}:{at % 60:00}:00", "101", $"05022{at:00000}", "ANSWERED", 60, $"9{at:0000}.1", withCall ? $"9{at:0000}.1" : null)));

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task A_call_whose_first_leg_was_nobodys_is_known_by_the_leg_of_the_client(int others)
    {
        var call = Line("09:00:05", "101", "0501112233", "ANSWERED", 290, "1762146000.11");
        await ImportAsync(Without + Line("09:00:00", "101", "102", "ANSWERED", 300, "1762146000.10") + call + Others(others, false));
        var again = With + Line("09:00:00", "101", "102", "ANSWERED", 300, "1762146000.10", "1762146000.10")
            + Line("09:00:05", "101", "0501112233", "ANSWERED", 290, "1762146000.11", "1762146000.10")
            + Line("11:00:00", "101", "0501112233", "ANSWERED", 30, "1762153200.12", "1762153200.12") + Others(others, true);
        var done = await ImportAsync(again);
        (done.Added, done.Corrected, done.Unchanged).ShouldBe((1, 0, 1 + others));
        (await CallsAsync()).Where(one => one.Contains("+971501112233", StringComparison.Ordinal)).ShouldBe(
            ["1762146000.11 +971501112233 09:00:05 COMPLETED 290", "1762153200.12 +971501112233 11:00:00 COMPLETED 30"]);
        (await ImportAsync(again)).Added.ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task Of_a_ring_group_the_leg_that_is_known_becomes_the_call(int others)
    {
        // Only the leg that nobody took was in the earlier export.
        await ImportAsync(Without + Line("09:00:00", "0501112233", "101", "NO ANSWER", 0, "1762146000.12") + Others(others, false));
        var done = await ImportAsync(With
            + Line("09:00:00", "0501112233", "102", "ANSWERED", 300, "1762146000.11", "1762146000.9")
            + Line("09:00:00", "0501112233", "101", "NO ANSWER", 0, "1762146000.12", "1762146000.9") + Others(others, true));
        done.Added.ShouldBe(0);
        (await CallsAsync()).Where(one => one.Contains("+971501112233", StringComparison.Ordinal)).ShouldBe(["1762146000.12 +971501112233 09:00:00 COMPLETED 300"]);
    }

    [Fact]
    public async Task Legs_of_others_and_calls_that_are_known_by_their_own_id_stay_as_they_are()
    {
        await ImportAsync(With + Line("09:00:00", "101", "0501112233", "ANSWERED", 60, "1.1", "1.1") + Line("10:00:00", "101", "0501112244", "ANSWERED", 60, "2.1", "2.1"));
        // The leg's id is another client's call: two calls all the same. And the call's own id comes before that of a leg.
        var done = await ImportAsync(With + Line("11:00:00", "101", "0501112233", "ANSWERED", 61, "2.1", "3.1") + Line("09:00:00", "101", "0501112233", "ANSWERED", 60, "1.2", "1.1"));
        (done.Added, done.Corrected, done.Unchanged).ShouldBe((1, 0, 1));
        (await CallsAsync()).ShouldBe(
            ["1.1 +971501112233 09:00:00 COMPLETED 60", "2.1 +971501112244 10:00:00 COMPLETED 60", "3.1 +971501112233 11:00:00 COMPLETED 61"]);
        await new UndoDelivery(done.Delivery).RunAsync(database.Vitals, _now, TestContext.Current.CancellationToken);
        (await CallsAsync()).Count.ShouldBe(2);
    }
}
