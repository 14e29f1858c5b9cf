using ClientVitals.Simulation.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation.Facts;

public sealed class SimulatedPaymentsTests
{
    private static readonly IReadOnlyList<FollowedClient> Clients = FollowedTown.Clients;

    [Fact]
    public void Each_refund_and_each_dispute_names_an_earlier_payment_and_gives_back_no_more_than_it()
    {
        var (refunds, disputes) = (0, 0);
        foreach (var client in Clients.Concat(FollowedTown.Leavers))
        {
            var payments = client.Payments.Where(payment => payment.Week == 0).ToDictionary(payment => payment.Number);
            foreach (var back in client.Payments.Where(payment => payment.Kind is PaymentKind.Refund or PaymentKind.Dispute))
            {
                var payment = payments[back.RefundOf];
                payment.Kind.ShouldBe(PaymentKind.Payment);
                (payment.Currency, payment.Package).ShouldBe((back.Currency, back.Package));
                back.PaidAt.ShouldBeGreaterThan(payment.PaidAt);
                back.AmountMinor.ShouldBeInRange(1, payment.AmountMinor);
                client.Payments.Count(other => other.RefundOf == back.RefundOf).ShouldBe(1);
                if (back.Kind == PaymentKind.Refund) refunds++;
                else disputes++;
            }
        }
        var all = Clients.SelectMany(client => client.Payments).ToList();
        all.Where(payment => payment.RefundOf == 0 == payment.Kind is PaymentKind.Refund or PaymentKind.Dispute).ShouldBeEmpty();
        all.Where(payment => payment.ModifiedAt <= payment.PaidAt || payment.AmountMinor <= 0).ShouldBeEmpty();
        refunds.ShouldBeGreaterThan(100);
        disputes.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void What_is_paid_for_a_package_is_its_price_unless_the_client_left_or_did_not_pay()
    {
        var (whole, faults) = (0, new List<(int Client, int Package)>());
        foreach (var client in Clients)
        {
            foreach (var (at, story) in client.Stories.Index())
            {
                var paid = client.Payments.Where(payment => payment.Package == at + 1 && payment.Kind == PaymentKind.Payment).ToList();
                var twice = client.Payments.Where(payment => payment.Package == at + 1 && payment.Kind == PaymentKind.Refund
                    && payment.AmountMinor == client.Payments.Single(other => other.Week == 0 && other.Number == payment.RefundOf).AmountMinor).Sum(payment => payment.AmountMinor);
                var sum = paid.Sum(payment => payment.AmountMinor);
                if (sum - twice > story.PriceMinor || paid.Exists(payment => payment.Currency != story.Currency)) faults.Add((client.Resident.Index, at + 1));
                if (sum == story.PriceMinor) whole++;
            }
        }
        faults.ShouldBeEmpty();
        var packages = Clients.Sum(client => client.Stories.Length);
        whole.ShouldBeGreaterThan(packages * 95 / 100);
    }

    [Fact]
    public void Charges_fail_at_the_stated_rate_and_are_tried_again()
    {
        var (first, failed, again, recovered) = (0, 0, 0, 0);
        foreach (var client in Clients.Where(client => client.Training.Method is PaymentMethod.Card or PaymentMethod.PaymentLink))
        {
            foreach (var (at, story) in client.Stories.Index())
            {
                var day = FollowedTown.Clock.DayOf(story.BoughtAt);
                if (client.Training.Life.Strain(day) > 0) continue;
                var tries = client.Payments.Where(payment => payment.Package == at + 1 && payment.PaidAt <= story.BoughtAt + 15 * 86_400).ToList();
                first++;
                if (tries[0].Kind != PaymentKind.Failed) continue;
                failed++;
                if (tries.Count > 1 && tries[1].Kind is PaymentKind.Payment or PaymentKind.Failed) again++;
                if (tries.Exists(payment => payment.Kind == PaymentKind.Payment)) recovered++;
            }
        }
        ((double)failed).ShouldBe(first * FactRates.CardFails, FollowedTown.Tolerance(first, FactRates.CardFails));
        again.ShouldBe(failed);
        var recovers = 1 - Math.Pow(1 - FactRates.RetrySucceeds, 3) * (1 - FactRates.SettledByTransfer);
        ((double)recovered).ShouldBe(failed * recovers, FollowedTown.Tolerance(failed, recovers));
    }

    [Fact]
    public void A_package_that_is_never_paid_is_cancelled()
    {
        var unpaid = 0;
        foreach (var client in Clients)
        {
            foreach (var (at, story) in client.Stories.Index())
            {
                var tries = client.Payments.Where(payment => payment.Package == at + 1).ToList();
                if (tries.Exists(payment => payment.Kind == PaymentKind.Payment) || story.BoughtAt > FollowedTown.AsOf.AddDays(-20).ToUnixTimeSeconds()) continue;
                unpaid++;
                tries.Count.ShouldBe(4);
                story.State.ShouldBeOneOf(PackageState.Cancelled, PackageState.UsedUp);
            }
        }
        unpaid.ShouldBeGreaterThan(3);
    }

    [Fact]
    public void Currencies_differ_between_clients_and_even_within_one()
    {
        var shares = Clients.CountBy(client => client.Training.Currency).ToDictionary();
        foreach (var (currency, share) in new[] { (Currency.Aed, 0.92), (Currency.Usd, 0.05), (Currency.Kwd, 0.03) })
            ((double)shares[currency]).ShouldBe(Clients.Count * share, FollowedTown.Tolerance(Clients.Count, share));
        Clients.Where(client => client.Packages.Any(package => package.Currency != client.Training.Currency)).ShouldBeEmpty();
        Clients.Where(client => client.Payments.Any(payment => payment.Currency != (payment.Week == 0 ? client.Training.Currency : Currency.Aed))).ShouldBeEmpty();
        Clients.Count(client => client.Payments.Select(payment => payment.Currency).Distinct().Count() > 1).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void An_amount_has_the_decimals_of_its_currency()
    {
        var faults = new List<string>();
        var (_, packages, payments) = FollowedTown.Csv(FollowedTown.Town with { Clients = 400 }, FollowedTown.AsOf);
        foreach (var (amount, currency) in FollowedTown.Rows(payments).Values.Select(row => (row["amount"], row["currency"]))
            .Concat(FollowedTown.Rows(packages).Values.Select(row => (row["price"], row["currency"]))))
        {
            var decimals = amount.Length - 1 - amount.IndexOf('.');
            if (decimals != (currency == "KWD" ? 3 : 2) || !decimal.TryParse(amount, out _)) faults.Add($"{amount} {currency}");
        }
        faults.ShouldBeEmpty();
        FollowedTown.Rows(packages).Values.Where(row => row["currency"] == "KWD").Select(row => row["price"]).ShouldContain("183.500");
        FollowedTown.Rows(packages).Values.Select(row => row["price"]).ShouldContain("1980.00");
    }
}
