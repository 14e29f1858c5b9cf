using System.Text.Json;
using System.Text.Json.Serialization;
using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using ClientVitals.HealthScores.Risk;
using ClientVitals.Settings;
using ClientVitals.Statistics;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Runs;

/// <summary>
/// What the book's own past teaches of silence, learnt weekly from a sample of its clients and kept as a few numbers: then a run asks of each
/// client without reading the whole past again, and a replay of that day uses the same numbers.
/// </summary>
public static class RiskFit
{
    /// <summary>What was learnt holds so long: a few numbers of a whole book move slowly.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromDays(7);

    /// <summary>What was learnt before is kept for so many times.</summary>
    private const int Kept = 60;

    /// <summary>Kinds by their names: their order may change.</summary>
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter<Recalibration>() } };

    internal sealed record Row(DateTimeOffset AsOf, double R, double Alpha, double A, double B, int Stages, string Horizons);

    /// <summary>One horizon as it is kept.</summary>
    internal sealed record OfHorizon(int Days, Recalibration Kind, RiskStack Stack, IReadOnlyList<IsotonicFit.Block>? Steps, int Cases, int Silent);

    /// <summary>The model that holds at the moment. Where none does, one is learnt and kept.</summary>
    /// <param name="mayLearn">False for a replay: what was not learnt by then is not used.</param>
    /// <returns>Null for a replay of a time without a model.</returns>
    public static async Task<RiskModel?> AtAsync(
        NpgsqlConnection db, Moment asOf, BusinessSettings settings, bool mayLearn, IProgress<string>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var about = new { since = asOf.At - Holds, until = asOf.At, settings_version = settings.Version };
        if (await db.QueryFirstOrDefaultAsync<Row>(new CommandDefinition(Sql.Of(typeof(RiskFit), "Row"), about, cancellationToken: ct)) is { } kept)
            return Of(kept);
        if (!mayLearn)
            return null;
        progress?.Report("learning from the book's past");
        var book = await BookReading.BeginAsync(db, asOf, settings.Zone, DateOnly.MinValue, ct);
        var sample = await book.SampleAsync(0, ct);
        var past = new RiskPast(sample, RiskModel.HeardWithin, RiskModel.ActiveDays);
        var model = past.Learn(asOf.Today, RiskModel.Usual);
        await KeepAsync(db, asOf, settings.Version, sample.Count, model, past.On(asOf.Today).WhyShipped, RiskCheck.Of(past, asOf.Today), ct);
        return model;
    }

    private static RiskModel Of(Row kept) => new(
        DateOnly.FromDateTime(kept.AsOf.UtcDateTime),
        new DropoutParameters(kept.R, kept.Alpha, kept.A, kept.B, kept.Stages),
        [
            .. JsonSerializer.Deserialize<OfHorizon[]>(kept.Horizons, Json)!.Select(one => new RiskModel.OfHorizon(
                one.Days, new RiskCurve(one.Kind, one.Stack, one.Steps is { } steps ? new IsotonicFit(steps) : null, one.Cases, one.Silent))),
        ]);

    private static Task<int> KeepAsync(
        NpgsqlConnection db, Moment asOf, int settings, int clients, RiskModel model, string? why, CalibrationTable? checkedBy, CancellationToken ct) =>
        db.ExecuteAsync(new CommandDefinition(
            Sql.Of(typeof(RiskFit), "Write"),
            new
            {
                as_of = asOf.At,
                settings_version = settings,
                clients,
                r = model.Parameters.R,
                alpha = model.Parameters.Alpha,
                a = model.Parameters.A,
                b = model.Parameters.B,
                stages = model.Parameters.K,
                why_shipped = why,
                kept = Kept,
                checked_on = checkedBy is null ? (DateOnly?)null : DateOnly.FromDayNumber(RiskCheck.MorningOf(asOf.Today)),
                calibration = checkedBy is null ? null : JsonSerializer.Serialize(checkedBy.Tenths),
                horizons = JsonSerializer.Serialize(model.Horizons.Select(one =>
                    new OfHorizon(one.Days, one.Curve.Kind, one.Curve.Stack, one.Curve.Steps?.Blocks, one.Curve.Cases, one.Curve.Silent)), Json),
            },
            cancellationToken: ct));
}
