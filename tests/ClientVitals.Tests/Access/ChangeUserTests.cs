using ClientVitals.Access;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;
using static ClientVitals.Tests.Access.SomeAccess;

namespace ClientVitals.Tests.Access;

public sealed class ChangeUserTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<bool> ChangeAsync(SignInResult.In whose, Actor? by = null, AppRole? role = null, string? staff = null, bool? disabled = null) =>
        new ChangeUser(whose.Who.UserId!.Value, role, staff, disabled).RunAsync(database.Vitals, Now, by ?? Prompt, Cancel);

    private Task<Caller?> WhoAsync(SignInResult.In entered) => FindCaller.BySessionAsync(database.Vitals, entered.Token, Now, Cancel);

    [Fact]
    public async Task The_last_owner_who_can_sign_in_is_neither_closed_nor_demoted()
    {
        var owner = await KnownUserAsync(database, "owner@example.com");
        // Neither an owner who never accepted nor one who is closed can let people in.
        var pending = await new InviteUser("pending@example.com", "Pending", AppRole.Owner).RunAsync(database.Vitals, Now, Prompt, Cancel);
        var closed = await KnownUserAsync(database, "closed@example.com");
        await ChangeAsync(closed, disabled: true);
        (await Should.ThrowAsync<PlainError>(() => ChangeAsync(owner, disabled: true))).Message.ShouldContain("last owner");
        (await Should.ThrowAsync<PlainError>(() => ChangeAsync(owner, owner.Who.ToActor(), role: AppRole.Admin))).Message.ShouldContain("last owner");
        (await WhoAsync(owner)).ShouldNotBeNull();

        await ChangeAsync(closed, disabled: false);
        (await ChangeAsync(owner, disabled: true)).ShouldBeTrue();
        (await new ChangeUser(pending.Id, IsDisabled: true).RunAsync(database.Vitals, Now, Prompt, Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task Two_owners_who_close_each_other_at_once_leave_one()
    {
        var (one, two) = (await KnownUserAsync(database, "one@example.com"), await KnownUserAsync(database, "two@example.com"));
        var tries = await Task.WhenAll(
            Record.ExceptionAsync(() => ChangeAsync(one, disabled: true)).AsTask(),
            Record.ExceptionAsync(() => ChangeAsync(two, disabled: true)).AsTask());
        tries.Count(error => error is null).ShouldBe(1);
        tries.OfType<PlainError>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_new_role_and_closing_end_the_sessions_and_anything_else_does_not()
    {
        await KnownUserAsync(database, "owner@example.com");
        var ann = await KnownUserAsync(database, "ann@example.com", AppRole.Setter);
        await database.DoAsync("insert into staff (name) values ('Ann Coach') on conflict do nothing");
        (await ChangeAsync(ann, staff: "ann coach")).ShouldBeTrue();
        (await WhoAsync(ann))!.StaffId.ShouldNotBeNull();
        (await ChangeAsync(ann, role: AppRole.Setter)).ShouldBeFalse();
        (await WhoAsync(ann)).ShouldNotBeNull();
        (await ChangeAsync(ann, role: AppRole.Coach)).ShouldBeTrue();
        (await WhoAsync(ann)).ShouldBeNull();

        var again = (SignInResult.In)await SignInAsync(database, "ann@example.com");
        again.Who.Role.ShouldBe(AppRole.Coach);
        await ChangeAsync(ann, disabled: true);
        (await WhoAsync(again)).ShouldBeNull();
        await ChangeAsync(ann, disabled: false);
        (await WhoAsync(again)).ShouldBeNull("a session that ended stays so");
        (await SignInAsync(database, "ann@example.com")).ShouldBeOfType<SignInResult.In>();
        (await RecordAsync(database)).ShouldContain("user_disabled");
    }

    [Fact]
    public async Task A_session_of_an_older_stamp_is_over_even_where_nobody_ended_it()
    {
        var ann = await KnownUserAsync(database, "ann@example.com");
        await database.DoAsync("update users set security_stamp = gen_random_uuid()");
        (await WhoAsync(ann)).ShouldBeNull();
    }

    [Fact]
    public async Task A_coach_is_somebody_on_the_staff()
    {
        await KnownUserAsync(database, "owner@example.com");
        var ann = await KnownUserAsync(database, "ann@example.com", AppRole.Setter);
        await Should.ThrowAsync<PlainError>(() => ChangeAsync(ann, role: AppRole.Coach));
        await Should.ThrowAsync<PlainError>(() => ChangeAsync(ann, role: AppRole.Coach, staff: "Nobody Here"));
        await Should.ThrowAsync<PlainError>(() => new InviteUser("x@example.com", "X", AppRole.Coach).RunAsync(database.Vitals, Now, Prompt, Cancel));
        (await new InviteUser("x@example.com", "X", AppRole.Coach, "New Here", MakeStaff: true).RunAsync(database.Vitals, Now, Prompt, Cancel)).Email.ShouldBe("x@example.com");
        (await Asked.OneAsync<string>(database, "select s.name from users u join staff s on s.id = u.staff_id where u.email = 'x@example.com'")).ShouldBe("New Here");
    }

    [Fact]
    public async Task An_address_has_one_account()
    {
        var invite = new InviteUser(" ANN@example.com ", "Ann", AppRole.Admin);
        await invite.RunAsync(database.Vitals, Now, Prompt, Cancel);
        (await Should.ThrowAsync<PlainError>(() => new InviteUser("ann@Example.com", "Other", AppRole.Setter).RunAsync(database.Vitals, Now, Prompt, Cancel))).Message.ShouldContain("has an account already");
        await Should.ThrowAsync<PlainError>(() => new InviteUser("no address", "X", AppRole.Setter).RunAsync(database.Vitals, Now, Prompt, Cancel));
        foreach (var name in new[] { " ", "nul \0", "broken \ud800", new string('x', 201) })
            await Should.ThrowAsync<PlainError>(() => new InviteUser("x@example.com", name, AppRole.Setter).RunAsync(database.Vitals, Now, Prompt, Cancel));
    }

    [Fact]
    public async Task Only_owners_and_admins_let_people_in_and_only_owners_touch_owners()
    {
        var owner = await KnownUserAsync(database, "owner@example.com");
        var admin = await KnownUserAsync(database, "admin@example.com", AppRole.Admin);
        var setter = await KnownUserAsync(database, "setter@example.com", AppRole.Setter);
        var (asAdmin, asSetter) = (admin.Who.ToActor(), setter.Who.ToActor());
        var asKey = asAdmin with { Who = "key:x", Role = null };

        await ForbiddenAsync(() => new InviteUser("x@example.com", "X", AppRole.Setter).RunAsync(database.Vitals, Now, asSetter, Cancel));
        await ForbiddenAsync(() => new InviteUser("x@example.com", "X", AppRole.Setter).RunAsync(database.Vitals, Now, asKey, Cancel));
        await ForbiddenAsync(() => new InviteUser("x@example.com", "X", AppRole.Owner).RunAsync(database.Vitals, Now, asAdmin, Cancel));
        await ForbiddenAsync(() => ChangeAsync(setter, asSetter, role: AppRole.Admin));
        await ForbiddenAsync(() => ChangeAsync(admin, asAdmin, role: AppRole.Owner));
        await ForbiddenAsync(() => ChangeAsync(owner, asAdmin, disabled: true));
        await ForbiddenAsync(() => ChangeAsync(setter, asKey, disabled: true));
        foreach (var purpose in new[] { LinkPurpose.PasswordReset, LinkPurpose.SignIn })
            await ForbiddenAsync(() => new MakeLink(purpose, owner.Who.UserId).RunAsync(database.Vitals, Now, asAdmin, Cancel));
        await ForbiddenAsync(() => new MakeLink(LinkPurpose.SignIn, admin.Who.UserId).RunAsync(database.Vitals, Now, asSetter, Cancel));
        await ForbiddenAsync(() => MakeLink.FirstOwner.RunAsync(database.Vitals, Now, asAdmin, Cancel));
        await ForbiddenAsync(() => new EndSessions(owner.Who.UserId!.Value).RunAsync(database.Vitals, Now, asAdmin, Cancel));
        await ForbiddenAsync(() => new EndSessions(admin.Who.UserId!.Value).RunAsync(database.Vitals, Now, asKey, Cancel));
        (await WhoAsync(owner)).ShouldNotBeNull();

        (await ChangeAsync(setter, asAdmin, role: AppRole.Closer)).ShouldBeTrue();
        (await ChangeAsync(admin, owner.Who.ToActor(), role: AppRole.Owner)).ShouldBeTrue();
    }

    [Fact]
    public async Task Ones_own_password_is_changed_by_those_who_know_it_and_ends_all_other_sessions()
    {
        var ann = await UserAsync(database, "ann@example.com");
        var other = (SignInResult.In)await SignInAsync(database, "ann@example.com");
        Task<SignInResult> Change(string present, string next) => new ChangePassword(ann.Who, present, next, null, "Firefox").RunAsync(database.Vitals, Now, Cancel);
        (await Change("not this one at all", "quite another one")).ShouldBeOfType<SignInResult.Wrong>();
        (await Change(Word, "short")).ShouldBeOfType<SignInResult.Unfit>();
        (await Change(Word, Word)).ShouldBeOfType<SignInResult.Unfit>();
        var entered = (await Change(Word, "quite another one")).ShouldBeOfType<SignInResult.In>();
        (await WhoAsync(entered)).ShouldNotBeNull();
        (await WhoAsync(ann)).ShouldBeNull();
        (await WhoAsync(other)).ShouldBeNull();
        (await SignInAsync(database, "ann@example.com", "quite another one")).ShouldBeOfType<SignInResult.In>();
        for (var i = 0; i < 5; i++)
            await Change("not this one at all", "quite another one");
        (await Change("quite another one", "the third of them all")).ShouldBe(new SignInResult.Wait(30));
        await ForbiddenAsync(() => new ChangePassword(ann.Who with { SessionId = null, KeyId = Guid.NewGuid() }, Word, Word, null, null).RunAsync(database.Vitals, Now, Cancel));
    }

    private static async Task ForbiddenAsync(Func<Task> done) => await Should.ThrowAsync<ForbiddenException>(done);
}
