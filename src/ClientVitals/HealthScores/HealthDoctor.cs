using ClientVitals.Database;
using ClientVitals.HealthScores.Lists;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.HealthScores;

/// <summary>What <c>vitals doctor</c> says of health scores: whether the zones of the book shifted more than chance explains.</summary>
internal static class HealthDoctor
{
    public static async Task<IReadOnlyList<Finding>> ZonesAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var today = BusinessZone.Of((await BusinessSettings.InForceAsync(db, ct)).BusinessZone).DayOf(now);
        var shift = await ZoneShift.ReadAsync(db, today, ct);
        if (shift.On is null)
            return [];
        return
        [
            shift.Finding() is { } found ? Finding.Look("health zones", found.ToString())
                : shift.ComparedWith is null ? Finding.Good("health zones", $"Scored on {shift.On:yyyy-MM-dd}; there is no scoring a week before to compare with.")
                : shift.Test is null ? Finding.Good("health zones", $"{shift.Clients} clients compared with {shift.ComparedWith:yyyy-MM-dd}; too few moved to look for a shift.")
                : Finding.Good("health zones", $"No shift since {shift.ComparedWith:yyyy-MM-dd} beyond chance: {shift.Moved} of {shift.Clients} clients are in another zone."),
        ];
    }
}
