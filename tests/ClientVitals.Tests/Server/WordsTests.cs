using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>The words of the API's lists: capitals when given, single ones in any case when read, never a number.</summary>
public sealed class WordsTests(Everybody everybody) : IClassFixture<Everybody>
{
    [Theory]
    [InlineData("call-patterns/clients/{leila}/answer", "answer", "CALLED")]
    [InlineData("call-patterns/analyze", "rule", "DOCUMENTED")]
    [InlineData("clients/{leila}/pauses", "reason", "RAMADAN")]
    [InlineData("users/{closer}/link", "purpose", "SIGN_IN")]
    [InlineData("users", "role", "SETTER")]
    public async Task A_word_is_read_and_a_number_is_not_accepted_for_it(string path, string member, string word)
    {
        (await AskAsync(path, member, $"\"{word}\"")).ShouldBe(200);
        if (!word.Contains('_', StringComparison.Ordinal))
            (await AskAsync(path, member, $"\"{word.ToLowerInvariant()}\"")).ShouldBe(200);
        foreach (var odd in new[] { "0", "1", "-1", "\"1\"", "\"-1\"", "\"\"", "\" \"", $"\"{word}, NOTHING\"", "\"NOTHING\"", "[]", "true" })
            (await AskAsync(path, member, odd)).ShouldBe(400, odd);
    }

    [Fact]
    public async Task What_is_given_is_in_capitals()
    {
        var (_, me) = await everybody.Door.GetAsync("coach", "/api/v1/me");
        me.GetProperty("role").GetString().ShouldBe("COACH");
        var (_, _, users, _) = await everybody.AskAsync(HttpMethod.Get, "/api/v1/users", null, everybody.Shown("owner"));
        users.ShouldContain("\"appRole\":\"COACH\"", Case.Sensitive);
        (await everybody.Door.GetAsync("service", "/api/v1/call-patterns/breaks")).Body.GetProperty("items")[0].GetProperty("patternStatus").GetString().ShouldBe("PATTERN_BREAK");
    }

    private async Task<int> AskAsync(string path, string member, string value)
    {
        var address = "/api/v1/" + path.Replace("{leila}", everybody.Door.Leila.ToString(), StringComparison.Ordinal)
            .Replace("{closer}", everybody.Users["closer"].ToString(), StringComparison.Ordinal);
        var more = path switch
        {
            "users" => $", \"email\": \"{Guid.NewGuid():N}@house.example\", \"name\": \"Somebody\"",
            _ when path.EndsWith("pauses", StringComparison.Ordinal) => ", \"from\": \"2026-03-01\", \"until\": \"2026-03-02\"",
            _ => "",
        };
        using var body = new StringContent($"{{\"{member}\": {value}{more}}}", System.Text.Encoding.UTF8, "application/json");
        var (status, _, _, response) = await everybody.AskAsync(HttpMethod.Post, address, body, everybody.Shown("owner"));
        response.Dispose();
        return status == 201 ? 200 : status;
    }
}
