using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources;

/// <summary>What a sweep took away.</summary>
public sealed record SourcesSwept(long Messages, long Rejects, long Answers);

/// <summary>
/// Takes away what has served its time: ids of messages after 90 days (a message is refused as too old long before), refused lines
/// as long as <see cref="KeepRejects.For"/>, answers to repeated requests as long as <see cref="AnswerOnce.For"/>. For the timetable, once a day.
/// </summary>
public sealed record SweepSources : IAct<SourcesSwept>
{
    /// <summary>How long the id of a message is remembered.</summary>
    public static readonly TimeSpan MessagesFor = TimeSpan.FromDays(90);

    public async Task<SourcesSwept> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var now = work.Now;
        return await work.Connection.QuerySingleAsync<SourcesSwept>(new CommandDefinition(
            Sql.Of<SweepSources>(),
            new { messages_before = now - MessagesFor, rejects_before = now - KeepRejects.For, answers_before = now - AnswerOnce.For },
            cancellationToken: ct));
    }
}
