using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using Dapper;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Operations;

public sealed class ReadinessTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private const string Ledger = "supabase_migrations.schema_migrations";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_fits_its_database_is_ready()
    {
        using var response = await door.As(null).GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancel)).ShouldBe((200, "ready"));
    }

    [Fact]
    public async Task Pending_migrations_make_it_wait_and_later_ones_do_not()
    {
        await using var vitals = await door.Cluster.CloneAsync(Cancel);
        await using var admin = await vitals.OpenAdminAsync(Cancel);
        await admin.ExecuteAsync($"insert into {Ledger} (version) values ('20991231000001')");
        var ahead = await new Readiness(vitals).AskAsync();
        (ahead.Is, ahead.Sentence).ShouldBe((true, "ready; the database is newer than this program: update the program"));
        await admin.ExecuteAsync($"delete from {Ledger} where version = (select min(version) from {Ledger})");
        var pending = await new Readiness(vitals).AskAsync();
        (pending.Is, pending.Sentence).ShouldBe((false, "A migration is pending; on the server, vitals db push applies them."));
        await using var empty = await door.Cluster.EmptyAsync(Cancel);
        var unknown = await new Readiness(empty).AskAsync();
        (unknown.Is, unknown.Sentence.StartsWith("The database's schema is not known", StringComparison.Ordinal)).ShouldBe((false, true));
    }

    [Fact]
    public async Task Files_that_could_not_be_read_once_are_read_again_and_not_taken_for_a_silent_database()
    {
        var reads = 0;
        var readiness = new Readiness(door.Vitals, () => ++reads == 1 ? throw new IOException("too many open files") : []);
        var broken = await readiness.AskAsync();
        (broken.Is, broken.Sentence.StartsWith("The program's folder supabase/migrations cannot be read", StringComparison.Ordinal)).ShouldBe((false, true));
        await Task.Delay(1100, Cancel);
        (await readiness.AskAsync()).Is.ShouldBeTrue();
    }

    [Fact]
    public async Task A_database_that_says_nothing_is_given_two_seconds()
    {
        // Takes the connection and never answers.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var vitals = VitalsDatabase.At(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)silent.LocalEndpoint).Port,
            Username = "nobody",
            Password = "nothing",
            Database = "nowhere",
            SslMode = SslMode.Disable,
        });
        var readiness = new Readiness(vitals);
        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => readiness.AskAsync()));
        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(15));
        answers.ShouldAllBe(ready => !ready.Is && ready.Sentence == "The database does not answer.");
        // All of them asked once; the driver may knock twice.
        var knocks = 0;
        for (; silent.Pending(); knocks++)
            (await silent.AcceptTcpClientAsync(Cancel)).Dispose();
        knocks.ShouldBeInRange(1, 2);
    }
}
