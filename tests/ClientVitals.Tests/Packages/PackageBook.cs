using System.Text;
using ClientVitals.Packages;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using ClientVitals.Tests.Calls;
using ClientVitals.Tests.Sources.Intake;
using Xunit;

namespace ClientVitals.Tests.Packages;

/// <summary>Files of packages for tests, read and imported.</summary>
internal static class PackageBook
{
    public static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly FactReading Dubai = new(PackageFact.Packages, Now, BusinessZone.Of("Asia/Dubai")) { Source = "gym" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Task ClearAsync(TestDatabase database) => IntakeKind.ClearAsync(database);

    /// <summary>Reads a file; each row as the words of its fields.</summary>
    public static (List<Dictionary<string, FactValue>> Rows, List<Reject> Rejected, FactFile File) Read(string text, FactReading? reading = null)
    {
        var file = FactFile.Of(ClientIdentity.Rules, "packages.csv", Encoding.UTF8.GetBytes(text), reading ?? Dubai with { Source = null });
        var rejected = new List<Reject>();
        var rows = file.Rows(rejected.Add, Cancel)
            .Select(row => PackageFact.Packages.Fields.Select((field, at) => (field.Word, Value: row.Values[at])).Where(one => one.Value.IsGiven).ToDictionary(one => one.Word, one => one.Value)).ToList();
        return (rows, rejected, file);
    }

    public static async Task<IntakeDone> ImportAsync(TestDatabase database, string text, FactReading? reading = null, DateTimeOffset? now = null)
    {
        var options = reading ?? Dubai;
        if (now is { } moment)
            options = options with { Now = moment };
        using var file = FactFile.Of(ClientIdentity.Rules, "packages.csv", Encoding.UTF8.GetBytes(text), options);
        var done = await new Intake<FactRow>(PackageFact.Entity).RunAsync(database.Vitals, file, options.Now, null, null, Cancel);
        if (done.Read != done.Added + done.Unchanged + done.Corrected + done.Rejected)
            throw new InvalidOperationException($"The account does not close: {done}.");
        return done;
    }

    public static Task<List<string>> StatesAsync(TestDatabase database) => Asked.RowsAsync<string>(
        database, "select coalesce(external_id, 'none') || ' ' || bought_on || ' ' || status from packages order by bought_on, id");
}
