using System.Diagnostics;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClientVitals.Server.Operations;

/// <summary>
/// Puts a request's number on every line logged for it, names its span, and, where asked, logs one line when it is answered. An
/// address is told as its template (<c>/link/{token}</c>), never as it came.
/// </summary>
internal static partial class Requests
{
    public static void Watch(IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(LogLines.Requests);
        app.Use(async (http, next) =>
        {
            var began = Stopwatch.GetTimestamp();
            var span = Activity.Current;
            using (log.BeginScope(new Dictionary<string, object> { [LogLines.Correlation] = Problems.CorrelationId(http) }))
            {
                await next(http);
                var method = Method(http.Request.Method);
                var route = Problems.Route(http);
                if (span is not null)
                {
                    span.DisplayName = $"{method} {route}";
                    span.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", http.Response.StatusCode);
                    if (http.Response.StatusCode >= 500)
                        span.SetStatus(ActivityStatusCode.Error);
                }
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                var status = http.Response.StatusCode;
                Answered(log, method, route, status, took);
            }
        });
    }

    /// <summary>A method is a word of the standard; another one may be anything.</summary>
    private static string Method(string said) => said is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? said : "(other)";

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Route} {Status} in {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger log, string method, string route, int status, double milliseconds);
}
