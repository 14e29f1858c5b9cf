using ClientVitals.Access;
using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Access;

/// <summary>Where somebody lands after signing in: where they wanted to go, and never on a page that refuses them.</summary>
public sealed class LandingTests(Everybody everybody) : IClassFixture<Everybody>
{
    private const string Password = "four words in a row";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly (string Who, string Wanted, string Lands)[] Wishes =
    [
        ("setter", "/settings", "/"),
        ("setter", "/call-patterns?status=PATTERN_BREAK", "/"),
        ("setter", "/clients?search=om", "/clients?search=om"),
        ("setter", "/account", "/account"),
        ("closer", "/coaches/gaps", "/"),
        ("coach", "/jobs/daily-housekeeping", "/"),
        ("coach", "/coaches", "/coaches"),
        ("owner", "/settings#invite", "/settings#invite"),
        ("owner", "/nowhere", "/nowhere"),
    ];

    [Fact]
    public async Task Who_signs_in_lands_on_a_page_of_theirs()
    {
        var door = everybody.Door;
        foreach (var wishes in Wishes.GroupBy(wish => wish.Who))
        {
            var link = await door.Vitals.DoAsync(new MakeLink(LinkPurpose.Invitation, everybody.Users[wishes.Key]), Actor.CommandLine("test"), door.Clock.GetUtcNow(), Ct);
            await new UseLink(link.Token, Password).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Ct);
            foreach (var (who, wanted, lands) in wishes)
            {
                var (status, _, text, response) = await everybody.AskAsync(
                    HttpMethod.Post, "/sign-in", new FormUrlEncodedContent([new("email", $"{who}@house.example"), new("password", Password), new("to", wanted)]), ("Sec-Fetch-Site", "same-origin"));
                status.ShouldBe(302, text);
                response.Headers.Location!.OriginalString.ShouldBe(lands, $"{who} {wanted}");
            }
        }
    }
}
