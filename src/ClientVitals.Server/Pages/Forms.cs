using System.Globalization;
using ClientVitals.Server.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientVitals.Server.Pages;

/// <summary>What the pages' plain forms and addresses are read with.</summary>
internal static class Forms
{
    /// <summary>Bytes of a form without files.</summary>
    private const int MostBytes = 16 << 10;

    /// <summary>A text; null where nothing was written.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A day; null where none was written.</summary>
    /// <exception cref="PlainError">What was written is no day.</exception>
    public static DateOnly? Day(string? text) => Given(text) is not { } written
        ? null
        : DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new PlainError($"\"{written}\" is no day; the calendar writes it as 2026-01-31.");

    public static async Task<IFormCollection> FormAsync(HttpContext http, CancellationToken cancel) => http.Request.HasFormContentType
        ? await http.Request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = MostBytes, ValueCountLimit = 100 }, cancel)
        : throw new BadHttpRequestException("This address takes a form.");

    /// <summary>To where it was asked for (the form's <c>to</c>), with the word of what to say there.</summary>
    public static RedirectHttpResult Back(IFormCollection form, string said, long? undo)
    {
        var to = SignInRoutes.OwnAddress(form["to"]);
        return TypedResults.LocalRedirect($"{to}{(to.Contains('?', StringComparison.Ordinal) ? '&' : '?')}said={said}{(undo is null ? "" : FormattableString.Invariant($"&undo={undo}"))}");
    }
}
