using ClientVitals.Database;
using ClientVitals.Server.Rooms.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server;

/// <summary>A file is read in advance after a start: it leaves nothing behind, and where it fails the server goes on.</summary>
public sealed class WarmUpTests(OpenDoor door) : IClassFixture<OpenDoor>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reads_without_a_word_and_brings_in_nothing()
    {
        (await WarnedAsync(door.Vitals)).ShouldBeEmpty();
        await using var db = await door.OpenAdminAsync();
        await using var count = new NpgsqlCommand("select (select count(*) from deliveries) + (select count(*) from client_emails where email = 'nobody@example.com')", db);
        ((long)(await count.ExecuteScalarAsync(Cancel))!).ShouldBe(0);
    }

    [Fact]
    public async Task Where_the_database_cannot_be_reached_it_says_so_and_ends()
    {
        await using var nowhere = VitalsDatabase.At(new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1, Username = "x", Database = "x" });
        (await WarnedAsync(nowhere)).ShouldHaveSingleItem().ShouldContain("more slowly");
    }

    /// <summary>Runs it to its end, which is no fault, and tells what it wrote to the log.</summary>
    private static async Task<List<string>> WarnedAsync(VitalsDatabase database)
    {
        var (clock, log) = (new FakeTimeProvider(OpenDoor.Opens), new Lines());
        using var warmUp = new WarmUp(database, clock, log);
        await warmUp.StartAsync(Cancel);
        while (!warmUp.ExecuteTask!.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Cancel);
        }
        await warmUp.ExecuteTask;
        return log.Written;
    }

    private sealed class Lines : ILogger<WarmUp>
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
