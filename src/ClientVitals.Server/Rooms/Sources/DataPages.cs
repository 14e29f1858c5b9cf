using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

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

    private static async Task<IResult> ListAsync(
        HttpContext http, VitalsDatabase database, Language language, TimeProvider clock, CancellationToken cancel,
        string? after = null, string? before = null, string[]? columns = null, string? said = null, int? count = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        await using var db = await database.OpenAsync(seen.Who.ToIdentity(), cancel);
        return PageResult.Of<DataPage>(200, new
        {
            Seen = seen,
            Unmatched = await UnmatchedCalls.CountAsync(db, DataPage.MostUnmatched, cancel),
            Sources = await SourceFreshness.ReadAsync(db, seen.Now, cancel),
            Deliveries = await DeliveriesPage.ReadAsync(database, seen.Who.ToIdentity(), null, DeliveriesShown, Forms.Given(after), cancel),
            Trail = new PageTrail(Forms.Given(after), Forms.Given(before)),
            Chosen = columns is { Length: > 0 } ? columns : null,
            Said = new DeliveryTexts(language).Done(said, count, seen),
        });
    }

    private static async Task<IResult> SendAsync(HttpContext http, Uploads uploads, Language language, CancellationToken cancel)
    {
        var says = new FileTexts(language);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        if (!http.Request.HasFormContentType)
            throw new BadHttpRequestException(says.OnlyAFile);
        var form = await http.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostBytes, ValueCountLimit = 20 }, cancel);
        if (form.Files.Count != 1 || form.Files[0].Length == 0)
            throw new PlainError(says.ChooseFile);
        var kind = Forms.Given(form["entity"]) is { } named ? FileKind.Find(named) ?? throw new PlainError(says.NoSuchKind(FileKind.All.Select(one => one.Name))) : null;
        var file = await uploads.KeepAsync(form.Files[0], says, cancel);
        if (kind is not null && kind.Name != FileKind.All[0].Name)
            (FileChoices.None with { Entity = kind.Name, IsNew = true }).Keep(file);
        return TypedResults.LocalRedirect($"/data/files/{file.Token}");
    }

    private static async Task<IResult> FileAsync(
        Guid token, HttpContext http, VitalsDatabase database, RunningImports imports, RunningPreviews previews, Uploads uploads, Language language, TimeProvider clock, CancellationToken cancel, string? said = null)
    {
        var says = new FileTexts(language);
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        if (imports.Of(token) is { Failed: null } import)
            return PageResult.Of<ImportPage>(200, new { Seen = seen, Import = import });
        if (uploads.Of(token) is not { } file)
            return NoSuchFile(says);
        var (chosen, settings) = await ChosenAsync(file, database, seen.Now, cancel);
        var kind = FileKind.Of(chosen);
        var whole = previews.Of(token, chosen);
        if (whole?.IsRunning == true)
            return PageResult.Of<CountPage>(200, new { Seen = seen, file.Name, Heading = says.LookingAtAll(file.Name), Note = says.NothingImported, whole.Progress });
        return PageResult.Of<FilePage>(200, new
        {
            Seen = seen,
            File = file,
            Kind = kind,
            Preview = whole?.Done ?? await kind.PreviewAsync(file.Path, chosen, kind.Reading(chosen, settings, seen.Now), false, database, null, cancel),
            Chosen = chosen,
            Zone = settings.BusinessZone,
            Region = settings.PhoneRegion,
            Failed = imports.Of(token)?.Failed is { } failed ? says.ImportFailed(failed) : whole?.Failed is { } notSeen ? says.Core(notSeen) : null,
            Said = says.Done(said),
        });
    }

    /// <summary>As somebody chose; nobody yet: as the last file of its source.</summary>
    private static async Task<(FileChoices Chosen, BusinessSettings Settings)> ChosenAsync(UploadedFile file, VitalsDatabase database, DateTimeOffset now, CancellationToken cancel)
    {
        var settings = await BusinessSettings.InForceAsync(database, cancel);
        if (FileChoices.Of(file) is { IsNew: false } known)
            return (known, settings);
        var chosen = await RecalledAsync(file, (FileChoices.Of(file) ?? FileChoices.None) with { IsNew = false }, settings, database, now, cancel);
        chosen.Keep(file);
        return (chosen, settings);
    }

    /// <summary>With what was chosen for the last file of the source; what is chosen now wins.</summary>
    private static async Task<FileChoices> RecalledAsync(
        UploadedFile file, FileChoices chosen, BusinessSettings settings, VitalsDatabase database, DateTimeOffset now, CancellationToken cancel)
    {
        await using var db = await database.OpenAsync(cancel);
        var kind = FileKind.Of(chosen);
        return await kind.RecalledAsync(db, file.Path, kind.Reading(chosen, settings, now), cancel) is { } recalled && recalled.Id != chosen.RecalledId
            ? chosen with { Choices = chosen.Read().Over(recalled.Choices).Write(), RecalledId = recalled.Id, Recalled = recalled.Said.ToString() }
            : chosen;
    }

    private static async Task<IResult> ImportAsync(
        Guid token, HttpContext http, VitalsDatabase database, RunningImports imports, RunningPreviews previews, Uploads uploads, Language language, TimeProvider clock, CancellationToken cancel)
    {
        var says = new FileTexts(language);
        // Asked twice, it is brought in once: the second is led to what became of the first.
        if (imports.Of(token) is { Failed: null })
            return TypedResults.LocalRedirect($"/data/files/{token}");
        if (uploads.Of(token) is not { } file)
            return NoSuchFile(says);
        var form = http.Request.HasFormContentType
            ? await http.Request.ReadFormAsync(new FormOptions { BufferBodyLengthLimit = ChosenInForm.MostBytes, ValueCountLimit = ChosenInForm.MostFields }, cancel)
            : throw new BadHttpRequestException(says.OnlyAForm);
        var now = clock.GetUtcNow();
        var (before, settings) = await ChosenAsync(file, database, now, cancel);
        if (form["act"] == "forget")
        {
            if (before.RecalledId is { } id)
                await http.DoAsync(new ForgetReading(id), cancel);
            (before with { Choices = ReadingChoices.None.Write(), RecalledId = null, Recalled = null }).Keep(file);
            return TypedResults.LocalRedirect($"/data/files/{token}?said=reading-forgotten");
        }
        var kind = FileKind.Of(before);
        var chosen = ChosenInForm.Of(form, kind, before, says);
        if (chosen.Source != before.Source)
            chosen = await RecalledAsync(file, chosen, settings, database, now, cancel);
        // What cannot be understood is said before anything is kept.
        var reading = kind.Reading(chosen, settings, now);
        if (reading.HeadersOf(file.Path) is { } headers)
            chosen = chosen with { Choices = kind.Fitting(chosen.Read(), headers).Write() };
        if (form["own"].Concat([form["own_more"].ToString()]).OfType<string>().SelectMany(Listed).ToList() is { Count: > 0 } own)
            await http.DoAsync(new AddOwnAddresses(own), cancel);
        chosen.Keep(file);
        reading = kind.Reading(chosen, settings, now);
        if (form["act"] == "whole")
            previews.Begin(file, chosen, kind, reading);
        else if (form["act"] != "preview")
            imports.Begin(file, chosen, kind, reading, new Principal(http.Caller().Who, http.Caller().Name, DatabaseIdentity.Service));
        return TypedResults.LocalRedirect($"/data/files/{token}");
    }

    private static string[] Listed(string addresses)
    {
        InputText.Check(addresses);
        return addresses.Split(['\n', '\r', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static IResult Rejects(Guid token, RunningImports imports, Uploads uploads, Language language) => (imports.Of(token)?.File ?? uploads.Of(token))?.Rejects is { } rejects
        ? TypedResults.PhysicalFile(rejects, "text/csv; charset=utf-8", Path.GetFileName(rejects))
        : NoSuchFile(new(language));

    private static RazorComponentResult NoSuchFile(FileTexts says) =>
        PageResult.Of<MessagePage>(404, new { Title = says.None, Sentence = says.NoneHint, Href = "/data", Where = says.Data });
}
