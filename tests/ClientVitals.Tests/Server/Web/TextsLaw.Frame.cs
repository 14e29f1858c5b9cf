using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Rooms;
using ClientVitals.Server.Web;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <content>The frame, where people sign in, what went wrong, and the pages of call patterns, jobs and the audit log, empty and filled.</content>
public sealed partial class TextsLaw
{
    /// <summary>What scripts and styles say by a page's attributes.</summary>
    private static readonly string[] SaidByScripts = ["data-name", "data-refused", "data-words"];

    /// <summary>A door for one test alone: what it does, no other sees. It sends mail, and has pages that break.</summary>
    public sealed class OwnDoor(TestCluster cluster) : OpenDoor(cluster)
    {
        internal DoorPeople People { get; private set; } = null!;

        protected override ServeAt At => base.At with { Mail = SmtpAddress.Read("smtp://127.0.0.1:1?from=vitals@example.com") };

        private protected override IReadOnlyList<ServerRoom> Rooms =>
        [
            .. ServerRooms.All,
            new("Broken")
            {
                Services = (services, _) => services.AddSingleton(Strict),
                Pages = pages =>
                {
                    pages.MapGet("/broken", string () => throw new InvalidOperationException("It broke.")).IsOpen();
                    pages.MapGet("/busy", string () => throw new TimeoutException()).IsOpen();
                },
            },
        ];

        private protected override async Task<VitalsDatabase> MakeAsync()
        {
            Contents = await DoorContents.BeginAsync(Cluster);
            People = await DoorPeople.BeginAsync(Cluster, Contents);
            return await Cluster.CopyAsync(DoorPeople.Name);
        }
    }

    [Theory]
    [InlineData("no answer", "no answer")]
    [InlineData("12", "")]
    [InlineData("⟦Šávé ~~⟧", "")]
    public void A_value_that_went_past_the_language_is_found_within_its_sentence(string value, string plain) =>
        Plain(Outside(Language.Pseudo.Say("They said {0} with that", value)), []).ShouldBe(plain);

    [Fact]
    public async Task The_frame_and_where_people_sign_in_say_nothing_past_their_texts()
    {
        await using var own = await OwnAsync();
        var past = new List<string>();
        foreach (var (who, path, status) in new[]
        {
            ("nobody", "/sign-in", 200), ("nobody", "/forgot", 200), ("nobody", "/link/nothing", 410), ("nobody", "/nowhere", 404), ("nobody", "/api/docs", 200), ("nobody", "/broken", 500),
            ("owner", "/nowhere", 404), ("owner", "/api/docs", 200), ("owner", "/broken", 500), ("owner", "/busy", 503), ("owner", "/audit?after=nonsense", 400), ("owner", "/jobs/nothing", 404),
            ("coach", "/jobs", 403), ("setter", "/settings", 403), ("setter", "/call-patterns", 403), ("owner", "/account", 200), ("coach", "/account?done=name", 200), ("setter", "/account?done=password", 200),
        })
            past.AddRange(await PastAsync(own, who, path, status));
        foreach (var link in await LinksAsync(own))
            past.AddRange(await PastAsync(own, "nobody", "/link/" + link));
        foreach (var (who, path, status, field, text) in new[]
        {
            ("nobody", "/sign-in", 401, "email", "nobody@house.example"), ("nobody", "/forgot", 200, "email", "nobody@house.example"), ("owner", "/account/name", 422, "name", " "),
            ("owner", "/account/password", 422, "present", "wrong"), ("owner", "/call-patterns/back-test", 400, "from", "2026-99-99"),
        })
            past.AddRange(await PastAsync(own, who, path, status, new() { [field] = text }));
        foreach (var path in new[] { "/sign-in", "/forgot", "/account/name", "/link/nothing" })
            past.AddRange(await PastAsync(own, "nobody", path, 403, [], "cross-site"));
        // Without mail.
        past.AddRange(await PastAsync(door, door.People, "nobody", "/forgot"));
        // The first owner's link is for a business without accounts.
        await own.DoAsync("delete from users");
        var first = await MakeLink.FirstOwner.RunAsync(own.Vitals, own.Clock.GetUtcNow(), Actor.CommandLine("test"), TestContext.Current.CancellationToken);
        past.AddRange(await PastAsync(own, "nobody", "/link/" + first.Token));
        past.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_lists_of_call_patterns_say_nothing_past_their_texts()
    {
        await using var own = await OwnAsync();
        var past = new List<string>();
        string[] lists = ["ABOVE_PATTERN", "PAUSED", "NEVER_GOT_GOING", "NOT_ENOUGH_HISTORY", "STALE", "TOGETHER"];
        foreach (var at in (string[])["", "?status=PATTERN_BREAK", "?status=BELOW_PATTERN", .. lists.Select(list => "?status=" + list)])
            past.AddRange(await PastAsync(own, "owner", "/call-patterns" + at));
        past.AddRange(await PastAsync(own, "coach", "/call-patterns"));
        await own.DoAsync($"""
            update clients set segment = 'Gold' where id = '{own.Omar}';
            insert into saved_views (user_id, place, name, filters, made_at) values ('{own.People.Users["owner"]}', '/call-patterns', 'Only mine', 'coach=Sara', '2026-01-01Z');
            update client_health_scores set pattern_rang_in_vain = 2 where client_id = '{own.Leila}';
            """);
        foreach (var list in lists)
        {
            await own.DoAsync($"""
                update client_health_scores set pattern_status = '{(list == "ABOVE_PATTERN" ? list : "NORMAL")}', pattern_hold = {(list is "ABOVE_PATTERN" or "NOT_ENOUGH_HISTORY" ? "null" : $"'{list}'")}, pattern_enough_history = false
                where client_id = '{own.Omar}'
                """);
            past.AddRange(await PastAsync(own, "owner", $"/call-patterns?status={list}"));
        }
        past.AddRange(await PastAsync(own, "owner", "/call-patterns?coach=Sara&said=together-paused&undo=1"));
        past.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_jobs_and_the_audit_log_say_nothing_past_their_texts()
    {
        await using var own = await OwnAsync();
        await own.DoAsync("delete from job_runs; delete from audit_log");
        string[] pages = ["/jobs", "/jobs/daily-pattern-analysis", "/jobs/daily-housekeeping", "/audit"];
        var past = new List<string>();
        foreach (var path in pages)
            past.AddRange(await PastAsync(own, "owner", path));
        await own.DoAsync("""
            update job_schedules set enabled = false, misfire = 'all', overlap = 'queue' where job = 'daily-housekeeping';
            update job_schedules set misfire = 'skip', cron = '*/20 8 * * 1-5' where job = 'daily-pattern-analysis';
            insert into job_runs (job, slot, state, started_by, started_at, finished_at, rows_read, error, attempt)
            select 'daily-pattern-analysis', '2026-01-07Z'::timestamptz + n * interval '1 hour', states[n], starts[n], '2026-01-07Z', '2026-01-07 00:02Z', n, 'The disk is full.', n
            from (select array['succeeded', 'partial', 'failed', 'skipped', 'abandoned'] as states, array['schedule', 'person', 'api', 'schedule', 'schedule'] as starts) a, generate_series(1, 5) n;
            insert into job_runs (job, slot, state, started_at, lease_until) values ('daily-housekeeping', '2026-01-07 02:00Z', 'running', '2026-01-07 02:00Z', now() + interval '1 hour');
            insert into audit_log (at, who, action, subject, details) values ('2026-01-07Z', 'command line:me', 'settings_changed', 'job:daily-housekeeping', '{"role": "coach"}');
            """);
        foreach (var path in (string[])[.. pages, "/jobs?said=job-begun"])
            past.AddRange(await PastAsync(own, "owner", path));
        past.ShouldBeEmpty();
    }

    private async Task<OwnDoor> OwnAsync()
    {
        var own = new OwnDoor(door.Cluster);
        await own.InitializeAsync();
        own.Clock.Advance(DoorPeople.After);
        return own;
    }

    /// <summary>A link of each purpose for somebody who has an account.</summary>
    private static async Task<IReadOnlyList<string>> LinksAsync(OwnDoor own)
    {
        var (now, root, ct) = (own.Clock.GetUtcNow(), Actor.CommandLine("test"), TestContext.Current.CancellationToken);
        var known = await new InviteUser("known@house.example", "Rana", AppRole.Admin).RunAsync(own.Vitals, now, root, ct);
        await new UseLink(known.Link.Token, "four words in a row").RunAsync(own.Vitals, now, ct);
        var reset = await new MakeLink(LinkPurpose.PasswordReset, known.Id).RunAsync(own.Vitals, now, root, ct);
        var signIn = await new MakeLink(LinkPurpose.SignIn, own.People.Users["setter"]).RunAsync(own.Vitals, now, root, ct);
        var invited = await new InviteUser("new@house.example", "Rana", AppRole.Admin).RunAsync(own.Vitals, now, root, ct);
        return [reset.Token, signIn.Token, invited.Link.Token];
    }

    private static Task<IReadOnlyList<string>> PastAsync(OwnDoor own, string who, string path, int status = 200, Dictionary<string, string>? form = null, string site = "same-origin") =>
        PastAsync(own, own.People, who, path, status, form, site);

    /// <summary>What a page says past the language, the values in its sentences, its title and what scripts say among it.</summary>
    private static async Task<IReadOnlyList<string>> PastAsync(
        OpenDoor at, DoorPeople people, string who, string path, int status = 200, Dictionary<string, string>? form = null, string site = "same-origin")
    {
        using var client = at.As(null);
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = form is null ? null : new FormUrlEncodedContent(form) };
        foreach (var (name, value) in people.Shown[who].Where(header => header.Name != "Sec-Fetch-Site").Append(("Accept", "text/html")).Append(("Sec-Fetch-Site", site)))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(status, $"{who} {path}");
        var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        page.DocumentElement.GetAttribute("dir").ShouldBe("rtl", path);
        page.DocumentElement.GetAttribute("lang").ShouldBe("en-XA", path);
        // What is done with an item is told by the room of the items.
        foreach (var act in page.QuerySelectorAll(".line[data-item] .acts, .line[data-item] .item-act"))
            act.Remove();
        await using var db = await at.OpenAsync();
        var data = (await db.QueryAsync<string>("select concat_ws(' ', firstname, lastname) from clients union select name from staff union select name from users union select name from sources union select name from saved_views"))
            .Where(name => name.Length > 0).OrderByDescending(name => name.Length).ToList();
        var said = page.QuerySelectorAll("*").Where(one => one.Closest("[data-kept]") is null).SelectMany(one => SaidByScripts.Select(one.GetAttribute)).OfType<string>();
        return [.. Texts(page.Body!).Concat(said).Append(page.Title ?? "").Where(text => Plain(Outside(text), data).Length > 0).Distinct().Select(text => $"{who} {path}: {text}")];
    }

    /// <summary>The text with each value outside its sentence's brackets, without the reference under which the log has a fault.</summary>
    private static string Outside(string text) => Reference().Replace(text.Replace('⟨', '⟧').Replace('⟩', '⟦'), "");

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Reference();
}
