using System.Globalization;
using System.Text;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.People;

/// <summary>
/// The list of clients as a file (CSV, UTF-8): all that the caller may see and the filters let through, a page at a time from the
/// database to the browser. That it was exported is on record, with how many.
/// </summary>
internal static class ClientsFile
{
    public static async Task SendAsync(
        HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken ct,
        string? search = null, string? coach = null, string? status = null, string? segment = null, string? sort = null)
    {
        var who = http.Caller();
        var seen = await PageContext.OfAsync(http, database, clock, ct);
        var which = ClientListPages.Asked(search, coach, status, segment, sort, seen.Today) with { Region = seen.PhoneRegion };
        // The first page before the first byte: what cannot be is still said as a page.
        var page = await ClientsPage.ReadAsync(database, who.ToIdentity(), which, Cursor.LargestPage, null, ct);
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"clients-{clock.GetUtcNow():yyyyMMdd}.csv\"";
        var rows = 0;
        try
        {
            var text = new StringBuilder();
            Write(text, ["name", "email", "phone", "coach", "status", "segment", "started_on", "ended_on", "pattern_status", "reason", "checked_at"]);
            while (true)
            {
                foreach (var client in page.Items)
                    Write(text, Cells(client));
                await http.Response.WriteAsync(text.ToString(), ct);
                rows += page.Items.Count;
                text.Clear();
                if (page.Next is null)
                    break;
                page = await ClientsPage.ReadAsync(database, who.ToIdentity(), which, Cursor.LargestPage, page.Next, ct);
            }
        }
        finally
        {
            // What was sent is sent, also when the rest was not: it is on record in either case.
            await http.DoAsync(
                new Audit(AuditAction.Export, null, new Dictionary<string, string> { ["what"] = "clients", ["rows"] = rows.ToString(CultureInfo.InvariantCulture) }), CancellationToken.None);
        }
    }

    private static string?[] Cells(ListedClient client) =>
    [
        Harmless(client.Name), Harmless(client.Email), client.Phone, Harmless(client.Coach), client.Status, Harmless(client.Segment),
        client.StartedOn?.ToString("O", CultureInfo.InvariantCulture), client.EndedOn?.ToString("O", CultureInfo.InvariantCulture),
        client.PatternStatus, Harmless(client.PatternReason), client.CheckedAt?.ToString("O", CultureInfo.InvariantCulture),
    ];

    private static void Write(StringBuilder text, IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(Quoted)).Append("\r\n");

    /// <summary>As RFC 4180 quotes it.</summary>
    private static string Quoted(string? cell) =>
        cell?.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell ?? "";

    /// <summary>A text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV injection").</summary>
    internal static string? Harmless(string? text) => text is null ? null : SpreadsheetText.Harmless(text);
}
