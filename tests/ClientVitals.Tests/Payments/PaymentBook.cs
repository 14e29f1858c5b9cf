using ClientVitals.Payments;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sources.Facts;
using ClientVitals.Tests.Sources.Intake;

namespace ClientVitals.Tests.Payments;

/// <summary>Files of payments for tests, read and imported.</summary>
internal static class PaymentBook
{
    public static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly FactReading Dubai = new(PaymentFact.Payments, Now, BusinessZone.Of("Asia/Dubai")) { Source = "shop" };

    private static readonly FactBook Book = new(PaymentFact.Entity, Dubai);

    public static Task ClearAsync(TestDatabase database) => IntakeKind.ClearAsync(database);

    /// <inheritdoc cref="FactBook.Read"/>
    public static (List<Dictionary<string, FactValue>> Rows, List<Reject> Rejected, FactFile File) Read(string text, FactReading? reading = null) => Book.Read(text, reading);

    /// <inheritdoc cref="FactBook.ImportAsync"/>
    public static Task<IntakeDone> ImportAsync(TestDatabase database, string text, FactReading? reading = null, DateTimeOffset? now = null, Action<Reject>? rejected = null) =>
        Book.ImportAsync(database, text, reading, now, rejected);

    public static Task<List<string>> StatesAsync(TestDatabase database) => Asked.RowsAsync<string>(
        database, "select coalesce(external_id, 'none') || ' ' || amount || ' ' || coalesce(currency, '-') || ' ' || status from payments order by paid_at, id");
}
