using ClientVitals.Settings;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Settings;

public sealed class EmailTests
{
    [Theory]
    [InlineData("jane@example.com", "jane@example.com")]
    [InlineData("  Jane.Doe@Example.COM \t", "jane.doe@example.com")]
    [InlineData("<jane@example.com>", "jane@example.com")]
    [InlineData("mailto:jane@example.com", "jane@example.com")]
    [InlineData("jane+gym@example.com", "jane+gym@example.com")]
    [InlineData("O'Neil@example.co.uk", "o'neil@example.co.uk")]
    [InlineData("Jose\u0301@example.com", "jos\u00e9@example.com")]
    [InlineData("JOS\u00c9@example.com", "jos\u00e9@example.com")]
    [InlineData("jane@m\u00fcnchen.example", "jane@m\u00fcnchen.example")]
    public void An_address_has_one_form(string text, string normal)
    {
        Email.Normal(text, out var fault).ShouldBe(normal);
        fault.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("jane")]
    [InlineData("jane@")]
    [InlineData("@example.com")]
    [InlineData("jane@@example.com")]
    [InlineData("jane@a@example.com")]
    [InlineData("jane doe@example.com")]
    [InlineData("jane@localhost")]
    [InlineData("jane@example..com")]
    [InlineData("jane@-example.com")]
    [InlineData(".jane@example.com")]
    [InlineData("jane@example.com, joe@example.com")]
    [InlineData("jane\0@example.com")]
    [InlineData("jane\uFFFD@example.com")]
    [InlineData("jane@exam_ple!.com")]
    public void What_is_no_address_says_why(string text)
    {
        Email.Normal(text, out var fault).ShouldBeNull();
        fault.ShouldNotBeNull().ShouldStartWith("the e-mail");
        Should.Throw<PlainError>(() => Email.Require(text));
    }

    [Fact]
    public void An_address_may_have_254_characters_and_not_255()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 60), 4)) + ".ae";
        Email.Normal(new string('a', 254 - domain.Length - 1) + "@" + domain, out _).ShouldNotBeNull();
        Email.Normal(new string('a', 255 - domain.Length - 1) + "@" + domain, out _).ShouldBeNull();
    }

    [Theory]
    [InlineData("jane.doe@example.com", "janedoe@example.com")]
    [InlineData("jane+a@example.com", "jane+b@example.com")]
    [InlineData("\u0131rma@example.com", "irma@example.com")]
    [InlineData("stra\u00dfe@example.com", "strasse@example.com")]
    public void Two_people_are_never_taken_for_one(string one, string other) =>
        Email.Normal(one, out _).ShouldNotBe(Email.Normal(other, out _));

    [Fact]
    public void The_normal_form_of_a_normal_form_is_itself()
    {
        foreach (var text in (string[])["JANE@EXAMPLE.COM", "Jose\u0301@x.ae", "\u0130rma@x.ae", "\u212Belvin@x.ae"])
        {
            var once = Email.Normal(text, out _)!;
            Email.Normal(once, out _).ShouldBe(once);
        }
    }
}
