using System.Globalization;
using ClientVitals.Database;
using Dapper;
using Npgsql;

namespace ClientVitals.CallPatterns.MissingData;

/// <summary>Business days on which so few clients were active that data are missing: nobody concerned is judged by them.</summary>
/// <param name="Scope">BOOK (everybody), SOURCE (clients whose calls mostly come from it) or COACH (the clients of one coach).</param>
/// <param name="Provider">SOURCE: which one; null = the calls that name none.</param>
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
    public string Who => Scope switch
    {
        "SOURCE" => Provider is null ? "the calls that name no source" : $"the source {Provider}",
        "COACH" => $"the clients of {Coach}",
        _ => "the whole book",
    };

    /// <summary>What happened, what it means for the list, and what to do.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture,
        $"Data are missing {Days}: {Seen} active client-days of {Who} where about {Expected:0} are usual. {Concerned} not judged by {(IsOneDay ? "that day" : "those days")}. {Advice}");

    private bool IsOneDay => EndsOn?.DayNumber == StartsOn.DayNumber + 1;

    private string Days => EndsOn is not { } end ? string.Create(CultureInfo.InvariantCulture, $"since {StartsOn:ddd d MMM}")
        : IsOneDay ? string.Create(CultureInfo.InvariantCulture, $"of {StartsOn:ddd d MMM}")
        : string.Create(CultureInfo.InvariantCulture, $"from {StartsOn:ddd d MMM} to {end.AddDays(-1):ddd d MMM}");

    private string Concerned => Scope switch
    {
        "SOURCE" => "Clients who mostly call through it are",
        "COACH" => "They are",
        _ => "Nobody is at fault; clients are",
    };

    private string Advice => Scope switch
    {
        "SOURCE" => $"Other sources still deliver: import its calls and analyse again, or, if it was a holiday for all, enter it: {Pause("--everybody")}.",
        "COACH" => $"Ask {Coach}: if the calls were made, have them logged and analyse again; if nobody was to call, enter a pause for these clients.",
        _ => $"Import the calls and analyse again, or, if it was a holiday for all, enter it: {Pause("--everybody")}.",
    };

    private string Pause(string whose) => string.Create(CultureInfo.InvariantCulture,
        $"vitals people pause {whose} --from {StartsOn:yyyy-MM-dd}{(EndsOn is { } end ? $" --until {end:yyyy-MM-dd}" : "")} --reason holiday");
}
