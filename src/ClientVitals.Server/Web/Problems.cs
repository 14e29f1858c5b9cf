using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClientVitals.Server.Web;

/// <summary>
/// What goes wrong, as RFC 9457 problem details: a sentence that says what, where and what to do, and the number under which the log
/// has the rest. A fault of the caller is a 4xx; never a stack, never a row of the database.
/// </summary>
internal static partial class Problems
{
    private static readonly TimeSpan AgainLater = TimeSpan.FromSeconds(5);

    /// <summary>The number under which a request is in the log, and in its answer's <c>x-correlation-id</c>.</summary>
    public static string CorrelationId(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    /// <summary>The template of where it went; what matched nothing is told as that.</summary>
    public static string Route(HttpContext http)
    {
        // Where something broke, the endpoint is put aside.
        var endpoint = http.GetEndpoint() ?? http.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText is { Length: > 0 } template ? template : endpoint is null ? "(nowhere)" : "/";
    }

    public static ProblemHttpResult Of(HttpContext http, int status, string sentence) =>
        TypedResults.Problem(new ProblemDetails
        {
            Status = status,
            Title = Title(status),
            Detail = sentence,
            Extensions = { ["correlationId"] = CorrelationId(http) },
        });

    /// <summary>
    /// As <see cref="Of"/>, in the form that the address's callers read: people a page, callers of the earlier system their own words.
    /// </summary>
    public static IResult As(HttpContext http, int status, Sentence sentence) => WantsPage(http)
        ? Page(http, status, sentence, new(Language.Of(http)))
        : SupabaseErrors.Of(http, status, sentence.ToString()) ?? Of(http, status, sentence.ToString());

    /// <summary>As above, of a text without values.</summary>
    public static IResult As(HttpContext http, int status, string sentence) => As(http, status, Sentence.Of(sentence));

    private static RazorComponentResult Page(HttpContext http, int status, Sentence sentence, ProblemTexts says) => PageResult.Of<MessagePage>(status, new
    {
        Title = says.Title(status),
        Sentence = status >= 500 ? $"{says.Sentence(sentence)} {says.Reference(CorrelationId(http))}" : says.Sentence(sentence),
        Href = "/",
        Where = says.ToStart,
    });

    /// <summary>Whether a person asked: for a page of ours, or with a browser for one that does not exist.</summary>
    private static bool WantsPage(HttpContext http) => EndpointAccess.IsPage(http)
        || (http.GetEndpoint() is null && http.Features.Get<IExceptionHandlerFeature>() is null && HttpMethods.IsGet(http.Request.Method)
            && !ForPrograms.Any(prefix => http.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    private static readonly string[] ForPrograms = ["/api", "/assets", "/functions", "/health", "/rest", "/webhooks"];

    /// <summary>Turns what a room throws into an answer; everything else is a 500 that says nothing but its number.</summary>
    public static void Handle(IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // Logged below, once, and only where it is our fault.
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = AnswerAsync,
        });
        app.UseStatusCodePages(context => context.HttpContext.Response is { StatusCode: >= 400, ContentType: null } response
            ? As(context.HttpContext, response.StatusCode, Plainly(response.StatusCode)).ExecuteAsync(context.HttpContext)
            : Task.CompletedTask);
    }

    private static async Task AnswerAsync(HttpContext http)
    {
        SafeHeaders.Set(http);
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var (status, sentence) = Read(error);
        if (status == StatusCodes.Status503ServiceUnavailable)
            http.Response.Headers.RetryAfter = (error is DatabaseBusyException ? DatabaseBusyException.RetryAfter : AgainLater).TotalSeconds.ToString(CultureInfo.InvariantCulture);
        if (status >= 500)
        {
            var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("ClientVitals.Server");
            Broken(log, http.Request.Method, Route(http), error);
        }
        await As(http, status, sentence).ExecuteAsync(http);
    }

    /// <summary>The status and the sentence of what a room throws.</summary>
    internal static (int Status, Sentence Sentence) Read(Exception? error) => error switch
    {
        BadHttpRequestException { InnerException: BodyRules.Fault fault } => (StatusCodes.Status400BadRequest, Sentence.Of(fault.Message)),
        BadHttpRequestException { InnerException: JsonException json } bad => (bad.StatusCode, (Sentence)$"The body does not fit this address: {Within(json)}."),
        BadHttpRequestException bad => (bad.StatusCode, Sentence.Of(bad.Message)),
        InvalidDataException => (StatusCodes.Status400BadRequest, Sentence.Of("The form cannot be read: it is too large, or contains an invalid character.")),
        DatabaseBusyException busy => (StatusCodes.Status503ServiceUnavailable, busy.Said),
        NotFoundException absent => (StatusCodes.Status404NotFound, absent.Said),
        ChangedMeanwhileException changed => (StatusCodes.Status409Conflict, changed.Said),
        ForbiddenException refused => (StatusCodes.Status403Forbidden, refused.Said),
        PlainError plain when plain.InnerException is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException =>
            (StatusCodes.Status503ServiceUnavailable, Sentence.Of("The database does not answer; try again in a minute.")),
        PlainError plain => (StatusCodes.Status400BadRequest, plain.Said),
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => (StatusCodes.Status403Forbidden, Sentence.Of("You may not see or change this.")),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => (StatusCodes.Status503ServiceUnavailable, Sentence.Of("The request took too long; ask for less, or try again later.")),
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction } =>
            (StatusCodes.Status503ServiceUnavailable, Sentence.Of("The database lacks migrations this program needs; on the server, vitals db push applies them.")),
        PostgresException { SqlState: PostgresErrorCodes.UntranslatableCharacter or PostgresErrorCodes.CharacterNotInRepertoire } =>
            (StatusCodes.Status400BadRequest, Sentence.Of("A text contains an invalid character (NUL or half of a surrogate pair).")),
        EncoderFallbackException or DecoderFallbackException => (StatusCodes.Status400BadRequest, Sentence.Of("A text contains bytes that are not UTF-8, or half of a surrogate pair; send it as UTF-8.")),
        PostgresException { SqlState: PostgresErrorCodes.StringDataRightTruncation or PostgresErrorCodes.ProgramLimitExceeded } =>
            (StatusCodes.Status400BadRequest, Sentence.Of("A text is too long; shorten it.")),
        PostgresException { SqlState: PostgresErrorCodes.NumericValueOutOfRange or PostgresErrorCodes.DatetimeFieldOverflow } =>
            (StatusCodes.Status400BadRequest, Sentence.Of("A number or a date is out of range.")),
        PostgresException unavailable when IsUnavailable(unavailable.SqlState) => (StatusCodes.Status503ServiceUnavailable, Sentence.Of("The database cannot do this at the moment; nothing was changed. Try again in a few seconds.")),
        NpgsqlException and not PostgresException or TimeoutException => (StatusCodes.Status503ServiceUnavailable, Sentence.Of("The database does not answer; try again in a minute.")),
        OperationCanceledException => (StatusCodes.Status499ClientClosedRequest, Sentence.Of("The request was cancelled before it was answered.")),
        _ => (StatusCodes.Status500InternalServerError, Sentence.Of("Something failed on the server; find it in the log by the correlation id.")),
    };

    /// <summary>
    /// Nobody's fault and soon over: no connections or room left (53), the server shuts down or starts (57), a connection lost (08), a
    /// transaction that met another (40), a lock not had in time, a server that only reads at the moment.
    /// </summary>
    private static bool IsUnavailable(string state) =>
        state[..2] is "53" or "57" or "08" or "40" || state is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction;

    /// <summary>What JSON does not understand, without the value that may be somebody's.</summary>
    private static string Within(JsonException json) =>
        json.Path is { Length: > 1 } path ? $"{path} does not fit" : "it is not JSON";

    internal static string Title(int status) => status switch
    {
        400 => "Not accepted",
        401 => "Not signed in",
        403 => "Not allowed",
        404 => "Not found",
        409 => "Changed meanwhile",
        413 => "Too large",
        422 => "Not accepted",
        429 => "Too many requests",
        501 => "Not available",
        503 => "Not available at the moment",
        _ => status >= 500 ? "Something went wrong" : "Refused",
    };

    private static string Plainly(int status) => status switch
    {
        401 => "Sign in, or send a key as Authorization: Bearer.",
        403 => "You may not see or change this.",
        404 => "There is nothing at this address.",
        405 => "This address does not accept this method.",
        413 => "The body is larger than this address accepts.",
        415 => "The body must be JSON (content-type: application/json).",
        429 => "Too many requests. Wait a second, then try again.",
        _ => "The request was refused.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} broke")]
    private static partial void Broken(ILogger log, string method, string route, Exception? error);
}
