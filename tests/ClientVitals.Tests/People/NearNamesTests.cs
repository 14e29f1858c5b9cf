using ClientVitals.People;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

public sealed class NearNamesTests
{
    [Theory]
    [InlineData("jhon", "john smith", 1)]
    [InlineData("john", "john smith", 0)]
    [InlineData("layla", "laila haddad", 1)]
    [InlineData("mohamad", "mohammed ali", 2)]
    [InlineData("smiht", "smith", 1)]
    [InlineData("abc", "", 3)]
    [InlineData("", "anybody", 0)]
    public void Letters_are_counted_until_what_was_written_is_how_the_name_begins(string written, string name, int letters) =>
        NearNames.Letters(written, name).ShouldBe(letters);

    [Fact]
    public void The_sounds_that_are_asked_for_have_a_bound_whatever_was_written()
    {
        foreach (var sound in new[] { "mhmd", "mhmd mnsr", new string('m', 200), string.Concat(Enumerable.Repeat("mnsr ", 40)) })
            NearNames.Variants(new string('x', 200), sound).Count.ShouldBeInRange(20, 320);
        NearNames.Variants("li", "l").ShouldBeEmpty();
        NearNames.Variants("eau", "a").ShouldBeEmpty();
        NearNames.Variants("mohamed", "mhmd")[0].ShouldBe("mhmd", "the sound itself first");
    }
}
