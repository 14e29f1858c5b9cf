using System.Text.Json;
using ClientVitals.CallPatterns.Model;
using ClientVitals.Interventions;
using ClientVitals.Server.Web;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Web;

public sealed class EnumWordsTests
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new EnumWords() } };

    [Theory]
    [InlineData("\"PATTERN_BREAK\"")]
    [InlineData("\"pattern_break\"")]
    public void A_word_is_read_in_any_case_and_written_in_capitals(string written)
    {
        JsonSerializer.Deserialize<PatternStatus>(written, Options).ShouldBe(PatternStatus.PatternBreak);
        JsonSerializer.Serialize(PatternStatus.PatternBreak, Options).ShouldBe("\"PATTERN_BREAK\"");
    }

    [Theory]
    [InlineData("\"CALLED,CALLED\"")]
    [InlineData("\"CALLED, AWAY\"")]
    [InlineData("\" CALLED\"")]
    [InlineData("\"0\"")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void What_is_not_one_word_of_the_list_is_refused(string written) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<PatternAnswer>(written, Options));
}
