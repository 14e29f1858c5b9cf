using System.Globalization;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Calls;

/// <summary>Unmatched calls: whose they are is said here, and they go to that client.</summary>
internal static class UnmatchedPages
{
    private const int Shown = 100, Candidates = 10;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/data/unmatched", ListAsync).NeedsManager().IsLongWork();
        pages.MapGet("/data/unmatched/whose", WhoseAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data/unmatched", AssignAsync).NeedsManager().IsLongWork();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct,
        string? sort = null, string? after = null, string? before = null, string[]? columns = null, string? said = null, int? count = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var byAddress = sort == UnmatchedPage.ByAddress;
        var page = await UnmatchedAddresses.ReadAsync(database, seen.Who.ToIdentity(), byAddress, Shown, Given(after), ct);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), ct);
        return PageResult.Of<UnmatchedPage>(200, new
        {
            Seen = seen,
            Calls = page.Items,
            page.Next,
            Trail = new PageTrail(Given(after), Given(before)),
            IsByAddress = byAddress,
            Total = await UnmatchedCalls.CountAsync(db, UnmatchedAddresses.MostCalls, ct),
            Chosen = columns is { Length: > 0 } ? columns : null,
            Said = new UnmatchedTexts(language).Done(said, count),
        });
    }

    private static async Task<IResult> WhoseAsync(
        HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken ct, string? address = null, string? search = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        if (await OfAsync(database, seen.Who, address, companions: true, ct) is not { } calls)
        {
            var says = new WhoseTexts(language);
            return PageResult.Of<MessagePage>(404, new { Title = says.None, Sentence = says.NoneHint, Href = "/data/unmatched", Where = says.UnmatchedCalls });
        }
        // Without a search those stand first whose calls came beside the same number.
        var words = Given(search) ?? calls.SeenWith.FirstOrDefault();
        return PageResult.Of<WhosePage>(200, new
        {
            Seen = seen,
            Calls = calls,
            Search = words,
            Clients = words is null ? [] : (await ClientsPage.ReadAsync(database, seen.Who.ToIdentity(), new(words, Region: seen.PhoneRegion, AlsoNear: true), Candidates, null, ct)).Items,
        });
    }

    private static async Task<IResult> AssignAsync(HttpContext http, VitalsDatabase database, Language language, CancellationToken ct)
    {
        var says = new WhoseTexts(language);
        var form = await FormAsync(http, ct);
        InputText.Check(form["address"], form["firstname"], form["lastname"]);
        var caller = http.Caller();
        if (await OfAsync(database, caller, form["address"], companions: false, ct) is null)
            throw new PlainError(says.NoneHint);
        string region;
        FoundClient? client = null;
        await using (var db = await database.OpenAsync(caller.ToIdentity(), ct))
        {
            region = (await BusinessSettings.InForceAsync(db, ct)).PhoneRegion;
            if (Given(form["client"]) is { } chosen)
                client = await FoundClient.RequireAsync(db, chosen, region, ct);
        }
        if (client is null && Given(form["firstname"]) is null && Given(form["lastname"]) is null)
            throw new PlainError(says.ChooseClient);
        if (client is { Email: null, Phones.Length: 0 })
            throw new PlainError(says.NoAddress);
        string[] addresses = client is null ? [form["address"].ToString()] : [client.Address, form["address"].ToString()];
        var matched = await http.DoAsync(
            async (work, ct) =>
            {
                await new AddClient(addresses, Given(form["firstname"]), Given(form["lastname"]), null, region).RunAsync(work, ct);
                return await new MatchCalls().RunAsync(work, ct);
            },
            ct);
        return TypedResults.LocalRedirect($"/data/unmatched?{Query.Of(("said", "calls-given"), ("count", matched.ToString(CultureInfo.InvariantCulture)))}");
    }

    /// <summary>The calls of an address that decides whose they are: the e-mail where there is one, else the number.</summary>
    private static async Task<UnmatchedAddress?> OfAsync(VitalsDatabase database, Caller who, string? address, bool companions, CancellationToken ct)
    {
        if (address is not { Length: > 0 })
            return null;
        // Only a number has anything beside it that could tell whose it is.
        await using var db = await database.OpenAsync(who.ToIdentity(), ct);
        return await UnmatchedCalls.ReadAsync(db, 1, address, companions && !address.Contains('@', StringComparison.Ordinal), ct) is [var calls] ? calls : null;
    }
}
