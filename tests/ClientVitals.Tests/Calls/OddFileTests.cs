using ClientVitals.Benchmarks.Import;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Sources.Intake;
using CsvHelper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Every odd input of the promises, by the thousand: the account is the generator's.</summary>
public sealed class OddFileTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const int Lines = 20_000;

    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CallFileOptions Options = new(Now, BusinessZone.Of("Asia/Dubai"));

    public async ValueTask InitializeAsync() => await IntakeKind.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static byte[] Written(OddCalls odd, int? shuffle = null)
    {
        var to = new MemoryStream();
        odd.Write(to, shuffle);
        return to.ToArray();
    }

    private Task<IntakeDone> ImportAsync(byte[] bytes, string entity = "calls", Action<Reject>? rejected = null) =>
        IntakeKind.Of(entity).ImportAsync(database, bytes, Options, rejected, ct: TestContext.Current.CancellationToken);

    private Task<string> ContentAsync() => IntakeKind.Of("calls").ContentAsync(database, TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_line_becomes_what_its_maker_knows(int seed)
    {
        var odd = new OddCalls(seed, Lines, corrections: false);
        using var file = CallFile.Of("odd.csv", Written(odd), Options);
        var calls = new Dictionary<(string, DateOnly), int>();
        foreach (var row in file.Rows(null, TestContext.Current.CancellationToken))
        {
            var key = (row.ClientEmail ?? row.ClientPhone!, DateOnly.FromDateTime(row.StartedAt.UtcDateTime.AddHours(4)));
            calls[key] = calls.GetValueOrDefault(key) + 1;
        }
        file.Account.Reasons.OrderBy(r => r.Reason, StringComparer.Ordinal).ShouldBe(odd.Reasons.Select(r => (r.Key, r.Value)));
        file.Account.Read.ShouldBe(odd.Read);
        file.Account.Accepted.ShouldBe(odd.Added);
        file.BlankLines.ShouldBe(odd.Blank);
        calls.Where(c => odd.Calls.GetValueOrDefault(c.Key) != c.Value).ShouldBeEmpty();
        calls.Count.ShouldBe(odd.Calls.Count);
        file.Columns.Notes.ShouldHaveSingleItem().Said.ToString().ShouldContain("more than once");
    }

    [Fact]
    public void The_generator_makes_every_kind_it_knows()
    {
        var odd = new OddCalls(4, Lines);
        _ = Written(odd);
        odd.Kinds.Count.ShouldBeGreaterThan(55);
        (odd.Kinds["plain"] / (double)Lines).ShouldBeInRange(.58, .62);
        odd.Corrected.ShouldBeGreaterThan(0);
        odd.Unchanged.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("visits")]
    public async Task The_account_closes_and_the_same_file_again_is_unchanged_throughout(string entity)
    {
        var odd = new OddCalls(8, Lines);
        var bytes = Written(odd);
        var done = await ImportAsync(bytes, entity);
        (done.Read, done.Added, done.Unchanged, done.Corrected, done.Rejected, done.BlankLines)
            .ShouldBe((odd.Read, odd.Added, odd.Unchanged, odd.Corrected, odd.Rejected, odd.Blank));
        (await IntakeKind.Of(entity).CountAsync(database)).ShouldBe(odd.Added);
        var before = await ContentAsync();

        done = await ImportAsync(bytes, entity);
        (done.Read, done.Added, done.Unchanged, done.Corrected, done.Rejected, done.ClientsMade)
            .ShouldBe((odd.Read, 0, odd.Read - odd.Rejected, 0, odd.Rejected, 0));
        (await ContentAsync()).ShouldBe(before);
        (await new RebuildRollups().RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken)).Repaired.ShouldBe(0);
    }

    [Fact]
    public async Task Every_call_lies_with_its_client_on_its_day()
    {
        var odd = new OddCalls(9, Lines);
        await ImportAsync(Written(odd));
        var there = await Asked.RowsAsync<(string Client, DateTime Day, int Calls)>(database, """
            select coalesce(e.email, p.phone), (r.started_at at time zone 'Asia/Dubai')::date::timestamp, count(*)::int
            from call_records r
            left join client_emails e on e.client_id = r.client_id and e.is_primary
            left join client_phones p on p.client_id = r.client_id and p.is_primary
            group by 1, 2
            """);
        there.Where(t => odd.Calls.GetValueOrDefault((t.Client, DateOnly.FromDateTime(t.Day))) != t.Calls).ShouldBeEmpty();
        there.Count.ShouldBe(odd.Calls.Count);
    }

    [Theory]
    [InlineData("calls")]
    [InlineData("visits")]
    public async Task The_shuffled_file_makes_the_same_tables(string entity)
    {
        await ImportAsync(Written(new OddCalls(10, Lines, corrections: false)), entity);
        var straight = await ContentAsync();
        await IntakeKind.ClearAsync(database);
        var done = await ImportAsync(Written(new OddCalls(10, Lines, corrections: false), shuffle: 77), entity);
        done.Rejected.ShouldBeGreaterThan(0);
        (await ContentAsync()).ShouldBe(straight);
    }

    [Fact]
    public async Task The_reasons_file_holds_every_rejected_line_once()
    {
        var folder = Directory.CreateTempSubdirectory("cv-odd-");
        try
        {
            var odd = new OddCalls(11, Lines);
            using (var rejects = new RejectsFile(Path.Combine(folder.FullName, "odd.csv")))
            {
                (await ImportAsync(Written(odd), rejected: rejects.Add)).Rejected.ShouldBe(odd.Rejected);
                rejects.Finish();
            }
            var reasons = new SortedDictionary<string, long>(StringComparer.Ordinal);
            long last = 0;
            using var reader = CsvReader.FromFile(Path.Combine(folder.FullName, "odd.rejects.csv"), new CsvReaderOptions { HasHeader = false });
            reader.Read().ShouldBeTrue();
            while (reader.Read())
            {
                reader.FieldCount.ShouldBe(3);
                var line = long.Parse(reader.GetSpan(0), System.Globalization.CultureInfo.InvariantCulture);
                line.ShouldBeGreaterThan(last);
                last = line;
                var reason = System.Text.Encoding.UTF8.GetString(reader.GetSpan(1));
                reasons[reason] = reasons.GetValueOrDefault(reason) + 1;
            }
            reasons.ShouldBe(odd.Reasons);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
