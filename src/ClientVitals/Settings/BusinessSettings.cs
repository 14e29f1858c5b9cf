using System.Text.Json.Serialization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.Settings;

/// <summary>The current settings: the latest version. Every run records the version it used.</summary>
/// <param name="Version">Counts up with every change.</param>
/// <param name="BusinessZone">IANA time zone that decides where days and weeks begin.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="PhoneRegion">ISO 3166 region for phone numbers without a country code.</param>
/// <param name="EngagedChannels">Channels on which a call counts as engagement.</param>
/// <param name="EngagedStatuses">Statuses with which it counts.</param>
/// <param name="BreakBudget">False PATTERN_BREAK openings per 100 unchanged client-weeks.</param>
/// <param name="BelowBudget">False BELOW_PATTERN openings per 100 unchanged client-weeks.</param>
/// <param name="AboveBudget">False ABOVE_PATTERN openings per 100 unchanged client-weeks.</param>
/// <param name="Locale">BCP 47: how days, hours and numbers are written.</param>
/// <param name="LinesADay">Clients per coach per day: how many one coach can call. Today shows each coach no more.</param>
/// <param name="CountsVisits">Whether a day with an attended session counts as active, beside days with calls; off until somebody switches it on.</param>
public sealed record BusinessSettings(
    int Version,
    DateTimeOffset SetAt,
    string SetBy,
    string BusinessZone,
    string Currency,
    string PhoneRegion,
    string[] EngagedChannels,
    string[] EngagedStatuses,
    decimal BreakBudget,
    decimal BelowBudget,
    decimal AboveBudget,
    int LinesADay,
    string Locale,
    bool CountsVisits)
{
    /// <summary>The business zone, ready to cut days with.</summary>
    [JsonIgnore]
    public TimeZoneInfo Zone => BusinessZoneOf(BusinessZone);

    /// <summary>How the business writes days, hours and numbers.</summary>
    [JsonIgnore]
    public LocaleFormats Written => LocaleFormats.Of(Locale);

    /// <summary>The version in force.</summary>
    public static async Task<BusinessSettings> InForceAsync(NpgsqlConnection db, CancellationToken ct) =>
        await db.QuerySingleAsync<BusinessSettings>(new CommandDefinition(Sql.Of<BusinessSettings>(), cancellationToken: ct));

    /// <summary>The version in force, in one round trip: what every page asks.</summary>
    public static async Task<BusinessSettings> InForceAsync(VitalsDatabase database, CancellationToken ct) =>
        (await database.AskAsync<BusinessSettings>(DatabaseIdentity.Service, Sql.Of<BusinessSettings>(), null, ct))[0];

    /// <summary>The zone of an IANA name; a <see cref="PlainError"/> when this machine does not know it.</summary>
    public static TimeZoneInfo BusinessZoneOf(string name)
    {
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && (zone.HasIanaId || name == "UTC"))
            return zone;
        throw new PlainError($"The time zone \"{name}\" is not known; give an IANA name such as Asia/Dubai or Europe/Berlin.");
    }
}
