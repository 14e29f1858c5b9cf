using System.Collections.Concurrent;
using ClientVitals.Server.Live;
using Dapper;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Live;

/// <summary>What listens in the background goes on whatever happens to it: an error that nobody foresaw is on the log, and pages are fresh again.</summary>
public sealed class ChangeFeedTests(TestCluster cluster)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(KeyNotFoundException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task An_error_that_nobody_foresaw_is_said_and_the_next_change_is_heard(Type kind)
    {
        await using var database = await cluster.CloneAsync(Ct);
        var log = new Said();
        using var feed = new ChangeFeed(database, log);
        var failed = false;
        // A follower is asked when the connection begins to listen: the first time it fails.
        using var following = feed.Follow(_ =>
        {
            if (failed)
                return true;
            failed = true;
            throw (Exception)Activator.CreateInstance(kind, "Nobody foresaw this.")!;
        });
        await feed.StartAsync(Ct);
        (await following.Changes.ReadAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Ct)).What.ShouldBe("reconnected");
        await using (var admin = await database.OpenAdminAsync(Ct))
            await admin.ExecuteAsync("""select pg_notify('vitals_changes', '{"what":"intervention"}')""");
        (await following.Changes.ReadAsync(Ct).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Ct)).What.ShouldBe("intervention");
        feed.ExecuteTask!.IsCompleted.ShouldBeFalse("the server would end with it");
        log.Errors.ShouldContain(error => error.GetType() == kind);
        await feed.StopAsync(CancellationToken.None);
        feed.ExecuteTask.IsFaulted.ShouldBeFalse();
    }

    [Fact]
    public void It_is_tried_again_after_two_seconds_and_ever_more_seldom_up_to_a_minute() =>
        Enumerable.Range(0, 8).Append(int.MaxValue).Select(faults => ChangeFeed.Wait(faults).TotalSeconds).ShouldBe([2, 4, 8, 16, 32, 60, 60, 60, 60]);

    /// <summary>The log, as far as it tells of exceptions.</summary>
    private sealed class Said : ILogger<ChangeFeed>
    {
        public ConcurrentQueue<Exception> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
                Errors.Enqueue(exception);
        }
    }
}
