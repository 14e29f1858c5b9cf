using System.Globalization;
using System.Text.Json;
using ClientVitals.CallPatterns.Lists;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Functions;

/// <summary>What is asked of a function of the database, as PostgREST's clients ask it.</summary>
/// <param name="Arguments">By name: of the body, or of the address when it is asked with GET.</param>
/// <param name="IsInAddress">Whether an argument may be a filter in truth.</param>
/// <param name="Limit">Rows at most.</param>
/// <param name="Offset">Rows left out at the beginning.</param>
/// <param name="IsCounted">Whether to tell how many there are in all.</param>
/// <param name="IsOne">Whether the one row is asked for as an object.</param>
internal sealed record RpcQuestion(
    IReadOnlyDictionary<string, string?> Arguments, bool IsInAddress, int Limit, int Offset, bool IsCounted, bool IsOne)
{
    private const int MostBytes = 64 << 10;

    /// <summary>ISO 8601, with or without a time of day; without an offset it is UTC, as Supabase's databases are set.</summary>
    private static readonly string[] Moments =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    public static async Task<RpcQuestion> ReadAsync(HttpContext http, CancellationToken cancel)
    {
        var request = http.Request;
        var inAddress = request.Query.Where(pair => pair.Key is not ("limit" or "offset" or "order" or "select"))
            .ToDictionary(pair => pair.Key, pair => pair.Value[^1], StringComparer.Ordinal);
        // The client sends select=* where none is given.
        if (request.Query["select"].ToString() is not ("" or "*"))
            throw new PlainError("The columns cannot be chosen here: leave select out; all columns are returned.");
        if (request.Query["order"].Count > 0)
            throw new PlainError("The rows come worst first and cannot be sorted here: leave order out.");
        var isInAddress = !HttpMethods.IsPost(request.Method) || inAddress.Count > 0;
        return new(
            isInAddress ? inAddress : Named(await RequestBody.ReadAsync(http, MostBytes, cancel)),
            isInAddress,
            Whole(request.Query["limit"], "limit", PatternBreakRows.Most) ?? PatternBreakRows.Most,
            Whole(request.Query["offset"], "offset", int.MaxValue) ?? 0,
            request.Headers["Prefer"].ToString().Contains("count=", StringComparison.Ordinal),
            request.Headers.Accept.ToString().Contains("application/vnd.pgrst.object+json", StringComparison.Ordinal));
    }

    /// <summary>An argument as a whole number; null when it is not given. A <see cref="PlainError"/> when it is not a number.</summary>
    public int? Int(string name) => Arguments.GetValueOrDefault(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new PlainError($"{name} must be a whole number.");

    /// <summary>Likewise as a day.</summary>
    public DateOnly? Day(string name)
    {
        if (Arguments.GetValueOrDefault(name) is not { } text)
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw new PlainError($"{name} must be a date such as 2026-01-07.");
        DateLimits.Check((DateOnly?)day, name);
        return day;
    }

    /// <summary>Likewise as a moment.</summary>
    public DateTimeOffset? Moment(string name)
    {
        if (Arguments.GetValueOrDefault(name) is not { } text)
            return null;
        // Some offsets have hours alone, as PostgreSQL writes them.
        if (!DateTimeOffset.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            && !DateTimeOffset.TryParseExact(text + ":00", Moments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment))
        {
            throw new PlainError($"{name} must be a date and time such as 2026-01-07T09:30:00+04:00.");
        }
        return DateLimits.Check(moment, name);
    }

    private static Dictionary<string, string?> Named(byte[] body)
    {
        if (body.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            return [];
        try
        {
            using var read = JsonDocument.Parse(body);
            if (read.RootElement.ValueKind != JsonValueKind.Object)
                throw new PlainError("The body must be an object with the function's parameters, or empty.");
            var named = new Dictionary<string, string?>(StringComparer.Ordinal);
            foreach (var given in read.RootElement.EnumerateObject())
            {
                named[given.Name] = given.Value.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => given.Value.GetString(),
                    _ => given.Value.GetRawText(),
                };
            }
            return named;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PlainError("The body is not JSON.", error);
        }
    }

    private static int? Whole(string? text, string name, int most) => string.IsNullOrEmpty(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
        : throw new PlainError($"{name} must be a whole number from 0 to {most}.");
}
