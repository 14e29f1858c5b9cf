using ClientVitals.CallPatterns.Model;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Model;

public sealed class PatternWordsTests
{
    [Theory]
    [InlineData(PatternStatus.Normal, "NORMAL")]
    [InlineData(PatternStatus.BelowPattern, "BELOW_PATTERN")]
    [InlineData(PatternStatus.AbovePattern, "ABOVE_PATTERN")]
    [InlineData(PatternStatus.PatternBreak, "PATTERN_BREAK")]
    public void A_status_is_written_with_the_words_of_the_contract(PatternStatus status, string word) =>
        status.Word().ShouldBe(word);
}
