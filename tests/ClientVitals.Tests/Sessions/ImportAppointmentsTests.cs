using System.Globalization;
using ClientVitals.Benchmarks.Import;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sessions;

/// <summary>
/// A file in the shape of the public set of medical appointments, as sessions: its account closes, the same file again adds nothing, and what is odd is
/// said and not refused. The whole size is a run of the benchmarks (appointments).
/// </summary>
public sealed class ImportAppointmentsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const int Rows = 3_000, Persons = 1_700;

    public async ValueTask InitializeAsync() => await SessionBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_account_closes_the_same_file_adds_nothing_and_odd_rows_are_findings()
    {
        var made = new Appointments(3, Rows, Persons);
        var text = made.Text();
        var first = await SessionBook.ImportAsync(database, text, now: SessionBook.Now.AddMinutes(1));
        (first.Read, first.Added, first.Rejected, first.Unmatched).ShouldBe((Rows, Rows, 0, Rows), "who they are is only known by the ids");
        first.Read.ShouldBe(first.Added + first.Unchanged + first.Corrected + first.Rejected);
        made.BookedAfter.ShouldBeGreaterThan(0);
        made.NegativeAges.ShouldBeGreaterThan(0);
        foreach (var (rows, what) in new[] { (made.BookedAfter, "were booked after they began"), (made.NegativeAges, "say a negative age; ages are not kept") })
        {
            var said = string.Create(CultureInfo.InvariantCulture, $"{rows:N0} {(rows == 1 ? "session" : "sessions")} {what}");
            first.Notes.ShouldContain(note => note.Said.ToString().StartsWith(said, StringComparison.Ordinal), said);
        }
        (await Asked.RowsAsync<string>(database, "select status || ' ' || count(*) from sessions group by status order by 1")).ShouldBe([$"ATTENDED {Rows - made.NoShows}", $"NO_SHOW {made.NoShows}"]);
        (await Asked.OneAsync<int>(database, "select count(distinct client_key)::int from sessions")).ShouldBe(Persons);
        (await Asked.OneAsync<string>(database, "select distinct source from sessions")).ShouldBe("no-show-data");
        var again = await SessionBook.ImportAsync(database, text, now: SessionBook.Now.AddMinutes(2));
        again.Counts().ShouldBe((0, Rows, 0, 0));
        (await Asked.OneAsync<int>(database, "select (select count(*) from sessions)::int + (select count(*) from session_versions)::int")).ShouldBe(Rows);
    }
}
