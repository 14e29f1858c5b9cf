using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

public sealed class UnitsOfLengthsTests
{
    [Theory]
    [InlineData("duration", "75", 75)]
    [InlineData("Duration (minutes)", "1.25", 75)]
    [InlineData("duration_ms", "75000", 75)]
    [InlineData("durationInSeconds", "75", 75)]
    [InlineData("Call duration (HH:mm:ss)", "00:01:15", 75)]
    [InlineData("call_duration_sec", "75", 75)]
    [InlineData("Talk time (min)", "1.25", 75)]
    [InlineData("hs_call_duration", "75000", 75)]
    [InlineData("billsec", "75", 75)]
    public void The_name_of_a_length_says_its_unit(string header, string text, int seconds) =>
        ReadCalls.One($"client_email,started_at,{header}\njane@example.com,2025-03-01,{text}\n").DurationSeconds.ShouldBe(seconds);
}
