using ClientVitals.Settings;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Settings;

/// <summary>Days, hours and numbers as Unicode's CLDR has them for a locale; words stay English.</summary>
public sealed class LocaleFormatsTests
{
    [Theory]
    [InlineData("en-GB", "7 Nov", "7 Nov 2025", "14:05", "1,234.5", "12,345")]
    [InlineData("en-US", "Nov 7", "Nov 7, 2025", "2:05 PM", "1,234.5", "12,345")]
    [InlineData("en-AE", "7 Nov", "7 Nov 2025", "2:05 PM", "1,234.5", "12,345")]
    [InlineData("de-DE", "7 Nov", "7 Nov 2025", "14:05", "1.234,5", "12.345")]
    [InlineData("ja-JP", "Nov 7", "2025 Nov 7", "14:05", "1,234.5", "12,345")]
    public void It_writes_as_its_locale_does(string locale, string day, string dayOfYear, string hour, string number, string whole)
    {
        var written = LocaleFormats.Of(locale);
        var at = new DateTime(2025, 11, 7, 14, 5, 0);
        (written.Day(DateOnly.FromDateTime(at)), written.DayOfYear(DateOnly.FromDateTime(at)), written.Hour(at), written.Number(1234.5m), written.Whole(12345))
            .ShouldBe((day, dayOfYear, hour, number, whole));
    }

    [Theory]
    [InlineData("en-GB", "1234.5 of 7")]
    [InlineData("de-DE", "1234,5 of 7")]
    public void The_numbers_of_a_text_are_written_as_the_locale_does(string locale, string text) =>
        LocaleFormats.Of(locale).Text($"{1234.5:0.0} of {7}").ShouldBe(text);

    [Theory]
    [InlineData("en")]
    [InlineData("")]
    [InlineData("xx-YY")]
    [InlineData("nonsense, really")]
    [InlineData("../../etc/passwd")]
    public void An_unknown_locale_is_refused_with_a_sentence(string locale) =>
        Should.Throw<PlainError>(() => LocaleFormats.Of(locale)).Message.ShouldContain("such as en-AE");

    [Fact]
    public void The_name_is_kept_as_it_is_usually_written() => LocaleFormats.NameOf("EN-ae").ShouldBe("en-AE");
}
