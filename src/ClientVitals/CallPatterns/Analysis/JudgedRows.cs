using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Database;

namespace ClientVitals.CallPatterns.Analysis;

/// <summary>The judgements of a part of the book as rows of the transaction's table; columns and order are those of <c>WriteJudgements.Judged.sql</c>.</summary>
internal static class JudgedRows
{
    private const short Fields = 31;

    /// <summary>Writes the rows over what the buffer held.</summary>
    /// <param name="into">The buffer; good for one part after the other.</param>
    public static void Write(CopyRows into, BookHistories part, IReadOnlyList<Judgement> judgements, Moment asOf, PatternRule rule)
    {
        into.Empty();
        into.Begin();
        for (var place = 0; place < judgements.Count; place++)
            Write(into, part.Clients[place], judgements[place], asOf, rule);
        into.End();
    }

    private static void Write(CopyRows into, BookHistories.ClientLine client, Judgement judged, Moment asOf, PatternRule rule)
    {
        into.Row(Fields);
        // Keys that ascend are written side by side; random ones all over the index.
        into.Key(Guid.CreateVersion7());
        into.Key(client.Id);
        into.Text(client.Address);
        into.Day(asOf.Date);
        into.Instant(asOf.At);
        into.Text(rule.Word());
        into.Text(judged.Status.Word());
        into.Flag(judged.EnoughHistory);
        into.Whole(judged.CallsThisWeek);
        into.Number(judged.AvgCallsPerWeek);
        into.Number(judged.DeviationPct);
        into.Number(judged.ExpectedSoFar);
        into.Day(judged.DriftSince);
        into.Number(judged.ExpectedSince);
        into.Number(judged.ExpectedLow);
        into.Number(judged.ExpectedHigh);
        into.Number(judged.Evidence);
        into.Number(judged.Threshold);
        into.Number(judged.WeeksOfHistory);
        into.Whole(judged.PausedDays);
        into.Day(judged.LastActive);
        into.Text(judged.Reason);
        into.Text(judged.ClearsWhen());
        into.Text(judged.Hold.Word());
        into.Number(judged.OnceInWeeks);
        into.Day(judged.Open?.OpenedOn);
        into.Day(judged.Open?.BreakOn);
        into.Text(judged.Open?.Worst.Word());
        into.Day(judged.Open?.DriftSince);
        into.Number(judged.LoggedShare);
        if (judged.InVain is { } rings)
            into.Whole(rings.Calls);
        else
            into.Nothing();
    }
}
