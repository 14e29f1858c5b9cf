using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Calls;

/// <summary><c>vitals calls import --dry-run</c> says what the page says and imports nothing; what was chosen is kept for the next file.</summary>
public sealed class PreviewCommandTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await Asked.ClearAsync(database);
        await database.DoAsync("delete from source_readings");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private BuiltProgram Program() => new(
        database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Server), database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Owner));

    private static Task WriteAsync(BuiltProgram program, string name, string text) => File.WriteAllTextAsync(Path.Combine(program.Folder, name), text, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_dry_run_shows_the_facts_and_imports_nothing()
    {
        using var program = Program();
        await WriteAsync(program, "visits.csv", "Client email,When,Result,Client name\nanna@example.com;ben@example.com,03/04/2026 9:00,Signed in,\ncleo@example.com,04/04/2026 9:00,No answer,Cleo May\nnobody,04/04/2026 9:00,x,\n");
        var said = await program.RunAsync("calls", "import", "visits.csv", "--dry-run", "--date-order", "dmy", "--zone", "Asia/Dubai");
        said.ShouldContain("visits.csv (source: file): a preview, nothing is imported.");
        said.ShouldContain("3 lines read: 3 calls, because a line that names several clients is a call of each.");
        said.ShouldContain("0 calls will count.");
        said.ShouldContain("1  nobody answered (NO_ANSWER); line 3: cleo@example.com,04/04/2026 9:00,No answer,Cleo May");
        said.ShouldContain("1  the e-mail has no @; line 4: nobody,04/04/2026 9:00,x,");
        said.ShouldContain("Times: `03/04/2026 9:00` is read as 3 April 2026, 9:00 in Dubai (nothing in the file names another zone; the day comes first).");
        said.ShouldContain("1  Signed in → UNKNOWN (not known, not counted): --value \"Result:Signed in=COMPLETED\" is suggested");
        said.ShouldContain("3 clients would be made: Cleo May (cleo@example.com), anna@example.com, ben@example.com.");
        var json = await program.RunAsync("calls", "import", "visits.csv", "--dry-run", "--date-order", "dmy", "--value", "Result:signed in=completed", "--format", "json");
        var preview = JsonDocument.Parse(json).RootElement.EnumerateArray().ShouldHaveSingleItem();
        preview.GetProperty("counting").GetInt64().ShouldBe(2);
        preview.GetProperty("lines").GetInt64().ShouldBe(3);
        preview.GetProperty("comparison").GetProperty("added").GetInt64().ShouldBe(3);
        preview.GetProperty("times")[0].GetProperty("text").GetString().ShouldBe("03/04/2026 9:00");
        preview.GetProperty("values")[0].GetProperty("values")[0].GetProperty("suggestion").ValueKind.ShouldNotBe(JsonValueKind.Undefined);
        preview.GetProperty("first")[0].GetProperty("status").GetString().ShouldBe("COMPLETED");
        (await Asked.OneAsync<long>(database, "select (select count(*) from call_records) + (select count(*) from deliveries) + (select count(*) from source_readings)")).ShouldBe(0);
        Directory.EnumerateFiles(program.Folder, "*.rejects.csv").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_chosen_is_read_as_last_time_until_it_is_forgotten()
    {
        using var program = Program();
        await WriteAsync(program, "a.csv", "Client,When,Result\nanna@example.com,2025-11-03 09:00,Signed in\n");
        await WriteAsync(program, "b.csv", "Client,When,Result\nanna@example.com,2025-11-04 09:00,Signed in\n");
        (await program.RunAsync("calls", "import", "a.csv", "--map", "Client=client_email", "--value", "Result:Signed in=COMPLETED", "--zone", "UTC")).ShouldNotContain("last time");
        var seen = await program.RunAsync("calls", "import", "b.csv", "--dry-run");
        seen.ShouldContain("Note: read as last time (");
        seen.ShouldContain("1 call will count.");
        var said = await program.RunAsync("calls", "import", "b.csv");
        said.ShouldContain("the column 'Client' is client_email; \"Signed in\" in 'Result' means COMPLETED; times are UTC's");
        (await Asked.RowsAsync<string>(database, "select to_char(started_at at time zone 'UTC', 'DD HH24:MI') || ' ' || status from call_records order by started_at")).ShouldBe(["03 09:00 COMPLETED", "04 09:00 COMPLETED"]);
        var id = await Asked.OneAsync<long>(database, "select id from source_readings");
        (await program.RunAsync("calls", "readings", "--format", "csv")).ShouldContain("'Client' is client_email");
        // What is said now is what is kept, together with what was.
        await program.RunAsync("calls", "import", "b.csv", "--value", "Result:Left=DECLINED");
        (await Asked.OneAsync<int>(database, "select jsonb_array_length(choices -> 'words') from source_readings")).ShouldBe(2);
        (await FailAsync(program, "calls", "import", "b.csv", "--dry-run", "--as-new")).ShouldContain("b.csv does not say whose the calls are: no column is known as the client's e-mail or phone.");
        await program.RunAsync("calls", "readings", "--forget", $"{id}");
        (await FailAsync(program, "calls", "import", "b.csv")).ShouldContain("does not say whose the calls are");
        (await FailAsync(program, "calls", "readings", "--forget", $"{id}")).ShouldContain($"No choices are remembered under the number {id}");
    }

    [Fact]
    public async Task One_is_one_and_lines_come_before_calls()
    {
        using var program = Program();
        await WriteAsync(program, "one.csv", "client_email,started_at,status\nanna@example.com,2025-11-03 09:00,zorbed\n");
        var said = await program.RunAsync("calls", "import", "one.csv");
        said.ShouldContain("one.csv: 1 line read.");
        said.ShouldContain("1 client made (source: file).");
        said.ShouldContain("(1 line) is not a known value");
        await WriteAsync(program, "two.csv", "client_email,started_at\nben@example.com;cleo@example.com,2025-11-03 09:00\n\ndora@example.com,2025-11-03 09:00\n");
        said = await program.RunAsync("calls", "import", "two.csv");
        said.ShouldContain("two.csv: 2 lines read, which count as 3 because a line that names several clients is a call of each (1 blank one beside them).");
        said.ShouldContain("3 clients made");
        await WriteAsync(program, "none.csv", "client_phone,started_at,direction\n0501112233,2025-11-03 09:00,inbound\n");
        said = await program.RunAsync("calls", "import", "none.csv", "--match-only");
        said.ShouldContain("1 call is unmatched and kept. See whose it could be: vitals people unmatched.");
    }

    [Theory]
    [InlineData("--dry-run --format csv", "A preview cannot be written as CSV; use --format table or json with --dry-run.")]
    [InlineData("--whole", "--whole looks at all lines of a preview; add --dry-run")]
    [InlineData("--dry-run --duration-unit weeks", "'weeks' is not a unit of time; use one of: milliseconds, seconds, minutes, hours.")]
    public async Task What_cannot_be_is_a_sentence(string options, string says)
    {
        using var program = Program();
        await WriteAsync(program, "calls.csv", "email,started_at\na@example.com,2025-11-03\n");
        (await FailAsync(program, ["calls", "import", "calls.csv", .. options.Split(' ')])).ShouldContain(says);
    }

    private static async Task<string> FailAsync(BuiltProgram program, params string[] arguments)
    {
        var (exit, said, complained) = await program.TryAsync(arguments);
        exit.ShouldBe(1, said + complained);
        return complained;
    }
}
