using ClientVitals.Database;
using ClientVitals.Notices;
using Dapper;

namespace ClientVitals.Insights;

/// <summary>
/// Hands what a run has to tell to the outbox, in the run's own transaction: everybody concerned hears of it in the app, by mail and in the channels of the
/// business, as they chose, once for each event.
/// </summary>
internal static class TellOfFindings
{
    public static readonly NoticeKind Alarm = new("insights.alarm", "A finding: something that someone must know");

    public static readonly NoticeKind Recovery = new("insights.recovery", "A finding is over");

    private const int LongestSentence = 1000;

    private sealed record Message(long EventId, Guid InsightId, string Kind, string Priority, string Title, string Sentence, bool IsOfBusiness, Guid[] Users);

    public static async Task OfRunAsync(UnitOfWork work, CancellationToken ct)
    {
        var messages = await work.Connection.QueryAsync<Message>(new CommandDefinition(Sql.Of(typeof(TellOfFindings)), new { now = work.Now }, cancellationToken: ct));
        foreach (var one in messages.AsList())
        {
            var isAlarm = one.Kind == "ALARM";
            var said = isAlarm ? $"{one.Title}. {one.Sentence}" : $"Over: {one.Title}. {one.Sentence}";
            await new Tell(
                isAlarm ? Alarm.Name : Recovery.Name,
                $"insight:{one.InsightId}",
                // What concerns one coach's book is for people, not for the channels of the business.
                NoticeReceivers.OfUsers(one.Users) with { AlsoChannels = one.IsOfBusiness },
                said.Length <= LongestSentence ? said : said[..(LongestSentence - 1)] + "…",
                $"/insights/{one.InsightId}",
                isAlarm ? SeverityOf(one.Priority) : NoticeSeverity.Info,
                FormattableString.Invariant($"insight:{one.EventId}:{one.Kind}")).RunAsync(work, ct);
        }
    }

    private static NoticeSeverity SeverityOf(string priority) => priority switch
    {
        "critical" => NoticeSeverity.Critical,
        "low" => NoticeSeverity.Info,
        _ => NoticeSeverity.Warning,
    };
}
