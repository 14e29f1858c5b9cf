using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Web;

/// <summary>
/// What every page knows: who looks, when, in which zone days are cut, how the business writes days, hours and numbers, and in which language
/// it says what it says.
/// </summary>
public sealed record PageContext(Caller Who, DateTimeOffset Now, TimeZoneInfo Zone, LocaleFormats Written)
{
    /// <summary>ISO 3166 region in which a number without a country's code is read; null = it is not known.</summary>
    public string? PhoneRegion { get; init; }

    /// <summary>False breaks to expect: openings per 100 unchanged client-weeks.</summary>
    public decimal BreakBudget { get; init; }

    /// <summary>The language of the page.</summary>
    internal Language Language { get; init; } = Language.English;

    private ContextTexts Says => new(Language);

    /// <summary>The business day.</summary>
    public DateOnly Today => Day(Now);

    /// <summary>Whether the caller sees how clients are judged.</summary>
    public bool JudgesClients => Who.SeesJudgements;

    /// <summary>Whether the caller runs the business: jobs, data, settings.</summary>
    public bool Manages => Who.Role is null or AppRole.Owner or AppRole.Admin;

    public string Clock => $"{Weekday(Today)} {Written.Day(Today)}, {Hour(Now)} {City}";

    private string City => Zone.Id[(Zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    public DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>The day of the week, in short: Tue.</summary>
    public string Weekday(DateOnly day) => day.ToString("ddd", Language.Dates);

    /// <summary>A moment as people say it: the hour today, else the day with it.</summary>
    public string Moment(DateTimeOffset moment) => Day(moment) == Today
        ? Hour(moment)
        : $"{Written.Day(Day(moment))} {Hour(moment)}";

    /// <summary>The hour on the business's clock.</summary>
    public string Hour(DateTimeOffset moment) => Written.Hour(Local(moment).DateTime);

    public string Date(DateOnly? day) => day is { } known ? Written.DayOfYear(known) : "–";

    /// <summary>A figure to one decimal; a dash for what is not known.</summary>
    public string Number(decimal? figure) => figure is { } known ? Written.Number(known) : "–";

    /// <summary>A count; a dash for what is not known.</summary>
    public string Whole(long? count) => count is { } known ? Written.Whole(known) : "–";

    /// <summary>An amount in its currency, with at least the decimals of its smallest unit: AED 1,200.00. A dash for what is not known; a currency that nobody said is left out.</summary>
    public string Money(decimal? amount, string? currency) => amount is not { } known ? "–"
        : currency is null ? Written.Amount(known, 0) : $"{currency}\u00a0{Written.Amount(known, Currency.Decimals(currency))}";

    /// <summary>A text whose numbers are written as the business writes them.</summary>
    public string Text(FormattableString text) => Written.Text(text);

    /// <summary>A sentence of the core in the language of the page, its numbers as the business writes them.</summary>
    public string Sentence(Sentence text) => Language.Say(text, Written.Numbers);

    /// <summary>Older than this, what was judged is stale: a day, and some hours for the run itself.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(26);

    /// <summary>Of when a judgement is; null = no analysis yet.</summary>
    public string Analysed(DateTimeOffset? at) => at is not { } known ? Says.NeverAnalysed : IsStale(at) ? Says.Stale(Moment(known)) : Says.Analysed(Moment(known));

    /// <summary>Of when the figures of a page are that are read as it is opened.</summary>
    public string AsOfNow => Says.AsOf(Moment(Now));

    /// <summary>Whether a judgement speaks of another day.</summary>
    public bool IsStale(DateTimeOffset? at) => at is { } known && Now - known > Fresh;

    private DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    internal static Task<PageContext> OfAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
        ByAsync(http, http.Caller(), database, clock.GetUtcNow(), cancel);

    /// <summary>Of who is signed in, on a page that lets everybody in; null = nobody is.</summary>
    internal static async Task<PageContext?> OfSignedInAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var who = http.MaybeCaller() ?? await FindCaller.BySessionAsync(database, http.Request.Cookies[EndpointAccess.SessionCookie], now, ct);
        return who?.SessionId is null ? null : await ByAsync(http, who, database, now, ct);
    }

    internal static async Task<PageContext> ByAsync(HttpContext http, Caller who, VitalsDatabase database, DateTimeOffset now, CancellationToken cancel)
    {
        var settings = await BusinessSettings.InForceAsync(database, cancel);
        var language = Language.Of(http);
        return new(who, now, settings.Zone, settings.Written.With(language.Dates))
        {
            PhoneRegion = settings.PhoneRegion,
            BreakBudget = settings.BreakBudget,
            Language = language,
        };
    }
}
