using System.Globalization;
using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Payments;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Payments;

/// <summary><c>vitals payments</c>: preview, import, list, show, undo.</summary>
public sealed class PaymentsCommandTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await PaymentBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_file_is_previewed_imported_listed_shown_and_undone()
    {
        using var program = new BuiltProgram(database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Server), database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Owner));
        await File.WriteAllTextAsync(Path.Combine(program.Folder, "payments.csv"),
            "Client email,Payment id,Paid at,Amount,Currency,Outcome\nleila@example.com,c1,2025-11-03 10:00,\"1,200.50\",AED,Cleared\nomar@example.com,c2,2025-11-14 10:00,37.505,KWD,Declined\nomar@example.com,c3,2025-11-15 10:00,,KWD,Cleared\n", TestContext.Current.CancellationToken);
        var preview = await program.RunAsync("payments", "import", "payments.csv", "--dry-run", "--zone", "UTC", "--map", "Outcome=status");
        preview.ShouldContain("3 lines read, 2 payments in them.");
        preview.ShouldContain("Cleared → UNKNOWN (not known): --value \"Outcome:Cleared=…\"");
        (await program.RunAsync("payments", "import", "payments.csv", "--zone", "UTC", "--map", "Outcome=status", "--value", "Outcome:Cleared=PAID")).ShouldContain("added                 2");
        var list = JsonDocument.Parse(await program.RunAsync("payments", "list", "--format", "json")).RootElement.EnumerateArray().ToList();
        list.Select(one => $"{one.GetProperty("external_id")} {one.GetProperty("amount")} {one.GetProperty("currency")} {one.GetProperty("status")}").ShouldBe(["c2 37.505 KWD FAILED", "c1 1200.50 AED PAID"]);
        (await program.RunAsync("payments", "list", "--status", "disputed")).ShouldContain("There are no such payments");
        (await program.RunAsync("payments", "list", "--as-of", "2025-11-20")).ShouldContain("There are no such payments");
        (await program.RunAsync("payments", "show", list[0].GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture))).ShouldContain("FAILED");
        var failed = await program.RunAsync("payments", "failed", "--days", "730");
        failed.ShouldContain("Failed and not paid yet: KWD 37.505 (1).");
        failed.ShouldContain("omar@example.com");
        (await program.RunAsync("payments", "undo", $"{await Asked.OneAsync<long>(database, "select min(id) from deliveries where entity = 'payments'")}")).ShouldContain("payments removed");
        (await Asked.OneAsync<int>(database, "select count(*)::int from payments")).ShouldBe(0);
    }
}
