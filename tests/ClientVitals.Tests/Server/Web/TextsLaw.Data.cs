using ClientVitals.Database;
using ClientVitals.Server.Rooms.Sources;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>What arrives: files, deliveries, unmatched calls.</summary>
public sealed partial class TextsLaw
{
    private const string Head = "client_email,started_at,Result,Type,Length,Colour";

    /// <summary>Words that are known and not, lengths without a unit, days that could be months, an address of our own, a line that is no call.</summary>
    private static readonly string[] Lines =
    [
        "lina@example.com,03/04/2025 9:00,COMPLETED,Zorbed,30,red",
        "lina@example.com,04/04/2025 9:00,NO_ANSWER,WHATSAPP,45,red",
        "amir@example.com,05/04/2025 9:00,Zorbed,PHONE,60,red",
        "owner@house.example,06/04/2025 9:00,COMPLETED,PHONE,30,red",
        "ours@house.example,07/04/2025 9:00,COMPLETED,PHONE,30,red",
        "stranger,07/04/2025 9:00,COMPLETED,PHONE,30,red",
    ];

    private static string File => $"{Head}\n{string.Join('\n', Lines)}\n";

    /// <summary>What is in the file, and what a field shows where nothing is chosen.</summary>
    private static string[] OfTheFile => [.. Head.Split(','), .. Lines, .. Lines.SelectMany(line => line.Split(',')), "visits.csv", "columns.csv", "wer", "wann", "long.csv", "AE", "file"];

    [Fact]
    public async Task A_file_before_and_after_its_import_says_nothing_past_the_texts()
    {
        var walk = WalkAs("owner", OfTheFile);
        var unclear = await walk.UploadAsync("columns.csv", "wer,wann\nlina@example.com,2025-04-03 9:00\n");
        await walk.OpenAsync(unclear);
        var file = await walk.UploadAsync("visits.csv", File);
        await walk.OpenAsync(file);
        await walk.PostAsync(file, 302, ("act", "preview"), ("order", "dmy"), ("source", "studio"), ("own", "ours@house.example"), ("own_more", "ours@house.example"));
        await walk.OpenAsync(file);
        await walk.PostAsync(file, 400, ("act", "preview"), ("source", new string('x', 101)));
        await walk.PostAsync("/data", 400, ("x", "1"));
        var imports = Door.Services.GetRequiredService<RunningImports>();
        await using (var db = await Door.OpenAdminAsync())
        await using (var busy = await db.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            // As an import that is at work: this one waits.
            await db.ExecuteAsync("select pg_advisory_xact_lock(20251203, 3)");
            await walk.PostAsync(file, 302, ("act", "import"), ("order", "dmy"), ("source", "studio"), ("w3:COMPLETED", "COMPLETED"));
            await walk.OpenAsync(file);
            await busy.CommitAsync(TestContext.Current.CancellationToken);
        }
        await imports.Of(Guid.Parse(file.Split('/')[^1]))!.Ended;
        await walk.OpenAsync(file);

        // The next one of its source is read as this one; then otherwise.
        var next = await walk.UploadAsync("visits.csv", File);
        await walk.PostAsync(next, 302, ("act", "preview"), ("source", "studio"));
        (await walk.OpenAsync(next)).QuerySelector(".recalled").ShouldNotBeNull();
        await walk.PostAsync(next, 302, ("act", "preview"), ("source", "studio"), ("order", "mdy"), ("unit", "minutes"), ("match", "yes"));
        await walk.OpenAsync(next);
        await walk.PostAsync(next, 302, ("act", "forget"));
        await walk.OpenAsync(next + "?said=reading-forgotten");
        var long_ = await walk.UploadAsync("long.csv", "client_email,started_at\n" + string.Concat(Enumerable.Range(0, 20_010).Select(call => $"d{call % 50:00}@example.com,2025-11-03T09:{call % 60:00}:00.{call:000000}Z\n")));
        await walk.OpenAsync(long_);
        await walk.OpenAsync($"/data/files/{Guid.Empty}", 404);
        await walk.CheckAsync();
    }

    [Fact]
    public async Task A_delivery_says_nothing_past_the_texts()
    {
        var walk = WalkAs("owner", OfTheFile);
        var file = await walk.UploadAsync("visits.csv", File.Replace("2025", "2024", StringComparison.Ordinal));
        await walk.PostAsync(file, 302, ("act", "import"), ("order", "dmy"), ("source", "read"));
        await Door.Services.GetRequiredService<RunningImports>().Of(Guid.Parse(file.Split('/')[^1]))!.Ended;
        await using var db = await Door.OpenAdminAsync();
        var first = await db.ExecuteScalarAsync<long>("select max(id) from deliveries where source = 'read'");
        await walk.OpenAsync($"/data/deliveries/{first}");
        await (await AsAdminAsync()).CheckAsync();
        async Task<Walk> AsAdminAsync()
        {
            var admin = WalkAs("admin", OfTheFile);
            await admin.OpenAsync($"/data/deliveries/{first}");
            return admin;
        }

        // How it would be read otherwise; how it cannot; and another reading on its way, and done.
        var again = $"/data/deliveries/{first}/reread";
        await walk.PostAsync(again, 200, ("zone", "Asia/Tokyo"));
        await walk.PostAsync(again, 400, ("order", "xyz"));
        await walk.PostAsync(again, 400, ("columns", "nothing"));
        await using (var busy = await db.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            await db.ExecuteAsync("select pg_advisory_xact_lock(20251203, 3)");
            await walk.PostAsync(again, 302, ("sure", "yes"), ("zone", "Asia/Tokyo"));
            await walk.OpenAsync($"/data/deliveries/{first}");
            await busy.CommitAsync(TestContext.Current.CancellationToken);
        }
        await Door.Services.GetRequiredService<RunningRereads>().Of(first, $"user:{Door.People.Users["owner"]}")!.Ended;
        await walk.OpenAsync($"/data/deliveries/{first}", 302);
        await walk.OpenAsync($"/data/deliveries/{first}");
        var second = await db.ExecuteScalarAsync<long>("select max(id) from deliveries where source = 'read'");
        await walk.OpenAsync($"/data/deliveries/{second}?said=delivery-reread");
        await db.ExecuteAsync("update deliveries set corrected = 2, read = read + 2 where id = @second", new { second });
        await walk.OpenAsync($"/data/deliveries/{second}");
        await db.ExecuteAsync("delete from delivery_files where file_id = (select file_id from deliveries where id = @second)", new { second });
        await walk.OpenAsync($"/data/deliveries/{second}");
        await walk.OpenAsync($"/data/deliveries/{await FailedAsync(db)}");
        await walk.OpenAsync("/data/deliveries/987654", 404);
        await walk.CheckAsync();
    }

    [Fact]
    public async Task What_arrives_says_nothing_past_the_texts()
    {
        var walk = WalkAs("owner");
        await using var db = await Door.OpenAdminAsync();
        // Nothing has arrived in two months, and no page of the list is left.
        await db.ExecuteAsync("update deliveries set started_at = started_at - interval '1 year'");
        await walk.OpenAsync($"/data?after={Cursor.Write([0L])}");
        await db.ExecuteAsync("update deliveries set started_at = started_at + interval '1 year'");
        await walk.OpenAsync("/data/unmatched");
        await FailedAsync(db);
        await db.ExecuteAsync("""
            insert into deliveries (source, name, state, started_at, finished_at, read, added, corrected) select s, s, 'succeeded', @now::timestamptz - d * interval '1 day', @now, 3, 2, 1
            from (values ('fresh', 0), ('quiet', 20)) as v (s, since), lateral generate_series(v.since, v.since + 20) as d;
            update deliveries set undone_at = @now where id = (select max(id) from deliveries);
            insert into call_records (client_email, client_phone, started_at) select 'stranger@example.com', '+971509999998', '2026-01-02 10:00Z'::timestamptz + d * interval '1 hour' from generate_series(1, 3) d
            """, new { now = OpenDoor.Opens });
        await walk.OpenAsync("/data");
        await walk.OpenAsync("/data?columns=lines&columns=-");
        foreach (var said in new[] { "delivery-undone", "delivery-undone-lost", "delivery-undone-nothing", "delivery-undone-nothing-lost", "delivery-redone" })
            await walk.OpenAsync($"/data?said={said}&count={said.Length % 2 + 1}");
        await walk.OpenAsync("/data/unmatched?said=calls-given&count=1");
        await walk.PostAsync("/data/unmatched", 400, ("address", "stranger@example.com"));
        await walk.PostAsync("/data/unmatched", 400, ("address", "none@example.com"));
        const string Whose = "/data/unmatched/whose?address=stranger%40example.com";
        foreach (var search in new[] { "", "&search=leila", "&search=nobody-of-this-name" })
            await walk.OpenAsync(Whose + search);
        await walk.OpenAsync("/data/unmatched/whose?address=none%40example.com", 404);
        await walk.CheckAsync();
        await db.ExecuteAsync("delete from call_records where client_email = 'stranger@example.com'; delete from deliveries where name in ('fresh', 'quiet', 'broken')");
    }

    /// <summary>A delivery that came to nothing.</summary>
    private static Task<long> FailedAsync(System.Data.Common.DbConnection db) => db.ExecuteScalarAsync<long>(
        "insert into deliveries (source, name, state, started_at, finished_at, error) values ('broken', 'broken', 'failed', @now, @now, 'This sentence is kept.') returning id", new { now = OpenDoor.Opens });
}
