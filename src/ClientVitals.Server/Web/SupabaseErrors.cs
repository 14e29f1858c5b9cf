using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientVitals.Server.Web;

/// <summary>
/// Refusals in the forms that clients of the earlier system read: <c>{code, details, hint, message}</c> as PostgREST's documentation
/// has it (docs.postgrest.org, "Errors"), <c>{success: false, error}</c> as its functions answered.
/// </summary>
internal static class SupabaseErrors
{
    public const string Rest = "/rest/v1", Functions = "/functions/v1";

    internal sealed record RestError(string Code, string? Details, string? Hint, string Message);

    internal sealed record FunctionError(string Error, bool Success = false);

    /// <summary>Null where the address is not one of theirs.</summary>
    public static IResult? Of(HttpContext http, int status, string sentence)
    {
        if (http.Request.Path.StartsWithSegments(Functions, StringComparison.Ordinal))
            return TypedResults.Json(new FunctionError(sentence), statusCode: status);
        return http.Request.Path.StartsWithSegments(Rest, StringComparison.Ordinal) ? OfRest(status, Code(http, status), sentence) : null;
    }

    public static JsonHttpResult<RestError> OfRest(int status, string code, string message, string? hint = null) =>
        TypedResults.Json(new RestError(code, null, hint, message), statusCode: status);

    /// <summary>PostgREST's code, or PostgreSQL's, that comes nearest.</summary>
    private static string Code(HttpContext http, int status) => status switch
    {
        401 => http.Request.Headers.Authorization.Count > 0 || http.Request.Headers["apikey"].Count > 0 ? "PGRST301" : "PGRST302",
        403 => "42501",
        404 => "PGRST205",
        405 => "PGRST101",
        406 => "PGRST107",
        413 or 415 => "PGRST102",
        503 => "PGRST001",
        >= 500 => "XX000",
        _ => "PGRST100",
    };
}
