using ClientVitals.Database;

namespace ClientVitals.Settings;

/// <summary>Where a moment's week begins: Monday 00:00 of the business zone, by the owner's function <c>get_week_start</c>.</summary>
public sealed record WeekStart(DateTimeOffset Start)
{
    public static async Task<WeekStart> OfAsync(VitalsDatabase database, DatabaseIdentity who, DateTimeOffset moment, CancellationToken ct) =>
        (await database.AskAsync<WeekStart>(who, Sql.Of<WeekStart>(), new { moment = moment.ToUniversalTime() }, ct))[0];
}
