using Shouldly;
using Xunit;

namespace ClientVitals.Tests;

public sealed class SpreadsheetTextTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20SUM(A1)")]
    [InlineData("\uFEFF=1+1")]
    [InlineData("\uFEFF\uFF1D1+1")]
    [InlineData("\t=1+1")]
    [InlineData(" =1+1")]
    [InlineData("\u00A0 \u200B=1+1")]
    [InlineData("\r\n=1+1")]
    [InlineData("\tplain")]
    public void A_text_that_could_be_run_as_a_formula_gets_an_apostrophe(string text) => SpreadsheetText.Harmless(text).ShouldBe("'" + text);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Ann =1+1")]
    [InlineData("2026-01-01")]
    [InlineData("a@example.com")]
    [InlineData("\uFEFFAnn")]
    public void Any_other_text_stays(string text) => SpreadsheetText.Harmless(text).ShouldBe(text);
}
