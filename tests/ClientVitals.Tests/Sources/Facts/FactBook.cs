using System.Text;
using ClientVitals.People;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;
using Xunit;

namespace ClientVitals.Tests.Sources.Facts;

/// <summary>Files of a declared fact for tests, read and imported.</summary>
/// <param name="Usual">How a file is read where a test says nothing else.</param>
internal sealed record FactBook(FactEntity Entity, FactReading Usual)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FactFile File(string text, FactReading reading) => FactFile.Of(ClientIdentity.Rules, $"{Entity.Name}.csv", Encoding.UTF8.GetBytes(text), reading);

    /// <summary>Reads a file, of no source unless the reading says one; each row as the words of its fields.</summary>
    public (List<Dictionary<string, FactValue>> Rows, List<Reject> Rejected, FactFile File) Read(string text, FactReading? reading = null)
    {
        var file = File(text, reading ?? Usual with { Source = null });
        var rejected = new List<Reject>();
        var rows = file.Rows(rejected.Add, Cancel)
            .Select(row => Entity.Fact.Fields.Select((field, at) => (field.Word, Value: row.Values[at])).Where(one => one.Value.IsGiven).ToDictionary(one => one.Word, one => one.Value)).ToList();
        return (rows, rejected, file);
    }

    /// <summary>Imports a file; its account closes.</summary>
    public async Task<IntakeDone> ImportAsync(TestDatabase database, string text, FactReading? reading = null, DateTimeOffset? now = null, Action<Reject>? rejected = null)
    {
        var options = reading ?? Usual;
        if (now is { } moment)
            options = options with { Now = moment };
        using var file = File(text, options);
        var done = await new Intake<FactRow>(Entity).RunAsync(database.Vitals, file, options.Now, rejected, null, Cancel);
        if (done.Read != done.Added + done.Unchanged + done.Corrected + done.Rejected)
            throw new InvalidOperationException($"The account does not close: {done}.");
        return done;
    }
}
