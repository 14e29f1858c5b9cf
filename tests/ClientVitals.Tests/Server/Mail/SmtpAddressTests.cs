using ClientVitals.Server.Mail;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Mail;

public sealed class SmtpAddressTests
{
    [Fact]
    public void An_address_says_where_as_whom_and_from_whom()
    {
        var address = SmtpAddress.Read("smtp://vitals%40example.com@mail.example.com:2525?from=Vitals%20%3Cvitals%40example.com%3E&starttls");
        (address.Host, address.Port, address.User, address.From.Address, address.From.Name, address.StartTls)
            .ShouldBe(("mail.example.com", 2525, "vitals@example.com", "vitals@example.com", "Vitals", true));
        SmtpAddress.Read("smtp://mail.example.com?from=a@example.com").Port.ShouldBe(25);
        SmtpAddress.Read("smtp://mail.example.com?from=a@example.com&starttls").Port.ShouldBe(587);
        var implicitTls = SmtpAddress.Read("smtps://user@mail.example.com?from=a@example.com");
        (implicitTls.Port, implicitTls.StartTls, implicitTls.ImplicitTls).ShouldBe((465, false, true));
    }

    [Theory]
    [InlineData("mail.example.com", "is not the address of a mail server")]
    [InlineData("imaps://mail.example.com?from=a@example.com", "is not the address of a mail server")]
    [InlineData("smtps://mail.example.com?from=a@example.com&starttls", "one of the two")]
    [InlineData("smtp://mail.example.com/x?from=a@example.com", "is not the address of a mail server")]
    [InlineData("smtp://mail.example.com", "who the mails are from")]
    [InlineData("smtp://mail.example.com?from=nobody", "who the mails are from")]
    [InlineData("smtp://mail.example.com?from=a@example.com&tls", "has tls")]
    [InlineData("smtp://user@mail.example.com?from=a@example.com", "in the clear")]
    public void What_cannot_work_is_said_at_once(string url, string why) => Should.Throw<PlainError>(() => SmtpAddress.Read(url)).Message.ShouldContain(why);

    [Fact]
    public void A_password_in_it_is_refused_and_not_repeated() =>
        Should.Throw<PlainError>(() => SmtpAddress.Read("smtp://user:hunter2@mail.example.com?from=a@example.com&starttls")).Message.ShouldNotContain("hunter2");
}
