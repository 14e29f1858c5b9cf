using ClientVitals.Access;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;
using static ClientVitals.Tests.Access.SomeAccess;

namespace ClientVitals.Tests.Access;

public sealed class SignInThrottleTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Ann = "ann@example.com";
    private const string Bad = "not this one at all";

    public async ValueTask InitializeAsync()
    {
        await ClearAsync(database);
        await KnownUserAsync(database, Ann);
        // Guessing costs less here, so that the tests do not last.
        await database.DoAsync($"update users set password_hash = '{Password.Hash(Word, 1)}'");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("pair", 4, 0)]
    [InlineData("pair", 5, 30)]
    [InlineData("pair", 6, 60)]
    [InlineData("pair", 9, 480)]
    [InlineData("pair", 10, 900)]
    [InlineData("pair", 1_000_000, 900)]
    [InlineData("address", 49, 0)]
    [InlineData("address", 50, 30)]
    [InlineData("address", 70, 900)]
    [InlineData("email", 49, 0)]
    [InlineData("email", 50, 30)]
    [InlineData("email", 51, 60)]
    [InlineData("email", 1_000_000, 60)]
    [InlineData("reset", 2, 0)]
    [InlineData("reset", 3, 3600)]
    public void Each_failure_waits_longer_up_to_a_limit(string kind, int failures, int seconds) => SignInBackoff.After(kind, failures).ShouldBe(seconds);

    [Fact]
    public async Task After_five_failures_even_the_right_password_waits_and_then_is_let_in()
    {
        for (var i = 0; i < 5; i++)
            (await SignInAsync(database, Ann, Bad)).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, Ann, Word)).ShouldBe(new SignInResult.Wait(30));
        (await SignInAsync(database, Ann, Word, Now.AddSeconds(29.5))).ShouldBe(new SignInResult.Wait(1));
        // Elsewhere the same person comes in; here others do.
        (await SignInAsync(database, Ann, Word, address: "192.0.2.2")).ShouldBeOfType<SignInResult.In>();
        (await SignInAsync(database, "bob@example.com", Bad)).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, Ann, Word, Now.AddSeconds(30))).ShouldBeOfType<SignInResult.In>();
        (await SignInAsync(database, Ann, Bad, Now.AddSeconds(31))).ShouldBeOfType<SignInResult.Wrong>();
    }

    [Fact]
    public async Task The_waits_double_and_refused_tries_do_not_lengthen_them()
    {
        var at = Now;
        foreach (var wait in new[] { 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900 })
        {
            (await SignInAsync(database, Ann, Bad, at)).ShouldBeOfType<SignInResult.Wrong>();
            if (wait == 0)
                continue;
            for (var i = 0; i < 3; i++)
                (await SignInAsync(database, Ann, Bad, at)).ShouldBe(new SignInResult.Wait(wait));
            at = at.AddSeconds(wait);
        }
    }

    [Fact]
    public async Task An_hour_without_a_failure_forgets_them()
    {
        for (var i = 0; i < 4; i++)
            await SignInAsync(database, Ann, Bad);
        (await SignInAsync(database, Ann, Bad, Now.AddHours(1))).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, Ann, Word, Now.AddHours(1))).ShouldBeOfType<SignInResult.In>();
    }

    [Fact]
    public async Task A_hundred_tries_at_once_are_counted_one_after_another()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => SignInAsync(database, Ann, Bad)));
        tries.OfType<SignInResult.Wrong>().Count().ShouldBe(5);
        tries.OfType<SignInResult.Wait>().Count().ShouldBe(95);
    }

    [Fact]
    public async Task A_crowd_signing_in_from_one_address_at_once_gets_in()
    {
        // Every one of them counts as failed until it is known to be right: none may be left over.
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignInAsync(database, Ann)));
        tries.ShouldAllBe(t => t is SignInResult.In);
        (await Asked.RowsAsync<int>(database, "select failures from sign_in_failures")).ShouldBe([0, 0, 0]);
    }

    [Fact]
    public async Task One_client_address_that_tries_many_people_waits_for_all_of_them()
    {
        await database.DoAsync($"insert into sign_in_failures (kind, key_hash, failures, last_at) values ('address', sha256(convert_to(E'address\\n192.0.2.1', 'UTF8')), 49, '{Now:O}')");
        (await SignInAsync(database, "one@example.com", Bad)).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, "two@example.com", Bad)).ShouldBe(new SignInResult.Wait(30));
        (await SignInAsync(database, Ann, Word, address: "::ffff:192.0.2.1")).ShouldBe(new SignInResult.Wait(30), "the same address, written as IPv6");
        (await SignInAsync(database, Ann, Word, address: "192.0.2.9")).ShouldBeOfType<SignInResult.In>();
    }

    [Fact]
    public async Task One_person_tried_from_everywhere_waits_a_minute_at_most()
    {
        await database.DoAsync($"insert into sign_in_failures (kind, key_hash, failures, last_at) values ('email', sha256(convert_to(E'email\\n{Ann}', 'UTF8')), 500, '{Now:O}')");
        (await SignInAsync(database, Ann, Bad)).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, Ann, Word, address: "198.51.100.7")).ShouldBe(new SignInResult.Wait(60));
        // A link lets in whatever is counted.
        var link = await new MakeLink(LinkPurpose.SignIn, await Asked.OneAsync<Guid>(database, "select id from users")).RunAsync(database.Vitals, Now, Prompt, TestContext.Current.CancellationToken);
        (await new UseLink(link.Token).RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken)).ShouldBeOfType<SignInResult.In>();
    }

    [Fact]
    public async Task Of_an_IPv6_network_each_address_counts_as_the_same()
    {
        for (var i = 0; i < 5; i++)
            await SignInAsync(database, Ann, Bad, address: $"2001:db8:1:2::{i}");
        (await SignInAsync(database, Ann, Word, address: "2001:db8:1:2:ffff::1")).ShouldBeOfType<SignInResult.Wait>();
        (await SignInAsync(database, Ann, Word, address: "2001:db8:1:3::1")).ShouldBeOfType<SignInResult.In>();
    }

    [Fact]
    public async Task Neither_address_is_kept()
    {
        await SignInAsync(database, Ann, Bad);
        var kept = string.Join('\n', await Asked.RowsAsync<string>(database, "select f::text from sign_in_failures f union all select a::text from audit_log a"));
        foreach (var personal in new[] { "ann@", "192.0.2.1", Bad })
            kept.ShouldNotHold(personal);
    }
}
