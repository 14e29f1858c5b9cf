using System.IO.Compression;
using System.Text;
using ClientVitals.Access;
using ClientVitals.Benchmarks.Import;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>What was handed in can be had back as it came, and read again with other options, in one step.</summary>
public sealed partial class KeptFilesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "provider_call_id,email,started_at,status,notes\n";
    private const string First = Header + "1,layla@example.com,2025-11-03 09:00,completed,one\n2,sam@example.com,2025-11-04 09:00,completed,one\n";

    private DateTimeOffset _now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.DoAsync("delete from delivery_changes; delete from delivery_files; delete from received_messages; delete from sources; delete from source_readings");
        await Asked.ClearAsync(database);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private CallFileOptions Options(string zone = "UTC") => new(_now, BusinessZone.Of(zone)) { IsKept = true };

    private async Task<IntakeDone> ImportAsync(string name, byte[] bytes, CallFileOptions? options = null)
    {
        _now += TimeSpan.FromMinutes(1);
        using var file = CallFile.Of(name, bytes, (options ?? Options()) with { Now = _now });
        return await new ImportCalls().RunAsync(database.Vitals, file, _now, null, null, Cancel);
    }

    private Task<IntakeDone> ImportAsync(string text, CallFileOptions? options = null) => ImportAsync("calls.csv", Encoding.UTF8.GetBytes(text), options);

    private async Task<(byte[] Bytes, string Name)> TakeOutAsync(long delivery)
    {
        using var file = await new TakeOutFile(delivery).RunAsync(database.Vitals, _now, Cancel);
        using var bytes = new MemoryStream();
        await using var read = file.Read();
        await read.CopyToAsync(bytes, Cancel);
        return (bytes.ToArray(), file.DownloadName);
    }

    private static RereadDelivery Again(IntakeDone delivery, ReadingChoices? how = null) => new(delivery.Delivery, how ?? new ReadingChoices { Zone = "Asia/Dubai" });

    private async Task<DeliveryReread> RereadAsync(IntakeDone delivery, ReadingChoices? how = null)
    {
        _now += TimeSpan.FromMinutes(1);
        var done = await Again(delivery, how).RunAsync(database.Vitals, _now, Cancel);
        (await new RebuildRollups().RunAsync(database.Vitals, _now, Cancel)).Repaired.ShouldBe(0);
        return done;
    }

    private static (long Moved, long Changed, long Same, long Added, long Gone, long Kept) Counts(DeliveryReread done) =>
        (done.CallsMoved, done.CallsChanged, done.CallsSame, done.CallsAdded, done.CallsGone, done.CallsKept);

    private Task<string> ContentAsync() => ContentHash.OfAsync(database.Vitals, Cancel);

    private Task<List<string>> TimesAsync() => Asked.RowsAsync<string>(database, """
        select split_part(client_email, '@', 1) || to_char(started_at at time zone 'UTC', ' DD HH24:MI') from call_records order by 1
        """);

    private static byte[] Gzip(string text)
    {
        using var to = new MemoryStream();
        using (var pack = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))
            pack.Write(Encoding.UTF8.GetBytes(text));
        return to.ToArray();
    }

    private static byte[] Bytes(string form) => form switch
    {
        "plain" => Encoding.UTF8.GetBytes(First),
        "small" => "email,started_at\na@example.com,2025-11-03 09:00"u8.ToArray(),
        "gzip" => Gzip(First),
        "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(First)],
        "ansi" => [.. Encoding.ASCII.GetBytes(Header + "1,layla@example.com,2025-11-03 09:00,completed,"), 0xE9, 0x0A],
        "workbook" => SomeWorkbook.Of(("Calls", [["email", "started_at"], ["layla@example.com", new DateTime(2025, 11, 3, 9, 0, 0)]])),
        "json" => "[{\"email\": \"layla@example.com\", \"started_at\": \"2025-11-03T09:00:00Z\"}]"u8.ToArray(),
        _ => throw new ArgumentException(form),
    };

    [Theory]
    [InlineData("plain", true)]
    [InlineData("small", true)]
    [InlineData("gzip", false)]
    [InlineData("utf-16", true)]
    [InlineData("ansi", true)]
    [InlineData("workbook", false)]
    [InlineData("json", true)]
    public async Task A_file_comes_back_as_it_was_handed_in(string form, bool isPacked)
    {
        var bytes = Bytes(form);
        var done = await ImportAsync("calls.any", bytes);
        (await TakeOutAsync(done.Delivery)).ShouldSatisfyAllConditions(file => file.Bytes.ShouldBe(bytes), file => file.Name.ShouldBe("calls.any"));
        (await Asked.OneAsync<bool>(database, "select is_packed from delivery_files")).ShouldBe(isPacked);
        (await Asked.OneAsync<long>(database, "select count(*) from audit_log where action = 'export' and subject = 'delivery:' || (select max(id) from deliveries)")).ShouldBe(1);
        // And it can be read again.
        (await RereadAsync(done, ReadingChoices.None)).CallsSame.ShouldBe(done.Added);
    }

    [Fact]
    public async Task A_long_file_from_standard_input_is_kept_whole_in_parts_though_it_is_read_twice()
    {
        var random = new Random(7);
        var noise = new byte[6000];
        var lines = new StringBuilder(Header);
        for (var n = 0; n < 1500; n++)
        {
            random.NextBytes(noise);
            // Both orders of day and month are possible until the last line.
            lines.Append(System.Globalization.CultureInfo.InvariantCulture, $"{n},c{n % 20}@example.com,{(n == 1499 ? "25" : "03")}/04/2025 09:00,completed,{Convert.ToBase64String(noise)}\n");
        }
        var bytes = Encoding.UTF8.GetBytes(lines.ToString());
        bytes.Length.ShouldBeGreaterThan(LookBackStreamWindow);
        _now += TimeSpan.FromMinutes(1);
        using var file = CallFile.Open("-", Options(), new SlowStream(bytes));
        var done = await new ImportCalls().RunAsync(database.Vitals, file, _now, null, null, Cancel);
        done.Added.ShouldBe(1500);
        var kept = await TakeOutAsync(done.Delivery);
        kept.Bytes.AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        (await Asked.OneAsync<long>(database, "select count(*) from delivery_files")).ShouldBeGreaterThan(5);
    }

    /// <summary>As the reader's own; it is internal.</summary>
    private const int LookBackStreamWindow = 8 << 20;

    /// <summary>A pipe that gives its first bytes one by one.</summary>
    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(Position < 10 ? buffer[..1] : buffer);
    }

    [Fact]
    public async Task What_is_not_kept_is_said()
    {
        var done = await ImportAsync(First, Options() with { IsKept = false });
        (await Should.ThrowAsync<PlainError>(() => TakeOutAsync(done.Delivery))).Message.ShouldContain("is not kept");
        (await Should.ThrowAsync<PlainError>(() => RereadAsync(done))).Message.ShouldContain("is not kept");
        (await Asked.RowsAsync<string>(database, "select state from deliveries where undone_at is null")).ShouldBe(["succeeded"]);
        (await Should.ThrowAsync<NotFoundException>(() => TakeOutAsync(987_654))).Message.ShouldContain("no delivery 987654");
        var admin = new Actor("user:x", "admin", AppRole.Admin, Guid.NewGuid(), DatabaseIdentity.Service);
        await Should.ThrowAsync<ForbiddenException>(() => new TakeOutFile(done.Delivery).RunAsync(database.Vitals, _now, admin, Cancel));
    }

    [Fact]
    public async Task A_message_is_kept_and_read_again_with_a_mapping_that_was_corrected()
    {
        await new ChangeSource("telephony", "columns").RunAsync(database.Vitals, _now, Cancel);
        var body = "{\"email\": \"layla@example.com\", \"started_at\": \"2025-11-03 09:00\", \"provider_call_id\": \"m\", \"text\": \"knee\"}"u8.ToArray();
        var source = (await SourceAsync())!;
        var taken = await new TakeMessage(CallEntity.TakesIn, source, "m-1", body).RunAsync(database.Vitals, _now, Cancel);
        var kept = await TakeOutAsync(taken.Delivery!.Value);
        kept.Bytes.ShouldBe(body);
        kept.Name.ShouldBe("message-m-1.json");
        _now += TimeSpan.FromMinutes(1);
        var done = await new RereadDelivery(taken.Delivery!.Value, new ReadingChoices { Zone = "Asia/Dubai" }).RunAsync(database.Vitals, _now, Cancel);
        Counts(done).ShouldBe((1, 0, 0, 0, 0, 0));
        (await TimesAsync()).ShouldBe(["layla 03 05:00"]);
        // The sender's second try is the same message still.
        (await new TakeMessage(CallEntity.TakesIn, source, "m-1", body).RunAsync(database.Vitals, _now, Cancel)).Again.ShouldBeTrue();
    }

    private async Task<CallSources?> SourceAsync()
    {
        await using var db = await database.OpenAsync();
        return await CallSources.FindAsync(db, "telephony", _now, Cancel);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_not_kept_and_it_is_said()
    {
        using var copy = new FileCopy(1000);
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        copy.Add(noise);
        copy.Add(noise);
        copy.Finish().ShouldBeNull();
        copy.Lost!.ToString().ShouldContain("more than");
    }

    [Fact]
    public async Task What_is_old_is_deleted_in_batches()
    {
        await ImportAsync(First);
        var sql = Sql.Of(typeof(PurgeKeptFiles)).Replace("@most", "100", StringComparison.Ordinal);
        await database.DoAsync(sql.Replace("@before", "'2025-11-30'", StringComparison.Ordinal));
        (await Asked.OneAsync<long>(database, "select count(*) from delivery_files")).ShouldBe(1);
        await database.DoAsync(sql.Replace("@before", "'2025-12-02'", StringComparison.Ordinal));
        (await Asked.OneAsync<long>(database, "select count(*) from delivery_files")).ShouldBe(0);
    }
}
