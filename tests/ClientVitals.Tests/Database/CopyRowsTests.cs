using System.Globalization;
using ClientVitals.Database;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Database;

/// <summary>What is written by hand is what the server reads.</summary>
public sealed class CopyRowsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(.0000004, "0")]
    [InlineData(.0000006, "0.000001")]
    [InlineData(-.00012, "-0.00012")]
    [InlineData(.5, "0.5")]
    [InlineData(1, "1")]
    [InlineData(-33.25, "-33.25")]
    [InlineData(100, "100")]
    [InlineData(10_000, "10000")]
    [InlineData(9_999.999999, "9999.999999")]
    [InlineData(9_999.9999999, "10000")]
    [InlineData(12_345_678.000001, "12345678.000001")]
    [InlineData(1e8, "100000000")]
    [InlineData(8.9e10, "89000000000")]
    [InlineData(-1e12, "-1000000000000")]
    [InlineData(1e40, "10000000000000000303786028427003666890752")]
    [InlineData(double.NaN, null)]
    [InlineData(double.PositiveInfinity, null)]
    public async Task A_number_keeps_six_places_and_no_zeros_at_its_end(double number, string? expected) =>
        (await ReadAsync([number])).ShouldBe([expected]);

    [Fact]
    public async Task Any_number_is_read_as_it_was_rounded()
    {
        var random = new Random(20251208);
        var numbers = Enumerable.Range(0, 2000)
            .Select(_ => (random.NextDouble() - .5) * Math.Pow(10, random.Next(-7, 10))).ToArray();
        (await ReadAsync(numbers)).Select(read => decimal.Parse(read!, CultureInfo.InvariantCulture))
            .ShouldBe(numbers.Select(number => (decimal)Math.Round(number * 1e6) / 1_000_000m));
    }

    [Fact]
    public async Task Every_kind_of_field_arrives_as_it_is()
    {
        var key = Guid.Parse("0192f0a1-7b2c-7def-8123-456789abcdef");
        var rows = new CopyRows(1);
        rows.Begin();
        rows.Row(8);
        rows.Key(key);
        rows.Text("Zoë – 李 😀");
        rows.Day(new DateOnly(1999, 12, 31));
        rows.Instant(new DateTimeOffset(2025, 12, 8, 8, 30, 0, TimeSpan.FromHours(4)).AddTicks(10));
        rows.Flag(true);
        rows.Whole(-7);
        rows.Large(1L << 40);
        rows.Bytes([0xFF, 0]);
        rows.Row(8);
        for (var field = 0; field < 8; field++)
            rows.Nothing();
        rows.End();
        (await ReadAsync("k uuid, t text, d date, i timestamptz, f boolean, w integer, l bigint, b bytea", "concat_ws('|', k, t, d, i at time zone 'UTC', f, w, l, b)", rows))
            .ShouldBe(["0192f0a1-7b2c-7def-8123-456789abcdef|Zoë – 李 😀|1999-12-31|2025-12-08 04:30:00.000001|t|-7|1099511627776|\\xff00", ""]);
    }

    [Fact]
    public async Task Decimals_arrive_with_all_their_places_alone_and_in_arrays()
    {
        decimal?[] numbers =
        [
            0m, 0.00m, 1m, -1m, 86.0m, 0.5m, 0.05m, 0.0005m, 0.00005m, 12.3400m, 9999m, 10_000m, 10_000.0001m, 99_999_999.99999999m, -123.456m, null,
            decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 7.9228162514264337593543950335m, 100_000_000m, 5_000_000.0m,
            .. Enumerable.Range(0, 29).Select(places => (decimal?)new decimal(1_234_567_890, 987_654_321, 1_111, places % 2 == 0, (byte)places)),
        ];
        var rows = new CopyRows(1);
        rows.Begin();
        foreach (var number in numbers)
        {
            rows.Row(1);
            rows.Exact(number);
        }
        rows.End();
        (await ReadAsync("n numeric", "n::text", rows)).ShouldBe(numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture)));

        rows.Empty();
        rows.Begin();
        rows.Row(3);
        rows.Exacts(numbers);
        rows.Exacts([]);
        rows.Json("""{"b": 1, "a": "Zoë"}"""u8);
        rows.End();
        (await ReadAsync("n numeric[], e numeric[], j jsonb", "concat_ws('|', n, e, j)", rows)).ShouldBe(
            [$"{{{string.Join(',', numbers.Select(number => number?.ToString(CultureInfo.InvariantCulture) ?? "NULL"))}}}|{{}}|{{\"a\": \"Zoë\", \"b\": 1}}"]);
    }

    [Fact]
    public async Task An_emptied_buffer_starts_again()
    {
        var rows = new CopyRows(16);
        rows.Text("of the part before");
        rows.Empty();
        rows.Begin();
        rows.Row(1);
        rows.Text("of this one");
        rows.End();
        (await ReadAsync("t text", "t", rows)).ShouldBe(["of this one"]);
    }

    private async Task<IReadOnlyList<string?>> ReadAsync(double[] numbers)
    {
        var rows = new CopyRows(64);
        rows.Begin();
        foreach (var number in numbers)
        {
            rows.Row(1);
            rows.Number(number);
        }
        rows.End();
        return await ReadAsync("n numeric", "n::text", rows);
    }

    private async Task<IReadOnlyList<string?>> ReadAsync(string columns, string shown, CopyRows rows)
    {
        await using var db = await database.Vitals.OpenAdminAsync(Cancel);
        await db.ExecuteAsync($"create temporary table copied ({columns}, place serial)");
        var names = string.Join(", ", columns.Split(", ").Select(column => column.Split(' ')[0]));
        await using (var stream = await db.BeginRawBinaryCopyAsync($"copy copied ({names}) from stdin (format binary)", Cancel))
            await stream.WriteAsync(rows.Written, Cancel);
        var read = (await db.QueryAsync<string?>($"select {shown} from copied order by place")).AsList();
        await db.ExecuteAsync("drop table copied");
        return read;
    }
}
