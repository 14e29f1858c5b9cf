namespace ClientVitals.Server.Rooms.Payments;

/// <summary>Payments on record.</summary>
internal static class PaymentsRoom
{
    public static readonly ServerRoom Entry = new("Payments") { Api = PaymentRoutes.Map };
}
