using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Rooms.Notices;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Rooms.Access;

/// <summary>Who may come in: accounts and their one-time links, keys, and the record of what was done. Only by people signed in.</summary>
internal static class AccessRoutes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/me", Me).Needs(KeyScope.Read).WithSummary("The caller: who they are and what they may do.");
        api.MapGet("/users", UsersAsync).NeedsManager().WithSummary("The accounts, by name.");
        api.MapPost("/users", InviteAsync).NeedsManager().WithSummary("Makes an account and a one-time link to set its password; mails the link where a mail server is set.");
        api.MapPatch("/users/{id:guid}", ChangeAsync).NeedsManager().WithSummary("Changes an account's role or staff, closes or opens it.");
        api.MapPost("/users/{id:guid}/link", LinkAsync).NeedsManager().WithSummary("Makes a one-time link that resets the password or signs in.");
        api.MapPost("/users/{id:guid}/sign-out", SignOutEverywhereAsync).Needs(KeyScope.Read).WithSummary("Ends the sessions of an account: your own, or, for an owner or admin, any account's.");
        api.MapGet("/keys", KeysAsync).Needs(KeyScope.Read).WithSummary("The API keys: all for an owner or admin, your own otherwise.");
        api.MapPost("/keys", MakeKeyAsync).Needs(KeyScope.Read).WithSummary("Makes a key; it is shown only in this answer.");
        api.MapDelete("/keys/{id:guid}", RevokeKeyAsync).Needs(KeyScope.Read).WithSummary("Revokes a key for good.");
        api.MapGet("/audit", AuditAsync).NeedsManager().WithSummary("The audit log, latest first.");
    }

    internal sealed record Asker(string Who, string Name, AppRole? Role, Guid? StaffId, IReadOnlyList<string> Scopes);

    internal sealed record NewUser(string Email, string Name, AppRole Role, string? Staff, bool? MakeStaff);

    /// <param name="Url">The link; anyone who has it can use it, once.</param>
    /// <param name="Mailed">Whether it was mailed; else <paramref name="NotMailed"/> says why, and the caller sends the link.</param>
    internal sealed record Invited(Guid Id, string Email, string Url, DateTimeOffset ExpiresAt, bool Mailed, string? NotMailed);

    internal sealed record UserChange(AppRole? Role, string? Staff, bool? IsDisabled);

    internal sealed record NewLink(LinkPurpose Purpose);

    internal sealed record Link(string Url, DateTimeOffset ExpiresAt);

    /// <param name="UserId">The account it acts as; null = a service key, which acts as the program itself.</param>
    internal sealed record NewKey(string Name, string[] Scopes, Guid? UserId, DateTimeOffset? ExpiresAt);

    /// <param name="Key">The key, given only in this answer.</param>
    internal sealed record KeyMade(Guid Id, string Prefix, string Key, DateTimeOffset? ExpiresAt);

    internal sealed record Did(bool Changed);

    internal sealed record Ended(int Sessions);

    private static Ok<Asker> Me(HttpContext http)
    {
        var caller = http.Caller();
        return TypedResults.Ok(new Asker(caller.Who, caller.Name, caller.Role, caller.StaffId, [.. caller.Scopes.Select(scope => scope.Word())]));
    }

    private static async Task<Ok<IReadOnlyList<UserAccount>>> UsersAsync(HttpContext http, VitalsDatabase database, CancellationToken ct, string? after = null)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await Users.ReadAsync(db, after, Users.Most, ct));
    }

    private static async Task<Created<Invited>> InviteAsync(NewUser body, HttpContext http, Links links, Mailing mailing, CancellationToken ct)
    {
        InputText.Check(body.Email, body.Name, body.Staff);
        var (invited, fate) = await mailing.InviteAsync(http, new InviteUser(body.Email, body.Name, body.Role, body.Staff, body.MakeStaff ?? false), static done => done, ct);
        return TypedResults.Created(
            $"/api/v1/users/{invited.Id}",
            new Invited(invited.Id, invited.Email, links.To(invited.Link, http.Request), invited.Link.ExpiresAt, fate.IsSent, fate.Why?.ToString()));
    }

    private static async Task<Ok<Did>> ChangeAsync(Guid id, UserChange body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(body.Staff);
        return TypedResults.Ok(new Did(await http.DoAsync(new ChangeUser(id, body.Role, body.Staff, body.IsDisabled), ct)));
    }

    private static async Task<Ok<Link>> LinkAsync(Guid id, NewLink body, HttpContext http, Links links, CancellationToken ct)
    {
        var made = await http.DoAsync(new MakeLink(body.Purpose, id), ct);
        return TypedResults.Ok(new Link(links.To(made, http.Request), made.ExpiresAt));
    }

    private static async Task<Ok<Ended>> SignOutEverywhereAsync(Guid id, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new Ended(await http.DoAsync(new EndSessions(id), ct)));

    private static async Task<Ok<IReadOnlyList<ApiKey>>> KeysAsync(
        HttpContext http, VitalsDatabase database, CancellationToken ct, bool revoked = false)
    {
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await ApiKeys.ReadAsync(db, revoked, ct));
    }

    private static async Task<Created<KeyMade>> MakeKeyAsync(NewKey body, HttpContext http, CancellationToken ct)
    {
        InputText.Check(body.Name);
        DateLimits.Check(body.ExpiresAt, "expiresAt");
        var scopes = (body.Scopes ?? []).Select(KeyScopeWords.Read).ToList();
        var made = await http.DoAsync(new MakeApiKey(body.Name, scopes, body.UserId, body.ExpiresAt), ct);
        return TypedResults.Created($"/api/v1/keys/{made.Id}", new KeyMade(made.Id, made.Prefix, made.Key, made.ExpiresAt));
    }

    private static async Task<Ok<Did>> RevokeKeyAsync(Guid id, HttpContext http, CancellationToken ct) =>
        TypedResults.Ok(new Did(await http.DoAsync(new RevokeApiKey(id.ToString()), ct)));

    private static async Task<Ok<IReadOnlyList<AuditEntry>>> AuditAsync(
        HttpContext http, VitalsDatabase database, CancellationToken ct, long? before = null, Guid? user = null, int size = 100)
    {
        Cursor.Size(size);
        await using var db = await database.OpenAsync(http.Caller().ToIdentity(), ct);
        return TypedResults.Ok(await AuditLog.ReadAsync(db, before, user, size, ct));
    }
}
