using ClientVitals.Database;
using Dapper;

namespace ClientVitals.Sources;

/// <summary>How many rows a purge deleted.</summary>
public sealed record SourcesPurged(long Messages, long Rejects, long Answers);

/// <summary>
/// Deletes expired data: ids of messages after 90 days (a message is refused as too old long before), refused lines
/// as long as <see cref="KeepRejects.For"/>, answers to repeated requests as long as <see cref="AnswerOnce.For"/>. For the timetable, once a day.
/// </summary>
public sealed record PurgeSources : IAct<SourcesPurged>
{
    /// <summary>How long the id of a message is remembered.</summary>
    public static readonly TimeSpan MessagesFor = TimeSpan.FromDays(90);

    public async Task<SourcesPurged> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var now = work.Now;
        return await work.Connection.QuerySingleAsync<SourcesPurged>(new CommandDefinition(
            Sql.Of<PurgeSources>(),
            new { messages_before = now - MessagesFor, rejects_before = now - KeepRejects.For, answers_before = now - AnswerOnce.For },
            cancellationToken: ct));
    }
}
