using AngleSharp.Html.Parser;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Pages;

/// <summary>The pages Renewals due and Failed payments, their API and their files: of one's own book, by currency, and different answers where nothing is shown.</summary>
public sealed class MoneyPagesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<string> PageAsync(string who, string path, int status = 200) => HealthRoutesTests.TextAsync(door, who, path, status);

    /// <summary>The rows of the page's list, each cell by cell.</summary>
    private async Task<List<string>> RowsAsync(string who, string path)
    {
        using var page = await new HtmlParser().ParseDocumentAsync(await FileAsync(who, path), Cancel);
        return [.. page.QuerySelectorAll("table.list tbody tr").Select(row => string.Join(" | ", row.QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))))];
    }

    private async Task<string> FileAsync(string who, string path)
    {
        using var client = door.As(who);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        response.IsSuccessStatusCode.ShouldBeTrue(path);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    [Fact]
    public async Task Renewals_are_of_ones_own_book_and_say_why_nothing_is_shown()
    {
        await door.DoAsync("delete from packages");
        (await PageAsync("owner", "/renewals")).ShouldContain("No packages on record");
        await door.DoAsync(MoneyRows.Packages(door.Leila, door.Omar));
        (await PageAsync("owner", "/renewals")).ShouldContain("Packages are not counted yet");
        await door.DoAsync(MoneyRows.Counted(door.Leila, door.Omar));

        var due = await PageAsync("owner", "/renewals");
        due.ShouldContain("1 package runs out within 14 days");
        (await RowsAsync("owner", "/renewals")).ShouldBe(["Leila Haddad | in 5 days12 Jan 2026 | last day | 12 sessions | AED 1,200.00 | 3 of 12 | 1.6 | 5 Jan 2026 | Sara"]);
        due.ShouldContain("Worth AED 1,200.00");
        due.ShouldContain("Overdue (1)");
        due.ShouldNotContain("Omar Aziz");
        (await RowsAsync("owner", "/renewals?state=OVERDUE")).ShouldBe(["Omar Aziz | 6 days ago1 Jan 2026 | last day is over | 8 sessions | KWD 37.500 | – | 0.6 | 26 Dec 2025 | Tom"]);
        (await PageAsync("owner", "/renewals?within=3")).ShouldContain("No client's package runs out within 3 days.");
        (await PageAsync("owner", "/renewals?coach=Tom")).ShouldContain("These filters leave nobody in.");
        (await PageAsync("other", "/renewals")).ShouldNotContain("Leila");
        (await PageAsync("coach", "/renewals?state=OVERDUE")).ShouldContain("None overdue");
        await PageAsync("setter", "/renewals", 403);
        await PageAsync("owner", "/renewals?within=91", 400);

        var (_, list) = await door.GetAsync("coach", "/api/v1/packages/renewals");
        var one = list.GetProperty("items").EnumerateArray().Single();
        (one.GetProperty("clientName").GetString(), one.GetProperty("daysUntil").GetInt32(), one.GetProperty("dueBy").GetString(), one.GetProperty("price").GetDecimal(), one.GetProperty("currency").GetString()).ShouldBe(("Leila Haddad", 5, "LAST_DAY", 1200m, "AED"));
        (await door.GetAsync("coach", "/api/v1/packages/renewals/totals")).Body.GetArrayLength().ShouldBe(1);
        (await door.GetAsync("owner", "/api/v1/packages/renewals/totals")).Body.EnumerateArray().Select(total => $"{total.GetProperty("state")} {total.GetProperty("currency")} {total.GetProperty("value").GetDecimal()}").ShouldBe(["DUE AED 1200", "OVERDUE KWD 37.5"]);
        (await FileAsync("coach", "/renewals.csv")).Split("\r\n").ShouldBe(
        [
            "name,email,coach,segment,package,price,currency,due_on,days_until,due_by,expires_on,sessions_left,sessions_bought,sessions_per_week,last_session_on",
            "Leila Haddad,leila@example.com,Sara,,12 sessions,1200,AED,2026-01-12,5,LAST_DAY,2026-01-12,3,12,1.6,2026-01-05",
            "",
        ]);
        (await FileAsync("other", "/renewals.csv")).ShouldNotContain("Leila");
        (await PageAsync("coach", $"/clients/{door.Leila}")).ShouldContain("12 sessions, AED 1,200.00: ends in 5 days, on 12 Jan 2026. 3 sessions are left (counted");
        // Few sessions at their own pace come before the last day.
        await door.DoAsync($"update client_health_scores set outstanding_sessions = 1, sessions_last_30d = 30 where client_id = '{door.Leila}'");
        (await RowsAsync("coach", "/renewals")).Single().ShouldStartWith("Leila Haddad | tomorrow8 Jan 2026 | 1 session left at their pace");
    }

    [Fact]
    public async Task Failed_payments_are_of_ones_own_book_with_disputes_and_refunds_apart_and_what_was_recovered()
    {
        await door.DoAsync("delete from payments");
        (await PageAsync("owner", "/failed-payments")).ShouldContain("No payments on record");
        await door.DoAsync(MoneyRows.Payments(door.Leila, door.Omar));
        var failed = await PageAsync("owner", "/failed-payments");
        failed.ShouldContain("2 failed payments are not paid yet");
        failed.ShouldContain("Recovered in the last 30 days: KWD 37.500 (1 payment)");
        (await RowsAsync("owner", "/failed-payments")).ShouldBe(
        [
            "nobody@example.com unmatched | 15 | 5 Jan 2026 | once | – | – | –",
            "Leila Haddad | AED 400.00 | 23 Dec 2025 | 2 times since 20 Dec 2025 | Card declined | Membership | Sara",
        ]);
        failed.ShouldNotContain("Omar");
        (await RowsAsync("owner", "/failed-payments?kind=DISPUTED")).ShouldBe(["Omar Aziz | USD 90.00 | 10 Dec 2025 | Fraudulent | ch-0 | Tom"]);
        (await RowsAsync("owner", "/failed-payments?kind=REFUNDED")).Single().ShouldStartWith("Omar Aziz | USD 20.00 | 11 Dec 2025");
        var other = await PageAsync("other", "/failed-payments");
        other.ShouldContain("No failed payment is open");
        other.ShouldContain("Every payment that failed in the last 90 days is paid.");
        await PageAsync("setter", "/failed-payments", 403);
        await PageAsync("owner", "/failed-payments?kind=PAID", 400);

        var (_, list) = await door.GetAsync("coach", "/api/v1/payments/failed");
        list.GetProperty("items").EnumerateArray().Select(one => $"{one.GetProperty("externalId")} {one.GetProperty("tries")} {one.GetProperty("reason")}").ShouldBe(["ch-2 2 Card declined"]);
        (await door.GetAsync("owner", "/api/v1/payments/failed/totals")).Body.EnumerateArray().Select(total => $"{total.GetProperty("kind")} {total.GetProperty("currency")} {total.GetProperty("amount").GetDecimal()}")
            .ShouldBe(["DISPUTED USD 90", "FAILED AED 400", "FAILED  15", "RECOVERED KWD 37.5", "REFUNDED USD 20"]);
        (await FileAsync("owner", "/failed-payments.csv?kind=DISPUTED")).ShouldContain("DISPUTED,Omar Aziz,omar@example.com,Tom,,90,USD,2025-12-10T08:00:00.0000000+00:00");
        (await FileAsync("other", "/failed-payments.csv")).ShouldNotContain("leila");
        var client = await PageAsync("coach", $"/clients/{door.Leila}");
        client.ShouldContain("Failed and not paid yet: AED 400.00 on 23 Dec 2025");
        (await PageAsync("setter", $"/clients/{door.Leila}")).ShouldNotContain("not paid yet");
        // Paid, and it leaves the list.
        await door.DoAsync($"insert into payments (client_id, source, external_id, record_key, paid_at, amount, currency, status, invoice_key, known_from) values ('{door.Leila}', 'stripe', 'ch-6', 'ch-6', '2026-01-06 08:00Z', 400, 'AED', 'PAID', 'in-1', '2026-01-06 08:00Z')");
        (await PageAsync("coach", "/failed-payments")).ShouldContain("Recovered in the last 30 days: AED 400.00 (1 payment)");
    }
}
