using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>
/// Who is still active? The dropout model fitted to a book as it is at a moment, what it says of each client, and how well such a model
/// would have predicted the last part of the same history. Pure, and the same for a file and the database.
/// </summary>
/// <param name="Clients">Clients with a first call.</param>
/// <param name="NotYet">Clients without a call so far: the model cannot speak of them.</param>
/// <param name="Ended">Former clients; they are learnt from until then and not listed.</param>
/// <param name="Choice">The models, or why none can be fitted.</param>
/// <param name="Lines">Nearest to an even chance first, where a call decides most, then by address; empty without a model.</param>
/// <param name="Calibration">Null without a model.</param>
public sealed record DropoutModel(
    Moment AsOf, int Clients, int NotYet, int Ended, DropoutChoice Choice, IReadOnlyList<StillActive> Lines, DropoutCalibration? Calibration)
{
    /// <param name="book">Histories that hold what is visible at the moment.</param>
    public static DropoutModel Of(IReadOnlyList<ClientHistory> book, Moment asOf)
    {
        ArgumentNullException.ThrowIfNull(book);
        var histories = new List<ClientHistory>(book.Count);
        var recencies = new List<CallRecency>(book.Count);
        foreach (var history in book)
        {
            if (CallRecency.Of(history, asOf.Today, withToday: true) is not { } recency)
                continue;
            histories.Add(history);
            recencies.Add(recency);
        }
        var choice = DropoutChoice.Of(new DropoutLikelihood(recencies));
        var lines = new List<StillActive>();
        var ended = 0;
        var perDay = CallsPerActiveDay.Of(histories, asOf.Today);
        for (var i = 0; i < histories.Count; i++)
        {
            if (histories[i].EndDay <= asOf.Today)
                ended++;
            else if (choice.Used is { } used)
                lines.Add(StillActive.Of(histories[i], recencies[i], used.Parameters, asOf, perDay));
        }
        lines.Sort((one, other) => Doubt(one) != Doubt(other) ? Doubt(one).CompareTo(Doubt(other)) : string.CompareOrdinal(one.Client, other.Client));
        return new DropoutModel(
            asOf, histories.Count, book.Count - histories.Count, ended, choice, lines,
            choice.Used is null ? null : DropoutCalibration.Of(histories, asOf.Today));
    }

    private static double Doubt(StillActive line) => Math.Abs(line.Chance - .5);

    /// <summary>The model of the clients in the database, as of a moment: of one picture, which a reading connection has. Throws a <see cref="PlainError"/> when there is nothing to read.</summary>
    /// <param name="now">The present moment; what is asked about may not lie after it.</param>
    public static async Task<DropoutModel> ReadAsync(NpgsqlConnection db, DateTimeOffset at, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (at > now)
            throw new PlainError($"The moment {at:yyyy-MM-dd HH:mm zzz} is in the future; give a past one, or leave --as-of out for now.");
        var settings = await BusinessSettings.InForceAsync(db, ct);
        if (!await RollupBasis.StillHoldsAsync(db, ct))
            throw new PlainError("The business zone or what counts as a call was changed after the roll-up was built; analyse again or run `vitals calls rebuild`, then ask again.");
        var asOf = Moment.Of(at, settings.Zone);
        var visits = await CountedVisits.ReadAsync(db, settings, asOf, DateOnly.MinValue, isNow: at == now, ct);
        return Of((await BookReading.ReadAllAsync(db, asOf, settings.Zone, ct, DateOnly.MinValue, visits)).Histories, asOf);
    }
}
