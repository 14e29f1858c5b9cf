using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>Every odd input of the promises, by the thousand: the account is the generator's.</summary>
public sealed class OddFileTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CallFileOptions Options = new(Now, BusinessZone.Of("Asia/Dubai"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_line_becomes_what_its_maker_knows(int seed)
    {
        var odd = new OddFile(seed, 20_000);
        using var file = CallFile.Of("odd.csv", odd.Bytes, Options);
        var calls = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in file.Rows(null, TestContext.Current.CancellationToken))
            calls[row.ClientEmail!] = calls.GetValueOrDefault(row.ClientEmail!) + 1;
        file.Account.Reasons.OrderBy(r => r.Reason, StringComparer.Ordinal).ShouldBe(odd.Reasons.Select(r => (r.Key, r.Value)));
        file.Account.Read.ShouldBe(odd.Read);
        file.Account.Accepted.ShouldBe(odd.Accepted);
        file.BlankLines.ShouldBe(odd.Blank);
        calls.ShouldBe(odd.Calls);
        file.Columns.Notes.ShouldHaveSingleItem().ShouldContain("more than once");
    }

    [Fact]
    public async Task The_database_holds_what_the_maker_knows_and_the_same_file_adds_nothing()
    {
        var odd = new OddFile(8, 20_000);
        foreach (var again in (bool[])[false, true])
        {
            using var file = CallFile.Of("odd.csv", odd.Bytes, Options);
            var rejects = new List<Reject>();
            var done = await new ImportCalls().RunAsync(database.Vitals, file, Now, rejects.Add, null, TestContext.Current.CancellationToken);
            done.Read.ShouldBe(odd.Read);
            done.Rejected.ShouldBe(odd.Reasons.Values.Sum());
            rejects.Count.ShouldBe((int)done.Rejected);
            (again ? done.Unchanged : done.Added).ShouldBe(odd.Accepted);
            (again ? done.Added : done.Unchanged).ShouldBe(0);
            done.Corrected.ShouldBe(0);
            done.ClientsMade.ShouldBe(again ? 0 : odd.Calls.Count);
        }
        (await Asked.RowsAsync<(string, int)>(database, "select e.email, count(*)::int from call_records r join client_emails e using (client_id) group by 1 order by e.email collate \"C\""))
            .ShouldBe(odd.Calls.Select(c => (c.Key, c.Value)));
    }
}
