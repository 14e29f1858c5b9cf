using ClientVitals.CallPatterns.Analysis;
using ClientVitals.CallPatterns.MissingData;
using ClientVitals.Database;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.CallPatterns;

/// <summary>Whether the last analysis is fresh, and which calls are missing.</summary>
internal static class CallPatternsDoctor
{
    public static async Task<IReadOnlyList<Finding>> SilencesAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, settings.Zone).Date);
        return [.. (await SourceSilence.AtAsync(db, now, today, ct)).Where(silence => silence.EndsOn is null).Select(silence => Finding.Look("sources", silence.Sentence))];
    }

    public static async Task<IReadOnlyList<Finding>> AnalysisAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var last = await LastAnalysis.ReadAsync(db, ct);
        if (last.Clients == 0)
            return [Finding.Good("analysis", "There are no clients yet, so there is nothing to judge.")];
        var sentence = last.Sentence(now, (await BusinessSettings.InForceAsync(db, ct)).Zone);
        return [last.FailedAt is not null ? Finding.Broken("analysis", sentence)
            : last.AsOf is not { } asOf || now - asOf >= TimeSpan.FromDays(2) ? Finding.Look("analysis", sentence)
            : Finding.Good("analysis", sentence)];
    }
}
