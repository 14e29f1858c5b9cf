using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources;

/// <summary>What a sweep took away.</summary>
public sealed record SourcesSwept(long Messages, long Rejects, long Answers);

/// <summary>
/// Takes away what has served its time: ids of messages after 90 days (a message is refused as too old long before), refused lines
/// as long as <see cref="KeepRejects.For"/>, answers to repeated requests as long as <see cref="AnswerOnce.For"/>. For the timetable, once a day.
/// </summary>
public static class SweepSources
{
    /// <summary>How long the id of a message is remembered.</summary>
    public static readonly TimeSpan MessagesFor = TimeSpan.FromDays(90);

    public static async Task<SourcesSwept> RunAsync(VitalsDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var work = await database.BeginAsync(ct);
        var swept = await work.Connection.QuerySingleAsync<SourcesSwept>(new CommandDefinition(
            Sql.Of(typeof(SweepSources)),
            new { messages_before = now - MessagesFor, rejects_before = now - KeepRejects.For, answers_before = now - AnswerOnce.For },
            cancellationToken: ct));
        await work.CommitAsync(ct);
        return swept;
    }
}
