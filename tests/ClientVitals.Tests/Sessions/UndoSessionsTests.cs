using ClientVitals.Access;
using ClientVitals.Calls.Undo;
using ClientVitals.Database;
using ClientVitals.Sessions;
using ClientVitals.Sources.Facts;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Sessions;

/// <summary>A delivery of sessions is undone: what it added goes, what it corrected is as before, what others tell too stays.</summary>
public sealed class UndoSessionsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Names = "Client email,Session id,Starts at,Status\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await SessionBook.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<FactsUndone> UndoAsync(long delivery, int minutes = 5) =>
        database.Vitals.DoAsync(new UndoFacts(SessionFact.Entity, delivery), Actor.CommandLine("test"), SessionBook.Now.AddMinutes(minutes), Cancel);

    [Fact]
    public async Task What_it_added_goes_with_the_clients_it_made_and_what_it_corrected_is_as_before()
    {
        await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-11-03 10:00,Booked\n", now: SessionBook.Now.AddMinutes(1));
        var wrong = await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-11-03 10:00,Attended\nomar@example.com,s2,2025-11-03 10:00,Attended\n", now: SessionBook.Now.AddMinutes(2));
        var done = await UndoAsync(wrong.Delivery);
        (done.Removed, done.Restored, done.Kept, done.ClientsRemoved).ShouldBe((1, 1, 0, 1));
        (await SessionBook.StatesAsync(database)).ShouldBe(["s1 2025-11-03 06:00 BOOKED"]);
        (await Asked.RowsAsync<string>(database, "select email from client_emails")).ShouldBe(["leila@example.com"]);
        // What was known in between is still known of that time; the client who went took theirs along.
        (await SessionsPage.ReadAsync(database.Vitals, DatabaseIdentity.Service, new(AsOf: SessionBook.Now.AddMinutes(3)), 50, null, Cancel)).Items.Select(one => $"{one.ExternalId} {one.Status}").ShouldBe(["s1 ATTENDED"]);
        (await Should.ThrowAsync<PlainError>(() => UndoAsync(wrong.Delivery))).Message.ShouldContain("was undone already");
        // The same file brings it back.
        (await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-11-03 10:00,Attended\nomar@example.com,s2,2025-11-03 10:00,Attended\n", now: SessionBook.Now.AddMinutes(9))).Counts().ShouldBe((1, 0, 1, 0));
    }

    [Fact]
    public async Task What_a_later_delivery_tells_again_stays_by_its_word()
    {
        var first = await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-11-03 10:00,Attended\nleila@example.com,s2,2025-11-04 10:00,Attended\n", now: SessionBook.Now.AddMinutes(1));
        var second = await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-11-03 10:00,Attended\n", now: SessionBook.Now.AddMinutes(2));
        var done = await UndoAsync(first.Delivery);
        (done.Removed, done.Kept, done.ClientsRemoved).ShouldBe((1, 1, 0));
        (await SessionBook.StatesAsync(database)).ShouldBe(["s1 2025-11-03 06:00 ATTENDED"]);
        (await UndoAsync(second.Delivery, 6)).Removed.ShouldBe(1);
        (await SessionBook.StatesAsync(database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_room_undoes_its_own_deliveries_and_only_those_who_manage_may()
    {
        var sessions = await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-11-03 10:00,Attended\n");
        (await Should.ThrowAsync<PlainError>(() => database.Vitals.DoAsync(new UndoDelivery(sessions.Delivery), Actor.CommandLine("test"), SessionBook.Now, Cancel))).Message.ShouldContain($"vitals sessions undo {sessions.Delivery}");
        await database.DoAsync("insert into deliveries (id, source, name, entity, state, started_at) overriding system value values (900, 'x', 'calls.csv', 'calls', 'succeeded', '2025-12-01 11:00Z'), (901, 'x', 'old.csv', 'sessions', 'succeeded', '2025-08-01 11:00Z'), (902, 'x', 'bad.csv', 'sessions', 'failed', '2025-12-01 11:00Z')");
        (await Should.ThrowAsync<PlainError>(() => UndoAsync(900))).Message.ShouldContain("vitals calls undo 900");
        (await Should.ThrowAsync<PlainError>(() => UndoAsync(901))).Message.ShouldContain("older than 90 days");
        (await Should.ThrowAsync<PlainError>(() => UndoAsync(902))).Message.ShouldContain("came to nothing");
        await Should.ThrowAsync<NotFoundException>(() => UndoAsync(999));
        var coach = new Actor("user:x", "Sara", AppRole.Coach, Guid.NewGuid(), DatabaseIdentity.Service);
        await Should.ThrowAsync<ForbiddenException>(() => database.Vitals.DoAsync(new UndoFacts(SessionFact.Entity, sessions.Delivery), coach, SessionBook.Now, Cancel));
    }

    [Fact]
    public async Task The_undo_of_calls_leaves_a_client_who_has_sessions()
    {
        using var file = ClientVitals.Calls.CallFile.Of("calls.csv", "client_email,started_at\nleila@example.com,2025-11-03 09:00\n", new(SessionBook.Now, SessionBook.Dubai.Zone));
        var calls = await new ClientVitals.Calls.ImportCalls().RunAsync(database.Vitals, file, SessionBook.Now, null, null, Cancel);
        await SessionBook.ImportAsync(database, Names + "leila@example.com,s1,2025-11-03 10:00,Attended\n");
        (await database.Vitals.DoAsync(new UndoDelivery(calls.Delivery), Actor.CommandLine("test"), SessionBook.Now.AddMinutes(1), Cancel)).ClientsRemoved.ShouldBe(0);
        (await SessionBook.StatesAsync(database)).Count.ShouldBe(1);
    }
}
