using System.Text;
using ClientVitals.People;
using ClientVitals.Sessions;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sources.Intake;
using Xunit;

namespace ClientVitals.Tests.Sessions;

/// <summary>Files of sessions for tests, read and imported.</summary>
internal static class SessionBook
{
    public static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly FactReading Dubai = new(SessionFact.Sessions, Now, BusinessZone.Of("Asia/Dubai"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task ClearAsync(TestDatabase database) => IntakeKind.ClearAsync(database);

    /// <summary>Reads a file; each row as the words of its fields.</summary>
    public static (List<Dictionary<string, FactValue>> Rows, List<Reject> Rejected, FactFile File) Read(string text, FactReading? reading = null)
    {
        var file = FactFile.Of(ClientIdentity.Rules, "sessions.csv", Encoding.UTF8.GetBytes(text), reading ?? Dubai);
        var rejected = new List<Reject>();
        var rows = file.Rows(rejected.Add, Cancel)
            .Select(row => SessionFact.Sessions.Fields.Select((field, at) => (field.Word, Value: row.Values[at])).Where(one => one.Value.IsGiven).ToDictionary(one => one.Word, one => one.Value)).ToList();
        return (rows, rejected, file);
    }

    public static async Task<IntakeDone> ImportAsync(TestDatabase database, string text, FactReading? reading = null, DateTimeOffset? now = null, Action<Reject>? rejected = null)
    {
        var options = reading ?? Dubai;
        if (now is { } moment)
            options = options with { Now = moment };
        using var file = FactFile.Of(ClientIdentity.Rules, "sessions.csv", Encoding.UTF8.GetBytes(text), options);
        var done = await new Intake<FactRow>(SessionFact.Entity).RunAsync(database.Vitals, file, options.Now, rejected, null, Cancel);
        if (done.Read != done.Added + done.Unchanged + done.Corrected + done.Rejected)
            throw new InvalidOperationException($"The account does not close: {done}.");
        return done;
    }

    /// <summary>Added, unchanged, corrected, rejected.</summary>
    public static (long, long, long, long) Counts(this IntakeDone done) => (done.Added, done.Unchanged, done.Corrected, done.Rejected);

    public static Task<List<string>> StatesAsync(TestDatabase database) => Asked.RowsAsync<string>(
        database, "select coalesce(external_id, 'none') || ' ' || to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' ' || status from sessions order by starts_at, id");
}
