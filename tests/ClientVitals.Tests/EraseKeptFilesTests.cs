using System.IO.Compression;
using System.Text;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

/// <summary>After an erasure no kept file names the person, in whatever form it was handed in; what is others' stays as it was.</summary>
public sealed class EraseKeptFilesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "provider_call_id,email,phone,firstname,lastname,started_at,status,staff,notes\n";
    private const string Zoe = "1,zoe.q@example.com,,Zoë,Quillfeather,2025-11-03 09:00,completed,coach@house.example,\"her knee\nhurts\"\n";
    private const string Sam = "2,sam@example.com,,Sam,Smith,2025-11-04 09:00,completed,coach@house.example,\"a \"\"knee\"\" too\"\n";

    private DateTimeOffset _now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from delivery_changes; delete from delivery_files; delete from received_messages; delete from sources");
        await Asked.ClearAsync(database);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<long> ImportAsync(byte[] bytes, string name = "calls.csv")
    {
        _now += TimeSpan.FromMinutes(1);
        using var file = CallFile.Of(name, bytes, new CallFileOptions(_now, BusinessZone.Utc) { IsKept = true });
        return (await new ImportCalls().RunAsync(database.Vitals, file, _now, null, null, Cancel)).Delivery;
    }

    private Task<long> ImportAsync(string text) => ImportAsync(Encoding.UTF8.GetBytes(text));

    private Task<PersonErased> EraseAsync() => new ErasePerson("zoe.q@example.com").RunAsync(database.Vitals, Cancel);

    private async Task<byte[]?> KeptAsync(long delivery)
    {
        await using var db = await database.OpenAsync();
        using var file = await KeptFile.ByNumberAsync(db, delivery, "calls", Cancel);
        if (file is null)
            return null;
        using var bytes = new MemoryStream();
        await using var read = file.Read();
        await read.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    private async Task<string?> TextAsync(long delivery) => await KeptAsync(delivery) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    private static byte[] Gzip(byte[] plain)
    {
        using var to = new MemoryStream();
        using (var pack = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))
            pack.Write(plain);
        return to.ToArray();
    }

    [Fact]
    public async Task The_lines_that_name_them_go_whole_and_all_others_stay_to_the_byte()
    {
        // A refused line, a name in another's note, a number in another spelling, and a line of both.
        const string Refused = "3,zoe.q@example.com,,Zoë,Quillfeather,no time,completed,,their hip\n";
        const string Named = "4,ann@example.com,,Ann,Lee,2025-11-05 09:00,completed,,came with Quillfeather Zoë\n";
        const string Both = "5,ZOE.Q@example.com; sam@example.com,,,,2025-11-06 09:00,completed,,both came\n";
        var delivery = await ImportAsync(Header + Zoe + Sam + Refused + Named + Both);
        var other = await ImportAsync(Header + Sam.Replace("2,", "9,", StringComparison.Ordinal));
        var before = await KeptAsync(other);
        var planned = await new ErasePerson("zoe.q@example.com").PlanAsync(database.Vitals, Cancel);
        planned.Redacted.ShouldContain(new Redacted($"kept file of delivery {delivery}", 4));
        (await TextAsync(delivery))!.ShouldContain("her knee");

        var done = await EraseAsync();
        done.Redacted.ShouldContain(new Redacted($"kept file of delivery {delivery}", 4));
        // Ann's address is beside the name: the line is Ann's too.
        (await TextAsync(delivery)).ShouldBe(Header + Sam
            + "4,ann@example.com,,Ann,Lee,2025-11-05 09:00,completed,,came with -\n"
            + "5,-; sam@example.com,,,,2025-11-06 09:00,completed,,both came\n");
        (await KeptAsync(other)).ShouldBe(before);
        // What is left can be read again.
        _now += TimeSpan.FromMinutes(1);
        var again = await new RereadDelivery(delivery, ReadingChoices.None).RunAsync(database.Vitals, _now, Cancel);
        (again.Rejected, again.CallsGone).ShouldBe((0, 0));
        (await Asked.OneAsync<long>(database, "select count(*) from call_records where client_email like 'zoe%'")).ShouldBe(0);
    }

    [Theory]
    [InlineData("050 111 2233")]
    [InlineData("+971-50-111-2233")]
    [InlineData("00971501112233")]
    [InlineData("tel:+971501112233")]
    public async Task A_number_in_another_spelling_is_found(string number)
    {
        var delivery = await ImportAsync($"phone,started_at,notes\n+971501112233,2025-11-03 09:00,one\n{number},no time,their hip\n+971501112244,2025-11-04 09:00,two\n");
        await new ErasePerson("+971501112233").RunAsync(database.Vitals, Cancel);
        (await TextAsync(delivery)).ShouldBe("phone,started_at,notes\n+971501112244,2025-11-04 09:00,two\n");
    }

    public static TheoryData<string> Forms => ["gzip", "utf-16", "arabic", "json lines", "json list", "answer"];

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_of_file_is_rewritten(string form)
    {
        const string JsonZoe = "{\"email\": \"zoe.q\\u0040example.com\", \"started_at\": \"2025-11-03T09:00:00Z\", \"notes\": \"her \\\"knee\"}";
        const string JsonSam = "{\"email\": \"sam@example.com\", \"started_at\": \"2025-11-04T09:00:00Z\", \"notes\": \"his \\\"knee\"}";
        var arabic = TextEncodings.Named("windows-1256");
        var (bytes, name) = form switch
        {
            "gzip" => (Gzip(Encoding.UTF8.GetBytes(Header + Zoe + Sam)), "calls.csv.gz"),
            "utf-16" => ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Header + Zoe + Sam)], "calls.csv"),
            "arabic" => (arabic.GetBytes("email,started_at,name\nzoe.q@example.com,2025-11-03 09:00,زينب\nsam@example.com,2025-11-04 09:00,سامي\n"), "calls.csv"),
            "json lines" => (Encoding.UTF8.GetBytes(JsonZoe + "\n" + JsonSam + "\n"), "calls.ndjson"),
            "json list" => (Encoding.UTF8.GetBytes($"[{JsonZoe},\n{JsonSam}]"), "calls.json"),
            "answer" => (Encoding.UTF8.GetBytes($"{{\"next\": null, \"calls\": [{JsonZoe}, {JsonSam}]}}"), "calls.json"),
            _ => throw new ArgumentException(form),
        };
        var delivery = await ImportAsync(bytes, name);
        await EraseAsync();
        var left = (await KeptAsync(delivery))!;
        var text = (form == "arabic" ? arabic : Encoding.UTF8).GetString(left);
        text.ShouldContain("sam@example.com");
        text.ShouldNotContain("zoe", Case.Insensitive);
        text.ShouldNotContain("her ");
        if (form == "arabic")
            text.ShouldBe("email,started_at,name\nsam@example.com,2025-11-04 09:00,سامي\n");
        _now += TimeSpan.FromMinutes(1);
        var again = await new RereadDelivery(delivery, ReadingChoices.None).RunAsync(database.Vitals, _now, Cancel);
        (again.CallsSame, again.CallsGone).ShouldBe((1, 0));
    }

    [Fact]
    public async Task A_workbook_leaves_its_other_lines_or_goes_whole()
    {
        object?[][] calls = [["email", "started_at", "notes"], ["zoe.q@example.com", new DateTime(2025, 11, 3, 9, 0, 0), "her knee"], ["sam@example.com", new DateTime(2025, 11, 4, 9, 0, 0), "two"]];
        var one = await ImportAsync(SomeWorkbook.Of(("Calls", calls)), "one.xlsx");
        var two = await ImportAsync(SomeWorkbook.Of(("Calls", [calls[0], calls[2]]), ("Old", calls)), "two.xlsx");
        var three = await ImportAsync(SomeWorkbook.Of(("Calls", [calls[0], calls[2]])), "three.xlsx");
        var before = await KeptAsync(three);
        await EraseAsync();
        (await TextAsync(one)).ShouldBe("email,started_at,notes\nsam@example.com,2025-11-04 09:00:00,two\n");
        (await KeptAsync(two)).ShouldBeNull();
        (await KeptAsync(three)).ShouldBe(before);
        using var file = await new TakeOutFile(one).RunAsync(database.Vitals, _now, Cancel);
        file.DownloadName.ShouldBe("one.xlsx.csv");
        (await Should.ThrowAsync<PlainError>(() => new TakeOutFile(two).RunAsync(database.Vitals, _now, Cancel))).Message.ShouldContain("is not kept");
    }

    [Fact]
    public async Task A_message_that_names_them_goes_whole()
    {
        await new ChangeSource("telephony", "columns").RunAsync(database.Vitals, _now, Cancel);
        CallSources source;
        await using (var db = await database.OpenAsync())
            source = (await CallSources.FindAsync(db, "telephony", _now, Cancel))!;
        async Task<long> TakeAsync(string id, string email) => (await new TakeMessage(CallEntity.TakesIn, source, id, Encoding.UTF8.GetBytes(
            $"{{\"email\": \"{email}\", \"started_at\": \"2025-11-03T09:00:00Z\", \"provider_call_id\": \"{id}\", \"notes\": \"knee\"}}")).RunAsync(database.Vitals, _now, Cancel)).Delivery!.Value;
        var zoe = await TakeAsync("z", "Zoe.Q+gym@example.com");
        var sam = await TakeAsync("s", "sam@example.com");
        (await new ErasePerson("zoe.q+gym@example.com").RunAsync(database.Vitals, Cancel)).Redacted.ShouldContain(new Redacted("kept messages", 1));
        (await KeptAsync(zoe)).ShouldBeNull();
        (await TextAsync(sam))!.ShouldContain("sam@example.com");
    }

    [Fact]
    public async Task A_long_file_is_searched_across_the_borders_of_its_blocks()
    {
        var text = new StringBuilder(Header);
        var left = new StringBuilder(Header);
        for (var n = 0; n < 12_000; n++)
        {
            var isZoe = n % 1000 == 999;
            var line = isZoe
                ? Zoe.Replace("1,zoe", $"z{n},zoe", StringComparison.Ordinal)
                : Sam.Replace("2,sam", $"s{n},s{n % 40}", StringComparison.Ordinal);
            text.Append(line);
            if (!isZoe)
                left.Append(line);
        }
        // A quote that is opened and never closed costs nobody else's line.
        const string Open = "x,bad@example.com,,Bad,One,2025-11-03 09:00,completed,,\"never closed\n";
        text.Append(Open).Append(Zoe).Append(Sam);
        left.Append(Open).Append(Sam);
        var delivery = await ImportAsync(text.ToString());
        await EraseAsync();
        (await TextAsync(delivery)).ShouldBe(left.ToString());
    }

    [Fact]
    public async Task A_person_whom_only_a_kept_file_names_can_be_erased()
    {
        var delivery = await ImportAsync(Header + Sam + Zoe.Replace("2025-11-03 09:00", "no time", StringComparison.Ordinal));
        await EraseAsync();
        (await TextAsync(delivery)).ShouldBe(Header + Sam);
        (await Should.ThrowAsync<PlainError>(EraseAsync)).Message.ShouldContain("No client has the address");
    }

    [Fact]
    public async Task What_a_rollback_archived_of_kept_files_goes_too()
    {
        await ImportAsync(Header + Zoe);
        await database.DoAsync("create table archive.delivery_files as table delivery_files");
        try
        {
            await EraseAsync();
            (await Asked.OneAsync<long>(database, "select count(*) from archive.delivery_files")).ShouldBe(0);
        }
        finally
        {
            await database.DoAsync("drop table archive.delivery_files");
        }
    }
}
