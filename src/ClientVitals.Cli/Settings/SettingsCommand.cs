using System.CommandLine;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Cli.Settings;

/// <summary><c>vitals settings</c>: shows the business's settings, or changes what is given.</summary>
internal static class SettingsCommand
{
    private static readonly Option<string?> Zone = new("--zone") { Description = "Business time zone (IANA), which decides where days and weeks begin: Asia/Dubai.", HelpName = "zone" };
    private static readonly Option<string?> Currency = new("--currency") { Description = "Currency of the business: AED.", HelpName = "code" };
    private static readonly Option<string?> Region = new("--phone-region") { Description = "Region of phone numbers without a country code: AE.", HelpName = "region" };
    private static readonly Option<string[]?> Channels = new("--engaged-channels") { Description = "Channels on which a call counts as engagement: PHONE VIDEO IN_PERSON.", HelpName = "channel", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]?> Statuses = new("--engaged-statuses") { Description = "Statuses with which a call counts: COMPLETED.", HelpName = "status", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<decimal?> Break = new("--break-budget") { Description = "False breaks to accept per 100 clients and week in which nothing changed. A smaller number means fewer false alarms, and later ones.", HelpName = "number" };
    private static readonly Option<decimal?> Below = new("--below-budget") { Description = "The same for clients below usual (BELOW_PATTERN).", HelpName = "number" };
    private static readonly Option<decimal?> Above = new("--above-budget") { Description = "The same for clients above usual (ABOVE_PATTERN).", HelpName = "number" };
    private static readonly Option<int?> Lines = new("--lines-a-day") { Description = "Clients per coach per day: how many one coach can call. Today shows each coach no more.", HelpName = "number" };
    private static readonly Option<string?> Locale = new("--locale") { Description = "Locale for dates, times and numbers on the pages: en-AE, en-US, de-DE.", HelpName = "locale" };

    private static readonly Option<bool?> Visits = new("--count-visits") { Description = "true: a day with an attended session counts as active, beside days with calls, so that clients who come and do not call are not taken for silent. Off at first; `vitals call-patterns backtest` shows the difference.", HelpName = "true or false" };

    public static Command Command()
    {
        var command = new Command("settings", "Show the settings; with options, change them. Earlier versions are kept.")
        {
            Zone, Currency, Region, Channels, Statuses, Break, Below, Above, Lines, Locale, Visits, Output.Format,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var database = Door.Database(parsed);
        var change = new ChangeSettings(
            parsed.GetValue(Zone),
            parsed.GetValue(Currency),
            parsed.GetValue(Region),
            NullIfEmpty(parsed.GetValue(Channels)),
            NullIfEmpty(parsed.GetValue(Statuses)),
            parsed.GetValue(Break),
            parsed.GetValue(Below),
            parsed.GetValue(Above),
            parsed.GetValue(Lines),
            parsed.GetValue(Locale),
            parsed.GetValue(Visits));
        var (before, settings) = await ChangeAsync(database, change, ct);
        Output.Write(
            [settings],
            parsed.GetValue(Output.Format),
            new Column<BusinessSettings>("version", s => s.Version),
            new("business_zone", s => s.BusinessZone),
            new("currency", s => s.Currency),
            new("phone_region", s => s.PhoneRegion),
            new("engaged_channels", s => s.EngagedChannels),
            new("engaged_statuses", s => s.EngagedStatuses),
            new("break_budget", s => s.BreakBudget),
            new("below_budget", s => s.BelowBudget),
            new("above_budget", s => s.AboveBudget),
            new("lines_a_day", s => s.LinesADay),
            new("locale", s => s.Locale),
            new("counts_visits", s => s.CountsVisits),
            new("set_at", s => s.SetAt));
        var recount = before.BusinessZone != settings.BusinessZone
            || !before.EngagedChannels.SequenceEqual(settings.EngagedChannels)
            || !before.EngagedStatuses.SequenceEqual(settings.EngagedStatuses);
        if (recount && !await RebuildRollups.RunWithoutCallsAsync(database, TimeProvider.System.GetUtcNow(), ct))
            await Console.Error.WriteLineAsync("All calls are counted again with this: the next analysis does so first (or run `vitals calls rebuild` now).");
        return Door.Done;
    }

    private static async Task<(BusinessSettings Before, BusinessSettings Now)> ChangeAsync(VitalsDatabase database, ChangeSettings change, CancellationToken ct)
    {
        await using var work = await database.BeginAsync(Acting.Self, TimeProvider.System.GetUtcNow(), ct);
        var before = await BusinessSettings.InForceAsync(work.Connection, ct);
        if (change == new ChangeSettings())
            return (before, before);
        var settings = await change.RunAsync(work, ct);
        await work.CommitAsync(ct);
        return (before, settings);
    }

    // An option that takes several words comes back empty, not null, when it was not given.
    private static string[]? NullIfEmpty(string[]? given) => given is { Length: > 0 } ? given : null;
}
