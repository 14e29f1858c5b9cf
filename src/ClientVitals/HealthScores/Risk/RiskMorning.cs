using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;

namespace ClientVitals.HealthScores.Risk;

/// <summary>One client on one morning.</summary>
/// <param name="Client">Their place in the book.</param>
/// <param name="Recency">What the models ask.</param>
/// <param name="NextCallIn">Days until the next active day, 0 = this day; <see cref="int.MaxValue"/> = none in the data.</param>
/// <param name="AwayIn">Days until the client is away, 0 = this day; <see cref="int.MaxValue"/> = not that is known.</param>
public readonly record struct RiskRow(int Client, CallRecency Recency, int NextCallIn, int AwayIn)
{
    /// <summary>Whether the horizon can be judged: the silence of a client who is away says nothing.</summary>
    public bool IsThere(int horizon) => AwayIn >= horizon;

    /// <summary>Active days so far.</summary>
    public int ActiveDays => Recency.Repeats + 1;

    /// <summary>Exposed days since the last one.</summary>
    public double SilentDays => Recency.ObservedFor - Recency.LastAt;
}

/// <summary>A book on one morning, as it was known then: the dropout model fitted to the days before, and the clients it can be asked about.</summary>
/// <param name="Day">The day (<see cref="DateOnly.DayNumber"/>); its own calls are not known yet.</param>
/// <param name="Parameters">The book's own, or <see cref="Shipped"/> where it cannot carry a model yet.</param>
/// <param name="AtRisk">Clients who are heard of: enough active days, and one of them recent.</param>
/// <param name="WhyShipped">Why the parameters are not the book's own; null when they are.</param>
public sealed record RiskMorning(int Day, DropoutParameters Parameters, IReadOnlyList<RiskRow> AtRisk, string? WhyShipped)
{
    /// <summary>
    /// How clients of simulated businesses stay and leave (the benchmark <c>health refit</c>): for books with too few clients, or too short a past, to
    /// fit a model.
    /// </summary>
    public static DropoutParameters Shipped { get; } = new(2.93, 6.74, .03, 60, 2);

    /// <summary>The book as of a morning. Calls that were logged after it are not seen.</summary>
    /// <param name="heardWithin">Exposed days: who was silent for longer is not asked about.</param>
    /// <param name="activeDays">Fewer active days than this say nothing.</param>
    public static RiskMorning Of(IReadOnlyList<ClientHistory> book, int day, int heardWithin, int activeDays)
    {
        ArgumentNullException.ThrowIfNull(book);
        var recencies = new List<CallRecency>(book.Count);
        var rows = new List<RiskRow>(book.Count);
        for (var client = 0; client < book.Count; client++)
        {
            if (CallRecency.Of(KnownBy(book[client], day), day, withToday: false) is not { } recency)
                continue;
            recencies.Add(recency);
            var row = new RiskRow(client, recency, NextCall(book[client], day), NextPause(book[client], day));
            if (!(book[client].EndDay <= day) && row.ActiveDays >= activeDays && row.SilentDays <= heardWithin)
                rows.Add(row);
        }
        var (fitted, why) = Fit(recencies);
        return new RiskMorning(day, fitted ?? Shipped, rows, why);
    }

    private static (DropoutParameters?, string?) Fit(List<CallRecency> recencies)
    {
        try
        {
            var choice = DropoutChoice.Of(new DropoutLikelihood(recencies), compare: false);
            return (choice.Used?.Parameters, choice.WhyNot);
        }
        // A search without an end is a finding about the book, no reason to leave it without a risk.
        catch (PlainError endless)
        {
            return (null, endless.Message);
        }
    }

    /// <summary>Each client with what could be seen, and whether silence followed; without those who are away within the horizon.</summary>
    public IEnumerable<RiskCase> Cases(int horizon)
    {
        foreach (var row in AtRisk.Where(row => row.IsThere(horizon)))
            yield return new RiskCase(row.Client, Day, RiskSigns.Of(Parameters, row.Recency, horizon), row.NextCallIn >= horizon);
    }

    /// <summary>The history without calls that were logged after the morning's check.</summary>
    internal static ClientHistory KnownBy(ClientHistory history, int day) =>
        Array.Exists(history.Days, one => one.Day < day && one.SeenOn > day)
            ? history with { Days = Array.FindAll(history.Days, one => one.Day >= day || one.SeenOn <= day) }
            : history;

    private static int NextCall(ClientHistory history, int day)
    {
        foreach (var one in history.Days)
        {
            if (one.Day >= day && one.Calls > 0)
                return one.Day - day;
        }
        return int.MaxValue;
    }

    private static int NextPause(ClientHistory history, int day)
    {
        foreach (var pause in history.Pauses)
        {
            if (pause.Until > day)
                return Math.Max(0, pause.From - day);
        }
        return int.MaxValue;
    }
}
