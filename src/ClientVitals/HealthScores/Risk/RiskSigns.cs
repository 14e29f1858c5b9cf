using ClientVitals.CallPatterns.Dropout;
using ClientVitals.Statistics;

namespace ClientVitals.HealthScores.Risk;

/// <summary>What speaks for a silence to come, of one client on one morning and for one horizon.</summary>
/// <param name="Left">Probability by the dropout model that the client has left.</param>
/// <param name="Book">Probability of no active day by the dropout model, whose regularity is the book's: P(left) + P(active)·P(no call | active).</param>
/// <param name="Own">The same with the client's own regularity (<see cref="OwnRhythm"/>).</param>
/// <param name="SilentDays">Exposed days since the last active day.</param>
public readonly record struct RiskSigns(double Left, double Book, double Own, double SilentDays)
{
    /// <summary>Numbers that the logistic combination takes.</summary>
    public const int Width = 3;

    /// <summary>Of one client.</summary>
    /// <param name="ahead">Exposed days ahead; 0 or less (away all the time): silence is certain and says nothing.</param>
    public static RiskSigns Of(DropoutParameters book, in CallRecency client, double ahead)
    {
        ArgumentNullException.ThrowIfNull(book);
        var outlook = new DropoutOutlook(book, client);
        var silence = client.ObservedFor - client.LastAt;
        return new RiskSigns(1 - outlook.StillActive, 1 - outlook.CallsWithin(ahead), new OwnRhythm(book, client).NoCallFor(silence, ahead), silence);
    }

    /// <summary>Log-odds of the two models, and the logarithm of the silence in weeks.</summary>
    internal void Write(Span<double> to)
    {
        to[0] = LogisticFit.Logit(Book, 8);
        to[1] = LogisticFit.Logit(Own, 8);
        to[2] = Math.Log((SilentDays + 3) / 7);
    }
}
