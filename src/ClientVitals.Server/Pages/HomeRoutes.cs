using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Pages;

/// <summary>The first page: for who is signed in, or the way to sign in.</summary>
internal static class HomeRoutes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/", async (HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
            await FindCaller.BySessionAsync(database, http.Request.Cookies[Gate.Cookie], clock.GetUtcNow(), cancel) is { } caller
                ? SignInRoutes.Page<HomePage>(200, new { Who = caller })
                : Results.LocalRedirect("/sign-in")).IsOpen().ExcludeFromDescription();
}
