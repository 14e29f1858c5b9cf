using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary><c>/api/v1/payments</c>.</summary>
public sealed class PaymentRoutesTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    [Fact]
    public async Task A_posted_payment_is_on_the_clients_record_to_the_last_digit_and_only_their_coach_sees_it()
    {
        var payment = new { client_email = " LEILA@example.com", paid_at = "2026-01-02T10:00:00+04:00", amount = 1200.505m, currency = "kwd", external_id = "c1", status = "Succeeded", method = "card" };
        (await door.PostAsync("service", "/api/v1/payments", payment)).Body.GetProperty("added").GetInt32().ShouldBe(1);
        (await door.PostAsync("service", "/api/v1/payments", payment)).Body.GetProperty("unchanged").GetInt32().ShouldBe(1);
        (await door.PostAsync("service", "/api/v1/payments", new { client_email = "leila@example.com", paid_at = "2026-01-03T10:00:00Z", minor_amount = 500, currency = "JPY", external_id = "r1", payment_key = "c1", status = "refund" })).Body.GetProperty("added").GetInt32().ShouldBe(1);
        var (_, seen) = await door.GetAsync("coach", $"/api/v1/payments?client={door.Leila}");
        seen.GetProperty("items").EnumerateArray().Select(one => $"{one.GetProperty("externalId")} {one.GetProperty("amount").GetDecimal()} {one.GetProperty("currency")} {one.GetProperty("status")} {one.GetProperty("paymentKey")}").ShouldBe(["r1 500 JPY REFUNDED c1", "c1 1200.505 KWD PAID "]);
        (await door.GetAsync("other", "/api/v1/payments")).Body.GetProperty("items").EnumerateArray().ShouldAllBe(item => item.GetProperty("clientEmail").GetString() != "leila@example.com");
        var id = seen.GetProperty("items")[0].GetProperty("id").GetInt64();
        (await door.GetAsync("coach", $"/api/v1/payments/{id}/versions")).Body.GetArrayLength().ShouldBe(1);
        (await door.GetAsync("other", $"/api/v1/payments/{id}/versions")).Status.ShouldBe(404);
        (await door.GetAsync("service", "/api/v1/payments?status=sold")).Status.ShouldBe(400);
        (await door.GetAsync("service", "/api/v1/payments?asOf=2020-01-01T00:00:00Z")).Body.GetProperty("items").GetArrayLength().ShouldBe(0);
        var refused = await door.PostAsync("service", "/api/v1/payments", new { client_email = "leila@example.com", paid_at = "2026-01-03T10:00:00Z" });
        refused.Body.GetProperty("refused")[0].GetProperty("reason").GetString().ShouldBe("no amount");
    }

    [Fact]
    public async Task A_coach_cannot_reach_another_book_by_a_payment_that_names_another()
    {
        (await door.PostAsync("service", "/api/v1/payments", new { client_email = "omar@example.com", external_id = "theirs", paid_at = "2026-01-03T10:00:00Z", amount = 10 })).Body.GetProperty("added").GetInt32().ShouldBe(1);
        var tried = await door.PostAsync("coach", "/api/v1/payments", new { payment_key = "theirs", external_id = "mine", paid_at = "2026-01-04T10:00:00Z", amount = 10, status = "refund" });
        (tried.Body.GetProperty("added").GetInt32(), tried.Body.GetProperty("rejected").GetInt32()).ShouldBe((0, 1));
    }
}
