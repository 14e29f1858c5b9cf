using ClientVitals.Access;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Database;
using ClientVitals.Interventions.Effect;
using ClientVitals.Packages;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Interventions;

/// <summary>
/// Completes the queue after the scores of the day: closes items whose cause is over, writes what became worse, opens items for causes that have none, looks at what
/// became of clients whose 30 days are over, and decides who is on Today (docs/decisions/0067). The same moment again changes nothing.
/// </summary>
public sealed record SuggestInterventions : IAct<SuggestInterventions.Suggested>
{
    /// <summary>The name of the job in the timetable and the run ledger.</summary>
    public const string Job = "daily-interventions";

    /// <summary>A fall into a worse zone that is longer ago opens no item: the zone itself says it.</summary>
    internal const int ZoneDays = 30;

    /// <summary>Days ahead at which a package that runs out opens an item, and up to which one that is open stays.</summary>
    internal const int RenewalDays = RenewalsDue.UsualDays, RenewalKeptDays = 30;

    /// <summary>Days after which a new coach is new no more.</summary>
    internal const int OwnerDays = 14;

    /// <summary>Exposed days in which a client comes back or does not, and within how many days two active ones make them back (as of an episode).</summary>
    internal const int ExposedDays = 30, ReturnDays = 14;

    /// <summary>The result.</summary>
    /// <param name="Opened">Items opened for causes beside the call pattern.</param>
    /// <param name="HeldOut">Of them, held out by lot so that the effect can be measured.</param>
    /// <param name="Worsened">Items whose cause became worse.</param>
    /// <param name="Closed">Items whose cause is over.</param>
    /// <param name="Measured">Items of which it is known now whether the client came back.</param>
    /// <param name="OnToday">Items that are on Today.</param>
    /// <param name="OverLimit">Items that are due and wait, because their coach's day is full.</param>
    /// <param name="SameClient">Items that are due and wait, because another item of the client is on Today.</param>
    public sealed record Suggested(int Opened, int Zones, int Packages, int Owners, int HeldOut, int Worsened, int Closed, int Measured, int OnToday, int OverLimit, int SameClient);

    internal sealed record Items(int Count);

    internal sealed record OpenedItems(int Zones, int Packages, int Owners, int HeldOut);

    internal sealed record Aside(int OnToday, int OverLimit, int SameClient);

    /// <summary>Completes it as of <see cref="UnitOfWork.Now"/>.</summary>
    public async Task<Suggested> RunAsync(UnitOfWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var db = work.Connection;
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<SuggestInterventions>("Lock"), cancellationToken: ct));
        var settings = await BusinessSettings.InForceAsync(db, ct);
        var today = DateOnly.FromDayNumber(Moment.DayOf(work.Now, settings.Zone));
        var about = new
        {
            now = work.Now.ToUniversalTime(),
            today,
            client = (Guid?)null,
            zone_days = ZoneDays,
            renewal_days = RenewalDays,
            kept_days = RenewalKeptDays,
            overdue_days = RenewalsDue.OverdueDays,
            owner_days = OwnerDays,
            exposed_days = ExposedDays,
            return_days = ReturnDays,
            counts_visits = settings.CountsVisits,
        };
        // The call pattern first: of a client with a break, a fallen score is nothing to be done beside it.
        foreach (var step in (string[])["Close", "Change", "Open"])
            await db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(ItemsOfCauses), step), about, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<SuggestInterventions>("Causes"), about, cancellationToken: ct));
        // What follows joins them to the items: planned for no rows, each would be looked up in all of them.
        await db.ExecuteAsync(new CommandDefinition("analyze causes_now", cancellationToken: ct));
        var closed = await CountAsync(db, "Close", about, ct);
        var worsened = await CountAsync(db, "Change", about, ct);
        var opened = await db.QuerySingleAsync<OpenedItems>(new CommandDefinition(Sql.Of<SuggestInterventions>("Open"), about, cancellationToken: ct));
        var measured = await CountAsync(db, "Measure", about, ct);
        var uplifts = (await PlaybookEffects.OfAsync(db, ct)).Where(effect => effect.Uplift is not null).ToList();
        var worth = new { playbooks = uplifts.Select(effect => effect.PlaybookId).ToArray(), uplifts = uplifts.Select(effect => effect.Uplift!.Value).ToArray() };
        await db.ExecuteAsync(new CommandDefinition(Sql.Of<SuggestInterventions>("Value"), worth, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(ItemsOfCauses), "SetAside"), about, cancellationToken: ct));
        var aside = await db.QuerySingleAsync<Aside>(new CommandDefinition(Sql.Of<SuggestInterventions>("SetAside"), about, cancellationToken: ct));
        await db.ExecuteAsync(new CommandDefinition(Sql.Of(typeof(ItemTurn), "Tell"), cancellationToken: ct));
        var done = new Suggested(
            opened.Zones + opened.Packages + opened.Owners, opened.Zones, opened.Packages, opened.Owners, opened.HeldOut, worsened, closed, measured,
            aside.OnToday, aside.OverLimit, aside.SameClient);
        await Audit.Client("interventions suggested", null, ("opened", Said(done.Opened)), ("closed", Said(done.Closed))).RunAsync(work, ct);
        return done;
    }

    private static async Task<int> CountAsync(NpgsqlConnection db, string step, object about, CancellationToken ct) =>
        (await db.QuerySingleAsync<Items>(new CommandDefinition(Sql.Of<SuggestInterventions>(step), about, cancellationToken: ct))).Count;

    private static string Said(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
