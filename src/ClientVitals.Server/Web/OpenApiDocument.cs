using System.Text.Json.Serialization.Metadata;
using ClientVitals.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace ClientVitals.Server.Web;

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
                Description = "Which clients fall silent, how sure that is, and why. The database's row-level security decides what each caller sees. "
                    + "Words of a list (such as PATTERN_BREAK) are written in capitals and accepted in any case; numbers are not accepted for them.",
            };
            // Where it is served is the reader's business.
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key, made with vitals keys make." },
                ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = EndpointAccess.SessionCookie, Description = "Somebody signed in." },
            };
            Refusals(document);
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
                // A list that may be left out may be null; its type says so too.
                schema.Type = JsonSchemaType.String | (Nullable.GetUnderlyingType(type) is null ? 0 : JsonSchemaType.Null);
                schema.Enum = [.. EnumWords.Of(list).Select(word => (System.Text.Json.Nodes.JsonNode)word), .. Nullable.GetUnderlyingType(type) is null ? [] : new System.Text.Json.Nodes.JsonNode[] { null! }];
            }
            Bound(schema, context.JsonPropertyInfo, context.ApplicationServices);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Description ??= EndpointAccess.NeedOf(context.Description.ActionDescriptor.EndpointMetadata);
            return Task.CompletedTask;
        });
    });

    /// <summary>How long the texts of a body may be, as they are judged when it is read.</summary>
    private static void Bound(OpenApiSchema schema, JsonPropertyInfo? field, IServiceProvider services)
    {
        if (field?.DeclaringType is not { } body || !IsBody(body, services))
            return;
        if (field.PropertyType == typeof(string))
            schema.MaxLength = FieldLimits.Of(field.Name);
        else if (field.PropertyType == typeof(string[]) && schema.Items is OpenApiSchema each)
            each.MaxLength = FieldLimits.Of(field.Name);
    }

    /// <summary>Whether an address takes it as its body, or as an entry of a list in it.</summary>
    private static bool IsBody(Type type, IServiceProvider services) =>
        services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType).OfType<Type>()
            .Any(body => body == type || body.GetProperties().Any(property => Entry(property.PropertyType) == type));

    private static Type? Entry(Type list) => list.IsArray ? list.GetElementType() : list.IsGenericType ? list.GetGenericArguments()[0] : null;

    /// <summary>How every address refuses: RFC 9457, with a sentence in detail.</summary>
    private static void Refusals(Microsoft.OpenApi.OpenApiDocument document)
    {
        document.Components!.Responses ??= new Dictionary<string, IOpenApiResponse>();
        foreach (var (status, name, means) in new[]
        {
            ("400", "NotUnderstood", "The request is not valid; detail says what is wrong and where."), ("401", "NotSignedIn", "Not signed in, or the key is not valid."),
            ("403", "NotAllowed", "The caller may not do this."), ("429", "TooMany", "Too many requests; Retry-After says when."), ("503", "NotAvailable", "The database does not answer or is busy; try again."),
        })
        {
            document.Components.Responses[name] = new OpenApiResponse { Description = means, Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = Problem() } } };
            foreach (var operation in document.Paths.Values.Where(path => path.Operations is not null).SelectMany(path => path.Operations!.Values))
                (operation.Responses ??= [])[status] = new OpenApiResponseReference(name, document);
        }
    }

    private static OpenApiSchema Problem() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["correlationId"] = new OpenApiSchema { Type = JsonSchemaType.String },
        },
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/api/{documentName}/openapi.json").IsOpen();
        routes.MapGet("/api/docs", async (HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct) => AssetFiles.IsThere("swagger-ui-bundle.js")
            ? PageResult.Of<ApiPage>(200, new { Seen = await PageContext.OfSignedInAsync(http, database, clock, ct) })
            : Results.Text(new ApiTexts(Language.Of(http)).NotPacked)).IsOpen().ExcludeFromDescription();
    }

    /// <summary>The document's text.</summary>
    public static async Task<string> TextAsync(IServiceProvider services, CancellationToken cancel)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name).GetOpenApiDocumentAsync(cancel);
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel) + "\n";
    }
}
