using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Settings;

namespace ClientVitals.Server.Pages;

/// <summary>What every page knows: who looks, when, and in which zone days are cut.</summary>
public sealed record Seen(Caller Who, DateTimeOffset Now, TimeZoneInfo Zone)
{
    /// <summary>The business day.</summary>
    public DateOnly Today => Day(Now);

    /// <summary>Whether the asker sees how clients are judged.</summary>
    public bool JudgesClients => Who.Role is null or AppRole.Owner or AppRole.Admin or AppRole.Coach;

    /// <summary>Whether the asker runs the business: jobs, data, settings.</summary>
    public bool Manages => Who.Role is null or AppRole.Owner or AppRole.Admin;

    public string Clock => $"{Local(Now):ddd d MMM, HH:mm} {City}";

    private string City => Zone.Id[(Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    public DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>A moment as people say it: the hour today, else the day with it.</summary>
    public string Moment(DateTimeOffset moment) => Day(moment) == Today
        ? string.Create(CultureInfo.InvariantCulture, $"{Local(moment):HH:mm}")
        : string.Create(CultureInfo.InvariantCulture, $"{Local(moment):d MMM HH:mm}");

    public static string Date(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "–";

    /// <summary>A figure to one decimal; a dash for what is not known.</summary>
    public static string Number(decimal? figure) => figure?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–";

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public static async Task<Seen> ByAsync(Caller who, ClientVitals.Database.VitalsDatabase database, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        return new(who, now, (await BusinessSettings.InForceAsync(db, cancel)).Zone);
    }
}
