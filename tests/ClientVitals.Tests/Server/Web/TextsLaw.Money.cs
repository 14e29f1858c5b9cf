using ClientVitals.Server.Rooms.Sources;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <content>Renewals due and failed payments: nothing imported, not counted, none, some; and a file of facts before and after its import.</content>
public sealed partial class TextsLaw
{
    [Fact]
    public async Task Renewals_and_failed_payments_say_nothing_past_their_texts()
    {
        await using var filled = await PeopleDoor.FilledAsync(door.Cluster, "delete from packages; delete from payments");
        (string, string)[] empty = [("owner", "/renewals"), ("coach", "/renewals"), ("owner", "/failed-payments"), ("coach", "/failed-payments")];
        List<string> past = [.. await filled.PastAsync(empty)];
        await filled.DoAsync(Pages.MoneyRows.Packages(filled.Leila, filled.Omar));
        past.AddRange(await filled.PastAsync(empty[..2]));
        await filled.DoAsync(Pages.MoneyRows.Counted(filled.Leila, filled.Omar));
        string[] renewals = ["/renewals", "/renewals?state=OVERDUE", "/renewals?within=1", "/renewals?coach=Sara&columns=group&columns=-", "/renewals?segment=nobodys", "/renewals?segment=nobodys&state=OVERDUE"];
        past.AddRange(await filled.PastAsync(renewals.Select(page => ("owner", page))));
        await filled.DoAsync(Pages.MoneyRows.Payments(filled.Leila, filled.Omar));
        past.AddRange(await filled.PastAsync([("owner", "/clients/{leila}"), ("owner", $"/clients/{filled.Omar}")]));
        string[] payments = ["/failed-payments", "/failed-payments?kind=DISPUTED", "/failed-payments?kind=REFUNDED", "/failed-payments?columns=method&columns=group&columns=source&columns=-", "/failed-payments?segment=nobodys"];
        past.AddRange(await filled.PastAsync(payments.Select(page => ("owner", page))));
        await filled.DoAsync("delete from payments where status <> 'PAID'; update packages set expires_on = '2027-01-01'; update client_health_scores set outstanding_sessions = null");
        past.AddRange(await filled.PastAsync([("coach", "/renewals"), ("coach", "/renewals?state=OVERDUE"), .. payments[..3].Select(page => ("coach", page))]));
        past.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_of_facts_says_nothing_past_the_texts()
    {
        const string text = "Client,Started,Result\nlina@example.com,2025-04-03 9:00,Zorbed\nlina@example.com,2025-04-04 9:00,Attended\nnobody,2025-04-05 9:00,Attended\nlina@example.com,,Attended\n";
        var walk = WalkAs("owner", [.. OfTheFile, .. text.Split('\n'), .. text.Split('\n', ','), "visits.csv", "ATTENDED", "2025-04-04T05:00:00Z", "2025-04-03T05:00:00Z", "2025-04-04T09:00:00Z", "2025-04-03T09:00:00Z"]);
        var file = await walk.UploadAsync("visits.csv", text, ("entity", "sessions"));
        await walk.OpenAsync(file);
        await walk.PostAsync(file, 302, ("act", "preview"), ("c0", "client_email"), ("c1", "starts_at"), ("c2", "status"), ("source", "gym"));
        await walk.OpenAsync(file);
        await walk.PostAsync(file, 302, ("act", "import"), ("c0", "client_email"), ("c1", "starts_at"), ("c2", "status"), ("source", "gym"), ("w3:Zorbed", "NO_SHOW"));
        await Door.Services.GetRequiredService<RunningImports>().Of(Guid.Parse(file.Split('/')[^1]))!.Ended;
        await walk.OpenAsync(file);
        var delivery = await Calls.Asked.OneAsync<long>(Door, "select max(id) from deliveries where entity = 'sessions'");
        await walk.OpenAsync($"/data/deliveries/{delivery}");
        await walk.PostAsync($"/data/deliveries/{delivery}/undo", 302, ("to", "/data"));
        await walk.OpenAsync("/data?said=facts-undone&count=2");
        await walk.OpenAsync("/data?said=facts-undone-nothing&count=0");
        await walk.CheckAsync();
    }
}
