using ClientVitals.Access;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Access;

public sealed class PasswordRuleTests
{
    private const string Email = "annabel.lee@example.com";

    [Theory]
    [InlineData("four words in a row")]
    [InlineData("kQ7!vz.92L")]
    [InlineData("sommerregen auf dem dach")]
    [InlineData("كلمة سر طويلة جدا")]
    [InlineData("my password is not obvious")]
    public void Long_and_not_obvious_is_taken(string password) => PasswordRule.FaultOf(password, Email).ShouldBeNull();

    [Theory]
    [InlineData(null, "at least 10")]
    [InlineData("", "at least 10")]
    [InlineData("nine sign", "has 9 characters")]
    [InlineData("annabel.lee@example.com", "is the e-mail address")]
    [InlineData(" Annabel.Lee@example.com ", "is the e-mail address")]
    [InlineData("annabel.lee", "is the e-mail address")]
    [InlineData("password123", "easy to guess")]
    [InlineData("Password!!2026", "easy to guess")]
    [InlineData("passwordpassword", "easy to guess")]
    [InlineData("Client Vitals 1", "easy to guess")]
    [InlineData("1234567890", "easy to guess")]
    [InlineData("9876543210", "easy to guess")]
    [InlineData("abcdefghijkl", "easy to guess")]
    [InlineData("aaaaaaaaaaaaaaa", "easy to guess")]
    [InlineData("abababababab", "easy to guess")]
    [InlineData("nul \0 in the middle", "broken characters")]
    public void Anything_else_is_refused_with_a_sentence_that_does_not_repeat_it(string? password, string says)
    {
        var fault = PasswordRule.FaultOf(password, Email).ShouldNotBeNull().ToString();
        fault.ShouldContain(says);
        fault.ShouldEndWith(".");
        if (password is { Length: > 8 } && password != "password123")
            fault.ShouldNotContain(password);
    }

    /// <summary>Not a case above: an attribute would mend it.</summary>
    [Fact]
    public void A_broken_character_is_refused() => PasswordRule.FaultOf("broken \ud800 characters", Email)!.ToString().ShouldContain("broken characters");

    [Fact]
    public void Characters_are_counted_as_people_count_them()
    {
        // Ten letters with a mark each, ten faces of several code points.
        PasswordRule.FaultOf("abcdkfgxij".Aggregate("", (word, letter) => word + letter + "\u0301"), Email).ShouldBeNull();
        PasswordRule.FaultOf("a\u0301b\u0301c\u0301x\u0301z\u0301", Email)!.ToString().ShouldContain("has 5 characters");
        PasswordRule.FaultOf(string.Concat(Enumerable.Range(0, 200).Select(i => (char)('a' + (i * 7 % 26)))), Email).ShouldBeNull();
        PasswordRule.FaultOf(string.Concat(Enumerable.Range(0, 201).Select(i => (char)('a' + (i * 7 % 26)))), Email)!.ToString().ShouldContain("has 201 characters");
        PasswordRule.FaultOf(new string('x', 1_000_000), Email)!.ToString().ShouldContain("longer than 200");
    }
}
