using System.Text.Json;
using ClientVitals.Packages;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Packages;

/// <summary>Exports and messages of known systems, as they document them.</summary>
public sealed class PackageExportsTests
{
    [Fact]
    public void Mindbodys_services_as_a_file()
    {
        var (rows, rejected, file) = PackageBook.Read("""
            Id,ClientID,Name,PaymentDate,ActiveDate,ExpirationDate,Count,Remaining,Returned
            900,c-1,12 Sessions,2025-11-01T00:00:00,2025-11-03T00:00:00,2026-02-03T00:00:00,12,9,false
            901,c-2,Unlimited Month,2025-11-01T00:00:00,2025-11-01T00:00:00,2025-12-01T00:00:00,99999,99998,false
            902,c-2,8 Sessions,2025-10-01T00:00:00,2025-10-01T00:00:00,2025-09-01T00:00:00,8,-1,true
            """);
        rejected.ShouldBeEmpty();
        file.Source.ShouldBe("mindbody");
        (rows[0]["kind"].Text, rows[0]["client_key"].Text, rows[0]["external_id"].Text, rows[0]["sessions_bought"].Number, rows[0]["source_remaining"].Number).ShouldBe(("12 Sessions", "c-1", "900", 12, 9));
        (rows[0]["bought_on"].Day, rows[0]["starts_on"].Day, rows[0]["expires_on"].Day).ShouldBe((new DateOnly(2025, 11, 1), new DateOnly(2025, 11, 3), new DateOnly(2026, 2, 3)));
        rows[0].ShouldNotContainKey("name");
        rows[1].Keys.Intersect(["sessions_bought", "source_remaining"]).ShouldBeEmpty();
        rows[2]["status"].Text.ShouldBe("REFUNDED");
        rows[2].ShouldNotContainKey("expires_on");
        rows[2]["source_remaining"].Number.ShouldBe(-1);
        var notes = file.Notes.Select(note => note.Said.ToString()).ToList();
        notes.ShouldContain(said => said.Contains("hold more than 1 000 sessions", StringComparison.Ordinal));
        notes.ShouldContain(said => said.Contains("would end before they begin", StringComparison.Ordinal));
    }

    [Fact]
    public void Mindbodys_answer_of_client_services()
    {
        using var json = JsonDocument.Parse("""{"PaginationResponse": {"TotalResults": 1}, "ClientServices": [{"ActiveDate": "2025-11-03T00:00:00", "Count": 12, "Current": true, "ExpirationDate": "2026-02-03T00:00:00", "Id": 900, "ProductId": 1364, "Name": "12 Sessions", "PaymentDate": "2025-11-01T00:00:00", "Program": {"Id": 22, "Name": "PT"}, "Remaining": 9, "SiteId": -99, "Action": "None", "ClientID": "c-1", "Returned": false}]}""");
        var rows = PackageFact.Entity.ReadMessage("mindbody", json.RootElement).ShouldNotBeNull();
        using var file = FactFile.Of(ClientVitals.People.ClientIdentity.Rules, "message", rows, PackageBook.Dubai);
        var refused = new List<Reject>();
        var row = file.Rows(refused.Add, TestContext.Current.CancellationToken).ToList().ShouldHaveSingleItem();
        refused.ShouldBeEmpty();
        FactValue Of(string word) => row.Values[PackageFact.Packages.Find(word)];
        (Of("external_id").Text, Of("client_key").Text, Of("kind").Text, Of("sessions_bought").Number, Of("source_remaining").Number).ShouldBe(("900", "c-1", "12 Sessions", 12, 9));
        (Of("bought_on").Day, Of("starts_on").Day, Of("expires_on").Day).ShouldBe((new DateOnly(2025, 11, 1), new DateOnly(2025, 11, 3), new DateOnly(2026, 2, 3)));
        Of("status").IsGiven.ShouldBeFalse();
    }

    [Fact]
    public void The_file_of_the_simulated_business()
    {
        var (rows, rejected, _) = PackageBook.Read(ClientVitals.Simulation.Facts.FactFiles.PackageHeader + "\nleila@example.com,+971501112233,pkg-1-2,12 sessions,2025-11-01,2025-11-03,2026-02-03,12,37.500,KWD,pkg-1-1,ACTIVE,2025-11-01T08:00:00Z\n");
        rejected.ShouldBeEmpty();
        var row = rows.ShouldHaveSingleItem();
        (row["kind"].Text, row["price"].Text, row["currency"].Text, row["renewed_from"].Text, row["status"].Text).ShouldBe(("12 sessions", "37.500", "KWD", "pkg-1-1", "ACTIVE"));
        row.ShouldNotContainKey("name");
    }

    [Theory]
    [InlineData("aed", "AED")]
    [InlineData("€", "EUR")]
    [InlineData("Dhs.", "AED")]
    [InlineData("DHS", "AED")]
    [InlineData("US$", "USD")]
    [InlineData("$", null)]
    [InlineData("Gold", null)]
    public void A_currency_is_its_code_or_is_left_out(string written, string? code)
    {
        var (rows, _, file) = PackageBook.Read($"Email,Bought on,Price,Currency\nleila@example.com,2025-11-03,100,{written}\n");
        rows[0].GetValueOrDefault("currency").Text.ShouldBe(code);
        rows[0]["price"].Text.ShouldBe("100");
        if (code is null)
            file.Notes.Select(note => note.Said.ToString()).ShouldContain(said => said.Contains("is not a currency's code", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Status", "On hold", "FROZEN")]
    [InlineData("Status", "Canceled", "CANCELLED")]
    [InlineData("Frozen", "yes", "FROZEN")]
    [InlineData("Cancellation date", "2025-11-20", "CANCELLED")]
    [InlineData("Transferred", "true", "TRANSFERRED")]
    [InlineData("Status", "On a quest", "UNKNOWN")]
    public void What_became_of_it_is_read_from_words_and_from_columns_beside_them(string column, string value, string status)
    {
        var (rows, _, _) = PackageBook.Read($"Email,Bought on,{column}\nleila@example.com,2025-11-03,{value}\n");
        rows[0]["status"].Text.ShouldBe(status);
    }

    [Fact]
    public void What_cannot_be_is_left_out_or_refused_with_its_reason()
    {
        var (rows, rejected, file) = PackageBook.Read("""
            Email,Package id,Bought on,Sessions bought,Price,Currency
            leila@example.com,1,1970-01-01,12,100,AED
            leila@example.com,2,,12,100,AED
            leila@example.com,3,2025-11-03,-12,-100,AED
            leila@example.com,4,2025-11-03,Unlimited,free,AED
            Total,,,,,
            """);
        rejected.Select(one => one.Reason).ShouldBe(["the day of purchase is an impossible date", "no day of purchase", "is a total, not a package"]);
        rows.Select(row => string.Join(' ', row.Keys.Order(StringComparer.Ordinal))).ShouldBe(["bought_on client_email currency external_id", "bought_on client_email currency external_id"]);
        var notes = file.Notes.Select(note => note.Said.ToString()).ToList();
        notes.ShouldContain(said => said.Contains("kept without price: \"-100\" is negative", StringComparison.Ordinal));
        notes.ShouldContain(said => said.Contains("\"Unlimited\" is not a whole number", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_name_of_a_column_and_every_word_stands_for_one_thing()
    {
        foreach (var field in PackageFact.Packages.Own)
            field.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(name => name == WordKey.Of(name), field.Word);
        foreach (var meaning in PackageFact.Statuses.Meanings)
        {
            PackageFact.Statuses.TryFind(meaning, out var found).ShouldBeTrue();
            found.ShouldBe(meaning);
        }
    }
}
