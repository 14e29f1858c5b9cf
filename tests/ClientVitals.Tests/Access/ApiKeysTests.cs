using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;
using static ClientVitals.Tests.Access.SomeAccess;

namespace ClientVitals.Tests.Access;

public sealed class ApiKeysTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<ApiKeyMade> MakeAsync(Guid? user = null, Actor? by = null, DateTimeOffset? ends = null, string name = "Telephone", params KeyScope[] scopes) =>
        new MakeApiKey(name, scopes.Length > 0 ? scopes : [KeyScope.Read], user, ends).RunAsync(database.Vitals, Now, by ?? Prompt, Cancel);

    private Task<Caller?> WhoAsync(string? key, DateTimeOffset? at = null) => FindCaller.ByKeyAsync(database.Vitals, key, at ?? Now, Cancel);

    [Fact]
    public async Task A_service_key_is_the_program_itself_within_its_scopes()
    {
        var made = await MakeAsync(scopes: [KeyScope.CallsWrite, KeyScope.Read, KeyScope.CallsWrite]);
        made.Key.ShouldMatch("^cv_[a-z2-9]{8}_[a-z2-9]{52}$");
        made.Key.ShouldStartWith($"cv_{made.Prefix}_");
        var who = (await WhoAsync(made.Key)).ShouldNotBeNull();
        (who.Who, who.Name, who.Role, who.Manages).ShouldBe(($"key:{made.Id}", "Telephone", null, false));
        who.Scopes.ShouldBe([KeyScope.Read, KeyScope.CallsWrite]);
        who.ToIdentity().ShouldBe(DatabaseIdentity.Service);
        who.ToActor().Role.ShouldBeNull();
    }

    [Fact]
    public async Task A_users_key_is_that_user_with_the_role_of_the_moment()
    {
        await UserAsync(database, "owner@example.com");
        var ann = await UserAsync(database, "ann@example.com", AppRole.Admin, "Ann Key");
        var key = await MakeAsync(ann.Who.UserId, ann.Who.ToActor(), scopes: [KeyScope.Read, KeyScope.SettingsWrite]);
        var who = (await WhoAsync(key.Key)).ShouldNotBeNull();
        (who.UserId, who.Role, who.StaffId, who.Manages, who.May(KeyScope.SettingsWrite)).ShouldBe((ann.Who.UserId, AppRole.Admin, ann.Who.StaffId, false, true));
        who.ToIdentity().ShouldBe(ann.Who.ToIdentity());

        await new ChangeUser(ann.Who.UserId!.Value, AppRole.Setter).RunAsync(database.Vitals, Now, Prompt, Cancel);
        (await WhoAsync(key.Key))!.Scopes.ShouldBe([KeyScope.Read], "a setter changes no settings, whatever the key says");
        await new ChangeUser(ann.Who.UserId!.Value, IsDisabled: true).RunAsync(database.Vitals, Now, Prompt, Cancel);
        (await WhoAsync(key.Key)).ShouldBeNull();
        await new ChangeUser(ann.Who.UserId!.Value, IsDisabled: false).RunAsync(database.Vitals, Now, Prompt, Cancel);
        (await WhoAsync(key.Key)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_key_is_over_at_its_end_and_when_it_is_revoked()
    {
        var ends = await MakeAsync(ends: Now.AddDays(1));
        (await WhoAsync(ends.Key, Now.AddDays(1).AddSeconds(-1))).ShouldNotBeNull();
        (await WhoAsync(ends.Key, Now.AddDays(1))).ShouldBeNull();
        var made = await MakeAsync();
        foreach (var named in new[] { made.Prefix, made.Id.ToString(), made.Key })
        {
            await database.DoAsync("update api_keys set revoked_at = null");
            (await new RevokeApiKey(named).RunAsync(database.Vitals, Now, Prompt, Cancel)).ShouldBeTrue();
            (await new RevokeApiKey(named).RunAsync(database.Vitals, Now, Prompt, Cancel)).ShouldBeFalse();
            (await WhoAsync(made.Key)).ShouldBeNull();
        }
        (await Should.ThrowAsync<PlainError>(() => new RevokeApiKey("nothing1").RunAsync(database.Vitals, Now, Prompt, Cancel))).Message.ShouldNotContain("nothing1");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("cv_")]
    [InlineData("cv_abcdefgh_")]
    [InlineData("Bearer cv_abcdefgh_x")]
    public async Task What_is_no_key_is_nobody(string? key)
    {
        await MakeAsync();
        (await WhoAsync(key)).ShouldBeNull();
    }

    [Fact]
    public async Task The_open_part_alone_opens_nothing_and_a_session_is_no_key()
    {
        var made = await MakeAsync();
        var ann = await UserAsync(database, "ann@example.com");
        (await WhoAsync($"cv_{made.Prefix}_{new string('a', 52)}")).ShouldBeNull();
        (await WhoAsync(made.Key.ToUpperInvariant())).ShouldBeNull();
        (await WhoAsync(ann.Token)).ShouldBeNull();
        (await FindCaller.BySessionAsync(database.Vitals, made.Key, Now, Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task Its_use_is_written_once_a_minute()
    {
        var made = await MakeAsync();
        Task<DateTime?> Used() => Asked.OneAsync<DateTime?>(database, "select last_used_at at time zone 'UTC' from api_keys");
        (await Used()).ShouldBeNull();
        await WhoAsync(made.Key);
        (await Used()).ShouldBe(Now.UtcDateTime);
        await WhoAsync(made.Key, Now.AddSeconds(59));
        (await Used()).ShouldBe(Now.UtcDateTime);
        await WhoAsync(made.Key, Now.AddSeconds(60));
        (await Used()).ShouldBe(Now.AddSeconds(60).UtcDateTime);
    }

    [Fact]
    public async Task Service_keys_are_an_owners_and_a_users_key_is_that_users()
    {
        var owner = await UserAsync(database, "owner@example.com");
        var admin = await UserAsync(database, "admin@example.com", AppRole.Admin);
        var setter = await UserAsync(database, "setter@example.com", AppRole.Setter);
        var (asOwner, asAdmin, asSetter) = (owner.Who.ToActor(), admin.Who.ToActor(), setter.Who.ToActor());
        await Should.ThrowAsync<ForbiddenException>(() => MakeAsync(null, asAdmin));
        await Should.ThrowAsync<ForbiddenException>(() => MakeAsync(null, asSetter));
        await Should.ThrowAsync<ForbiddenException>(() => MakeAsync(owner.Who.UserId, asAdmin));
        await Should.ThrowAsync<ForbiddenException>(() => MakeAsync(setter.Who.UserId, asOwner));
        await Should.ThrowAsync<ForbiddenException>(() => MakeAsync(setter.Who.UserId, asSetter with { Role = null }));
        (await Should.ThrowAsync<PlainError>(() => MakeAsync(setter.Who.UserId, asSetter, scopes: [KeyScope.JobsRun]))).Message.ShouldContain("jobs:run is not a setter's");

        var service = await MakeAsync(null, asOwner);
        var setters = await MakeAsync(setter.Who.UserId, asSetter);
        var admins = await MakeAsync(admin.Who.UserId, asAdmin);
        await Should.ThrowAsync<ForbiddenException>(() => new RevokeApiKey(admins.Prefix).RunAsync(database.Vitals, Now, asSetter, Cancel));
        await Should.ThrowAsync<ForbiddenException>(() => new RevokeApiKey(setters.Prefix).RunAsync(database.Vitals, Now, asSetter with { Role = null }, Cancel));
        (await new RevokeApiKey(setters.Prefix).RunAsync(database.Vitals, Now, asSetter, Cancel)).ShouldBeTrue();
        // Taking away is safer than giving: an admin may revoke what only an owner makes.
        (await new RevokeApiKey(service.Prefix).RunAsync(database.Vitals, Now, asAdmin, Cancel)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        await Should.ThrowAsync<PlainError>(() => MakeAsync(name: " "));
        await Should.ThrowAsync<PlainError>(() => MakeAsync(ends: Now));
        await Should.ThrowAsync<PlainError>(() => MakeAsync(Guid.NewGuid()));
        await Should.ThrowAsync<PlainError>(() => new MakeApiKey("x", [], null, null).RunAsync(database.Vitals, Now, Prompt, Cancel));
        Should.Throw<PlainError>(() => KeyScopeWords.Read("everything")).Message.ShouldContain("calls:write");
    }

    [Fact]
    public async Task The_table_knows_the_same_scopes_as_the_program()
    {
        var made = await MakeAsync(scopes: [.. KeyScopeWords.All]);
        (await WhoAsync(made.Key))!.Scopes.ShouldBe(Enum.GetValues<KeyScope>());
        KeyScopeWords.All.Select(scope => KeyScopeWords.Read(scope.Word())).ShouldBe(KeyScopeWords.All);
    }
}
