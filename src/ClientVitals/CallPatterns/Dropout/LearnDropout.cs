using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.Dropout;

/// <summary>
/// Learns from the book how clients stay and leave (<see cref="DropoutChoice"/>) and keeps the few numbers of it, so that a page can say of one
/// client how likely they are still active without fitting anything. Fitted again when a week has passed, when settings changed, and each time
/// while there is no model yet. A large book is learnt from <see cref="BookCalibration.MostClients"/> of its clients.
/// </summary>
public sealed record LearnDropout(Moment AsOf, BusinessSettings Settings)
{
    /// <summary>What was learnt holds so long: six numbers of a whole book move slowly.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromDays(7);

    /// <summary>What was learnt before is kept for so many times.</summary>
    private const int Kept = 60;

    /// <returns>Whether something was learnt, if only why there is no model.</returns>
    public async Task<bool> RunAsync(NpgsqlConnection db, IProgress<Sentence>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        var still = new { since = AsOf.At - Holds, until = AsOf.At, settings_version = Settings.Version };
        if (await db.ExecuteScalarAsync<bool>(new CommandDefinition(Sql.Of<LearnDropout>("Holds"), still, cancellationToken: ct)))
            return false;
        progress?.Report(Sentence.Of("fitting the dropout model"));
        var visits = await CountedVisits.ReadAsync(db, Settings, AsOf, DateOnly.MinValue, isNow: true, ct);
        var book = await BookReading.BeginAsync(db, AsOf, Settings.Zone, DateOnly.MinValue, ct, visits);
        var sample = await book.SampleAsync(0, ct);
        var (clients, used, why) = Learn(sample);
        await db.ExecuteAsync(new CommandDefinition(
            Sql.Of<LearnDropout>("Write"),
            new
            {
                as_of = AsOf.At,
                settings_version = Settings.Version,
                clients,
                r = used?.R,
                alpha = used?.Alpha,
                a = used?.A,
                b = used?.B,
                stages = used?.K,
                calls_per_day = CallsPerActiveDay.Of(sample, AsOf.Today),
                why_not = why,
                kept = Kept,
            },
            cancellationToken: ct));
        return true;
    }

    private (int Clients, DropoutParameters? Used, string? WhyNot) Learn(IReadOnlyList<ClientHistory> sample)
    {
        List<CallRecency> recencies = [.. sample.Select(history => CallRecency.Of(history, AsOf.Today, withToday: true)).OfType<CallRecency>()];
        try
        {
            var choice = DropoutChoice.Of(new DropoutLikelihood(recencies), compare: false);
            return (recencies.Count, choice.Used?.Parameters, choice.WhyNot);
        }
        // A search without an end is a finding about the book, no reason to judge nobody this morning.
        catch (PlainError endless)
        {
            return (recencies.Count, null, endless.Message);
        }
    }
}
