using ClientVitals.Sessions;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sources.Facts;
using ClientVitals.Tests.Sources.Intake;

namespace ClientVitals.Tests.Sessions;

/// <summary>Files of sessions for tests, read and imported.</summary>
internal static class SessionBook
{
    public static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly FactReading Dubai = new(SessionFact.Sessions, Now, BusinessZone.Of("Asia/Dubai"));

    private static readonly FactBook Book = new(SessionFact.Entity, Dubai);

    public static Task ClearAsync(TestDatabase database) => IntakeKind.ClearAsync(database);

    /// <inheritdoc cref="FactBook.Read"/>
    public static (List<Dictionary<string, FactValue>> Rows, List<Reject> Rejected, FactFile File) Read(string text, FactReading? reading = null) => Book.Read(text, reading);

    /// <inheritdoc cref="FactBook.ImportAsync"/>
    public static Task<IntakeDone> ImportAsync(TestDatabase database, string text, FactReading? reading = null, DateTimeOffset? now = null, Action<Reject>? rejected = null) =>
        Book.ImportAsync(database, text, reading, now, rejected);

    /// <summary>Added, unchanged, corrected, rejected.</summary>
    public static (long, long, long, long) Counts(this IntakeDone done) => (done.Added, done.Unchanged, done.Corrected, done.Rejected);

    public static Task<List<string>> StatesAsync(TestDatabase database) => Asked.RowsAsync<string>(
        database, "select coalesce(external_id, 'none') || ' ' || to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' ' || status from sessions order by starts_at, id");
}
