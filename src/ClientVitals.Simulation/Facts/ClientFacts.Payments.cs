using ClientVitals.Statistics;

namespace ClientVitals.Simulation.Facts;

/// <content>What is paid for packages, what fails, and what is given back.</content>
public sealed partial class ClientFacts
{
    private static readonly int[] RetryDays = [1, 3, 7];

    private const int UnpaidAfterDays = 15;
    private const int DaysBetweenInstalments = 30;
    private const int SessionsWorthARefund = 3;

    // Payments for training so far; each has a number.
    private int _paid;

    // At once, or in instalments.
    private void Pay(int package, ref SplitMix64 chance)
    {
        var (at, day, price, size) = (_stories[package].BoughtAt, _stories[package].BoughtOn, _stories[package].PriceMinor, _stories[package].Size);
        var parts = PriceList.Instalments(size);
        if (!chance.Happens(size == PackageSize.TwentyFour ? 0.45 : 0.25)) parts = 1;
        for (var part = 0; part < parts && _stories[package].UnpaidAt == Never; part++)
        {
            var dueAt = part == 0 ? at + 60 : _clock.At(day + DaysBetweenInstalments * part, 9 * Hour + chance.Below(2 * Hour));
            Charge(package, dueAt, part == 0 ? price - (parts - 1) * (price / parts) : price / parts, ref chance);
        }
    }

    private void Charge(int package, long dueAt, long amount, ref SplitMix64 chance)
    {
        var method = _training.Method;
        var automatic = method is PaymentMethod.Card or PaymentMethod.PaymentLink;
        var gone = dueAt >= _stopsAt;
        var fails = gone ? 0.5 : FactRates.CardFails * (1 + 0.6 * _training.Life.Strain(_clock.DayOf(dueAt)));
        if (!automatic || !chance.Happens(fails))
        {
            // Instalments of somebody who has left are not asked for any more, or tried where that goes by itself: their card says no.
            if (!gone) Receive(package, dueAt, amount, method, ref chance);
            return;
        }
        AddPayment(dueAt, amount, PaymentKind.Failed, package + 1, 0, method, dueAt + 10);
        foreach (var days in RetryDays)
        {
            var at = dueAt + days * Day + chance.Below(Hour);
            if (!gone && chance.Happens(FactRates.RetrySucceeds))
            {
                Receive(package, at, amount, method, ref chance);
                return;
            }
            AddPayment(at, amount, PaymentKind.Failed, package + 1, 0, method, at + 10);
        }
        var settledAt = dueAt + (9 + chance.Below(5)) * Day + chance.Below(4 * Hour);
        if (gone) return;
        if (chance.Happens(FactRates.SettledByTransfer)) Receive(package, settledAt, amount, PaymentMethod.BankTransfer, ref chance);
        else _stories[package].UnpaidAt = Math.Min(_stories[package].UnpaidAt, dueAt + UnpaidAfterDays * Day);
    }

    private void Receive(int package, long at, long amount, PaymentMethod method, ref SplitMix64 chance)
    {
        var lag = WritingLag(method, ref chance);
        var number = AddPayment(at, amount, PaymentKind.Payment, package + 1, 0, method, at + lag);
        var draw = chance.Unit();
        var automatic = method is PaymentMethod.Card or PaymentMethod.PaymentLink;
        if (draw < FactRates.ChargedTwice)
        {
            if (!automatic) return;
            var again = AddPayment(at + 40, amount, PaymentKind.Payment, package + 1, 0, method, at + 50);
            var backAt = at + Hour + chance.Below(30 * Hour);
            AddPayment(backAt, amount, PaymentKind.Refund, package + 1, again, method, backAt + 20);
        }
        else if (draw < FactRates.ChargedTwice + FactRates.Goodwill)
        {
            var backAt = at + 3 * Day + chance.Below(17 * Day);
            var part = Math.Min(amount, PriceList.PerSession(_stories[package].Size, _stories[package].PriceMinor));
            AddPayment(backAt, part, PaymentKind.Refund, package + 1, number, method, backAt + lag);
        }
        else if (draw < FactRates.ChargedTwice + FactRates.Goodwill + FactRates.Disputed && automatic)
        {
            var disputedAt = at + 20 * Day + chance.Below(40 * Day);
            AddPayment(disputedAt, amount, PaymentKind.Dispute, package + 1, number, method, disputedAt + 2 * Hour);
        }
    }

    // A terminal writes by itself; cash is entered in the evening or later, transfers when the bank's list is read.
    private static int WritingLag(PaymentMethod method, ref SplitMix64 chance)
    {
        var draw = chance.Unit();
        return method switch
        {
            PaymentMethod.BankTransfer => Hour + (int)(47 * Hour * draw),
            PaymentMethod.Cash => draw < 0.75 ? 60 + (int)(4800 * draw) : 6 * Hour + (int)(168 * Hour * (draw - 0.75)),
            _ => 5 + (int)(55 * draw),
        };
    }

    // They have stopped: a few of those who have enough left ask for the rest.
    private void Stop()
    {
        var at = _stopAt;
        _stopAt = Never;
        for (var package = _firstOpen; package < _packages; package++)
        {
            ref var story = ref _stories[package];
            if (!story.IsOpen || story.Left is not >= SessionsWorthARefund) continue;
            var chance = story.Chance;
            if (chance.Happens(FactRates.RefundOnLeaving)) _refund = (at + (2 + chance.Below(14)) * Day + chance.Below(6 * Hour), package);
            story.Chance = chance;
            return;
        }
    }

    private void RefundRest(long at, int package)
    {
        _refund = (Never, -1);
        ref readonly var story = ref _stories[package];
        if (!story.IsOpen || story.Left is not { } left || LastWhole(package, at) is not { } payment) return;
        var rest = story.PriceMinor * left / PriceList.Sessions(story.Size)!.Value;
        AddPayment(at, Math.Min(rest, payment.AmountMinor), PaymentKind.Refund, package + 1, payment.Number, payment.Method, at + 30);
        End(package, at, PackageState.Cancelled, at + 60);
    }

    // The last payment of a package of which nothing is given back or disputed.
    private SimulatedPayment? LastWhole(int package, long before)
    {
        for (var at = _payments.Count - 1; at >= 0; at--)
        {
            var payment = _payments[at];
            if (payment.Package != package + 1 || payment.Kind != PaymentKind.Payment || payment.PaidAt >= before) continue;
            if (!_payments.Exists(other => other.RefundOf == payment.Number)) return payment;
        }
        return null;
    }

    private void EndUnpaid(int package, long at)
    {
        ref var story = ref _stories[package];
        var chance = story.Chance;
        story.Plan = chance.Happens(0.5) ? Renewal.Late : Renewal.Never;
        story.Chance = chance;
        if (_purchase.After == package) _purchase = (Never, -1);
        End(package, at, PackageState.Cancelled, at + 60);
    }

    private int AddPayment(long at, long amount, PaymentKind kind, int package, int refundOf, PaymentMethod method, long writtenAt)
    {
        _payments.Add(new(0, ++_paid, at, amount, _training.Currency, kind, package, refundOf, method, writtenAt));
        return _paid;
    }
}
