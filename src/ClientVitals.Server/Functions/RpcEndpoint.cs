using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Functions;

/// <summary>A function of the database under <c>/rest/v1/rpc</c>.</summary>
/// <param name="Takes">Its parameter.</param>
internal sealed record RpcFunction(
    string Name, string Takes, Func<RpcQuestion, HttpContext, VitalsDatabase, TimeProvider, CancellationToken, Task<IResult>> AnswerAsync);

/// <summary>
/// <c>/rest/v1/rpc/NAME</c>, as Supabase's clients call the owner's functions of the database, on behalf of the key's owner:
/// the same rows and words, <c>limit</c> and <c>offset</c>, the count of all (<c>Prefer: count=exact</c>), one row as an object. What
/// else PostgREST would filter, sort or pick is refused, never left out in silence.
/// </summary>
internal static class RpcEndpoint
{
    public static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <param name="functions">What the rooms bring.</param>
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<RpcFunction> functions) =>
        routes.MapMethods(SupabaseErrors.Rest + "/rpc/{name}", ["GET", "HEAD", "POST"], (string name, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel) =>
                CallAsync(name, functions, http, database, clock, cancel))
            .Needs(KeyScope.Read).RequireCors(OtherSites.Policy).ExcludeFromDescription();

    private static async Task<IResult> CallAsync(
        string name, IReadOnlyList<RpcFunction> functions, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        if (functions.SingleOrDefault(function => function.Name == name) is not { } function)
            return NoSuch(name, "", functions);
        if (http.Request.Headers.Accept.ToString() is { Length: > 0 } accept && !accept.Contains("json", StringComparison.Ordinal) && !accept.Contains("*/*", StringComparison.Ordinal))
            return SupabaseErrors.OfRest(StatusCodes.Status406NotAcceptable, "PGRST107", "Answers are JSON only; send Accept: application/json.");
        var asked = await RpcQuestion.ReadAsync(http, cancel);
        if (asked.Arguments.Keys.FirstOrDefault(given => given != function.Takes) is { } unknown)
        {
            return asked.IsInAddress
                ? SupabaseErrors.OfRest(400, "PGRST100", $"\"{unknown}\" is neither a parameter nor a filter here; {name} takes {function.Takes}, limit and offset.")
                : NoSuch(name, $" with the parameter {unknown}", functions);
        }
        return await function.AnswerAsync(asked, http, database, clock, cancel);
    }

    /// <summary>The rows as PostgREST gives them: which rows these are, of how many; one row as an object.</summary>
    /// <param name="rows">Read with one more than asked.</param>
    /// <param name="all">How many there are in all; null = nobody asked.</param>
    public static IResult Answer<T>(RpcQuestion asked, HttpContext http, IReadOnlyList<T> rows, long? all)
    {
        var given = Math.Min(rows.Count, asked.Limit);
        http.Response.Headers.ContentRange = $"{(given == 0 ? "*" : $"{asked.Offset}-{asked.Offset + given - 1}")}/{(all is { } count ? count : "*")}";
        if (asked.Offset > 0 && asked.Offset >= all)
            return SupabaseErrors.OfRest(StatusCodes.Status416RangeNotSatisfiable, "PGRST103", $"There are {all} rows, so there is no row at offset {asked.Offset}.");
        if (asked.IsOne && rows.Count != 1)
            return SupabaseErrors.OfRest(StatusCodes.Status406NotAcceptable, "PGRST116", $"One row was asked for; there {(rows.Count == 0 ? "are 0" : "are several")}.");
        if (asked.IsOne)
            return TypedResults.Json(rows[0], Snake, "application/vnd.pgrst.object+json");
        return TypedResults.Json(rows.Take(given), Snake, statusCode: rows.Count > given || given < all ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK);
    }

    private static JsonHttpResult<SupabaseErrors.RestError> NoSuch(string name, string with, IReadOnlyList<RpcFunction> functions) => SupabaseErrors.OfRest(
        StatusCodes.Status404NotFound,
        "PGRST202",
        $"There is no function {name}{with}.",
        $"The functions are {string.Join(", ", functions.Select(function => $"{function.Name}({function.Takes})"))}.");
}
