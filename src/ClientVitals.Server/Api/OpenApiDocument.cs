using ClientVitals.Server.Access;
using ClientVitals.Server.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace ClientVitals.Server.Api;

/// <summary>The API told by itself, as OpenAPI 3.1: at <c>/api/v1/openapi.json</c>, and checked in as <c>docs/openapi.json</c>.</summary>
internal static class OpenApiDocument
{
    /// <summary>The name under which it is kept.</summary>
    public const string Name = "v1";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Client Vital Suite",
                Version = Name,
                Description = "Which clients fall silent, how sure that is, and why. What each caller sees is held by the database's own rules. "
                    + "Words of a list (such as PATTERN_BREAK) are written in capitals and read in any case; numbers do not stand for them.",
            };
            // Where it is served is the reader's business.
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key made by vitals keys make." },
                ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = AccessMiddleware.Cookie, Description = "Somebody signed in." },
            };
            document.Security =
            [
                new() { [new OpenApiSecuritySchemeReference("key", document)] = [] },
                new() { [new OpenApiSecuritySchemeReference("session", document)] = [] },
            ];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = context.JsonTypeInfo.Type;
            if ((Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } list)
            {
                schema.Enum = [.. EnumWords.Of(list).Select(word => (System.Text.Json.Nodes.JsonNode)word), .. Nullable.GetUnderlyingType(type) is null ? [] : new System.Text.Json.Nodes.JsonNode[] { null! }];
            }
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Description ??= AccessNeeds.NeedOf(context.Description.ActionDescriptor.EndpointMetadata);
            return Task.CompletedTask;
        });
    });

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/{documentName}/openapi.json").IsOpen();
        routes.MapGet("/api/docs", () => AssetFiles.IsThere("swagger-ui-bundle.js")
            ? SignInRoutes.Page<ApiPage>(200, new { })
            : Results.Text("This build was made without the packages of npm; the document is at /api/v1/openapi.json.")).IsOpen().ExcludeFromDescription();
    }

    /// <summary>The document's text.</summary>
    public static async Task<string> TextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(cancel);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel) + "\n";
    }
}
