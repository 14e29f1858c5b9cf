using System.Globalization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.MissingData;

/// <summary>Business days on which so few clients were active that data are missing: nobody concerned is judged by them.</summary>
/// <param name="Scope">BOOK (everybody), SOURCE (clients whose calls mostly come from it), COACH (the clients of one coach) or SESSIONS (clients who are mostly seen by sessions of one source, where visits count).</param>
/// <param name="Provider">SOURCE and SESSIONS: which one; null = the calls that name none.</param>
/// <param name="CoachId">COACH: whose clients.</param>
/// <param name="Coach">COACH: the name.</param>
/// <param name="StartsOn">First silent business day.</param>
/// <param name="EndsOn">First business day after it; null = it lasts.</param>
/// <param name="Usual">Active client-days on a usual Monday to Sunday before it.</param>
/// <param name="Expected">Active client-days usual on its days, when it was found.</param>
/// <param name="Seen">Active client-days seen on them then.</param>
/// <param name="Chance">The chance of so few.</param>
/// <param name="FoundAt">The moment of the analysis that found it.</param>
public sealed record SourceSilence(
    long Id,
    string Scope,
    string? Provider,
    Guid? CoachId,
    string? Coach,
    DateOnly StartsOn,
    DateOnly? EndsOn,
    double[] Usual,
    double Expected,
    int Seen,
    double Chance,
    DateTimeOffset FoundAt)
{
    /// <summary>So long after its end a silence is still spoken of.</summary>
    public const int SaidDays = 14;

    /// <summary>Those known at a moment that reach beyond a day, by their first day.</summary>
    public static async Task<IReadOnlyList<SourceSilence>> AtAsync(NpgsqlConnection db, DateTimeOffset asOf, DateOnly from, CancellationToken ct) =>
        (await db.QueryAsync<SourceSilence>(new CommandDefinition(Sql.Of<SourceSilence>(), new { as_of = asOf, from }, cancellationToken: ct))).AsList();

    /// <summary>Who or what is silent.</summary>
    public string Who => WhoSaid.ToString();

    /// <summary>What happened, what it means for the list, and what to do: in English.</summary>
    public string Sentence => Said.ToString();

    /// <summary>The same with its values apart.</summary>
    public Sentence Said => IsOneDay
        ? (Sentence)$"Data are missing {Days}: {Seen} active client-days of {WhoSaid} where about {Expected:0} are usual. {Concerned} not judged by that day. {Advice}"
        : $"Data are missing {Days}: {Seen} active client-days of {WhoSaid} where about {Expected:0} are usual. {Concerned} not judged by those days. {Advice}";

    private bool IsOneDay => EndsOn?.DayNumber == StartsOn.DayNumber + 1;

    private Sentence WhoSaid
    {
        get
        {
            if (Scope == "COACH")
                return $"the clients of {Coach}";
            if (Scope == "SESSIONS")
                return $"the sessions of {Provider}";
            if (Scope != "SOURCE")
                return $"the whole book";
            return Provider is null ? (Sentence)$"the calls that name no source" : $"the source {Provider}";
        }
    }

    private Sentence Days
    {
        get
        {
            if (EndsOn is not { } end)
                return $"since {StartsOn:ddd d MMM}";
            return IsOneDay ? (Sentence)$"of {StartsOn:ddd d MMM}" : $"from {StartsOn:ddd d MMM} to {end.AddDays(-1):ddd d MMM}";
        }
    }

    private Sentence Concerned
    {
        get
        {
            if (Scope == "SOURCE")
                return $"Clients who mostly call through it are";
            if (Scope == "SESSIONS")
                return $"Clients who are mostly seen by them are";
            return Scope == "COACH" ? (Sentence)$"They are" : $"Nobody is at fault; clients are";
        }
    }

    private Sentence Advice
    {
        get
        {
            if (Scope == "SESSIONS")
                return $"Import its sessions and analyse again, or, if it was a holiday for all, enter it: {Pause("--everybody")}.";
            if (Scope == "SOURCE")
                return $"Other sources still deliver: import its calls and analyse again, or, if it was a holiday for all, enter it: {Pause("--everybody")}.";
            return Scope == "COACH"
                ? (Sentence)$"Ask {Coach}: if the calls were made, have them logged and analyse again; if nobody was to call, enter a pause for these clients."
                : $"Import the calls and analyse again, or, if it was a holiday for all, enter it: {Pause("--everybody")}.";
        }
    }

    private string Pause(string whose) => string.Create(CultureInfo.InvariantCulture,
        $"vitals people pause {whose} --from {StartsOn:yyyy-MM-dd}{(EndsOn is { } end ? $" --until {end:yyyy-MM-dd}" : "")} --reason holiday");
}
