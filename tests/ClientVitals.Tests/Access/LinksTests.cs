using ClientVitals.Access;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;
using static ClientVitals.Tests.Access.SomeAccess;

namespace ClientVitals.Tests.Access;

public sealed class LinksTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Ann = "ann@example.com";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<SignInResult> UseAsync(LinkMade link, string? password = Word, DateTimeOffset? at = null, string? email = null, string? name = null) =>
        new UseLink(link.Token, password, email, name).RunAsync(database.Vitals, at ?? Now, Cancel);

    private Task<LinkMade> MakeAsync(LinkPurpose purpose, Guid? user, DateTimeOffset? at = null) =>
        new MakeLink(purpose, user).RunAsync(database.Vitals, at ?? Now, Prompt, Cancel);

    private async Task<OpenLink?> OpenAsync(string? token, DateTimeOffset? at = null)
    {
        await using var db = await database.OpenAsync();
        return await OpenLink.OfAsync(db, token, at ?? Now, Cancel);
    }

    [Fact]
    public async Task The_first_owner_comes_in_by_a_link_that_then_is_gone()
    {
        var link = await MakeAsync(LinkPurpose.FirstOwner, null);
        (await OpenAsync(link.Token)).ShouldBe(new(LinkPurpose.FirstOwner, null, null, Now.AddHours(24)));
        (await UseAsync(link, email: "no address", name: "Ann")).ShouldBeOfType<SignInResult.Unfit>().Said.ToString().ShouldContain("has no @");
        (await UseAsync(link, email: Ann, name: " ")).ShouldBeOfType<SignInResult.Unfit>();
        (await UseAsync(link, "short", email: Ann, name: "Ann")).ShouldBeOfType<SignInResult.Unfit>();

        var owner = (await UseAsync(link, email: " Ann@Example.com", name: " Ann ")).ShouldBeOfType<SignInResult.In>();
        (owner.Who.Role, owner.Who.Name).ShouldBe((AppRole.Owner, "Ann"));
        (await FindCaller.BySessionAsync(database.Vitals, owner.Token, Now, Cancel)).ShouldNotBeNull();
        (await SignInAsync(database, Ann)).ShouldBeOfType<SignInResult.In>();
        (await UseAsync(link, email: "eve@example.com", name: "Eve")).ShouldBeOfType<SignInResult.Gone>();
        (await OpenAsync(link.Token)).ShouldBeNull();
        await Should.ThrowAsync<PlainError>(() => MakeAsync(LinkPurpose.FirstOwner, null));
    }

    [Fact]
    public async Task The_first_owners_link_opens_nothing_once_somebody_has_an_account()
    {
        var link = await MakeAsync(LinkPurpose.FirstOwner, null);
        await new InviteUser(Ann, "Ann", AppRole.Owner).RunAsync(database.Vitals, Now, Prompt, Cancel);
        (await OpenAsync(link.Token)).ShouldBeNull();
        (await UseAsync(link, email: "eve@example.com", name: "Eve")).ShouldBeOfType<SignInResult.Gone>();
        (await Asked.OneAsync<long>(database, "select count(*) from users")).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_used_by_twenty_at_once_lets_one_in()
    {
        var owner = await KnownUserAsync(database, "owner@example.com");
        var first = await MakeAsync(LinkPurpose.SignIn, owner.Who.UserId);
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => UseAsync(first)))).OfType<SignInResult.In>().Count().ShouldBe(1);
        await ClearAsync(database);
        var makes = await MakeAsync(LinkPurpose.FirstOwner, null);
        (await Task.WhenAll(Enumerable.Range(0, 20).Select(i => UseAsync(makes, email: $"owner{i}@example.com", name: "Owner")))).OfType<SignInResult.In>().Count().ShouldBe(1);
        (await Asked.OneAsync<long>(database, "select count(*) from users")).ShouldBe(1);
    }

    [Theory]
    [InlineData(LinkPurpose.Invitation, 7 * 24 * 60)]
    [InlineData(LinkPurpose.PasswordReset, 60)]
    [InlineData(LinkPurpose.SignIn, 15)]
    [InlineData(LinkPurpose.FirstOwner, 24 * 60)]
    public async Task Each_link_has_its_end(LinkPurpose purpose, int minutes)
    {
        Guid? user = null;
        if (purpose == LinkPurpose.Invitation)
            user = (await new InviteUser(Ann, "Ann", AppRole.Admin).RunAsync(database.Vitals, Now, Prompt, Cancel)).Id;
        else if (purpose != LinkPurpose.FirstOwner)
            user = (await KnownUserAsync(database, Ann)).Who.UserId;
        var link = await MakeAsync(purpose, user);
        link.ExpiresAt.ShouldBe(Now.AddMinutes(minutes));
        (await UseAsync(link, at: link.ExpiresAt, email: Ann, name: "Ann")).ShouldBeOfType<SignInResult.Gone>();
        (await UseAsync(link, at: link.ExpiresAt.AddSeconds(-1), email: Ann, name: "Ann")).ShouldBeOfType<SignInResult.In>();
    }

    [Fact]
    public async Task A_newer_link_takes_the_place_of_the_older_of_its_purpose_alone()
    {
        var ann = await KnownUserAsync(database, Ann);
        var bob = await KnownUserAsync(database, "bob@example.com");
        var older = await MakeAsync(LinkPurpose.PasswordReset, ann.Who.UserId);
        var bobs = await MakeAsync(LinkPurpose.PasswordReset, bob.Who.UserId);
        var other = await MakeAsync(LinkPurpose.SignIn, ann.Who.UserId);
        var newer = await MakeAsync(LinkPurpose.PasswordReset, ann.Who.UserId);
        (await OpenAsync(older.Token)).ShouldBeNull();
        (await UseAsync(older)).ShouldBeOfType<SignInResult.Gone>();
        foreach (var link in new[] { other, newer, bobs })
            (await UseAsync(link, "quite another one")).ShouldBeOfType<SignInResult.In>();
    }

    [Fact]
    public async Task Twenty_links_made_at_once_leave_one_open()
    {
        var ann = await KnownUserAsync(database, Ann);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => MakeAsync(LinkPurpose.SignIn, ann.Who.UserId)));
        (await Asked.OneAsync<long>(database, "select count(*) from user_links where used_at is null and superseded_at is null")).ShouldBe(1);
    }

    [Fact]
    public async Task Setting_another_password_ends_every_session_and_every_other_link()
    {
        var before = await UserAsync(database, Ann);
        var other = await MakeAsync(LinkPurpose.SignIn, before.Who.UserId);
        var entered = (await UseAsync(await MakeAsync(LinkPurpose.PasswordReset, before.Who.UserId), "quite another one")).ShouldBeOfType<SignInResult.In>();
        (await FindCaller.BySessionAsync(database.Vitals, before.Token, Now, Cancel)).ShouldBeNull();
        (await FindCaller.BySessionAsync(database.Vitals, entered.Token, Now, Cancel)).ShouldNotBeNull();
        (await UseAsync(other)).ShouldBeOfType<SignInResult.Gone>();
        (await SignInAsync(database, Ann)).ShouldBeOfType<SignInResult.Wrong>();
        (await SignInAsync(database, Ann, "quite another one")).ShouldBeOfType<SignInResult.In>();
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it()
    {
        var ann = await new InviteUser(Ann, "Ann", AppRole.Admin).RunAsync(database.Vitals, Now, Prompt, Cancel);
        for (var i = 0; i < 3; i++)
            (await OpenAsync(ann.Link.Token)).ShouldBe(new(LinkPurpose.Invitation, Ann, "Ann", Now.AddDays(7)));
        (await OpenAsync("nothing")).ShouldBeNull();
        (await OpenAsync(null)).ShouldBeNull();
        (await UseAsync(ann.Link)).ShouldBeOfType<SignInResult.In>();
    }

    [Fact]
    public async Task A_link_fits_the_account_it_is_for()
    {
        var ann = await KnownUserAsync(database, Ann);
        var bob = await new InviteUser("bob@example.com", "Bob", AppRole.Admin).RunAsync(database.Vitals, Now, Prompt, Cancel);
        await Should.ThrowAsync<PlainError>(() => MakeAsync(LinkPurpose.Invitation, ann.Who.UserId));
        await Should.ThrowAsync<PlainError>(() => MakeAsync(LinkPurpose.PasswordReset, bob.Id));
        await Should.ThrowAsync<PlainError>(() => MakeAsync(LinkPurpose.FirstOwner, ann.Who.UserId));
        await Should.ThrowAsync<PlainError>(() => MakeAsync(LinkPurpose.SignIn, Guid.NewGuid()));
        await new ChangeUser(bob.Id, IsDisabled: true).RunAsync(database.Vitals, Now, Prompt, Cancel);
        await Should.ThrowAsync<PlainError>(() => MakeAsync(LinkPurpose.SignIn, bob.Id));
        (await OpenAsync(bob.Link.Token)).ShouldBeNull();
        (await UseAsync(bob.Link)).ShouldBeOfType<SignInResult.Gone>();
    }

    [Fact]
    public async Task Somebody_who_forgot_the_password_is_sent_a_link_three_times_an_hour_and_nobody_else_is()
    {
        await KnownUserAsync(database, Ann);
        await new InviteUser("bob@example.com", "Bob", AppRole.Admin).RunAsync(database.Vitals, Now, Prompt, Cancel);
        Task<ResetAsked?> Ask(string email, DateTimeOffset at) => new AskForReset(email).RunAsync(database.Vitals, at, Cancel);
        (await Ask("nobody@example.com", Now)).ShouldBeNull();
        (await Ask("no address", Now)).ShouldBeNull();
        (await Ask("bob@example.com", Now))!.Link.Purpose.ShouldBe(LinkPurpose.Invitation);
        var first = (await Ask(" ANN@example.com", Now)).ShouldNotBeNull();
        (first.Email, first.Link.Purpose).ShouldBe((Ann, LinkPurpose.PasswordReset));
        await Ask(Ann, Now);
        var third = (await Ask(Ann, Now)).ShouldNotBeNull();
        (await Ask(Ann, Now.AddMinutes(59))).ShouldBeNull();
        (await UseAsync(third.Link, "quite another one")).ShouldBeOfType<SignInResult.In>();
        (await Ask(Ann, Now.AddHours(1))).ShouldNotBeNull();
    }
}
