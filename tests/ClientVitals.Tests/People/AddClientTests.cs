using ClientVitals.Calls;
using ClientVitals.People;
using ClientVitals.Settings;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.People;

public sealed class AddClientTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync() => await Asked.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<ClientAdded> AddAsync(params string[] addresses) =>
        new AddClient(addresses, "Jane", "Roe", "Omar", "AE").RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken);

    private async Task ImportAsync(string text, bool matchOnly = false)
    {
        using var file = CallFile.Of("calls.csv", text, new CallFileOptions(Now, BusinessZone.Of("Asia/Dubai")));
        await new ImportCalls(matchOnly).RunAsync(database.Vitals, file, Now, null, null, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Addresses_of_nobody_make_a_client_and_one_of_them_brings_the_others()
    {
        (await AddAsync("Jane@Example.com", "050 123 4567")).ShouldSatisfyAllConditions(d => d.IsNew.ShouldBeTrue(), d => d.Added.ShouldBe(2));
        (await AddAsync("jane@example.com", "jane@work.example.com")).ShouldSatisfyAllConditions(d => d.IsNew.ShouldBeFalse(), d => d.Added.ShouldBe(1));
        await using var db = await database.OpenAsync();
        var found = await FoundClient.RequireAsync(db, "jane@WORK.example.com", "AE", TestContext.Current.CancellationToken);
        (found.Email, found.Firstname, found.Coach).ShouldBe(("jane@example.com", "Jane", "Omar"));
        found.Phones.ShouldBe(["+971501234567"]);
        (await Asked.OneAsync<(string, string)>(database, "select email, assigned_coach from client_health_scores")).ShouldBe(("jane@example.com", "Omar"));
    }

    [Fact]
    public async Task A_number_beside_two_emails_is_shown_with_both_and_given_to_one()
    {
        await ImportAsync("email,phone,started_at\na@example.com,0501234567,2025-03-01\nb@example.com,0501234567,2025-03-02\n,0501234567,2025-03-03\n");
        await using var db = await database.OpenAsync();
        var unmatched = (await UnmatchedCalls.ReadAsync(db, 10, null, companions: true, TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        (unmatched.Email, unmatched.Phone, unmatched.Calls).ShouldBe((null, "+971501234567", 1));
        unmatched.SeenWith.ShouldBe(["a@example.com", "b@example.com"]);
        (await AddAsync("b@example.com", "+971501234567")).IsNew.ShouldBeFalse();
        (await new MatchCalls().RunAsync(database.Vitals, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken)).ShouldBe(1);
        (await UnmatchedCalls.ReadAsync(db, 10, null, companions: true, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        var listed = await ClientsWithCalls.ReadAsync(db, "B@EX", null, 10, Now, TestContext.Current.CancellationToken);
        listed.ShouldHaveSingleItem().Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Addresses_of_two_clients_are_no_addition()
    {
        await AddAsync("a@example.com");
        await AddAsync("b@example.com");
        (await Should.ThrowAsync<PlainError>(() => AddAsync("a@example.com", "b@example.com"))).Message.ShouldContain("merge");
    }

    [Fact]
    public async Task A_client_known_by_number_merged_with_one_known_by_email_keeps_both()
    {
        await ImportAsync("phone,started_at\n0501234567,2025-03-01\n");
        await ImportAsync("email,started_at\na@example.com,2025-03-02\n");
        (await new MergeClients("0501234567", "a@example.com").RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken)).Calls.ShouldBe(1);
        (await Asked.OneAsync<(string, long)>(database, "select h.email, (select count(*) from call_records r where r.client_id = h.client_id) from client_health_scores h")).ShouldBe(("a@example.com", 2));
    }
}
