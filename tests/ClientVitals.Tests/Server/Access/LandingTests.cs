using ClientVitals.Access;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Access;

/// <summary>Where somebody lands after signing in: where they wanted to go, and never on a page that refuses them.</summary>
public sealed class LandingTests(Everybody everybody) : IClassFixture<Everybody>
{
    private const string Password = "four words in a row";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("setter", "/settings", "/")]
    [InlineData("setter", "/call-patterns?status=PATTERN_BREAK", "/")]
    [InlineData("setter", "/clients?search=om", "/clients?search=om")]
    [InlineData("setter", "/account", "/account")]
    [InlineData("closer", "/coaches/gaps", "/")]
    [InlineData("coach", "/jobs/daily-housekeeping", "/")]
    [InlineData("coach", "/coaches", "/coaches")]
    [InlineData("owner", "/settings#invite", "/settings#invite")]
    [InlineData("owner", "/nowhere", "/nowhere")]
    public async Task Who_signs_in_lands_on_a_page_of_theirs(string who, string wanted, string lands)
    {
        var door = everybody.Door;
        var link = await door.Vitals.DoAsync(new MakeLink(LinkPurpose.PasswordReset, everybody.Users[who]), Actor.CommandLine("test"), door.Clock.GetUtcNow(), Ct);
        await new UseLink(link.Token, Password).RunAsync(door.Vitals, door.Clock.GetUtcNow(), Ct);
        var (status, _, text, response) = await everybody.AskAsync(
            HttpMethod.Post, "/sign-in", new FormUrlEncodedContent([new("email", $"{who}@house.example"), new("password", Password), new("to", wanted)]), ("Sec-Fetch-Site", "same-origin"));
        status.ShouldBe(302, text);
        response.Headers.Location!.OriginalString.ShouldBe(lands);
    }
}
