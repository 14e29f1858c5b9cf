using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using ClientVitals.Database;
using ClientVitals.Server;
using ClientVitals.Server.Rooms;
using ClientVitals.Server.Web;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>The screens about people: coaches, clients, one client, duplicates.</summary>
public sealed partial class TextsLaw
{
    /// <summary>A door for one test alone. What is put into a sentence stands outside of its brackets: a value in plain English is found, too.</summary>
    private sealed partial class PeopleDoor(TestCluster cluster) : OpenDoor(cluster)
    {
        private DoorPeople People { get; set; } = null!;

        private protected override IReadOnlyList<ServerRoom> Rooms =>
            [.. ServerRooms.All, new("Pseudo") { Services = (services, _) => services.AddSingleton(new Language(Language.Pseudo.Tag, Language.Pseudo.Direction, Open, Strict.Dates)) }];

        public static async Task<PeopleDoor> FilledAsync(TestCluster cluster, string fill)
        {
            var door = new PeopleDoor(cluster);
            await door.InitializeAsync();
            await door.DoAsync(fill);
            door.Clock.Advance(TimeSpan.FromMinutes(10));
            return door;
        }

        /// <summary>The address of a client's page, by the first name.</summary>
        public async Task<string> ClientAsync(string firstname)
        {
            await using var db = await OpenAsync();
            return $"/clients/{await db.ExecuteScalarAsync<Guid>("select id from clients where firstname = @firstname", new { firstname })}";
        }

        /// <summary>What these pages say past the language; <c>{leila}</c> is a client.</summary>
        public async Task<IReadOnlyList<string>> PastAsync(IEnumerable<(string Who, string At)> pages)
        {
            var past = new List<string>();
            await using var db = await OpenAsync();
            var data = (await db.QueryAsync<string>("""
                select unnest(array[concat_ws(' ', firstname, lastname), firstname, lastname]) from clients union select name from staff union select name from users union select name from sources union select source from deliveries
                """)).Where(text => !string.IsNullOrWhiteSpace(text)).OrderByDescending(text => text.Length).ToList();
            foreach (var (who, at) in pages)
            {
                using var client = As(null);
                using var request = new HttpRequestMessage(HttpMethod.Get, at.Replace("{leila}", Leila.ToString(), StringComparison.Ordinal));
                foreach (var (name, value) in People.Shown[who])
                    request.Headers.TryAddWithoutValidation(name, value);
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
                ((int)response.StatusCode).ShouldBe(200, at);
                // An address that may be broken before its @ is one text.
                var html = Break().Replace(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), "");
                using var page = await new HtmlParser().ParseDocumentAsync(html, TestContext.Current.CancellationToken);
                page.DocumentElement.GetAttribute("dir").ShouldBe("rtl", at);
                past.AddRange(Texts(page.Body!).Append(page.Title!).Where(text => Plain(text, data).Length > 0).Distinct().Select(text => $"{who} {at}: {text}"));
            }
            return past;
        }

        private protected override async Task<VitalsDatabase> MakeAsync()
        {
            Contents = await DoorContents.BeginAsync(Cluster);
            People = await DoorPeople.BeginAsync(Cluster, Contents);
            return await Cluster.CopyAsync(DoorPeople.Name);
        }

        private static string Open(string text) => Value().Replace(Strict.Say(text), "⟧$0⟦");

        [GeneratedRegex(@"\{\d[^}]*\}")]
        private static partial Regex Value();

        [GeneratedRegex(@"\s*<wbr>\s*")]
        private static partial Regex Break();
    }

    private const string Filled = Clients + Acts + Timelines + Others;

    private const string Emptied = "delete from clients; delete from call_records; delete from job_runs; delete from client_pauses;";

    [Fact]
    public async Task The_pages_of_coaches_clients_and_duplicates_say_nothing_past_their_texts()
    {
        await using var filled = await PeopleDoor.FilledAsync(door.Cluster, Filled);
        (await filled.PastAsync([
            ("owner", "/coaches"), ("coach", "/coaches"), ("owner", "/coaches/gaps"), ("owner", "/coaches/gaps?coach=Sara"), ("coach", "/coaches/gaps"), ("owner", "/data/duplicates"),
            ("setter", "/clients"), ("setter", "/clients/{leila}"), .. Shows("setter")])).ShouldBeEmpty();
        // The most that are shown.
        await filled.DoAsync("insert into clients (firstname, lastname) select 'Twin' || n, 'Pair' from generate_series(1, 51) n, generate_series(1, 2)");
        filled.Clock.Advance(TimeSpan.FromMinutes(6));
        (await filled.PastAsync([("owner", "/data/duplicates")])).ShouldBeEmpty();

        await using var empty = await PeopleDoor.FilledAsync(door.Cluster, Emptied);
        (await empty.PastAsync([("owner", "/coaches"), ("owner", "/coaches/gaps"), ("owner", "/coaches/gaps?coach=Sara"), ("setter", "/clients"), ("owner", "/data/duplicates")])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("owner", "/clients/pause", "client={leila}")]
    [InlineData("owner", "/clients/pause", "from=2026-01-31")]
    [InlineData("owner", "/clients/change", "client={leila}&coach=nobody")]
    [InlineData("coach", "/clients/{leila}/answer", "answer=dance")]
    [InlineData("coach", "/clients/{leila}/pause", "until=2026-01-31")]
    [InlineData("coach", "/clients/{leila}/back", "")]
    [InlineData("coach", "/clients/{leila}/ends", "reason=left")]
    [InlineData("coach", "/clients/{leila}/pauses/999999/take-back", "")]
    [InlineData("coach", "/clients/{leila}/ends/999999/take-back", "")]
    [InlineData("coach", "/clients/{leila}/health", "zone=RED")]
    [InlineData("coach", "/clients/{leila}/health", "score=much&until=2026-01-20&reason=x")]
    [InlineData("coach", "/clients/{leila}/health/999999/take-back", "")]
    [InlineData("coach", "/clients/{leila}/notes/999999/take-back", "")]
    [InlineData("coach", "/clients/{leila}/calls/00000000-0000-0000-0000-000000000009/take-back", "")]
    [InlineData("coach", "/interventions/1/act", "act=dance&to=/clients/{leila}")]
    [InlineData("owner", "/data/duplicates/merge", "keep=nobody")]
    public async Task What_a_form_about_people_is_refused_with_is_said_by_their_texts(string who, string at, string fields)
    {
        string Of(string text) => text.Replace("{leila}", door.Leila.ToString(), StringComparison.Ordinal);
        using var client = door.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, Of(at)) { Content = new FormUrlEncodedContent(Of(fields).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(field => field.Split('=')).Select(field => new KeyValuePair<string, string>(field[0], field[1]))) };
        foreach (var (name, value) in door.People.Shown[who])
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(400);
        using var page = await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var why = page.QuerySelector(".wrong[role=alert]")!.TextContent;
        why.ShouldContain("⟦");
        Plain(why, []).ShouldBe("");
    }

    private static IEnumerable<(string Who, string At)> Shows(string who) =>
        ClientTimeline.Shows.Where(show => who != "setter" || show != "pattern").Select(show => (who, $"/clients/{{leila}}?show={show}"));
}
