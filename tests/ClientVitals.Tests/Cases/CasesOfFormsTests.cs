using System.Text;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cases;

/// <summary>Kinds 14 and 15 of <c>docs/cases.md</c>: words that are taught and forms of files, each through the command line.</summary>
public sealed class CasesOfFormsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Dubai = "Asia/Dubai";

    [Fact]
    public async Task A_word_is_taught_and_kept_for_the_next_file()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("a.csv", "client_email,started_at,Result\nanna@example.com,2025-11-03 09:00,Signed in\n");
        vitals.File("b.csv", "client_email,started_at,Result\nanna@example.com,2025-11-04 09:00,Signed in\n");
        vitals.File("c.csv", "client_email,started_at,Result\nanna@example.com,2025-11-05 09:00,Recorded\n");
        var preview = await vitals.ImportAsync("a.csv", "--zone", Dubai, "--dry-run");
        preview.ShouldContain("0 calls will count.");
        preview.ShouldContain("--value \"Result:Signed in=");
        await vitals.ImportAsync("a.csv", "--zone", Dubai, "--value", "Result:Signed in=COMPLETED");
        (await vitals.ImportAsync("b.csv")).ShouldContain("Note: read as last time (");
        await vitals.ImportAsync("c.csv", "--value", "Result:Recorded=COMPLETED");
        (await vitals.CallsAsync()).ShouldBe(
            ["anna@example.com 2025-11-03 05:00:00 COMPLETED", "anna@example.com 2025-11-04 05:00:00 COMPLETED", "anna@example.com 2025-11-05 05:00:00 COMPLETED"]);
    }

    [Fact]
    public async Task A_field_that_is_not_needed_costs_no_call_and_is_said()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.csv", "client_email,client_phone,started_at,logged_at,direction,channel,status,outcome,duration,staff,coach,provider_call_id,notes\nanna@example.com,,2025-11-03 09:00:00,N/A,outbound,phone,completed,,60,,,,\n");
        (await vitals.ImportAsync("calls.csv", "--zone", Dubai)).ShouldContain("1 call was kept without logged_at: \"N/A\"");
        (await vitals.CallsAsync()).ShouldBe(["anna@example.com 2025-11-03 05:00:00 COMPLETED 60"]);
    }

    [Fact]
    public async Task Without_column_names_the_first_line_is_a_call_too()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("plain.csv", "anna@example.com,2025-11-03 09:00:00,300\nbob@example.com,2025-11-03 10:00:00,300\n");
        (await vitals.RefusedAsync("calls", "import", "plain.csv")).ShouldContain("--map \"#");
        await vitals.ImportAsync("plain.csv", "--zone", Dubai, "--map", "#1=client_email", "--map", "#2=started_at", "--map", "#3=duration_seconds");
        (await vitals.CallsAsync()).ShouldBe(["anna@example.com 2025-11-03 05:00:00 COMPLETED 300", "bob@example.com 2025-11-03 06:00:00 COMPLETED 300"]);
    }

    [Fact]
    public async Task Title_lines_and_excels_letters_are_read_with_a_guess_that_is_said()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("title.csv", "Call report Coaching LLC\nPeriod: 01/11/2025 - 30/11/2025\n\nclient_email,started_at,duration\nanna@example.com,2025-11-03 09:00:00,300\n");
        byte[] ansi = [.. "client_email;Name;started_at;duration\nzoe@example.com;Zo"u8, 0xEB, .. " M"u8, 0xFC, .. "ller;2025-11-03 10:00:00;300\n"u8];
        vitals.File("ansi.csv", ansi);
        await vitals.ImportAsync("title.csv", "--zone", Dubai);
        (await vitals.ImportAsync("ansi.csv", "--zone", Dubai)).ShouldContain("windows-1252, which is a guess (--encoding reads them otherwise)");
        (await vitals.CallsAsync()).ShouldBe(["anna@example.com 2025-11-03 05:00:00 COMPLETED 300", "zoe@example.com 2025-11-03 06:00:00 COMPLETED 300"]);
        (await Asked.OneAsync<string>(database, "select firstname || ' ' || lastname from clients where lastname is not null")).ShouldBe("Zo\u00EB M\u00FCller");
    }

    [Theory]
    [InlineData("45964.375", "2025-11-03 05:00:00")]
    [InlineData("2025-07-03 09:00 PDT", "2025-07-03 16:00:00")]
    [InlineData("2025-11-03 09:00 GST", "2025-11-03 05:00:00")]
    public async Task Moments_of_spreadsheets_and_with_words_for_zones_are_read(string moment, string utc)
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.csv", $"client_email,started_at,duration\nanna@example.com,{moment},300\n");
        await vitals.ImportAsync("calls.csv", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe([$"anna@example.com {utc} COMPLETED 300"]);
    }

    [Fact]
    public async Task A_workbook_itself_is_read()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.xlsx", SomeWorkbook.Of(("Calls", [["client_email", "started_at", "duration"], ["anna@example.com", new DateTime(2025, 11, 3, 9, 0, 0), "300"]])));
        await vitals.ImportAsync("calls.xlsx", "--zone", Dubai);
        (await vitals.CallsAsync()).ShouldBe(["anna@example.com 2025-11-03 05:00:00 COMPLETED 300"]);
        vitals.File("broken.xlsx", Encoding.ASCII.GetBytes("PK\u0003\u0004 no workbook at all"));
        (await vitals.RefusedAsync("calls", "import", "broken.xlsx")).ShouldContain("broken.xlsx");
    }
}
