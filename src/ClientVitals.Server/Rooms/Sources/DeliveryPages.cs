using System.Globalization;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using static ClientVitals.Server.Web.Forms;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>One delivery: its account, its file, its undo, and reading it again.</summary>
internal static class DeliveryPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/data/deliveries/{id:long}", ShowAsync).NeedsManager();
        pages.MapGet("/data/deliveries/{id:long}/file", FileAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data/deliveries/{id:long}/undo", UndoAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data/deliveries/{id:long}/redo", RedoAsync).NeedsManager().IsLongWork();
        pages.MapPost("/data/deliveries/{id:long}/reread", RereadAsync).NeedsManager().IsLongWork();
    }

    private static async Task<IResult> ShowAsync(
        long id, HttpContext http, VitalsDatabase database, RunningRereads rereads, Language language, TimeProvider clock, CancellationToken cancel, string? said = null, int? count = null)
    {
        var says = new DeliveryTexts(language);
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        var delivery = await DeliveryCard.ReadAsync(database, seen.Who.ToIdentity(), id, cancel);
        if (delivery is null)
            return NoSuchDelivery(says);
        return rereads.Of(id, http.Caller().Who) is { } reread
            ? Again(reread, delivery, seen, says, 200, () => rereads.Forget(id, http.Caller().Who))
            : PageResult.Of<DeliveryPage>(200, new { Seen = seen, Delivery = delivery, Said = says.Done(said, count, seen) });
    }

    private static async Task<IResult> FileAsync(long id, HttpContext http, CancellationToken cancel)
    {
        var file = await http.DoAsync(new TakeOutFile(id), cancel);
        http.Response.RegisterForDispose(file);
        return TypedResults.Stream(file.Read(), "application/octet-stream", file.DownloadName);
    }

    private static async Task<IResult> UndoAsync(long id, HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        if (await DeliveryCard.ReadAsync(database, http.Caller().ToIdentity(), id, cancel) is { } delivery && FileKind.Find(delivery.Listed.Entity) is FactsOfFile facts)
        {
            var undone = await http.DoAsync(new UndoFacts(facts.Entity, id), cancel);
            return Back(form, undone.ChangedNothing ? "facts-undone-nothing" : "facts-undone", null, Count(undone.Removed + undone.Restored));
        }
        var done = await http.DoAsync(new UndoDelivery(id), cancel);
        return Back(form, (done.ChangedNothing, done.CorrectionsNotRecorded > 0) switch
        {
            (true, false) => "delivery-undone-nothing",
            (true, true) => "delivery-undone-nothing-lost",
            (false, true) => "delivery-undone-lost",
            _ => "delivery-undone",
        }, null, Count(done.CallsRemoved + done.CallsRestored));
    }

    private static async Task<IResult> RedoAsync(long id, HttpContext http, VitalsDatabase database, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        if (await DeliveryCard.ReadAsync(database, http.Caller().ToIdentity(), id, cancel) is { } delivery && FileKind.Find(delivery.Listed.Entity) is FactsOfFile facts)
        {
            var again = await http.DoAsync(new RereadFacts(facts.Entity, id, ReadingChoices.None) { IsRedo = true }, cancel);
            return TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/data/deliveries/{again.Delivery}?said=facts-redone&count={Count(again.Added + again.Moved + again.Changed + again.Same)}"));
        }
        var done = await http.DoAsync(new RedoDelivery(id), cancel);
        return Back(form, "delivery-redone", null, Count(done.CallsAdded + done.CallsCorrected));
    }

    private static async Task<IResult> RereadAsync(long id, HttpContext http, VitalsDatabase database, RunningRereads rereads, Language language, TimeProvider clock, CancellationToken cancel)
    {
        var says = new DeliveryTexts(language);
        var form = await FormAsync(http, cancel);
        var asked = new RereadOptions(Given(form["zone"]), Given(form["order"]), Given(form["columns"]), Given(form["words"]));
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        if (await DeliveryCard.ReadAsync(database, seen.Who.ToIdentity(), id, cancel) is not { } delivery)
            return NoSuchDelivery(says);
        var reread = rereads.Begin(id, FileKind.Find(delivery.Listed.Entity) ?? FileKind.All[0], asked, says, form["sure"] == "yes", http.Caller().ToActor(), seen.Now);
        // Most files take a moment, and their answer is this one; of a large one the page shows how far it is.
        await Task.WhenAny(reread.Ended, Task.Delay(Patience, cancel));
        return reread.IsRunning
            ? TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/data/deliveries/{id}"))
            : Again(reread, delivery, seen, says, 400, () => rereads.Forget(id, http.Caller().Who));
    }

    /// <summary>How long an answer waits for a file that is read again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The page of a delivery whose file is read again: how far it is, what would change, where the new one is, or why it cannot be read so.</summary>
    private static IResult Again(RunningRereads.Reread reread, DeliveryCard delivery, PageContext seen, DeliveryTexts says, int whenFailed, Action forget)
    {
        if (reread.IsRunning)
        {
            return PageResult.Of<CountPage>(200, new
            {
                Seen = seen,
                delivery.Listed.Name,
                Heading = says.Rereading(delivery.Listed.Name),
                Note = reread.IsSure ? says.RereadInOneStep : says.RereadChangesNothing,
                reread.Progress,
            });
        }
        forget();
        if (reread is { IsSure: true, Done: { } done })
            return TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/data/deliveries/{done.Delivery}?said={(FileKind.Find(delivery.Listed.Entity) is FactsOfFile ? "facts-reread" : "delivery-reread")}"));
        return PageResult.Of<DeliveryPage>(reread.Failed is null ? 200 : whenFailed, new { Seen = seen, Delivery = delivery, reread.Asked, Preview = reread.Done, Trouble = reread.Failed });
    }

    private static int Count(long calls) => (int)Math.Min(calls, int.MaxValue);

    private static RazorComponentResult NoSuchDelivery(DeliveryTexts says) =>
        PageResult.Of<MessagePage>(404, new { Title = says.None, Sentence = says.NoneHint, Href = "/data", Where = says.Data });
}
