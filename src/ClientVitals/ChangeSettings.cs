using System.Text.RegularExpressions;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;

namespace ClientVitals;

/// <summary>Adds a version of the settings; what is not given stays as it was. Earlier versions are kept.</summary>
public sealed partial record ChangeSettings(
    string? BusinessZone = null,
    string? Currency = null,
    string? PhoneRegion = null,
    string[]? EngagedChannels = null,
    string[]? EngagedStatuses = null,
    decimal? BreakBudget = null,
    decimal? BelowBudget = null,
    decimal? AboveBudget = null,
    int? LinesADay = null,
    string? Locale = null,
    bool? CountsVisits = null) : IAct<BusinessSettings>
{
    /// <summary>What a call may come by.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["PHONE", "VIDEO", "IN_PERSON", "EMAIL", "SMS", "WHATSAPP", "UNKNOWN"];
    /// <summary>How a call may end.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["COMPLETED", "NO_ANSWER", "VOICEMAIL", "DECLINED", "UNKNOWN"];

    /// <summary>
    /// Checks and adds the version, unless nothing would change. Throws a <see cref="PlainError"/> for a value that makes no sense.
    /// </summary>
    public async Task<BusinessSettings> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        Check();
        var db = work.Connection;
        await SettingsTurn.TakeAsync(db, ct);
        var before = await BusinessSettings.InForceAsync(db, ct);
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<ChangeSettings>(),
            new
            {
                now = work.Now,
                set_by = work.By.Name,
                business_zone = BusinessZone,
                currency = Currency,
                phone_region = PhoneRegion,
                engaged_channels = EngagedChannels,
                engaged_statuses = EngagedStatuses,
                break_budget = BreakBudget,
                below_budget = BelowBudget,
                above_budget = AboveBudget,
                lines_a_day = LinesADay,
                locale = Locale is null ? null : LocaleFormats.NameOf(Locale),
                counts_visits = CountsVisits,
            },
            cancellationToken: ct));
        var after = await BusinessSettings.InForceAsync(db, ct);
        if (after.Version != before.Version)
            await new AuditLine("settings_changed", $"settings:{after.Version}").WriteAsync(work, ct);
        return after;
    }

    private void Check()
    {
        if (BusinessZone is not null)
            BusinessSettings.BusinessZoneOf(BusinessZone);
        if (Currency is not null && !CurrencyCode().IsMatch(Currency))
            throw new PlainError($"\"{Currency}\" is not a currency code; give three capital letters such as AED or EUR.");
        if (PhoneRegion is not null && !RegionCode().IsMatch(PhoneRegion))
            throw new PlainError($"\"{PhoneRegion}\" is not a region; give two capital letters such as AE or DE.");
        if (LinesADay is < 1 or > 1000)
            throw new PlainError($"Clients per coach per day must be 1 to 1000, not {LinesADay}.");
        CheckWords("channel", EngagedChannels, Channels);
        CheckWords("status", EngagedStatuses, Statuses);
        foreach (var (name, budget) in new[] { ("break", BreakBudget), ("below", BelowBudget), ("above", AboveBudget) })
        {
            if (budget is <= 0 or > 100)
                throw new PlainError($"The {name} budget must be above 0 and at most 100 openings per 100 client-weeks, not {budget}.");
        }
    }

    private static void CheckWords(string what, string[]? given, IReadOnlyList<string> known)
    {
        if (given is null)
            return;
        if (given.Length == 0)
            throw new PlainError($"At least one {what} must count as engagement; choose from {string.Join(", ", known)}.");
        // Null is not a word either.
        if (Array.FindIndex(given, word => !known.Contains(word)) is >= 0 and var place)
            throw new PlainError($"\"{given[place]}\" is not a {what} of a call; choose from {string.Join(", ", known)}.");
    }

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex CurrencyCode();

    [GeneratedRegex("^[A-Z]{2}$")]
    private static partial Regex RegionCode();
}
