using System.Globalization;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Packages;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Packages;

/// <summary><c>vitals packages</c>: preview, import, list with what is left, show, undo.</summary>
public sealed class PackagesCommandTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await PackageBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_file_is_previewed_imported_listed_with_what_is_left_shown_and_undone()
    {
        using var program = new BuiltProgram(database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Server), database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Owner));
        async Task WriteAsync(string name, string text) => await File.WriteAllTextAsync(Path.Combine(program.Folder, name), text, TestContext.Current.CancellationToken);
        await WriteAsync("packages.csv", "Client email,Package id,Package,Bought on,Sessions bought,Remaining,Price,Currency,State of it\nleila@example.com,p1,12 sessions,2025-11-03,12,11,1200,AED,Running on\nomar@example.com,p2,8 sessions,2025-11-14,8,3,37.5,KWD,Frozen\n");
        await WriteAsync("sessions.csv", "Client email,Session id,Starts at,Status,Package id\nleila@example.com,s1,2025-11-05 10:00,Attended,p1\nomar@example.com,s2,2025-11-15 10:00,Attended,p2\n");
        var preview = await program.RunAsync("packages", "import", "packages.csv", "--dry-run", "--map", "State of it=status");
        preview.ShouldContain("2 lines read, 2 packages in them.");
        preview.ShouldContain("Running on → UNKNOWN (not known): --value \"State of it:Running on=…\"");
        (await program.RunAsync("packages", "import", "packages.csv", "--map", "State of it=status", "--value", "State of it:Running on=ACTIVE")).ShouldContain("added                 2");
        await program.RunAsync("sessions", "import", "sessions.csv", "--zone", "UTC");
        var list = JsonDocument.Parse(await program.RunAsync("packages", "list", "--format", "json")).RootElement.EnumerateArray().ToList();
        list.Select(one => $"{one.GetProperty("external_id")} {one.GetProperty("status")} {one.GetProperty("sessions_left")} {one.GetProperty("price")} {one.GetProperty("currency")}").ShouldBe(["p2 FROZEN 7 37.5 KWD", "p1 ACTIVE 11 1200 AED"]);
        (await program.RunAsync("packages", "list", "--differing", "--format", "csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        (await program.RunAsync("packages", "list", "--differing", "--client", "leila@example.com")).ShouldContain("Of no package does the source say another number");
        (await program.RunAsync("packages", "list", "--status", "expired")).ShouldContain("There are no such packages");
        (await program.RunAsync("packages", "list", "--as-of", "2025-11-20")).ShouldContain("There are no such packages");
        (await program.RunAsync("packages", "show", list[0].GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture))).ShouldContain("FROZEN");
        var (exit, _, failed) = await program.TryAsync("packages", "show", "999999");
        (exit, failed.Trim()).ShouldBe((1, "There is no package 999999; vitals packages list shows them."));
        (await program.RunAsync("packages", "renewals")).ShouldContain("No package runs out within 14 days.", Case.Sensitive, "the first import was scored by itself");
        await database.DoAsync("update client_health_scores set outstanding_sessions = 2, sessions_last_30d = 15, sessions_last_90d = 15, days_since_last_session = 1, calculated_at = now(), calculated_on = public.business_today() where email = 'leila@example.com'");
        var due = JsonDocument.Parse(await program.RunAsync("packages", "renewals", "--format", "json")).RootElement.EnumerateArray().Single();
        $"{due.GetProperty("email")} {due.GetProperty("days_until")} {due.GetProperty("due_by")} {due.GetProperty("price")} {due.GetProperty("currency")}".ShouldBe("leila@example.com 4 SESSIONS 1200 AED");
        (await program.RunAsync("packages", "renewals", "--within", "30")).ShouldContain("1 run out within 30 days: AED 1200 (1).");
        (await program.RunAsync("packages", "renewals", "--overdue")).ShouldContain("No renewal is overdue.");
        (await program.RunAsync("packages", "undo", $"{await Asked.OneAsync<long>(database, "select min(id) from deliveries where entity = 'packages'")}")).ShouldContain("packages removed");
        (await Asked.OneAsync<int>(database, "select count(*)::int from packages")).ShouldBe(0);
    }
}
