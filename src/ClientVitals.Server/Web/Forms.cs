using System.Globalization;
using ClientVitals.People;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientVitals.Server.Web;

/// <summary>What the pages' plain forms and addresses are read with.</summary>
internal static class Forms
{
    /// <summary>Bytes of a form without files.</summary>
    private const int MostBytes = 16 << 10;

    /// <summary>A text; null where nothing was written.</summary>
    public static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A day; null where none was written.</summary>
    /// <exception cref="PlainError">What was written is no day, or one that no business can mean.</exception>
    public static DateOnly? Day(string? text)
    {
        if (Given(text) is not { } written)
            return null;
        if (!DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new PlainError($"\"{written}\" is not a date; write it as 2026-01-31.");
        DateLimits.Check((DateOnly?)day, "The day");
        return day;
    }

    /// <summary>A moment as a browser's field writes it, in the business's zone; null where none was written.</summary>
    /// <exception cref="PlainError">What was written is no moment, or one that the zone's clock leaves out.</exception>
    public static DateTimeOffset? Moment(string? text, TimeZoneInfo zone)
    {
        if (Given(text) is not { } written)
            return null;
        if (!DateTime.TryParseExact(written, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || zone.IsInvalidTime(local))
            throw new PlainError($"\"{written}\" is not a time in {zone.Id}; write it as 2026-01-31T09:30.");
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }

    /// <summary>A whole number; null where none was written.</summary>
    /// <exception cref="PlainError">What was written is not one.</exception>
    public static int? Whole(string? text, string what) => Given(text) is not { } written
        ? null
        : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new PlainError($"\"{written}\" is not a whole number for the {what}; write it as 20.");

    /// <summary>The number after which a page of a list begins, where its rows are numbered; null = the first page.</summary>
    /// <exception cref="PlainError">It is no number.</exception>
    public static long? Cursor(string? after) => Given(after) is not { } mark ? null
        : long.TryParse(mark, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new PlainError("The page's mark is not from this list; start again at the first page.");

    /// <summary>Why somebody is away; no word means no special reason.</summary>
    /// <exception cref="PlainError">What was written is no such word.</exception>
    public static PauseReason Reason(string? word) => Given(word) is not { } written
        ? PauseReason.Other
        : written.All(char.IsAsciiLetter) && Enum.TryParse<PauseReason>(written, ignoreCase: true, out var reason)
            ? reason
            : throw new PlainError($"\"{written}\" is not a reason for a pause; choose one of {string.Join(", ", Enum.GetNames<PauseReason>()).ToLowerInvariant()}.");

    /// <summary>Why a relation ends; no word means no special reason.</summary>
    /// <exception cref="PlainError">What was written is no such word.</exception>
    public static EndReason EndReasonOf(string? word) => Given(word) is not { } written
        ? EndReason.Other
        : written.All(char.IsAsciiLetter) && Enum.TryParse<EndReason>(written, ignoreCase: true, out var reason)
            ? reason
            : throw new PlainError($"\"{written}\" is no reason for an end; it is one of {string.Join(", ", Enum.GetNames<EndReason>()).ToLowerInvariant()}.");

    public static async Task<IFormCollection> FormAsync(HttpContext http, CancellationToken ct) => http.Request.HasFormContentType
        ? await http.Request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = MostBytes, ValueCountLimit = 100 }, ct)
        : throw new BadHttpRequestException("This address accepts only a form.");

    /// <summary>To where it was asked for (the form's <c>to</c>), with the word of what to say there.</summary>
    /// <param name="undo">What takes it back; null = nothing does.</param>
    /// <param name="count">How many it was; null = it is not said.</param>
    public static RedirectHttpResult Back(IFormCollection form, string said, long? undo, int? count = null)
    {
        var to = LocalAddress.Of(form["to"]);
        return TypedResults.LocalRedirect($"{to}{(to.Contains('?', StringComparison.Ordinal) ? '&' : '?')}said={said}{(undo is null ? "" : FormattableString.Invariant($"&undo={undo}"))}{(count is null ? "" : FormattableString.Invariant($"&count={count}"))}");
    }
}
