using ClientVitals.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Database;

public sealed class ServerAddressTests
{
    [Fact]
    public void A_url_is_read_with_its_encoded_parts()
    {
        var address = ServerAddress.Read("postgres://us%40er:p%2Fa%3Ass@db.example.com:6543/my%20db?sslmode=require&application_name=x", "DATABASE_URL");
        (address.Username, address.Password, address.Host, address.Port, address.Database, address.SslMode, address.ApplicationName)
            .ShouldBe(("us@er", "p/a:ss", "db.example.com", 6543, "my db", SslMode.Require, "x"));
    }

    [Theory]
    [InlineData("postgresql://u@/db?host=%2Ftmp%2Fsock", "/tmp/sock", 5432)]
    [InlineData("postgresql://%2Ftmp%2Fsock/db", "/tmp/sock", 5432)]
    [InlineData("postgres://u:p@[::1]:5433/db", "::1", 5433)]
    [InlineData("postgres://localhost", "localhost", 5432)]
    [InlineData("postgres://u:p@a:1,b:2/db", "a:1,b:2", 5432)]
    [InlineData("Host=here;Port=7;Username=u", "here", 7)]
    public void A_host_is_found_wherever_it_is(string text, string host, int port)
    {
        var address = ServerAddress.Read(text, "DATABASE_URL");
        (address.Host, address.Port).ShouldBe((host, port));
    }

    [Theory]
    [InlineData("verify-full", SslMode.VerifyFull)]
    [InlineData("verify-ca", SslMode.VerifyCA)]
    [InlineData("disable", SslMode.Disable)]
    public void The_ssl_modes_of_libpq_are_known(string word, SslMode mode) =>
        ServerAddress.Read($"postgres://h/db?sslmode={word}", "DATABASE_URL").SslMode.ShouldBe(mode);

    [Theory]
    [InlineData("mysql://user:secret@host/db")]
    [InlineData("postgres://user:secret@host:port/db")]
    [InlineData("postgres://user:secret@host/db?sslmode=perhaps")]
    [InlineData("postgres://user:secret@host/db?nonsense=1")]
    [InlineData("Host=h;Password=secret;Nonsense=1")]
    [InlineData("secret")]
    public void What_is_no_address_is_said_in_one_sentence_without_the_password(string text)
    {
        var error = Should.Throw<PlainError>(() => ServerAddress.Read(text, "DATABASE_URL"));
        error.Message.ShouldContain("DATABASE_URL");
        error.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_said_in_one_sentence_without_the_password()
    {
        await using var database = VitalsDatabase.At(ServerAddress.Read("postgres://someone:secret@127.0.0.1:1/db?sslmode=disable", "DATABASE_URL"));
        var error = await Should.ThrowAsync<PlainError>(() => database.OpenAsync(TestContext.Current.CancellationToken));
        error.Message.ShouldStartWith("The database cannot be reached (db at 127.0.0.1:1 as someone): ");
        error.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_database_is_named_to_people_without_its_password() =>
        VitalsDatabase.At(ServerAddress.Read("postgres://u:secret@h/db", "DATABASE_URL")).Where.ShouldBe("db at h as u");
}
