using System.Text;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>The same file handed in several times lies in the database once, and is each delivery's.</summary>
public sealed class KeptOnceTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "provider_call_id,email,started_at,status,notes\n";
    private const string Text = Header + "1,layla@example.com,2025-11-03 09:00,completed,one\n2,sam@example.com,2025-11-04 09:00,completed,one\n";

    private DateTimeOffset _now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from delivery_changes; delete from delivery_files; delete from delivery_rejects; delete from source_readings; delete from job_runs");
        await Asked.ClearAsync(database);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<long> ImportAsync(string text, string name = "calls.csv", double days = 0)
    {
        _now += TimeSpan.FromDays(days) + TimeSpan.FromMinutes(1);
        using var file = CallFile.Of(name, Encoding.UTF8.GetBytes(text), new CallFileOptions(_now, BusinessZone.Utc) { IsKept = true });
        return (await new ImportCalls().RunAsync(database.Vitals, file, _now, null, null, Cancel)).Delivery;
    }

    private async Task<string> FileAsync(long delivery)
    {
        using var file = await new TakeOutFile(delivery).RunAsync(database.Vitals, _now, Cancel);
        using var text = new StreamReader(file.Read());
        return await text.ReadToEndAsync(Cancel);
    }

    private Task<List<long>> FilesAsync() => Asked.RowsAsync<long>(database, "select distinct file_id from delivery_files order by 1");

    /// <summary>What the nightly purge deletes now.</summary>
    private async Task<int> PurgeAsync()
    {
        await using var db = await database.OpenAdminAsync();
        return await db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(PurgeKeptFiles)), new { before = _now - KeepFile.For, most = 100 }, cancellationToken: Cancel));
    }

    private Task<DeliveryReread> RereadAsync(long delivery, ReadingChoices how)
    {
        _now += TimeSpan.FromMinutes(1);
        return new RereadDelivery(delivery, how).RunAsync(database.Vitals, _now, Cancel);
    }

    [Fact]
    public async Task A_file_that_comes_again_is_kept_once_and_is_each_deliverys()
    {
        var first = await ImportAsync(Text);
        var again = await ImportAsync(Text, "again.csv");
        var other = await ImportAsync(Text + "3,zoe@example.com,2025-11-05 09:00,completed,one\n");
        (await FilesAsync()).ShouldBe([first, other]);
        (await FileAsync(first)).ShouldBe(Text);
        (await FileAsync(again)).ShouldBe(Text);
        // It is kept as long as if it had come with the last of them.
        (await Asked.OneAsync<DateTimeOffset>(database, $"select kept_at from delivery_files where file_id = {first}")).ShouldBe(_now - TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task The_purge_leaves_what_a_later_delivery_needs_and_what_is_nearly_old_is_kept_again()
    {
        var first = await ImportAsync(Text);
        var again = await ImportAsync(Text, days: 80);
        _now += TimeSpan.FromDays(20);
        (await PurgeAsync()).ShouldBe(0);
        (await FileAsync(again)).ShouldBe(Text);
        // 89.5 days after it came last: it could be deleted tomorrow.
        var late = await ImportAsync(Text, days: 69.5);
        (await FilesAsync()).ShouldBe([first, late]);
        _now += TimeSpan.FromDays(1);
        (await PurgeAsync()).ShouldBe(1);
        (await FileAsync(late)).ShouldBe(Text);
        await Should.ThrowAsync<PlainError>(() => FileAsync(again));
    }

    [Fact]
    public async Task What_an_erasure_rewrote_is_not_what_comes_again()
    {
        var first = await ImportAsync(Text);
        var again = await ImportAsync(Text);
        await new ErasePerson("sam@example.com").RunAsync(database.Vitals, Cancel);
        (await FileAsync(first)).ShouldNotContain("sam@example.com");
        (await FileAsync(again)).ShouldNotContain("sam@example.com");
        var later = await ImportAsync(Text);
        (await FilesAsync()).ShouldBe([first, later]);
        (await FileAsync(later)).ShouldBe(Text);
        (await FileAsync(again)).ShouldNotContain("sam@example.com");
        await new ErasePerson("sam@example.com").RunAsync(database.Vitals, Cancel);
        (await FileAsync(later)).ShouldNotContain("sam@example.com");
    }

    [Fact]
    public async Task Each_delivery_of_the_same_file_is_read_again_by_itself_and_one_reading_of_each_holds()
    {
        var first = await ImportAsync(Text);
        await new UndoDelivery(first).RunAsync(database.Vitals, _now, Cancel);
        var second = await ImportAsync(Text);
        var zone = new ReadingChoices { Zone = "Asia/Dubai" };
        // The first is another delivery, and none of the readings of the second.
        var reread = await RereadAsync(second, zone);
        reread.CallsMoved.ShouldBe(2);
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(second, zone))).Message.ShouldContain($"was read again already, as delivery {reread.Delivery}, which holds");
        (await Should.ThrowAsync<PlainError>(() => new RedoDelivery(second).RunAsync(database.Vitals, _now, Cancel))).Message.ShouldContain($"{reread.Delivery}");
        var once = await RereadAsync(reread.Delivery, new ReadingChoices { Zone = "Europe/Berlin" });
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(second, zone))).Message.ShouldContain($"{once.Delivery}");
        (await Asked.RowsAsync<string>(database, "select to_char(started_at at time zone 'UTC', 'DD HH24:MI') from call_records order by 1")).ShouldBe(["03 08:00", "04 08:00"]);
        var card = await DeliveryCard.ReadAsync(database.Vitals, DatabaseIdentity.Service, first, Cancel);
        card.ShouldNotBeNull().OtherReadingId.ShouldBeNull();
        (await DeliveryCard.ReadAsync(database.Vitals, DatabaseIdentity.Service, second, Cancel)).ShouldNotBeNull().OtherReadingId.ShouldBe(once.Delivery);
        (await DeliveryCard.ReadAsync(database.Vitals, DatabaseIdentity.Service, long.MaxValue, Cancel)).ShouldBeNull();
        (await DeliveryCard.ReadAsync(database.Vitals, DatabaseIdentity.Service, 0, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task All_refused_lines_of_a_second_reading_are_kept()
    {
        const int Lines = 10_050;
        var text = Header + "1,layla@example.com,2025-11-03 09:00,completed,one\n" + string.Concat(Enumerable.Range(0, Lines).Select(line => $"x{line},nobody{line},2025-11-03 09:00,completed,\"a ; note {line}\"\n"));
        var done = await RereadAsync(await ImportAsync(text), ReadingChoices.None);
        done.Rejected.ShouldBe(Lines);
        (await Asked.OneAsync<(long, long, string)>(database, $"select count(*), count(distinct line), max(raw) filter (where line = {Lines + 2}) from delivery_rejects where delivery_id = {done.Delivery}"))
            .ShouldBe((Lines, Lines, $"x{Lines - 1},nobody{Lines - 1},2025-11-03 09:00,completed,\"a ; note {Lines - 1}\""));
    }
}
