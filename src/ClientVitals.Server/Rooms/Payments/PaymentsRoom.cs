namespace ClientVitals.Server.Rooms.Payments;

/// <summary>Payments on record, and those that failed.</summary>
internal static class PaymentsRoom
{
    public static readonly ServerRoom Entry = new("Payments")
    {
        Api = PaymentRoutes.Map,
        Pages = FailedPaymentPages.Map,
        Navigation = [new("Failed payments", FailedPaymentPages.Address, "credit-card", 47, seen => seen.JudgesClients) { Group = "Sales" }],
        Actions = [new("Show disputed payments", FailedPaymentPages.Address + "?kind=DISPUTED", seen => seen.JudgesClients) { Words = "dispute chargeback stripe declined card" }],
    };
}
