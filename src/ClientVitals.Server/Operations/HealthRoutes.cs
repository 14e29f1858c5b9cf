using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Operations;

/// <summary>For a monitor of the process: alive (it answers), ready (its database does, and fits it). Says nothing of the business.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).IsFree().ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).IsFree().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness)
    {
        var ready = await readiness.AskAsync();
        return Results.Text(ready.Sentence, statusCode: ready.Is ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
