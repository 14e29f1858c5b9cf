using ClientVitals.Database;
using ClientVitals.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace ClientVitals.Server.Operations;

/// <summary>For whoever watches the process: alive (it answers), ready (its database does, too). Says nothing of the business.</summary>
internal static class HealthRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("alive")).IsOpen().ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).IsOpen().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(VitalsDatabase database, CancellationToken cancel)
    {
        try
        {
            await using var db = await database.OpenAsync(cancel);
            await using var ask = new NpgsqlCommand("select 1", db);
            await ask.ExecuteNonQueryAsync(cancel);
            return Results.Text("ready");
        }
        catch (Exception error) when (error is PlainError or NpgsqlException)
        {
            return Results.Text("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
