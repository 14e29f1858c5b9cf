using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.People;
using ClientVitals.Server.Rooms.Sources;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.People;

/// <summary>Clients, their addresses, their pauses and their ends.</summary>
internal static class ClientRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/clients", ListAsync).Needs(KeyScope.Read).WithSummary("Clients by name, one page. A search finds how a name, an e-mail or a number begins; with near, also names that are spelled or sound almost so.");
        api.MapPost("/clients", AddAsync).Needs(KeyScope.PeopleWrite).WithSummary("Makes a client, or adds addresses to a known one.");
        api.MapGet("/clients/{id:guid}", FindAsync).Needs(KeyScope.Read).WithSummary("One client with all addresses.");
        api.MapGet("/clients/{id:guid}/pauses", ClientPausesAsync).Needs(KeyScope.Read).WithSummary("Pauses of a client, and business closures.");
        api.MapPost("/clients/{id:guid}/pauses", PauseAsync).Needs(KeyScope.PeopleWrite).WithSummary("Enters a pause of a client: those days are not judged.");
        api.MapPost("/clients/{id:guid}/back", BackAsync).Needs(KeyScope.PeopleWrite).WithSummary("Ends the current pauses of a client.");
        api.MapGet("/clients/{id:guid}/ends", EndsAsync).Needs(KeyScope.Read).WithSummary("The end of a client's relation that holds, past or to come; empty = none.");
        api.MapPost("/clients/{id:guid}/ends", EndAsync).Needs(KeyScope.PeopleWrite).WithSummary("Enters the end of a client's relation, also in advance: from that day on no calls are expected.");
        api.MapDelete("/clients/{id:guid}/ends/{end:long}", TakeBackEndAsync).Needs(KeyScope.PeopleWrite).WithSummary("Takes an end back: the one entered before it holds again, or none.");
        api.MapGet("/ends", AllEndsAsync).Needs(KeyScope.Read).WithSummary("Who leaves, the soonest first.");
        api.MapGet("/pauses", PausesAsync).Needs(KeyScope.Read).WithSummary("Current and coming pauses.");
        api.MapGet("/people", KnownAsync).Needs(KeyScope.Read).WithSummary("Who clients are to the systems that data comes from: what each calls them by its own id, the newest first, one page.")
            .WithDescription("Rows come by files (vitals people import, the Data page) and messages: Stripe's customers come to the address of its payments. A person without a client waits for an address.");
        FactDeliveries.Map(api, PersonFact.Entity);
        api.MapPost("/pauses", PauseEverybodyAsync).Needs(KeyScope.SettingsWrite).WithSummary("Enters a pause of the whole business, such as Ramadan.");
    }

    internal sealed record NewClient(string[] Addresses, string? Firstname, string? Lastname, string? Coach);

    /// <param name="From">First day away; null = today.</param>
    /// <param name="Until">First day back; null = not known.</param>
    internal sealed record NewPause(DateOnly? From, DateOnly? Until, PauseReason? Reason, string? Note);

    /// <param name="On">First day back; null = today.</param>
    internal sealed record BackAgain(DateOnly? On);

    internal sealed record Ended(int Pauses);

    /// <param name="On">The first business day on which no calls are expected.</param>
    internal sealed record NewEnd(DateOnly On, EndReason? Reason, string? Note);

    private static async Task<Ok<Page<KnownPerson>>> KnownAsync(
        HttpContext http, VitalsDatabase database, CancellationToken ct, Guid? client = null, string? source = null, bool unmatched = false, int size = 50, string? after = null) =>
        TypedResults.Ok(await KnownPeople.ReadAsync(database, http.Caller().ToIdentity(), new(client, source, unmatched), size, after, ct));

    private static async Task<Ok<Page<ListedClient>>> ListAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct,
        string? search = null, string? coach = null, string? status = null, string? segment = null, bool newest = false, bool near = false, int size = 50, string? after = null)
    {
        var settings = await BusinessSettings.InForceAsync(database, ct);
        var today = BusinessZone.Of(settings.BusinessZone).DayOf(clock.GetUtcNow());
        return TypedResults.Ok(await ClientsPage.ReadAsync(
            database, http.Caller().ToIdentity(), new(search, coach, status, segment, newest, today, settings.PhoneRegion, near), size, after, ct));
    }

    private static async Task<Results<Created<ClientAdded>, Ok<ClientAdded>>> AddAsync(NewClient body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(body.Firstname, body.Lastname, body.Coach);
        var added = await http.DoAsync(
            async (work, ct) => await new AddClient(
                [.. (body.Addresses ?? []).Select(address => address ?? "")], body.Firstname, body.Lastname, body.Coach,
                (await BusinessSettings.InForceAsync(work.Connection, ct)).PhoneRegion).RunAsync(work, ct),
            ct);
        return added.IsNew ? TypedResults.Created($"/api/v1/clients/{added.Id}", added) : TypedResults.Ok(added);
    }

    private static async Task<Results<Ok<FoundClient>, ProblemHttpResult>> FindAsync(
        Guid id, HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        return await FoundClient.ByAsync(database, http.Caller().ToIdentity(), id, ct) is { } found
            ? TypedResults.Ok(found)
            : ClientScope.NoSuchClient(http);
    }

    private static async Task<Results<Ok<IReadOnlyList<EnteredPause>>, ProblemHttpResult>> ClientPausesAsync(
        Guid id, HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        if (!await ClientScope.SeesAsync(database, http.Caller(), id, ct))
            return ClientScope.NoSuchClient(http);
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await Pauses.ReadAsync(db, id, null, ct));
    }

    private static Task<Ok<EnterPause.Entered>> PauseAsync(Guid id, NewPause body, HttpContext http, CancellationToken ct) => EnterAsync(id, body, http, ct);

    private static async Task<Ok<Ended>> BackAsync(Guid id, BackAgain body, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new Ended(await http.DoAsync(
            async (work, ct) =>
            {
                await work.MustSeeClientAsync(id, ct);
                DateLimits.Check(body.On, "on");
                return await new EndPause(id, body.On ?? await TodayAsync(work, ct)).RunAsync(work, ct);
            },
            ct)));

    private static async Task<Results<Ok<IReadOnlyList<RelationEnd>>, ProblemHttpResult>> EndsAsync(
        Guid id, HttpContext http, VitalsDatabase database, CancellationToken ct)
    {
        if (!await ClientScope.SeesAsync(database, http.Caller(), id, ct))
            return ClientScope.NoSuchClient(http);
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await RelationEnds.ReadAsync(db, id, null, ct));
    }

    private static async Task<Ok<EndRelation.Entered>> EndAsync(Guid id, NewEnd body, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(await http.DoAsync(
            async (work, ct) =>
            {
                await work.MustSeeClientAsync(id, ct);
                InputText.Check(body.Note);
                DateLimits.Check((DateOnly?)body.On, "on");
                return await new EndRelation(id, body.On, body.Reason ?? EndReason.Other, body.Note).RunAsync(work, ct);
            },
            ct));

    private static async Task<NoContent> TakeBackEndAsync(Guid id, long end, HttpContext http, CancellationToken ct) =>
        await http.DoAsync(new UndoEnd(id, end), ct)
            ? TypedResults.NoContent()
            : throw new NotFoundException("There is no such end of this client, or it was taken back already.");

    private static async Task<Ok<IReadOnlyList<RelationEnd>>> AllEndsAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, bool past = false)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        DateOnly? from = past ? null : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        return TypedResults.Ok(await RelationEnds.ReadAsync(db, null, from, ct));
    }

    private static async Task<Ok<IReadOnlyList<EnteredPause>>> PausesAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct, bool past = false)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        DateOnly? from = past ? null : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        return TypedResults.Ok(await Pauses.ReadAsync(db, null, from, ct));
    }

    private static Task<Ok<EnterPause.Entered>> PauseEverybodyAsync(NewPause body, HttpContext http, CancellationToken ct) => EnterAsync(null, body, http, ct);

    private static async Task<Ok<EnterPause.Entered>> EnterAsync(Guid? client, NewPause body, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(await http.DoAsync(
            async (work, ct) =>
            {
                // Whose client it is comes before what is wrong with the days.
                if (client is { } one)
                    await work.MustSeeClientAsync(one, ct);
                InputText.Check(body.Note);
                DateLimits.Check(body.From, "from");
                DateLimits.Check(body.Until, "until");
                return await new EnterPause(client, body.From ?? await TodayAsync(work, ct), body.Until, body.Reason ?? PauseReason.Other, body.Note).RunAsync(work, ct);
            },
            ct));

    private static async Task<DateOnly> TodayAsync(UnitOfWork work, CancellationToken ct) =>
        BusinessZone.Of((await BusinessSettings.InForceAsync(work.Connection, ct)).BusinessZone).DayOf(work.Now);
}
