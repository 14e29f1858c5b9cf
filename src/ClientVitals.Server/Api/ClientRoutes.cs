using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Access;
using ClientVitals.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Api;

/// <summary>Clients, their addresses and their pauses.</summary>
internal static class ClientRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/clients", ListAsync).Needs(KeyScope.Read).WithSummary("Clients in the order of their names, a page at a time.");
        api.MapPost("/clients", AddAsync).Needs(KeyScope.PeopleWrite).WithSummary("Makes a client, or gives a known one further addresses.");
        api.MapGet("/clients/{id:guid}", FindAsync).Needs(KeyScope.Read).WithSummary("One client with all addresses.");
        api.MapGet("/clients/{id:guid}/pauses", ClientPausesAsync).Needs(KeyScope.Read).WithSummary("Pauses of a client, and everybody's.");
        api.MapPost("/clients/{id:guid}/pauses", PauseAsync).Needs(KeyScope.PeopleWrite).WithSummary("Enters a pause of a client: those days neither help nor hurt.");
        api.MapPost("/clients/{id:guid}/back", BackAsync).Needs(KeyScope.PeopleWrite).WithSummary("Ends the pauses in which a client stands.");
        api.MapGet("/pauses", PausesAsync).Needs(KeyScope.Read).WithSummary("Who is away, or will be.");
        api.MapPost("/pauses", PauseEverybodyAsync).Needs(KeyScope.SettingsWrite).WithSummary("Enters a pause of the whole business, such as Ramadan.");
    }

    internal sealed record NewClient(string[] Addresses, string? Firstname, string? Lastname, string? Coach);

    /// <param name="From">First day away; null = today.</param>
    /// <param name="Until">First day back; null = nobody knows.</param>
    internal sealed record NewPause(DateOnly? From, DateOnly? Until, PauseReason? Reason, string? Note);

    /// <param name="On">First day back; null = today.</param>
    internal sealed record BackAgain(DateOnly? On);

    internal sealed record Ended(int Pauses);

    private static async Task<Ok<Page<ClientsPage>>> ListAsync(
        HttpContext http, VitalsDatabase database, CancellationToken cancel,
        string? search = null, string? coach = null, string? status = null, string? segment = null, bool newest = false, int size = 50, string? after = null) =>
        TypedResults.Ok(await ClientsPage.ReadAsync(database, http.Caller().ToActingAs(), new(search, coach, status, segment, newest), size, after, cancel));

    private static async Task<Results<Created<ClientAdded>, Ok<ClientAdded>>> AddAsync(
        NewClient body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        Texts.Check(body.Firstname, body.Lastname, body.Coach);
        // A coach writes down the own clients, not somebody else's.
        var caller = http.Caller();
        var coach = caller.Role == AppRole.Coach ? Own.CoachName(caller) : body.Coach;
        string region;
        await using (var db = await database.OpenAsync(cancel))
            region = (await BusinessSettings.InForceAsync(db, cancel)).PhoneRegion;
        var added = await new AddClient([.. (body.Addresses ?? []).Select(address => address ?? "")], body.Firstname, body.Lastname, coach, region).RunAsync(database, clock.GetUtcNow(), cancel);
        return added.IsNew ? TypedResults.Created($"/api/v1/clients/{added.Id}", added) : TypedResults.Ok(added);
    }

    private static async Task<Results<Ok<FoundClient>, ProblemHttpResult>> FindAsync(
        Guid id, HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        return await FoundClient.ByAsync(database, http.Caller().ToActingAs(), id, cancel) is { } found
            ? TypedResults.Ok(found)
            : Own.NoSuchClient(http);
    }

    private static async Task<Results<Ok<IReadOnlyList<Pauses>>, ProblemHttpResult>> ClientPausesAsync(
        Guid id, HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        if (!await Own.SeesAsync(database, http.Caller(), id, cancel))
            return Own.NoSuchClient(http);
        await using var db = await database.OpenAsync(http.Caller().ToActingAs(), cancel);
        return TypedResults.Ok(await Pauses.ReadAsync(db, id, null, cancel));
    }

    private static async Task<Results<Ok<EnterPause.Entered>, ProblemHttpResult>> PauseAsync(
        Guid id, NewPause body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
        await Own.SeesAsync(database, http.Caller(), id, cancel)
            ? TypedResults.Ok(await EnterAsync(id, body, http, database, clock, cancel))
            : Own.NoSuchClient(http);

    private static async Task<Results<Ok<Ended>, ProblemHttpResult>> BackAsync(
        Guid id, BackAgain body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        if (!await Own.SeesAsync(database, http.Caller(), id, cancel))
            return Own.NoSuchClient(http);
        await using var work = await database.BeginAsync(cancel);
        var now = clock.GetUtcNow();
        KnownDays.Check(body.On, "on");
        var on = body.On ?? await TodayAsync(work, now, cancel);
        var ended = await new EndPause(id, on).RunAsync(work.Connection, now, cancel);
        await work.CommitAsync(cancel);
        return TypedResults.Ok(new Ended(ended));
    }

    private static async Task<Ok<IReadOnlyList<Pauses>>> PausesAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, bool past = false)
    {
        await using var db = await database.OpenAsync(http.Caller().ToActingAs(), cancel);
        DateOnly? from = past ? null : DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        return TypedResults.Ok(await Pauses.ReadAsync(db, null, from, cancel));
    }

    private static async Task<Ok<EnterPause.Entered>> PauseEverybodyAsync(
        NewPause body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Ok(await EnterAsync(null, body, http, database, clock, cancel));

    private static async Task<EnterPause.Entered> EnterAsync(
        Guid? client, NewPause body, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        Texts.Check(body.Note);
        KnownDays.Check(body.From, "from");
        KnownDays.Check(body.Until, "until");
        await using var work = await database.BeginAsync(cancel);
        var now = clock.GetUtcNow();
        var from = body.From ?? await TodayAsync(work, now, cancel);
        var entered = await new EnterPause(client, from, body.Until, body.Reason ?? PauseReason.Other, body.Note)
            .RunAsync(work.Connection, now, http.Caller().Name, cancel);
        await work.CommitAsync(cancel);
        return entered;
    }

    private static async Task<DateOnly> TodayAsync(UnitOfWork work, DateTimeOffset now, CancellationToken cancel) =>
        BusinessZone.Of((await BusinessSettings.InForceAsync(work.Connection, cancel)).BusinessZone).DayOf(now);
}
