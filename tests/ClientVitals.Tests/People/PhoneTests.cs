using ClientVitals.People;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

public sealed class PhoneTests
{
    [Theory]
    [InlineData("+971 50 123 4567", "AE", "+971501234567")]
    [InlineData("050 123 4567", "AE", "+971501234567")]
    [InlineData("00971501234567", "AE", "+971501234567")]
    [InlineData("971501234567", "AE", "+971501234567")]
    [InlineData("(415) 555-2671", "US", "+14155552671")]
    [InlineData("tel:+1-415-555-2671;ext=12", "US", "+14155552671")]
    [InlineData("whatsapp:+14155552671", "AE", "+14155552671")]
    [InlineData("'+14155552671", "AE", "+14155552671")]
    public void A_number_has_one_form(string text, string region, string e164) => Phone.Normal(text, region).ShouldBe(e164);

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("anonymous")]
    [InlineData("+999999999999999999999")]
    [InlineData("client:jane")]
    public void What_is_no_number_is_not_read_as_one(string text) => Phone.Normal(text, "AE").ShouldBeNull();
}
