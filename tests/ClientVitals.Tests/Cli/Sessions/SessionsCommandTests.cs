using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sessions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Sessions;

/// <summary><c>vitals sessions</c>: preview, import, list, show, undo; what was chosen is kept for the next file.</summary>
public sealed class SessionsCommandTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Visits = "Client email,When,Result,Class\nleila@example.com,03/11/2025 18:00,Turned up,Yoga\nomar@example.com,14/11/2025 18:00,No show,Yoga\nnobody,14/11/2025 18:00,x,Yoga\n";

    public async ValueTask InitializeAsync()
    {
        await SessionBook.ClearAsync(database);
        await database.DoAsync("delete from source_readings");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private BuiltProgram Program() => new(
        database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Server), database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Owner));

    private static Task WriteAsync(BuiltProgram program, string name, string text) => File.WriteAllTextAsync(Path.Combine(program.Folder, name), text, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_file_is_previewed_taught_imported_listed_and_undone()
    {
        using var program = Program();
        await WriteAsync(program, "visits.csv", Visits);
        var preview = await program.RunAsync("sessions", "import", "visits.csv", "--dry-run", "--zone", "Asia/Dubai", "--map", "Result=status");
        preview.ShouldContain("visits.csv (source: file): a preview, nothing is imported.");
        preview.ShouldContain("3 lines read, 2 sessions in them.");
        preview.ShouldContain("By status: 1 NO_SHOW, 1 UNKNOWN.");
        preview.ShouldContain("Turned up → UNKNOWN (not known): --value \"Result:Turned up=…\"");
        preview.ShouldContain("is read as Mon 3 Nov 2025 18:00 in Asia/Dubai (2025-11-03 14:00 UTC)");
        preview.ShouldContain("2 clients would be made: leila@example.com, omar@example.com.");
        (await Asked.OneAsync<long>(database, "select (select count(*) from sessions) + (select count(*) from deliveries) + (select count(*) from source_readings)")).ShouldBe(0);

        var said = await program.RunAsync("sessions", "import", "visits.csv", "--zone", "Asia/Dubai", "--map", "Result=status", "--value", "Result:Turned up=ATTENDED");
        said.ShouldContain("visits.csv: 3 lines read.");
        said.ShouldContain("added                 2");
        said.ShouldContain("rejected              1");
        // The next file of the same source begins with what was said of this one.
        var again = await program.RunAsync("sessions", "import", "visits.csv");
        again.ShouldContain("added                 0");
        again.ShouldContain("unchanged             2");
        again.ShouldContain("\"Turned up\" in 'Result' means ATTENDED");

        var list = JsonDocument.Parse(await program.RunAsync("sessions", "list", "--format", "json")).RootElement.EnumerateArray().ToList();
        list.Select(one => one.GetProperty("status").GetString()).ShouldBe(["NO_SHOW", "ATTENDED"]);
        (await program.RunAsync("sessions", "list", "--client", "leila@example.com", "--from", "2025-11-03", "--until", "2025-11-04", "--format", "csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        (await program.RunAsync("sessions", "list", "--status", "booked")).ShouldContain("There are no such sessions");
        (await program.RunAsync("sessions", "list", "--as-of", "2025-11-20")).ShouldContain("There are no such sessions");
        (await program.RunAsync("sessions", "show", list[0].GetProperty("id").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture))).ShouldContain("NO_SHOW");

        var second = await Asked.OneAsync<long>(database, "select max(id) from deliveries");
        await program.RunAsync("sessions", "undo", $"{second - 1}");
        // The second delivery told them again.
        (await Asked.OneAsync<int>(database, "select count(*)::int from sessions")).ShouldBe(2);
        (await program.RunAsync("sessions", "undo", $"{second}")).ShouldContain("sessions removed");
        (await Asked.OneAsync<int>(database, "select count(*)::int from sessions")).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_says_what_is_missing_and_the_option_that_helps()
    {
        using var program = Program();
        await WriteAsync(program, "odd.csv", "Who,Moment\nleila@example.com,2025-11-03 10:00\n");
        var (exit, _, failed) = await program.TryAsync("sessions", "import", "odd.csv");
        exit.ShouldBe(1);
        failed.ShouldContain("does not say whose the sessions are");
        failed.ShouldContain("--map COLUMN=client_email");
        (await program.RunAsync("sessions", "import", "odd.csv", "--map", "Who=client_email", "--map", "Moment=starts_at")).ShouldContain("added                 1");
    }
}
