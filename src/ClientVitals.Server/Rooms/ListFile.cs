using System.Globalization;
using System.Text;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms;

/// <summary>
/// A list as a file (CSV, UTF-8): all that the caller may see and the filters let through, a page at a time from the database to the browser.
/// That it was exported is on record, with how many rows.
/// </summary>
internal static class ListFile
{
    /// <param name="what">What is listed; the name of the file and the word of the record: "clients".</param>
    /// <param name="names">The head line.</param>
    /// <param name="cells">The cells of a row; texts that people wrote go through <see cref="Harmless"/>.</param>
    /// <param name="page">The page after a cursor; null = the first.</param>
    public static async Task SendAsync<TRow>(
        HttpContext http, string what, DateTimeOffset now, string[] names, Func<TRow, string?[]> cells, Func<string?, Task<Page<TRow>>> page, CancellationToken ct)
    {
        // The first page before the first byte: what cannot be is still said as a page.
        var read = await page(null);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{what}-{now:yyyyMMdd}.csv\"";
        var rows = 0;
        try
        {
            var text = new StringBuilder();
            Write(text, names);
            while (true)
            {
                foreach (var row in read.Items)
                    Write(text, cells(row));
                await http.Response.WriteAsync(text.ToString(), ct);
                rows += read.Items.Count;
                text.Clear();
                if (read.Next is null)
                    break;
                read = await page(read.Next);
            }
        }
        finally
        {
            // What was sent is sent, also when the rest was not: it is on record in either case.
            await http.DoAsync(
                new Audit(AuditAction.Export, null, new Dictionary<string, string> { ["what"] = what, ["rows"] = rows.ToString(CultureInfo.InvariantCulture) }), CancellationToken.None);
        }
    }

    /// <summary>A text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV injection").</summary>
    public static string? Harmless(string? text) => text is null ? null : SpreadsheetText.Harmless(text);

    public static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);

    public static string? Moment(DateTimeOffset? moment) => moment?.ToString("O", CultureInfo.InvariantCulture);

    public static string? Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static void Write(StringBuilder text, IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    /// <summary>As RFC 4180 quotes it.</summary>
    private static string Quoted(string? cell) =>
        cell?.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell ?? "";
}
