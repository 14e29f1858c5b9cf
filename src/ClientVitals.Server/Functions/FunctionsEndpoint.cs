using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Functions;

/// <summary>A function under <c>/functions/v1</c>: what it answers, written in snake_case; a result of its own, such as a failure, is sent as it is.</summary>
internal delegate Task<object> EarlierFunction(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel);

/// <summary>
/// <c>POST /functions/v1/NAME</c>, as the owner's schedules and pages call them: the same names, bodies and words. What failed is not
/// called a success, and what is not built says so.
/// </summary>
internal static class FunctionsEndpoint
{
    /// <summary>The owner's names whose rooms are not built yet, and what they will do; a room that brings one goes first.</summary>
    private static readonly Dictionary<string, string> NotBuilt = new(StringComparer.Ordinal)
    {
        ["sync-hubspot-to-capi"] = "Reporting conversions to Meta",
        ["daily-report"] = "The daily report",
        ["coach-analyzer"] = "Reviewing each coach's book",
    };

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="functions">What the rooms bring, by name.</param>
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyDictionary<string, EarlierFunction> functions) =>
        routes.MapPost(SupabaseErrors.Functions + "/{name}", async (string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
            functions.TryGetValue(name, out var function)
                ? await function(http, database, clock, cancel) is var answer && answer is IResult refused ? refused : TypedResults.Json(answer, Snake)
                : NotBuilt.TryGetValue(name, out var what)
                    ? Problems.As(http, StatusCodes.Status501NotImplemented, $"{what} is not built yet; nothing was done.")
                    : Problems.As(http, StatusCodes.Status404NotFound, $"There is no function {name}."))
            .Needs(KeyScope.Functions).IsLongWork().RequireCors(OtherSites.Policy).ExcludeFromDescription();
}
