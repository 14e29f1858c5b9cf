using System.Net.Http.Json;
using ClientVitals.Access;
using ClientVitals.Calls;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Interventions;
using ClientVitals.Notices;
using ClientVitals.People;
using ClientVitals.Sources;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>Every changing address leaves a line in the audit log in the name of the caller, or is listed here with its reason.</summary>
public sealed partial class AuditLaw(Everybody everybody) : IClassFixture<Everybody>
{
    private OpenDoor Door => everybody.Door;

    private DateTimeOffset Now => Door.Clock.GetUtcNow();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Somebody who is not signed in, with a browser of their own.</summary>
    private const string Stranger = "stranger";

    private sealed record Request(string Path, HttpContent Content, string By = "owner");

    [Fact]
    public async Task Every_changing_address_leaves_a_line_in_the_name_of_the_caller()
    {
        var requests = Requests().Concat(RequestsOfHealth()).ToDictionary();
        var routes = await everybody.ChangingRoutesAsync();
        requests.Keys.Concat(WithoutLine.Keys).Order(StringComparer.Ordinal).ToList().ShouldBe(routes, "write how it is asked, or why it leaves no line");
        var wrong = new List<string>();
        foreach (var (route, make) in requests)
        {
            var request = await make();
            var last = await LastAsync();
            var (status, _, text, response) = await everybody.AskAsync(new HttpMethod(route.Split(' ')[0]), request.Path, request.Content, request.By == Stranger ? [("Sec-Fetch-Site", "same-origin")] : everybody.Shown(request.By));
            response.Dispose();
            var lines = await LinesAsync(last);
            if (lines.Count == 0)
                wrong.Add($"{route}: no line ({status} {(text.Length > 200 ? text[..200] : text)})");
            else if (request.By != Stranger && lines.Exists(who => who != $"user:{everybody.Users[request.By]}"))
                wrong.Add($"{route}: in the name of {string.Join(", ", lines)}");
            if (route is "POST /sign-out" or "POST /account/password" or "POST /account/sessions" || route.EndsWith("/sign-out", StringComparison.Ordinal))
                await everybody.SignInAgainAsync();
        }
        wrong.ShouldBeEmpty();
    }

    /// <summary>How each address is asked so that it changes something.</summary>
    private Dictionary<string, Func<Task<Request>>> Requests()
    {
        var leila = Door.Leila;
        Task<T> DoAsync<T>(IAct<T> act) => Door.Vitals.DoAsync(act, Actor.CommandLine("test"), Now, Ct);
        Task<Request> As(string path, HttpContent content, string by = "owner") => Task.FromResult(new Request(path, content, by));
        async Task<Guid> ClientAsync(string name) => (await DoAsync(new AddClient([$"{name}@example.com"], name, null, null, "AE"))).Id;
        async Task<long> AnswerAsync() => (await DoAsync(new AnswerBreak(leila, PatternAnswer.Called))).Id;
        async Task<long> ItemAsync()
        {
            await AnswerAsync();
            await using var db = await Door.OpenAdminAsync();
            return await db.ExecuteScalarAsync<long>("select id from intervention_log where client_id = @leila and completed_at is null", new { leila });
        }

        async Task<long> ActAsync() => (await DoAsync(new RecordOutcome(await ItemAsync(), Outcome.Note, Note: "To be undone"))).Id;
        async Task<Guid> FindingAsync()
        {
            await using var db = await Door.OpenAdminAsync();
            return await db.ExecuteScalarAsync<Guid>("insert into proactive_insights (insight_type, subject, title, content, state, occurrences, opened_at, last_seen_at, leave_at) values ('dead-source', gen_random_uuid()::text, 'Silent', 'Silent.', 'OPEN', 1, '2026-01-05Z', '2026-01-05Z', 0) returning id");
        }

        async Task<long> FindingActAsync() => (await DoAsync(new ClientVitals.Insights.ActOnInsight(await FindingAsync(), ClientVitals.Insights.InsightAct.Dismissed))).Event!.Value;
        async Task<long> EndAsync(DateOnly on) => (await DoAsync(new EndRelation(leila, on))).Id;
        Task HoldAsync() => Door.DoAsync($"update client_health_scores set pattern_status = 'NORMAL', last_pattern_check = '2026-01-05 04:00Z', pattern_hold = 'TOGETHER', pattern_since = '2026-01-01' where client_id = '{leila}'");
        async Task<Guid> UserAsync(string name) => (await DoAsync(new InviteUser($"{name}@house.example", name, AppRole.Admin))).Id;
        async Task<Guid> KeyAsync() => (await DoAsync(new MakeApiKey("of the law", [KeyScope.Read], null, null))).Id;
        async Task<string> SourceAsync(string name)
        {
            await DoAsync(new ChangeSource(name));
            return name;
        }

        async Task<long> DeliveryAsync(string name)
        {
            using var file = CallFile.Of(name + ".csv", $"client_email,started_at\n{name}.law@example.com,2025-12-01 10:00\n", new CallFileOptions(Now, ClientVitals.Settings.BusinessZone.Utc) { Source = name, IsKept = true });
            return (await new ImportCalls().RunAsync(Door.Vitals, file, Now, null, null, Ct)).Delivery;
        }

        async Task<long> FactsAsync(ClientVitals.Sources.Facts.FactEntity fact)
        {
            using var file = ClientVitals.Sources.Facts.FactFile.Of(
                fact.Identity, fact.Name + ".csv", System.Text.Encoding.UTF8.GetBytes($"client_email,{fact.Fact.At},amount\n{fact.Name}.law@example.com,2025-12-01 10:00,1\n"), new(fact.Fact, Now, ClientVitals.Settings.BusinessZone.Utc) { Source = fact.Name, IsKept = true });
            return (await new ClientVitals.Sources.Intake.Intake<ClientVitals.Sources.Facts.FactRow>(fact).RunAsync(Door.Vitals, file, Now, null, null, Ct)).Delivery;
        }

        async Task<long> UndoneFactsAsync(ClientVitals.Sources.Facts.FactEntity fact) => (await DoAsync(new ClientVitals.Sources.Facts.UndoFacts(fact, await FactsAsync(fact)))).Delivery;

        async Task<long> PausedAsync(DateOnly on) => (await DoAsync(new EnterPause(leila, on, on.AddDays(1)))).Id;

        async Task<long> UndoneAsync(string name) => (await DoAsync(new UndoDelivery(await DeliveryAsync(name)))).Delivery;

        async Task<string> ChannelAsync(string name)
        {
            await DoAsync(new ChangeChannel(name, ChannelKind.Slack, "hooks.slack.com", NoticeSeverity.Critical, ["law.nothing"]));
            return name;
        }

        async Task<long> DeadAsync()
        {
            var delivery = await DoAsync(new TestChannel(await ChannelAsync("law-dead"), TimeSpan.FromDays(1)));
            await Door.DoAsync($"update notice_deliveries set state = 'dead', last_error = 'refused', finished_at = made_at where id = {delivery}");
            return delivery;
        }

        return new()
        {
            ["POST /notices/preferences"] = () => As("/notices/preferences", Form(("quiet", "none"), ("digest", "once"))),
            ["PUT /api/v1/notices/preferences"] = () => As("/api/v1/notices/preferences", JsonContent.Create(new { digestAt = -1 })),
            ["POST /settings/notices/channels"] = () => As("/settings/notices/channels", Form(("name", "law-box"), ("kind", "mail"), ("address", "team@house.example"))),
            ["POST /settings/notices/channels/remove"] = async () => new("/settings/notices/channels/remove", Form(("name", await ChannelAsync("law-page")))),
            ["POST /settings/notices/test"] = async () => new("/settings/notices/test", Form(("name", await ChannelAsync("law-tested")))),
            ["POST /settings/notices/retry"] = async () => new("/settings/notices/retry", Form(("id", $"{await DeadAsync()}"))),
            ["POST /settings/notices/hours"] = () => As("/settings/notices/hours", Form(("quiet_from", "22:00"), ("quiet_until", "06:00"))),
            ["PUT /api/v1/notices/channels/{name}"] = () => As("/api/v1/notices/channels/law-api", JsonContent.Create(new { kind = "MAIL", address = "team@house.example" })),
            ["DELETE /api/v1/notices/channels/{name}"] = async () => new($"/api/v1/notices/channels/{await ChannelAsync("law-gone")}", JsonContent.Create(new { })),
            ["POST /api/v1/notices/channels/{name}/test"] = async () => new($"/api/v1/notices/channels/{await ChannelAsync("law-asked")}/test", JsonContent.Create(new { })),
            ["POST /api/v1/notices/deliveries/{id:long}/retry"] = async () => new($"/api/v1/notices/deliveries/{await DeadAsync()}/retry", JsonContent.Create(new { })),
            ["POST /answers/{id:long}/take-back"] = async () => new($"/answers/{await AnswerAsync()}/take-back", Form(("to", "/"))),
            ["POST /clients/{id:guid}/answer"] = () => As($"/clients/{leila}/answer", Form(("answer", "fine"))),
            ["POST /insights/{id:guid}/act"] = async () => new($"/insights/{await FindingAsync()}/act", Form(("act", "dismissed"), ("to", "/insights"))),
            ["POST /insights/acts/{act:long}/undo"] = async () => new($"/insights/acts/{await FindingActAsync()}/undo", Form(("to", "/insights"))),
            ["POST /api/v1/insights/{id:guid}/acts"] = async () => new($"/api/v1/insights/{await FindingAsync()}/acts", JsonContent.Create(new { act = "DISMISSED" })),
            ["DELETE /api/v1/insights/acts/{act:long}"] = async () => new($"/api/v1/insights/acts/{await FindingActAsync()}", JsonContent.Create(new { })),
            ["POST /api/v1/insights/run"] = () => As("/api/v1/insights/run", JsonContent.Create(new { })),
            ["POST /settings/playbooks/{key}"] = () => As("/settings/playbooks/break", Form(("condition", "status = PATTERN_BREAK"), ("priority", "HIGH"), ("channel", "Phone call"), ("timing", "By the law"), ("due_days", "1"), ("cool_down_days", "0"), ("template", "Hi {first_name}"), ("hold_out", "0"), ("is_on", "yes"), ("is_listed", "yes"))),
            ["POST /api/v1/playbooks/{key}"] = () => As("/api/v1/playbooks/renewal", JsonContent.Create(new { timing = "By the law" })),
            ["POST /api/v1/queue/complete"] = () => As("/api/v1/queue/complete", JsonContent.Create(new { })),
            ["PUT /api/v1/clients/{id:guid}/never-withheld"] = () => As($"/api/v1/clients/{leila}/never-withheld", JsonContent.Create(new { })),
            ["DELETE /api/v1/clients/{id:guid}/never-withheld"] = async () =>
            {
                await DoAsync(new ClientVitals.Interventions.Playbooks.NeverWithhold(leila));
                return new($"/api/v1/clients/{leila}/never-withheld", JsonContent.Create(new { }));
            },
            ["POST /interventions/{item:long}/act"] = async () => new($"/interventions/{await ItemAsync()}/act", Form(("act", "note"), ("note", "By the law"), ("to", "/"))),
            ["POST /interventions/{item:long}/hand-over"] = async () => new($"/interventions/{await ItemAsync()}/hand-over", Form(("colleague", "admin@house.example"), ("to", "/"))),
            ["POST /api/v1/interventions/{item:long}/hand-over"] = async () => new($"/api/v1/interventions/{await ItemAsync()}/hand-over", JsonContent.Create(new { to = "owner@house.example" })),
            ["POST /interventions/acts/{act:long}/undo"] = async () => new($"/interventions/acts/{await ActAsync()}/undo", Form(("to", "/"))),
            ["POST /api/v1/interventions/{item:long}/acts"] = async () => new($"/api/v1/interventions/{await ItemAsync()}/acts", JsonContent.Create(new { outcome = "NOTE", note = "By the law" })),
            ["DELETE /api/v1/interventions/acts/{act:long}"] = async () => new($"/api/v1/interventions/acts/{await ActAsync()}", JsonContent.Create(new { })),
            ["POST /clients/{id:guid}/pause"] = () => As($"/clients/{leila}/pause", Form(("from", "2026-05-01"), ("until", "2026-05-03"))),
            ["POST /clients/{id:guid}/pauses/{pause:long}/take-back"] = async () =>
                new($"/clients/{leila}/pauses/{(await DoAsync(new EnterPause(leila, new(2026, 7, 1), new(2026, 7, 2)))).Id}/take-back", Form(("to", "/"))),
            ["POST /clients/{id:guid}/back"] = async () =>
            {
                await DoAsync(new EnterPause(leila, new(2026, 1, 1), null));
                return new($"/clients/{leila}/back", Form(("to", "/")));
            },
            ["POST /clients/{id:guid}/ends"] = () => As($"/clients/{leila}/ends", Form(("on", "2027-05-01"), ("reason", "package"))),
            ["POST /clients/{id:guid}/ends/{end:long}/take-back"] = async () => new($"/clients/{leila}/ends/{await EndAsync(new(2027, 6, 1))}/take-back", Form(("to", "/"))),
            ["POST /call-patterns/together/pause"] = async () =>
            {
                await HoldAsync();
                return new("/call-patterns/together/pause", Form(("until", "2026-01-20")));
            },
            ["POST /call-patterns/together/{pause:long}/take-back"] = async () => new($"/call-patterns/together/{await PausedAsync(new(2026, 9, 1))}/take-back", Form(("to", "/"))),
            ["DELETE /api/v1/call-patterns/together/pause/{pause:long}"] = async () => new($"/api/v1/call-patterns/together/pause/{await PausedAsync(new(2026, 10, 1))}", JsonContent.Create(new { })),
            ["POST /clients/{id:guid}/notes"] = () => As($"/clients/{leila}/notes", Form(("note", "By the law"))),
            ["POST /clients/{id:guid}/notes/{note:long}/take-back"] = async () => new($"/clients/{leila}/notes/{await DoAsync(new WriteNote(leila, "To be taken back"))}/take-back", Form(("to", "/"))),
            ["POST /clients/{id:guid}/calls"] = () => As($"/clients/{leila}/calls", Form(("reached", "yes"))),
            ["POST /clients/{id:guid}/calls/{call:guid}/take-back"] = async () => new($"/clients/{leila}/calls/{await DoAsync(new LogCall(leila, null, true))}/take-back", Form(("to", "/"))),
            ["POST /clients/pause"] = () => As("/clients/pause", Form(("client", $"{leila}"), ("from", "2026-08-01"), ("until", "2026-08-03"))),
            ["POST /clients/change"] = () => As("/clients/change", Form(("client", $"{leila}"), ("segment", "law"))),
            ["POST /views"] = () => As("/views", Form(("place", "/clients"), ("name", "Law"), ("filters", "status=ACTIVE"))),
            ["POST /views/{id:guid}/remove"] = async () => new($"/views/{await ViewAsync()}/remove", Form(("to", "/"))),
            ["POST /jobs/{job}/run"] = () => As("/jobs/daily-housekeeping/run", Form(("to", "/"))),
            ["POST /jobs/{job}/pause"] = () => As("/jobs/daily-housekeeping/pause", Form(("to", "/"))),
            ["POST /jobs/{job}/resume"] = () => As("/jobs/daily-housekeeping/resume", Form(("to", "/"))),
            ["POST /data/unmatched"] = async () =>
            {
                await Door.DoAsync("insert into call_records (client_email, started_at) values ('unmatched.law@example.com', '2025-12-01 10:00Z')");
                return new("/data/unmatched", Form(("address", "unmatched.law@example.com"), ("firstname", "Unmatched")));
            },
            ["POST /data/duplicates/merge"] = async () => new("/data/duplicates/merge", Form(("keep", $"{await ClientAsync("kept")}"), ("gone", $"{await ClientAsync("gone")}"))),
            ["POST /data/duplicates/two"] = async () => new("/data/duplicates/two", Form(("one", $"{await ClientAsync("one")}"), ("other", $"{await ClientAsync("two")}"))),
            ["POST /data/duplicates/two/take-back"] = async () =>
            {
                var (one, other) = (await ClientAsync("three"), await ClientAsync("four"));
                await DoAsync(new NotDuplicates(one, other));
                return new("/data/duplicates/two/take-back", Form(("one", $"{one}"), ("other", $"{other}")));
            },
            ["POST /data/deliveries/{id:long}/undo"] = async () => new($"/data/deliveries/{await DeliveryAsync("page")}/undo", Form(("to", "/"))),
            ["POST /data/deliveries/{id:long}/redo"] = async () => new($"/data/deliveries/{await UndoneAsync("page-undone")}/redo", Form(("to", "/"))),
            ["POST /data/deliveries/{id:long}/reread"] = async () => new($"/data/deliveries/{await DeliveryAsync("page-again")}/reread", Form(("sure", "yes"), ("zone", "Asia/Dubai"))),
            ["POST /api/v1/deliveries/{id:long}/reread"] = async () => new($"/api/v1/deliveries/{await DeliveryAsync("api-again")}/reread", JsonContent.Create(new { zone = "Asia/Dubai" })),
            ["POST /api/v1/deliveries/{id:long}/undo"] = async () => new($"/api/v1/deliveries/{await DeliveryAsync("api")}/undo", JsonContent.Create(new { })),
            ["POST /api/v1/deliveries/{id:long}/redo"] = async () => new($"/api/v1/deliveries/{await UndoneAsync("api-undone")}/redo", JsonContent.Create(new { })),
            ["POST /start/zone"] = () => As("/start/zone", Form(("zone", "Asia/Dubai"), ("region", "OM"), ("to", "/"))),
            ["POST /start/steps"] = () => As("/start/steps", Form(("step", "coaches"), ("to", "/start"))),
            ["POST /start/coaches"] = () => As("/start/coaches", Form(("staff", "Law Coach"), ("email", "law.coach@house.example"))),
            ["POST /start/coaches/{change:long}/take-back"] = async () =>
            {
                await ClientAsync("given");
                await Door.DoAsync("insert into call_records (client_id, staff, started_at) select client_id, 'Given Coach', '2025-12-01 10:00Z' from client_emails where email = 'given@example.com'");
                var given = await DoAsync(new InviteCoach("given.coach@house.example", "Given Coach", "Given Coach"));
                return new($"/start/coaches/{given.Undo}/take-back", Form(("to", "/start")));
            },
            ["POST /settings/own-addresses"] = () => As("/settings/own-addresses", Form(("addresses", "+97144400001\n*@house.example"))),
            ["POST /settings/business"] = async () => new("/settings/business", Form(("version", await VersionAsync()), ("currency", "EUR"))),
            ["POST /settings/pauses"] = () => As("/settings/pauses", Form(("from", "2026-09-01"), ("until", "2026-09-05"))),
            ["POST /settings/pauses/{id:long}/take-back"] = async () => new($"/settings/pauses/{(await DoAsync(new EnterPause(null, new(2026, 10, 1), new(2026, 10, 2)))).Id}/take-back", Form(("to", "/"))),
            ["POST /settings/users"] = () => As("/settings/users", Form(("email", "invited@house.example"), ("name", "Invited"), ("role", "setter"))),
            ["POST /settings/users/{id:guid}/link"] = async () => new($"/settings/users/{await UserAsync("linked")}/link", Form(("to", "/"))),
            ["POST /settings/users/{id:guid}/door"] = async () => new($"/settings/users/{await UserAsync("closed")}/door", Form(("close", "yes"))),
            ["POST /settings/keys"] = () => As("/settings/keys", Form(("name", "Law"), ("scope", "read"))),
            ["POST /settings/keys/{id:guid}/revoke"] = async () => new($"/settings/keys/{await KeyAsync()}/revoke", Form(("to", "/"))),
            ["POST /settings/sources"] = () => As("/settings/sources", Form(("name", "law-added"))),
            ["POST /settings/sources/{name}/mapping"] = async () => new($"/settings/sources/{await SourceAsync("law-mapped")}/mapping", Form(("mapping", "aircall"))),
            ["POST /settings/sources/{name}/switch"] = async () => new($"/settings/sources/{await SourceAsync("law-paused")}/switch", Form(("on", "no"))),
            ["POST /settings/sources/{name}/secret"] = async () => new($"/settings/sources/{await SourceAsync("law-secret")}/secret", Form(("to", "/"))),
            ["POST /settings/sources/{name}/remove"] = async () =>
            {
                await DoAsync(new ChangeSource("law-removed", Enabled: false));
                return new("/settings/sources/law-removed/remove", Form(("to", "/")));
            },
            ["POST /settings/sites"] = () => As("/settings/sites", Form(("site", "https://law.example.com"))),
            ["POST /account/name"] = () => As("/account/name", Form(("name", "Another Owner"))),
            ["POST /account/password"] = async () =>
            {
                await SetPasswordAsync();
                return new("/account/password", Form(("present", "four words in a row"), ("password", "four other words in a row")), "admin");
            },
            ["POST /account/sessions"] = async () =>
            {
                await everybody.SignInAgainAsync();
                return new("/account/sessions", Form(("to", "/")));
            },
            // Who signs in is not known before.
            ["POST /sign-in"] = () => As("/sign-in", Form(("email", "nobody@house.example"), ("password", "wrong")), Stranger),
            ["POST /link/{token}"] = async () => new($"/link/{(await DoAsync(new MakeLink(LinkPurpose.SignIn, everybody.Users["closer"]))).Token}", Form(("to", "/")), Stranger),
            ["POST /sign-out"] = () => As("/sign-out", Form(("to", "/"))),
            ["POST /api/v1/clients"] = () => As("/api/v1/clients", JsonContent.Create(new { addresses = new[] { "made.law@example.com" } })),
            ["POST /api/v1/clients/{id:guid}/pauses"] = () => As($"/api/v1/clients/{leila}/pauses", JsonContent.Create(new { from = "2026-11-01", until = "2026-11-03" })),
            ["POST /api/v1/clients/{id:guid}/back"] = async () =>
            {
                await DoAsync(new EnterPause(leila, new(2026, 1, 2), null));
                return new($"/api/v1/clients/{leila}/back", JsonContent.Create(new { }));
            },
            ["POST /api/v1/clients/{id:guid}/ends"] = () => As($"/api/v1/clients/{leila}/ends", JsonContent.Create(new { on = "2027-07-01", reason = "AGREED" })),
            ["DELETE /api/v1/clients/{id:guid}/ends/{end:long}"] = async () => new($"/api/v1/clients/{leila}/ends/{await EndAsync(new(2027, 8, 1))}", JsonContent.Create(new { })),
            ["POST /api/v1/call-patterns/together/pause"] = async () =>
            {
                await HoldAsync();
                return new("/api/v1/call-patterns/together/pause", JsonContent.Create(new { until = "2026-01-21" }));
            },
            ["POST /api/v1/pauses"] = () => As("/api/v1/pauses", JsonContent.Create(new { from = "2026-12-01", until = "2026-12-03" })),
            ["POST /api/v1/calls"] = () => As("/api/v1/calls", JsonContent.Create(new { client_email = "leila@example.com", started_at = "2026-01-02T10:00:00Z" })),
            ["POST /api/v1/sessions"] = () => As("/api/v1/sessions", JsonContent.Create(new { client_email = "leila@example.com", starts_at = "2026-01-02T10:00:00Z" })),
            ["POST /api/v1/sessions/deliveries/{id:long}/undo"] = async () => new($"/api/v1/sessions/deliveries/{await FactsAsync(ClientVitals.Sessions.SessionFact.Entity)}/undo", JsonContent.Create(new { })),
            ["POST /api/v1/sessions/deliveries/{id:long}/redo"] = async () => new($"/api/v1/sessions/deliveries/{await UndoneFactsAsync(ClientVitals.Sessions.SessionFact.Entity)}/redo", JsonContent.Create(new { })),
            ["POST /api/v1/sessions/deliveries/{id:long}/reread"] = async () => new($"/api/v1/sessions/deliveries/{await FactsAsync(ClientVitals.Sessions.SessionFact.Entity)}/reread", JsonContent.Create(new { zone = "Asia/Dubai" })),
            ["POST /api/v1/packages"] = () => As("/api/v1/packages", JsonContent.Create(new { client_email = "leila@example.com", bought_on = "2026-01-02" })),
            ["POST /api/v1/packages/deliveries/{id:long}/undo"] = async () => new($"/api/v1/packages/deliveries/{await FactsAsync(ClientVitals.Packages.PackageFact.Entity)}/undo", JsonContent.Create(new { })),
            ["POST /api/v1/packages/deliveries/{id:long}/redo"] = async () => new($"/api/v1/packages/deliveries/{await UndoneFactsAsync(ClientVitals.Packages.PackageFact.Entity)}/redo", JsonContent.Create(new { })),
            ["POST /api/v1/packages/deliveries/{id:long}/reread"] = async () => new($"/api/v1/packages/deliveries/{await FactsAsync(ClientVitals.Packages.PackageFact.Entity)}/reread", JsonContent.Create(new { zone = "Asia/Dubai" })),
            ["POST /api/v1/payments"] = () => As("/api/v1/payments", JsonContent.Create(new { client_email = "leila@example.com", paid_at = "2026-01-02T10:00:00Z", amount = 10, currency = "AED" })),
            ["POST /api/v1/payments/deliveries/{id:long}/undo"] = async () => new($"/api/v1/payments/deliveries/{await FactsAsync(ClientVitals.Payments.PaymentFact.Entity)}/undo", JsonContent.Create(new { })),
            ["POST /api/v1/payments/deliveries/{id:long}/redo"] = async () => new($"/api/v1/payments/deliveries/{await UndoneFactsAsync(ClientVitals.Payments.PaymentFact.Entity)}/redo", JsonContent.Create(new { })),
            ["POST /api/v1/payments/deliveries/{id:long}/reread"] = async () => new($"/api/v1/payments/deliveries/{await FactsAsync(ClientVitals.Payments.PaymentFact.Entity)}/reread", JsonContent.Create(new { zone = "Asia/Dubai" })),
            ["POST /api/v1/people/deliveries/{id:long}/undo"] = async () => new($"/api/v1/people/deliveries/{await FactsAsync(PersonFact.Entity)}/undo", JsonContent.Create(new { })),
            ["POST /api/v1/people/deliveries/{id:long}/redo"] = async () => new($"/api/v1/people/deliveries/{await UndoneFactsAsync(PersonFact.Entity)}/redo", JsonContent.Create(new { })),
            ["POST /api/v1/people/deliveries/{id:long}/reread"] = async () => new($"/api/v1/people/deliveries/{await FactsAsync(PersonFact.Entity)}/reread", JsonContent.Create(new { zone = "Asia/Dubai" })),
            ["POST /api/v1/call-patterns/clients/{id:guid}/answer"] = () => As($"/api/v1/call-patterns/clients/{leila}/answer", JsonContent.Create(new { answer = "AWAY" })),
            ["DELETE /api/v1/call-patterns/answers/{id:long}"] = async () => new($"/api/v1/call-patterns/answers/{await AnswerAsync()}", JsonContent.Create(new { })),
            ["POST /api/v1/users"] = () => As("/api/v1/users", JsonContent.Create(new { email = "api@house.example", name = "Api", role = "SETTER" })),
            ["PATCH /api/v1/users/{id:guid}"] = async () => new($"/api/v1/users/{await UserAsync("patched")}", JsonContent.Create(new { isDisabled = true })),
            ["POST /api/v1/users/{id:guid}/link"] = async () => new($"/api/v1/users/{await UserAsync("again")}/link", JsonContent.Create(new { purpose = "INVITATION" })),
            ["POST /api/v1/users/{id:guid}/sign-out"] = () => As($"/api/v1/users/{everybody.Users["setter"]}/sign-out", JsonContent.Create(new { })),
            ["POST /api/v1/keys"] = () => As("/api/v1/keys", JsonContent.Create(new { name = "Law", scopes = new[] { "read" } })),
            ["DELETE /api/v1/keys/{id:guid}"] = async () => new($"/api/v1/keys/{await KeyAsync()}", JsonContent.Create(new { })),
            ["PATCH /api/v1/settings"] = () => As("/api/v1/settings", JsonContent.Create(new { currency = "USD" })),
            ["POST /api/v1/jobs/{job}/run"] = () => As("/api/v1/jobs/daily-housekeeping/run", JsonContent.Create(new { })),
            ["PATCH /api/v1/jobs/{job}"] = () => As("/api/v1/jobs/daily-housekeeping", JsonContent.Create(new { misfire = "skip" })),
        };
    }
}
