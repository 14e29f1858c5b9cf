using System.Globalization;

namespace ClientVitals.Simulation.Facts;

/// <summary>What a payment is. A refund is a row of its own, not a negative sale.</summary>
public enum PaymentKind : byte { Payment, Refund, Failed, Dispute }

/// <summary>How it was paid.</summary>
public enum PaymentMethod : byte { Card, PaymentLink, BankTransfer, Cash }

/// <summary>One payment; it never changes afterwards.</summary>
/// <param name="Week">The week of a purchase in the shop; 0 for what is paid for training. With <paramref name="Number"/> it names the payment for ever.</param>
/// <param name="PaidAt">Seconds since 1970 in UTC. For a failed one, when it was tried.</param>
/// <param name="AmountMinor">In the smallest unit of the currency; never negative.</param>
/// <param name="Package">Number of the client's package that it is for; 0 for a single session and for the shop.</param>
/// <param name="RefundOf">Number of the payment (of week 0) that is given back or disputed; 0 for other kinds.</param>
/// <param name="ModifiedAt">Seconds since 1970 in UTC: when the source wrote it down.</param>
public readonly record struct SimulatedPayment(
    int Week,
    int Number,
    long PaidAt,
    long AmountMinor,
    Currency Currency,
    PaymentKind Kind,
    int Package,
    int RefundOf,
    PaymentMethod Method,
    long ModifiedAt) : IFactRow<SimulatedPayment>
{
    public bool IsSameRow(in SimulatedPayment other) => Week == other.Week && Number == other.Number;

    /// <summary>The source's key of the payment.</summary>
    /// <param name="client">The client's number, from 0.</param>
    public string Id(int client) => Week == 0
        ? string.Create(CultureInfo.InvariantCulture, $"pay-{client + 1}-{Number}")
        : string.Create(CultureInfo.InvariantCulture, $"shop-{client + 1}-{Week}-{Number}");
}

/// <summary>The words of a payment as they are in the file.</summary>
public static class PaymentWords
{
    public static string Word(this PaymentKind kind) => kind switch
    {
        PaymentKind.Payment => "PAYMENT",
        PaymentKind.Refund => "REFUND",
        PaymentKind.Failed => "FAILED",
        PaymentKind.Dispute => "DISPUTE",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Word(this PaymentMethod method) => method switch
    {
        PaymentMethod.Card => "CARD",
        PaymentMethod.PaymentLink => "PAYMENT_LINK",
        PaymentMethod.BankTransfer => "BANK_TRANSFER",
        PaymentMethod.Cash => "CASH",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
