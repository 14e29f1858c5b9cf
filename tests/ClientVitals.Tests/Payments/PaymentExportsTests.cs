using ClientVitals.Payments;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Payments;

/// <summary>Exports of known systems, as they document them.</summary>
public sealed class PaymentExportsTests
{
    [Fact]
    public void Stripes_payments_as_a_file()
    {
        var (rows, rejected, file) = PaymentBook.Read("""
            id,Created (UTC),Amount,Amount Refunded,Currency,Description,Status,Customer ID,Customer Email
            ch_1,2025-11-03 10:00:00,52.50,0.00,aed,12 sessions,Paid,cus_1,leila@example.com
            ch_2,2025-11-04 10:00:00,52.50,0.00,aed,12 sessions,Failed,cus_1,leila@example.com
            ch_3,2025-11-05 10:00:00,1.234,0.000,kwd,Drop in,Refunded,cus_2,omar@example.com
            """);
        rejected.ShouldBeEmpty();
        file.Source.ShouldBe("stripe");
        rows.Select(row => $"{row["external_id"].Text} {row["amount"].Text} {row["currency"].Text} {row["status"].Text} {row["client_key"].Text} {row["reference"].Text}").ShouldBe(
            ["ch_1 52.50 AED PAID cus_1 12 sessions", "ch_2 52.50 AED FAILED cus_1 12 sessions", "ch_3 1.234 KWD REFUNDED cus_2 Drop in"]);
        // UTC, as the column's name says.
        rows[0]["paid_at"].Moment.ShouldBe(new DateTimeOffset(2025, 11, 3, 10, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void The_file_of_the_simulated_business()
    {
        var (rows, rejected, _) = PaymentBook.Read(ClientVitals.Simulation.Facts.FactFiles.PaymentHeader + "\n"
            + "leila@example.com,+971501112233,pay-1-1,2025-11-03T10:00:00Z,1200.00,AED,PAYMENT,pkg-1-1,,CARD,2025-11-03T10:00:05Z\n"
            + "leila@example.com,+971501112233,pay-1-2,2025-11-05T10:00:00Z,600.00,AED,REFUND,pkg-1-1,pay-1-1,CARD,2025-11-05T10:00:05Z\n"
            + "leila@example.com,+971501112233,pay-1-3,2025-11-06T10:00:00Z,600.00,AED,FAILED,pkg-1-1,,CARD,2025-11-06T10:00:05Z\n"
            + "leila@example.com,+971501112233,pay-1-4,2025-11-07T10:00:00Z,600.00,AED,DISPUTE,pkg-1-1,pay-1-1,CARD,2025-11-07T10:00:05Z\n");
        rejected.ShouldBeEmpty();
        rows.Select(row => $"{row["status"].Text} {row.GetValueOrDefault("payment_key").Text} {row["package_key"].Text} {row["method"].Text}").ShouldBe(
            ["PAID  pkg-1-1 CARD", "REFUNDED pay-1-1 pkg-1-1 CARD", "FAILED  pkg-1-1 CARD", "DISPUTED pay-1-1 pkg-1-1 CARD"]);
    }

    [Theory]
    [InlineData("5250", "aed", "52.5")]
    [InlineData("1234", "kwd", "1.234")]
    [InlineData("500", "jpy", "500")]
    [InlineData("7", "OMR", "0.007")]
    public void An_amount_in_the_smallest_unit_is_divided_by_what_its_currency_has(string smallest, string currency, string amount)
    {
        var (rows, _, _) = PaymentBook.Read($"Email,Paid at,Amount (minor),Currency\nleila@example.com,2025-11-03,{smallest},{currency}\n");
        decimal.Parse(rows[0]["amount"].Text!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Money_given_back_is_no_negative_sale_and_what_cannot_be_is_refused_with_its_reason()
    {
        var (rows, rejected, _) = PaymentBook.Read("""
            Email,Payment id,Paid at,Amount,Amount minor,Currency,Status
            leila@example.com,1,2025-11-03 10:00,-50,,AED,
            leila@example.com,2,2025-11-03 10:00,(50.00),,AED,Paid
            leila@example.com,3,2025-11-03 10:00,-50,,AED,Failed
            leila@example.com,4,2025-11-03 10:00,,5000,,Paid
            leila@example.com,5,2025-11-03 10:00,free,,AED,Paid
            leila@example.com,6,2026-11-03 10:00,50,,AED,Paid
            leila@example.com,7,2026-11-03 10:00,50,,AED,Pending
            leila@example.com,8,,50,,AED,Paid
            Total,,,250,,,
            """);
        rows.Select(row => $"{row["external_id"].Text} {row["amount"].Text} {row["status"].Text}").ShouldBe(["1 50 REFUNDED", "2 50.00 REFUNDED", "3 50 FAILED", "7 50 PENDING"]);
        rejected.Select(one => one.Reason).ShouldBe(["the amount is in the smallest unit of a currency that is not said", "no amount", "is in the future and said to be over", "no moment of payment", "is a total, not a payment"]);
    }

    [Fact]
    public void Every_name_of_a_column_and_every_word_stands_for_one_thing()
    {
        foreach (var field in PaymentFact.Payments.Own)
            field.Names.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(name => name == WordKey.Of(name), field.Word);
        foreach (var meaning in PaymentFact.Statuses.Meanings)
        {
            PaymentFact.Statuses.TryFind(meaning, out var found).ShouldBeTrue();
            found.ShouldBe(meaning);
        }
    }
}
