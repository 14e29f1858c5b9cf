using System.CommandLine;
using System.Globalization;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using ClientVitals.Settings;

namespace ClientVitals.Cli.CallPatterns;

/// <summary>The options several commands of this noun share.</summary>
internal static class PatternOptions
{
    public static Option<PatternRule> Rule() => new("--rule")
    {
        Description = "Rule to use: calibrated (each client's own usual, with a budget of false alarms) or documented (this week against the 30-day average).",
        HelpName = "calibrated|documented",
        DefaultValueFactory = _ => PatternRule.Calibrated,
        CustomParser = result => result.Tokens[0].Value switch
        {
            "calibrated" => PatternRule.Calibrated,
            "documented" => PatternRule.Documented,
            var other => Refuse<PatternRule>(result, $"--rule is calibrated or documented, not {other}."),
        },
    };

    /// <summary>A moment as typed; the zone that completes it is known only when the command runs.</summary>
    public static Option<string?> AsOf() => new("--as-of")
    {
        Description = "Use only what was known at this moment, instead of now: 2025-12-08 (08:00 that day), 2025-12-08T14:30, or with an offset 2025-12-08T14:30+04:00.",
        HelpName = "moment",
    };

    public static Option<DateOnly?> Date(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "date",
        CustomParser = result =>
            DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : Refuse<DateOnly?>(result, $"{name} must be a date such as 2025-12-08, not {result.Tokens[0].Value}."),
    };

    /// <summary>The moment as typed, in the business zone of this database; null when nothing was typed.</summary>
    public static async Task<DateTimeOffset?> MomentAsync(VitalsDatabase database, string? typed, CancellationToken ct)
    {
        if (typed is null)
            return null;
        await using var db = await database.OpenAsync(ct);
        return Moment(typed, (await BusinessSettings.InForceAsync(db, ct)).Zone);
    }

    /// <summary>The moment in the business zone; a date alone means 08:00, the hour of the daily analysis.</summary>
    public static DateTimeOffset? Moment(string? typed, TimeZoneInfo zone)
    {
        if (typed is null)
            return null;
        if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return ClientVitals.CallPatterns.Model.Moment.Of(day, new TimeOnly(8, 0), zone).At;
        string[] withoutOffset = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];
        if (DateTime.TryParseExact(typed, withoutOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
            return ClientVitals.CallPatterns.Model.Moment.Of(DateOnly.FromDateTime(wall), TimeOnly.FromDateTime(wall), zone).At;
        string[] withOffset = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK"];
        if (DateTimeOffset.TryParseExact(typed, withOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            return instant.ToUniversalTime();
        throw new PlainError($"--as-of \"{typed}\" is not a date or time; write 2025-12-08, 2025-12-08T14:30 or 2025-12-08T14:30+04:00.");
    }

    private static T Refuse<T>(System.CommandLine.Parsing.ArgumentResult result, string sentence)
    {
        result.AddError(sentence);
        return default!;
    }
}
