using System.Globalization;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Server.Security;
using ClientVitals.Server.Web;
using ClientVitals.Sources;
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

    private static async Task<IResult> ShowAsync(long id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel, string? said = null, int? count = null)
    {
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        var delivery = await DeliveryCard.ReadAsync(database, seen.Who.ToIdentity(), id, cancel);
        return delivery is null ? NoSuchDelivery() : PageResult.Of<DeliveryPage>(200, new { Seen = seen, Delivery = delivery, Said = FlashMessages.Of(said, count) });
    }

    private static async Task<IResult> FileAsync(long id, HttpContext http, CancellationToken cancel)
    {
        var file = await http.DoAsync(new TakeOutFile(id), cancel);
        http.Response.RegisterForDispose(file);
        return TypedResults.Stream(file.Read(), "application/octet-stream", file.DownloadName);
    }

    private static async Task<IResult> UndoAsync(long id, HttpContext http, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        var done = await http.DoAsync(new UndoDelivery(id), cancel);
        return Back(form, (done.ChangedNothing, done.CorrectionsNotRecorded > 0) switch
        {
            (true, false) => "delivery-undone-nothing",
            (true, true) => "delivery-undone-nothing-lost",
            (false, true) => "delivery-undone-lost",
            _ => "delivery-undone",
        }, null, Count(done.CallsRemoved + done.CallsRestored));
    }

    private static async Task<IResult> RedoAsync(long id, HttpContext http, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        var done = await http.DoAsync(new RedoDelivery(id), cancel);
        return Back(form, "delivery-redone", null, Count(done.CallsAdded + done.CallsCorrected));
    }

    private static async Task<IResult> RereadAsync(long id, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var form = await FormAsync(http, cancel);
        var asked = new RereadOptions(Given(form["zone"]), Given(form["order"]), Given(form["columns"]), Given(form["words"]));
        var seen = await PageContext.OfAsync(http, database, clock, cancel);
        if (await DeliveryCard.ReadAsync(database, seen.Who.ToIdentity(), id, cancel) is not { } delivery)
            return NoSuchDelivery();
        DeliveryReread? preview = null;
        string? trouble = null;
        try
        {
            var act = new RereadDelivery(id, asked.Read());
            if (form["sure"] == "yes")
            {
                var done = await http.DoAsync(act, cancel);
                return TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/data/deliveries/{done.Delivery}?said=delivery-reread"));
            }
            preview = await database.RehearseAsync(act, http.Caller().ToActor(), seen.Now, cancel);
        }
        catch (PlainError said) when (said is not NotFoundException)
        {
            trouble = said.Message;
        }
        return PageResult.Of<DeliveryPage>(trouble is null ? 200 : 400, new { Seen = seen, Delivery = delivery, Asked = asked, Preview = preview, Trouble = trouble });
    }

    private static int Count(long calls) => (int)Math.Min(calls, int.MaxValue);

    private static RazorComponentResult NoSuchDelivery() => PageResult.Of<MessagePage>(404, new
    {
        Title = "No such delivery",
        Sentence = "There is no delivery of this number, or it was deleted: deliveries are kept for 400 days.",
        Href = "/data",
        Where = "Data",
    });
}
