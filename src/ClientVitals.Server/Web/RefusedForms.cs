using System.Text;
using ClientVitals.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace ClientVitals.Server.Web;

/// <summary>
/// A form that was refused is shown again on its own page, with what is wrong at its head and with everything that was written in it. No
/// page has to do anything for that: the page is asked for as a browser would, and the form in it is filled in (<see cref="FilledForm"/>).
/// </summary>
internal static class RefusedForms
{
    /// <summary>What only the pages' script says: the page is asked for as a browser asks.</summary>
    private static readonly string[] Script = ["HX-Request", ShownParts.Header];

    /// <summary>Runs within the handler of errors and before the routes.</summary>
    public static void Use(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            await next(http);
            return;
        }
        var sentTo = http.Request.Path.Value ?? "/";
        try
        {
            await next(http);
        }
        catch (Exception error) when (IsRefusal(http, error, out var status, out _) && status is not StatusCodes.Status403Forbidden)
        {
            _ = IsRefusal(http, error, out status, out var sentence);
            if (!await ShowAgainAsync(http, next, sentTo, status, sentence))
                throw;
        }
    });

    /// <summary>A page of its own that only says what is not there: a form is refused with the same words instead.</summary>
    /// <exception cref="NotFoundException">The answer is such a page.</exception>
    public static void Check(object? answer)
    {
        if (answer is RazorComponentResult { StatusCode: StatusCodes.Status404NotFound } page && page.ComponentType == typeof(MessagePage))
            throw new NotFoundException(page.Parameters[nameof(MessagePage.Sentence)]?.ToString() ?? "There is nothing at this address.");
    }

    private static bool IsRefusal(HttpContext http, Exception error, out int status, out Sentence sentence)
    {
        (status, sentence) = Problems.Read(error);
        return status is >= 400 and < 499 && !http.Response.HasStarted && EndpointAccess.IsPage(http);
    }

    private static async Task<bool> ShowAgainAsync(HttpContext http, RequestDelegate next, string sentTo, int status, Sentence sentence)
    {
        var form = Sent(http);
        string? shown = null;
        foreach (var page in PagesOf(sentTo, form["to"]))
        {
            // Where a list does not hold the forms of its rows, the row's own page does, which leads back to the list.
            var address = shown is null || StringValues.IsNullOrEmpty(form["to"]) || page.Contains('?', StringComparison.Ordinal) ? page : $"{page}?to={Uri.EscapeDataString(LocalAddress.Of(form["to"]))}";
            if (await PageAsync(http, next, address) is not { } html)
                continue;
            var says = new FormTexts(Language.Of(http));
            var (filled, hasForm) = FilledForm.Of(html, sentTo, form, says.Why(sentence), says);
            shown = hasForm ? filled : shown ?? filled;
            if (hasForm)
                break;
        }
        if (shown is null)
            return false;
        var body = Encoding.UTF8.GetBytes(shown);
        http.Response.Clear();
        SafeHeaders.Set(http);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
        return true;
    }

    /// <summary>What was sent; nothing where that could not be read.</summary>
    private static IFormCollection Sent(HttpContext http) => http.Features.Get<IFormFeature>()?.Form ?? FormCollection.Empty;

    /// <summary>Where the form may stand: where it leads back to, then the address it was sent to and each above it.</summary>
    internal static IEnumerable<string> PagesOf(string sentTo, StringValues to)
    {
        if (!StringValues.IsNullOrEmpty(to))
            yield return LocalAddress.Of(to);
        for (var path = sentTo.TrimEnd('/'); path.Length > 0; path = path[..path.LastIndexOf('/')])
            yield return path;
    }

    /// <summary>The page at that address, as the person who asks sees it; null where that address has no page.</summary>
    private static async Task<string?> PageAsync(HttpContext http, RequestDelegate next, string address)
    {
        var (request, response) = (http.Request, http.Response);
        var before = (request.Method, request.Path, request.QueryString, http.RequestServices, response.Body, Encoding: request.Headers.AcceptEncoding, request.ContentType, Endpoint: http.GetEndpoint(), Script: Script.Select(name => request.Headers[name]).ToArray());
        var query = address.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? at : address.Length;
        await using var scope = before.RequestServices.CreateAsyncScope();
        using var page = new MemoryStream();
        try
        {
            response.Clear();
            response.Body = page;
            (request.Method, request.Path, request.QueryString) = (HttpMethods.Get, address[..query], new QueryString(address[query..].Split('#')[0]));
            request.Headers.AcceptEncoding = default;
            foreach (var name in Script)
                request.Headers.Remove(name);
            request.ContentType = null;
            request.RouteValues.Clear();
            http.SetEndpoint(null);
            http.RequestServices = scope.ServiceProvider;
            await next(http);
            await response.BodyWriter.FlushAsync(http.RequestAborted);
            return response.StatusCode == StatusCodes.Status200OK && Encoding.UTF8.GetString(page.GetBuffer().AsSpan(0, (int)page.Length)) is var html && html.Contains("class=\"framed\"", StringComparison.Ordinal)
                ? html : null;
        }
        catch (PlainError)
        {
            // There is no such page; the next address may have one.
            return null;
        }
        finally
        {
            response.Body = before.Body;
            (request.Method, request.Path, request.QueryString, http.RequestServices) = (before.Method, before.Path, before.QueryString, before.RequestServices);
            request.Headers.AcceptEncoding = before.Encoding;
            foreach (var (name, said) in Script.Zip(before.Script))
                request.Headers[name] = said;
            request.ContentType = before.ContentType;
            http.SetEndpoint(before.Endpoint);
        }
    }
}
