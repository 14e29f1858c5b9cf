using System.Text.RegularExpressions;
using AngleSharp.Dom;
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

/// <summary>
/// Each page in a pseudo-language, from right to left: what reads as plain English was written past the class that holds the screen's texts,
/// and could not be translated. What the database says (names, addresses, notes) is no text of a screen.
/// </summary>
public sealed partial class TextsLaw(TextsLaw.PseudoDoor door) : IClassFixture<TextsLaw.PseudoDoor>
{
    /// <summary>What is one word in every language, and what the database says under a name of its own.</summary>
    private static readonly string[] Names = ["Client Vital Suite", "Ctrl", "Esc", "Enter", "WhatsApp", "CSV", "JSON", "API", "AED", "KWD", "USD", "AE", "Dubai", "owner", "admin", "coach", "setter", "closer"];

    private static readonly string[] Attributes = ["aria-label", "placeholder", "title", "alt", "data-said", "data-empty"];

    /// <summary>What is no text of the source stays in English, as in a real translation: a sentence that was put together from pieces is found.</summary>
    private static readonly Language Strict = Language.PseudoOf(CompiledTexts.Contains);

    /// <summary>The server with everybody of the tests, speaking the pseudo-language.</summary>
    public sealed class PseudoDoor(TestCluster cluster) : OpenDoor(cluster)
    {
        internal DoorPeople People { get; private set; } = null!;

        private protected override IReadOnlyList<ServerRoom> Rooms =>
            [.. ServerRooms.All, new("Pseudo") { Services = (services, _) => services.AddSingleton(Strict) }];

        private protected override async Task<VitalsDatabase> MakeAsync()
        {
            Contents = await DoorContents.BeginAsync(Cluster);
            People = await DoorPeople.BeginAsync(Cluster, Contents);
            return await Cluster.CopyAsync(DoorPeople.Name);
        }
    }

    [Fact]
    public Task The_account_says_nothing_past_its_texts() => MustSayAsync([("owner", "/account")]);

    [Theory]
    [InlineData("⟦Šávé ~~⟧", "")]
    [InlineData("Save", "Save")]
    [InlineData("⟦Šávé ~~⟧ now", "now")]
    [InlineData("⟦Šávé ⟦ćállš ~~⟧ íñ ćáll ~~⟧", "")]
    [InlineData("⟦Šávé ⟦ćállš ~~⟧ íñ ćáll ~~⟧ now", "now")]
    [InlineData("Leila Haddad, ⟦Túé⟧ 6 ⟦Jáñ⟧ 2026, 09:30", "")]
    [InlineData("6 Jan 2026", "6 Jan 2026")]
    [InlineData("leila@example.com · +971 50 111 2233 · Asia/Dubai", "")]
    public void What_was_written_past_the_texts_is_found(string text, string plain) => Plain(text, ["Leila Haddad"]).ShouldBe(plain);

    /// <summary>All that these pages say goes through the language; <c>{leila}</c> is a client.</summary>
    private async Task MustSayAsync(IEnumerable<(string Who, string At)> pages)
    {
        var data = await DataAsync();
        var wrong = new List<string>();
        foreach (var (who, at) in pages)
        {
            var page = await PageAsync(who, at.Replace("{leila}", door.Leila.ToString(), StringComparison.Ordinal));
            wrong.AddRange(Past(page, at, data));
        }
        wrong.ShouldBeEmpty();
    }

    /// <summary>What a page says past its texts.</summary>
    private static IEnumerable<string> Past(IDocument page, string at, IReadOnlyList<string> data)
    {
        page.DocumentElement.GetAttribute("dir").ShouldBe("rtl", at);
        return Texts(page.Body!).Where(text => Plain(text, data).Length > 0).Distinct().Select(text => $"{at}: {text}");
    }

    /// <summary>What is left of a text without what was said through the language, data, dates, addresses and names.</summary>
    private static string Plain(string text, IReadOnlyList<string> data)
    {
        // A word that was said may stand in a sentence that was said.
        while (Said().IsMatch(text))
            text = Said().Replace(text, " ");
        text = Free().Replace(text.Replace("\u2068", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal), " ");
        foreach (var known in data.Concat(Names))
            text = text.Replace(known, " ", StringComparison.Ordinal);
        return LatinWord().IsMatch(text) ? text.Trim() : "";
    }

    private static IEnumerable<string> Texts(IElement body)
    {
        foreach (var element in body.QuerySelectorAll("*").Prepend(body))
        {
            // Sentences that are kept in the database say what was known on their day, in the language of that day.
            if (element.LocalName is "script" or "style" or "code" or "pre" or "textarea" || element.Closest("[data-kept]") is not null)
                continue;
            foreach (var said in Attributes.Select(element.GetAttribute).OfType<string>())
                yield return said.Trim();
            if (element is { LocalName: "input" } && element.GetAttribute("type") is "submit" or "button")
                yield return element.GetAttribute("value") ?? "";
            // Around a text of a file is one sentence.
            var texts = element.ChildNodes.OfType<IText>().Select(text => text.Data.Trim()).Where(text => text.Length > 0);
            foreach (var text in element.Children.Any(child => child.LocalName == "code") ? [string.Join(' ', texts)] : texts)
                yield return text;
        }
    }

    /// <summary>The texts of the database, the longest first.</summary>
    private async Task<List<string>> DataAsync()
    {
        await using var db = await door.OpenAsync();
        var texts = await db.QueryAsync<string>("""
            select unnest(array[concat_ws(' ', firstname, lastname), firstname, lastname]) from clients
            union select name from staff
            union select name from users
            union select name from sources
            """);
        return [.. texts.Where(text => !string.IsNullOrWhiteSpace(text)).OrderByDescending(text => text.Length)];
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(string who, string path)
    {
        using var client = door.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in door.People.Shown[who])
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(200, path);
        return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("⟦[^⟦⟧]*⟧", RegexOptions.Singleline)]
    private static partial Regex Said();

    /// <summary>Addresses and zones.</summary>
    [GeneratedRegex(@"\S+@\S+|https?://\S+|\b[A-Z]\w+/[A-Z]\w+")]
    private static partial Regex Free();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex LatinWord();
}
