using ClientVitals.People;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

public sealed class PhoneSearchTests
{
    [Theory]
    [InlineData("050 123 4567", "AE", "+971501234567")]
    [InlineData("050 123", "AE", "+97150123")]
    [InlineData("(050) 123-45", "AE", "+9715012345")]
    [InlineData("50 123 4567", "AE", "+971501234567")]
    [InlineData("971501234567", "AE", "+971501234567")]
    [InlineData("00971 50 123", "AE", "+97150123")]
    [InlineData("+971 50", "AE", "+97150")]
    [InlineData("+971 50", null, "+97150")]
    [InlineData("050 123", null, null)]
    [InlineData("0170 1234567", "DE", "+491701234567")]
    [InlineData("06 6982", "IT", "+39066982")]
    [InlineData("1 202 555", "US", "+1202555")]
    [InlineData("(202) 555-0143", "US", "+12025550143")]
    [InlineData("Flat 12", "AE", null)]
    [InlineData("+", "AE", null)]
    [InlineData("050@example.com", "AE", null)]
    public void A_number_is_read_as_people_of_the_region_dial_it(string words, string? region, string? begins) =>
        PhoneSearch.Beginning(words, region).ShouldBe(begins);
}
