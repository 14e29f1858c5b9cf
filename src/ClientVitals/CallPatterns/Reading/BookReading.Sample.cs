using ClientVitals.CallPatterns.Model;

namespace ClientVitals.CallPatterns.Reading;

/// <content>What the book teaches of itself.</content>
public sealed partial class BookReading
{
    /// <summary>Read for those of the sample who turn out to be without any exposure yet.</summary>
    private const int Spare = BookCalibration.MostClients / 4;

    /// <summary>
    /// Learns from some of the clients what the checks of each four weeks know of the book, from the first day that may be judged on; the same
    /// clients as in a file of the same book (<see cref="BookCalibration.Sample"/>).
    /// </summary>
    public async Task<BookCalibrations> CalibrationsAsync(CancellationToken ct) =>
        new(await SampleAsync(Math.Min(PatternWindow.Start(BookCalibration.LearntOn(_judgedFrom)), _windowStart), ct));

    /// <summary>What is known of the same sample of clients since a day.</summary>
    /// <param name="windowStart">The day; 0 = everything.</param>
    public async Task<IReadOnlyList<ClientHistory>> SampleAsync(int windowStart, CancellationToken ct)
    {
        var who = Clients.Count <= BookCalibration.MostClients ? [.. Clients]
            : Clients.OrderBy(client => BookCalibration.Place(client.Address)).Take(BookCalibration.MostClients + Spare).OrderBy(client => client.Id).ToList();
        return BookCalibration.Sample((await ReadAsync(who, who.Count == Clients.Count ? null : [.. who.Select(client => client.Id)], windowStart, ct)).Histories);
    }
}
