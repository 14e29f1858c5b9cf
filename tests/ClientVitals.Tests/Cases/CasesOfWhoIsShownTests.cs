using System.Globalization;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cases;

/// <summary>Kinds 11 and 13 of <c>docs/cases.md</c>: who is on the list and why, from files to the morning list by the command line.</summary>
public sealed class CasesOfWhoIsShownTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Today = new(DateTimeOffset.UtcNow.Date, TimeSpan.Zero);

    private static string Day(int days, string format = "yyyy-MM-dd") => Today.AddDays(days).ToString(format, CultureInfo.InvariantCulture);

    private static string Talks(string client, int from, int to, int every) => string.Concat(
        Enumerable.Range(0, ((to - from) / every) + 1).Select(at => Line(client, from + (at * every), "completed", 900)));

    private static string Line(string client, int day, string status, int seconds) => $"{client},{Day(day)} 06:00:00,inbound,{status},{seconds},{client}{day}\n";

    private const string Names = "client_email,started_at,direction,status,duration,provider_call_id\n";

    [Fact]
    public async Task Who_rang_in_vain_never_got_going_or_has_stopped_is_listed_and_who_ends_is_not()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.csv", Names
            // Talked each week; since the last talk they rang four times.
            + Talks("rang@example.com", -198, -16, 7) + string.Concat(new[] { -10, -9, -4, -3 }.Select(day => Line("rang@example.com", day, "missed", 0)))
            // Four calls in nine days, then twelve weeks of nothing.
            + Talks("early@example.com", -93, -84, 3)
            // Every other day until ten weeks ago: one simply stopped, one had agreed to it, one has a call ahead that was called off.
            + string.Concat(new[] { "stopped", "ended", "calledoff" }.Select(who => Talks($"{who}@example.com", -200, -70, 2)))
            + Line("calledoff@example.com", 5, "cancelled", 0)
            // Most go on as ever, or silence would be everybody's.
            + string.Concat(Enumerable.Range(0, 12).Select(one => Talks($"usual{one}@example.com", -200, -2, 2))));
        await vitals.ImportAsync("calls.csv", "--zone", "UTC");
        (await vitals.RunAsync("people", "end", "ended@example.com", "--on", Day(-69), "--reason", "package")).ShouldContain($"ended@example.com ends on {Day(-69)}");
        await vitals.RunAsync("call-patterns", "analyze");

        var breaks = await vitals.RunAsync("call-patterns", "breaks", "--all", "--format", "csv");
        var listed = breaks.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        listed[0].ShouldContain("rang@example.com");
        listed[0].ShouldContain($"rang 4 times since {Day(-10, "d MMM")}, nobody answered");
        breaks.ShouldContain("stopped@example.com");
        breaks.ShouldContain("calledoff@example.com", customMessage: "a call that was called off holds no alarm back");
        breaks.ShouldNotContain("ended@example.com");
        breaks.ShouldNotContain("early@example.com");
        (await vitals.RunAsync("call-patterns", "never-got-going")).ShouldContain("early@example.com");
    }

    [Fact]
    public async Task An_end_is_entered_in_advance_and_can_be_taken_back()
    {
        using var vitals = await CommandLine.OnAsync(database);
        vitals.File("calls.csv", Names + Talks("anna@example.com", -60, -2, 7));
        await vitals.ImportAsync("calls.csv", "--zone", "UTC");
        (await vitals.RunAsync("people", "end", "anna@example.com", "--on", Day(40), "--reason", "package")).ShouldContain("from that day on no calls are expected");
        (await vitals.RunAsync("people", "ends")).ShouldContain(Day(40));
        await vitals.RunAsync("people", "take-back-end", "anna@example.com");
        (await vitals.RunAsync("people", "ends")).ShouldContain("No end is entered");
    }
}
