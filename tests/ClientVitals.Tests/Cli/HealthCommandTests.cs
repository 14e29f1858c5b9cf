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
        var until = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        (await vitals.RunAsync("health", "set", "anna@example.com", "--zone", "purple", "--until", until, "--reason", "Moves house")).ShouldContain($"is listed as PURPLE until {until}");
        (await vitals.RunAsync("health", "explain", "anna@example.com")).ShouldMatch($"^Set to PURPLE by .+ until {until}: Moves house; computed: [0-9.]+ (RED|YELLOW)");
        (await vitals.RunAsync("health", "overrides")).ShouldContain("Moves house");
        (await vitals.RunAsync("health", "unset", "anna@example.com")).ShouldContain("is listed by the computed score again");
        (await vitals.RunAsync("health", "overrides")).ShouldContain("No zone is set by hand today.");
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

    [Fact]
    public async Task The_scorecards_are_listed_and_one_is_printed_as_it_could_be_read_again()
    {
        using var vitals = await CommandLine.OnAsync(database);
        var list = await vitals.RunAsync("health", "scorecards");
        list.ShouldContain("documented-v1");
        list.ShouldContain("the beginning");
        var printed = await vitals.RunAsync("health", "scorecards", "documented-v1");
        ClientVitals.HealthScores.Scorecards.ScorecardJson.Read(printed).Id.ShouldBe("documented-v1");
    }

    [Fact]
    public async Task The_risk_is_back_tested_on_a_file_of_calls_and_says_whether_it_is_better_than_counting_days()
    {
        using var vitals = await CommandLine.OnAsync(database);
        var calls = new System.Text.StringBuilder("client_email,started_at,status\n");
        var first = new DateOnly(2025, 1, 6);
        for (var client = 0; client < 40; client++)
        {
            for (var day = client % 5; day < (client < 25 ? 330 : 150 + (12 * (client - 25))); day += 3 + (client % 4))
                calls.Append(System.Globalization.CultureInfo.InvariantCulture, $"c{client}@example.com,{first.AddDays(day):yyyy-MM-dd} 10:00,COMPLETED\n");
        }
        vitals.File("calls.csv", calls.ToString());
        var said = await vitals.RunAsync("health", "backtest", "calls.csv", "--zone", "UTC");
        said.ShouldContain("30 days: the risk ");
        said.ShouldContain("days of silence (area ");
        said.ShouldContain("predicted/fell silent by tenths");
        (await vitals.RunAsync("health", "backtest", "calls.csv", "--zone", "UTC", "--format", "json")).ShouldContain("\"predictor\":\"risk points\"");
    }

    [Fact]
    public async Task A_version_is_back_tested_on_the_book_as_its_page_does_and_the_result_is_kept()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("rules.json", (await vitals.RunAsync("health", "scorecards", "documented-v1")).Replace("\"documented\"", "\"tested\"", StringComparison.Ordinal));
        await vitals.RunAsync("health", "scorecard", "save", "rules.json");
        var sessions = new System.Text.StringBuilder("client_email,session_id,starts_at,status\n");
        for (var client = 0; client < 60; client++)
        {
            for (var day = client % 5 + (client % 2 == 0 ? 1 : 100 + (client * 7 % 200)); day < 400; day += 2 + (client % 4))
                sessions.Append(System.Globalization.CultureInfo.InvariantCulture, $"t{client}@example.com,t{client}-{day},{DateTimeOffset.UtcNow.AddDays(-day):yyyy-MM-dd} 06:00,attended\n");
        }
        vitals.File("past.csv", sessions.ToString());
        await vitals.RunAsync("sessions", "import", "past.csv", "--zone", "UTC");
        var said = await vitals.RunAsync("health", "backtest", "--scorecard", "tested-v1");
        said.ShouldContain("Sessions and packages are used.");
        said.ShouldContain("tested-v1");
        said.ShouldContain("documented-v1 (in force)");
        said.ShouldContain("days of silence");
        said.ShouldContain("Kept with the version");
        (await ClientVitals.Tests.Calls.Asked.OneAsync<string>(database, "select state || ' ' || (result ->> 'scorecard') from scorecard_back_tests")).ShouldBe("succeeded tested-v1");
        (await vitals.RunAsync("health", "backtest", "--scorecard", "tested-v1", "--format", "json")).ShouldContain("\"predictor\":\"old risk points\"");
        (await vitals.RunAsync("health", "scorecard", "switch-on", "tested-v1")).ShouldContain("Scores are made by tested-v1 from");
        await ClientVitals.Tests.Calls.Asked.RowsAsync<int>(database, "delete from scorecard_back_tests; delete from health_scorecards where name = 'tested'; select 1");
    }
}
