using System.Text.Json;
using ClientVitals.Database;
using ClientVitals.Statistics;
using Dapper;
using Npgsql;

namespace ClientVitals.HealthScores.Lists;

/// <summary>How well the risk of silence told last time: what was said on a morning whose 30 days are over, beside what happened.</summary>
/// <param name="LearnedAt">When the present model was learned, and checked.</param>
/// <param name="CheckedOn">The morning; null = too little past to check.</param>
/// <param name="Tenths">Of the clients of that morning, from the least to the most likely; empty when nothing could be checked.</param>
public sealed record RiskCalibration(DateTimeOffset LearnedAt, DateOnly? CheckedOn, IReadOnlyList<CalibrationTable.Tenth> Tenths)
{
    internal sealed record Row(DateTimeOffset LearnedAt, DateOnly? CheckedOn, string? Calibration);

    /// <summary>Clients compared.</summary>
    public int Clients => Tenths.Sum(tenth => tenth.Cases);

    /// <summary>By how much the probability is off on average over the tenths, in points of a hundred; null when nothing was checked.</summary>
    public double? AverageError => Tenths.Count == 0 ? null : 100 * new CalibrationTable(Tenths).AverageError;

    /// <summary>The tenth whose mean is nearest to a probability; null when nothing was checked.</summary>
    /// <param name="percent">0 to 100.</param>
    public CalibrationTable.Tenth? Near(decimal percent) => Tenths.MinBy(tenth => Math.Abs(100 * tenth.Predicted - (double)percent));

    /// <summary>Of the model learned last; null when none was, or the caller does not see how clients are judged.</summary>
    public static async Task<RiskCalibration?> LatestAsync(NpgsqlConnection db, CancellationToken ct) =>
        await db.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Sql.Of<RiskCalibration>("Row"), cancellationToken: ct)) is not { } row ? null
            : new(row.LearnedAt, row.CheckedOn, row.Calibration is { } text ? JsonSerializer.Deserialize<CalibrationTable.Tenth[]>(text)! : []);
}
