using System.Globalization;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What arrives: files sent here, what became of each delivery, how fresh each source is.</summary>
internal static class DataPages
{
    /// <summary>Bytes of a file; a history of five million calls has less.</summary>
    private const long MostBytes = 1L << 30;

    private const int DeliveriesShown = 30;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/data", ListAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data", SendAsync).NeedsManager().IsLongWork();
        pages.MapGet("/data/files/{token:guid}", FileAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data/files/{token:guid}", ImportAsync).NeedsManager().IsLongWork();
        pages.MapGet("/data/files/{token:guid}/rejects.csv", Rejects).NeedsManager().IsLongWork();
    }

    private static async Task<IResult> ListAsync(HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? said = null, int? count = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), cancel);
        return PageResult.Of<DataPage>(200, new
        {
            Seen = seen,
            Unmatched = await UnmatchedCalls.CountAsync(db, DataPage.MostUnmatched, cancel),
            Sources = await SourceFreshness.ReadAsync(db, seen.Now, cancel),
            Deliveries = await DeliveriesPage.ReadAsync(database, seen.Who.ToIdentity(), null, DeliveriesShown, null, cancel),
            Said = FlashMessages.Of(said, count),
        });
    }

    private static async Task<IResult> SendAsync(HttpContext http, Uploads uploads, CancellationToken cancel)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        if (!http.Request.HasFormContentType)
            throw new BadHttpRequestException("This address accepts only a form with a file.");
        var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostBytes, ValueCountLimit = 20 }, cancel);
        if (form.Files.Count != 1 || form.Files[0].Length == 0)
            throw new PlainError("Choose a file that is not empty: calls as CSV, an Excel workbook or JSON.");
        var file = await uploads.KeepAsync(form.Files[0], cancel);
        return TypedResults.LocalRedirect($"/data/files/{file.Token}");
    }

    private static async Task<IResult> FileAsync(Guid token, HttpContext http, VitalsDatabase database, RunningImports imports, Uploads uploads, TimeProvider clock, CancellationToken cancel)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        if (imports.Of(token) is { Failed: null } import)
            return PageResult.Of<ImportPage>(200, new { Seen = seen, Import = import });
        if (uploads.Of(token) is not { } file)
            return NoSuchFile();
        var map = Asked(http.Request.Query.Select(pair => (pair.Key, pair.Value.ToString())));
        return PageResult.Of<FilePage>(200, new
        {
            Seen = seen,
            File = file,
            Preview = FilePreview.Of(file, await OptionsAsync(database, map, seen.Now, cancel)),
            Asked = map,
            Failed = imports.Of(token)?.Failed,
        });
    }

    private static async Task<IResult> ImportAsync(Guid token, HttpContext http, VitalsDatabase database, RunningImports imports, Uploads uploads, TimeProvider clock, CancellationToken cancel)
    {
        // Asked twice, it is brought in once: the second is led to what became of the first.
        if (imports.Of(token) is { Failed: null })
            return TypedResults.LocalRedirect($"/data/files/{token}");
        if (uploads.Of(token) is not { } file)
            return NoSuchFile();
        var form = await FormAsync(http, cancel);
        var options = await OptionsAsync(database, Asked(form.Select(pair => (pair.Key, pair.Value.ToString()))), clock.GetUtcNow(), cancel);
        imports.Begin(file, options, http.Caller().Who);
        return TypedResults.LocalRedirect($"/data/files/{token}");
    }

    private static IResult Rejects(Guid token, RunningImports imports, Uploads uploads) => (imports.Of(token)?.File ?? uploads.Of(token))?.Rejects is { } rejects
        ? TypedResults.PhysicalFile(rejects, "text/csv; charset=utf-8", Path.GetFileName(rejects))
        : NoSuchFile();

    /// <summary>The columns as somebody chose them: <c>c3=started_at</c> reads the fourth as the start.</summary>
    private static Dictionary<string, string> Asked(IEnumerable<(string Name, string Value)> given)
    {
        var map = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in given)
        {
            if (name is ['c', .. var digits] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var column) && CallColumns.FieldWords.Contains(value))
                map[string.Create(CultureInfo.InvariantCulture, $"#{column + 1}")] = value;
        }
        return map;
    }

    private static async Task<CallFileOptions> OptionsAsync(VitalsDatabase database, Dictionary<string, string> map, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var settings = await BusinessSettings.InForceAsync(db, cancel);
        return new(now, BusinessZone.Of(settings.BusinessZone)) { PhoneRegion = settings.PhoneRegion, Map = map };
    }

    private static RazorComponentResult NoSuchFile() => PageResult.Of<MessagePage>(404, new
    {
        Title = "No such file",
        Sentence = "The file is no longer on the server; upload it again.",
        Href = "/data",
        Where = "Data",
    });
}
