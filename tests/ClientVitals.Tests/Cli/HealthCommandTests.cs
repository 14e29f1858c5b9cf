using ClientVitals.Tests.Cases;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli;

/// <summary>What a person reads of a score at the command line, and of an undo that changes nothing.</summary>
public sealed class HealthCommandTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_score_is_explained_in_words_and_says_what_would_lift_it()
    {
        using var vitals = await CommandLine.OnAsync(database);
        var day = DateTimeOffset.UtcNow.AddDays(-20);
        vitals.File("sessions.csv", $"client_email,session_id,starts_at,status\nanna@example.com,s1,{day:yyyy-MM-dd} 06:00,attended\n");
        await vitals.RunAsync("sessions", "import", "sessions.csv", "--zone", "UTC");
        (await vitals.RunAsync("health", "score")).ShouldContain("1 scored");
        var explained = await vitals.RunAsync("health", "explain", "anna@example.com");
        explained.ShouldContain("sessions attended in 7 days");
        explained.ShouldContain("days since the last session");
        explained.ShouldContain("One more session attended would make it ");
        explained.ShouldNotContain("sessions_");
        explained.ShouldNotContain("(-");
        (await vitals.RunAsync("health", "history", "anna@example.com")).ShouldContain("documented-v1");

        await vitals.RunAsync("sessions", "import", "sessions.csv", "--zone", "UTC");
        var first = (await ClientVitals.Tests.Calls.Asked.OneAsync<long>(database, "select min(id) from deliveries")).ToString(System.Globalization.CultureInfo.InvariantCulture);
        (await vitals.RunAsync("sessions", "undo", first)).ShouldStartWith("Nothing changed: all sessions of this delivery were told again by a later one.");
    }

    [Fact]
    public async Task Where_nothing_can_be_scored_the_way_to_a_score_is_said()
    {
        using var vitals = await CommandLine.OnAsync(database);
        await database.DoAsync("delete from sessions; delete from session_versions; insert into clients (firstname) values ('Leila')");
        (await vitals.RunAsync("health", "score")).ShouldContain("vitals sessions import FILE");
    }
}
