using System.Security.Cryptography;
using System.Text;
using ClientVitals.Access;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Access;

public sealed class PasswordTests
{
    private const string Word = "four words in a row";

    [Fact]
    public void What_is_kept_says_how_it_was_made_and_can_be_made_again_from_it()
    {
        var parts = Password.Hash(Word).Split('$');
        (parts[0], parts[1], parts.Length).ShouldBe(("pbkdf2-sha512", "210000", 4));
        Convert.FromBase64String(parts[2]).Length.ShouldBe(16);
        Convert.FromBase64String(parts[3]).ShouldBe(Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(Word), Convert.FromBase64String(parts[2]), 210_000, HashAlgorithmName.SHA512, 64));
    }

    [Fact]
    public void The_same_password_is_never_kept_twice_in_the_same_words() => Password.Hash(Word, 1).ShouldNotBe(Password.Hash(Word, 1));

    [Fact]
    public void It_fits_itself_and_nothing_else()
    {
        var kept = Password.Hash(Word, 10);
        Password.Fits(Word, kept, out _).ShouldBeTrue();
        foreach (var other in new[] { "", "Four words in a row", Word + " ", Word[1..] })
            Password.Fits(other, kept, out _).ShouldBeFalse(other);
    }

    [Fact]
    public void Nothing_fits_where_nothing_is_kept()
    {
        Password.Fits("", null, out var isWeak).ShouldBeFalse();
        Password.Fits(Word, null, out _).ShouldBeFalse();
        isWeak.ShouldBeFalse();
    }

    [Fact]
    public void Where_nothing_is_kept_the_answer_takes_as_long()
    {
        var kept = Password.Hash(Word);
        Password.Fits(Word, null, out _);
        static TimeSpan Took(string? kept)
        {
            var since = System.Diagnostics.Stopwatch.StartNew();
            Password.Fits("not this one at all", kept, out var _);
            return since.Elapsed;
        }
        // In turns, on a machine that does other things too: a third is near enough; without the work it would be a thousandth.
        var pairs = Enumerable.Range(0, 6).Select(_ => (Nothing: Took(null), Kept: Took(kept))).ToList();
        pairs.Min(pair => pair.Nothing).ShouldBeGreaterThan(pairs.Min(pair => pair.Kept) / 3);
    }

    [Fact]
    public void Only_a_right_one_that_was_done_less_often_than_today_is_weak()
    {
        Password.Fits(Word, Password.Hash(Word, Password.Iterations - 1), out var isWeak).ShouldBeTrue();
        isWeak.ShouldBeTrue();
        Password.Fits(Word, Password.Hash(Word), out isWeak).ShouldBeTrue();
        isWeak.ShouldBeFalse();
        Password.Fits("another", Password.Hash(Word, 10), out isWeak).ShouldBeFalse();
        isWeak.ShouldBeFalse();
    }

    [Fact]
    public void What_looks_the_same_on_two_keyboards_is_the_same()
    {
        Password.Fits("pe\u0301tanque am Mittag", Password.Hash("p\u00e9tanque am Mittag", 10), out _).ShouldBeTrue();
        Password.Fits("broken \ud800", Password.Hash("broken \ud801", 10), out _);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("pbkdf2-sha512$0$AAAA$AAAA")]
    [InlineData("pbkdf2-sha512$-1$AAAA$AAAA")]
    [InlineData("pbkdf2-sha512$999999999$AAAA$AAAA")]
    [InlineData("pbkdf2-sha256$1000$AAAA$AAAA")]
    public void A_form_nobody_knows_fits_nothing_and_is_said(string kept) =>
        Should.Throw<InvalidOperationException>(() => Password.Fits(Word, kept, out _)).Message.ShouldNotContain(Word);

    [Fact]
    public void A_hash_cut_short_fits_nothing()
    {
        var parts = Password.Hash(Word, 10).Split('$');
        Password.Fits(Word, $"{parts[0]}${parts[1]}${parts[2]}${Convert.ToBase64String(Convert.FromBase64String(parts[3])[..1])}", out _).ShouldBeFalse();
    }

    [Fact]
    public void Secrets_have_260_bits_in_letters_that_no_eye_takes_for_each_other()
    {
        var many = Enumerable.Range(0, 1_000).Select(_ => Secret.New()).ToList();
        many.Distinct().Count().ShouldBe(1_000);
        many.ShouldAllBe(secret => secret.Length == 52);
        // 32 letters, five bits each.
        string.Concat(string.Concat(many).Distinct().Order()).ShouldBe("23456789abcdefghijkmnpqrstuvwxyz");
        Secret.Hash(null).ShouldBeNull();
        Secret.Hash("").ShouldBeNull();
        Secret.Hash(new string('x', 201)).ShouldBeNull();
    }
}
