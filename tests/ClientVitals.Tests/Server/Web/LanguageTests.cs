using System.Net;
using System.Text.RegularExpressions;
using ClientVitals.Server;
using ClientVitals.Server.Rooms;
using ClientVitals.Server.Web;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

/// <summary>
/// The frame, the list of keys, the palette and the account in a pseudo-language, from right to left: what reads as plain English was written
/// past the class that holds the screen's texts, and could not be translated.
/// </summary>
public sealed partial class LanguageTests(LanguageTests.PseudoDoor door) : IClassFixture<LanguageTests.PseudoDoor>
{
    /// <summary>What is not said by a screen: a name, and what the database says.</summary>
    private static readonly string[] Untold = ["Client Vital Suite", "owner", "Ctrl", "Esc", "Enter"];

    /// <summary>The server, speaking the pseudo-language; a room that brings a bell is with it.</summary>
    public sealed class PseudoDoor(TestCluster cluster) : OpenDoor(cluster)
    {
        private protected override IReadOnlyList<ServerRoom> Rooms =>
        [
            .. ServerRooms.All,
            new("Pseudo")
            {
                Services = (services, _) => services.AddSingleton(Language.Pseudo),
                Bell = new("Findings", "/findings", "bell", 0, seen => seen.Manages) { Count = (_, _, _) => Task.FromResult(3) },
            },
        ];
    }

    [Fact]
    public async Task The_frame_and_the_account_say_nothing_past_their_texts()
    {
        var page = await PageAsync("/account");
        page.ShouldContain("<html lang=\"en-XA\" dir=\"rtl\"");
        var plain = Text().Matches(Between().Replace(Body(page), "")).Select(text => WebUtility.HtmlDecode(text.Groups[1].Value).Trim())
            .Where(text => text.Any(char.IsAsciiLetter) && !text.Contains('⟦', StringComparison.Ordinal) && text.Length > 1)
            .Where(text => !Untold.Contains(text) && !text.Contains('@', StringComparison.Ordinal) && !Date().IsMatch(text) && !text.Contains("Asia/", StringComparison.Ordinal)).ToList();
        plain.ShouldBeEmpty();
        Said().Matches(Body(page)).Select(said => WebUtility.HtmlDecode(said.Groups[1].Value)).Where(said => !said.StartsWith('⟦')).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_room_that_brings_a_bell_has_it_in_the_head_of_every_page_with_how_much_waits()
    {
        var page = await PageAsync("/account");
        page.ShouldContain("<a class=\"bell\" href=\"/findings\"");
        Body(page).Split("class=\"bell\"")[1].Split("</a>")[0].ShouldContain("3");
    }

    [Fact]
    public void Nothing_is_lost_in_the_pseudo_language()
    {
        Language.English.Say("Sign out").ShouldBe("Sign out");
        Language.Pseudo.Say("Sign out").ShouldBe("⟦Šígñ óút ~~~~⟧");
        Language.Pseudo.Say("{0:yyyy-MM-dd} or so", new DateOnly(2026, 1, 31)).ShouldStartWith("⟦⟨\u20682026-01-31\u2069⟩ ");
    }

    [Fact]
    public void Months_and_weekdays_are_those_of_the_language()
    {
        var day = new DateOnly(2026, 1, 6);
        Language.Pseudo.Say("{0:ddd d MMM yyyy}", day).ShouldContain("⟦Túé⟧ 6 ⟦Jáñ⟧ 2026");
        Language.English.Say("{0:ddd d MMM yyyy}", day).ShouldBe("Tue 6 Jan 2026");
        var written = ClientVitals.Settings.LocaleFormats.Of("en-US");
        written.With(Language.Pseudo.Dates).DayOfYear(day).ShouldBe("⟦Jáñ⟧ 6, 2026");
        written.With(Language.Pseudo.Dates).Hour(day.ToDateTime(new(14, 5))).ShouldBe("2:05 ⟦PM⟧");
        written.With(Language.English.Dates).ShouldBeSameAs(written);
    }

    [Fact]
    public void A_sentence_of_the_core_is_said_with_its_pattern_and_the_readers_numbers()
    {
        var (many, zone) = (1234567.5, "Asia/Dubai");
        Sentence inner = $"{many:N1} lines";
        Sentence said = $"{{a}} {inner} in {zone}";
        var german = System.Globalization.CultureInfo.GetCultureInfo("de-DE").NumberFormat;
        Language.English.Say(said, german).ShouldBe("{a} 1.234.567,5 lines in Asia/Dubai");
        // Said twice: the sentence within the sentence, and around it.
        var pseudo = Language.Pseudo.Say(said, german);
        pseudo.ShouldContain("⟦⟨\u20681.234.567,5\u2069⟩ łíñéš");
        pseudo.ShouldContain("⟨\u2068Asia/Dubai\u2069⟩");
    }

    [Fact]
    public void From_right_to_left_each_value_keeps_its_own_order_and_from_left_to_right_nothing_is_added()
    {
        Language.Pseudo.Say("Call {0} {{now}}", "+971 50 111 2233").ShouldContain("\u2068+971 50 111 2233\u2069");
        Language.English.Say("Call {0} {{now}}", "+971 50 111 2233").ShouldBe("Call +971 50 111 2233 {now}");
    }

    private static string Body(string page) => page.Split("<body", 2)[1];

    private async Task<string> PageAsync(string path)
    {
        var session = await DoorPeople.SignInAsync(door.Vitals, await OwnerAsync(), door.Clock.GetUtcNow());
        using var client = door.As(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in session)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(200);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<Guid> OwnerAsync()
    {
        await using var db = await door.OpenAsync();
        return (await ClientVitals.Access.Users.ReadAsync(db, null, 100, TestContext.Current.CancellationToken)).Single(user => user.Email == "owner@house.example").Id;
    }

    [GeneratedRegex("<svg.*?</svg>|<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Between();

    [GeneratedRegex(">([^<>]+)<")]
    private static partial Regex Text();

    [GeneratedRegex("(?:aria-label|placeholder)=\"([^\"]*)\"")]
    private static partial Regex Said();

    [GeneratedRegex("^(last used )?\\w{0,3} ?\\d.*")]
    private static partial Regex Date();
}
