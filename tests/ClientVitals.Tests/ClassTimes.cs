using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Testing.Platform.Builder;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.Messages;
using Microsoft.Testing.Platform.Extensions.TestHost;
using Microsoft.Testing.Platform.Services;
using Microsoft.Testing.Platform.TestHost;

namespace ClientVitals.Tests;

/// <summary>
/// Adds up how long the tests of each class took. Where <c>VITALS_CLASS_LIMIT</c> names a number of seconds (<c>./vitals test</c> does,
/// when it runs everything), each class that took longer counts as one more failed test that says so, unless it is one of the
/// <see cref="SlowTrials"/>; and all times are written to <c>artifacts/class-times.txt</c>, slowest first.
/// </summary>
internal sealed class ClassTimes(IServiceProvider services) : IDataConsumer, IDataProducer, ITestSessionLifetimeHandler
{
    private readonly ConcurrentDictionary<string, TimeSpan> times = new(StringComparer.Ordinal);

    public string Uid => nameof(ClassTimes);

    public string Version => "1";

    public string DisplayName => "Time by class";

    public string Description => "Fails a run in which a test class takes longer than VITALS_CLASS_LIMIT seconds.";

    public Type[] DataTypesConsumed => [typeof(TestNodeUpdateMessage)];

    public Type[] DataTypesProduced => [typeof(TestNodeUpdateMessage)];

    /// <summary>Seconds; null where nobody asked for a limit.</summary>
    private static TimeSpan? Limit =>
        Environment.GetEnvironmentVariable("VITALS_CLASS_LIMIT") is not { Length: > 0 } said ? null
        : double.TryParse(said, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0 ? TimeSpan.FromSeconds(seconds)
        : throw new InvalidOperationException($"VITALS_CLASS_LIMIT must be a number of seconds, not {said}.");

    public static void AddTo(ITestApplicationBuilder builder)
    {
        var extension = new CompositeExtensionFactory<ClassTimes>(services => new ClassTimes(services));
        builder.TestHost.AddDataConsumer(extension);
        builder.TestHost.AddTestSessionLifetimeHandle(extension);
    }

    public Task<bool> IsEnabledAsync() => Task.FromResult(Limit is not null);

    public Task ConsumeAsync(IDataProducer dataProducer, IData value, CancellationToken cancellationToken)
    {
        if (value is TestNodeUpdateMessage { TestNode.Properties: var told }
            && told.SingleOrDefault<TimingProperty>() is { } timing
            && told.SingleOrDefault<TestMethodIdentifierProperty>() is { } method)
        {
            times.AddOrUpdate($"{method.Namespace}.{method.TypeName}", timing.GlobalTiming.Duration, (_, sum) => sum + timing.GlobalTiming.Duration);
        }
        return Task.CompletedTask;
    }

    public Task OnTestSessionStartingAsync(SessionUid sessionUid, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task OnTestSessionFinishingAsync(SessionUid sessionUid, CancellationToken cancellationToken)
    {
        var file = Path.Combine(TestCluster.Root(), "artifacts", "class-times.txt");
        await File.WriteAllLinesAsync(file, times.OrderByDescending(one => one.Value).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Value.TotalSeconds,8:0.0} s  {one.Key}")), cancellationToken);
        foreach (var (name, took) in times.Where(one => one.Value > Limit && !SlowTrials.Holds(one.Key)).OrderByDescending(one => one.Value))
        {
            var says = string.Create(CultureInfo.InvariantCulture, $"The tests of {name} took {took.TotalSeconds:0.0} s together; a class may take {Limit!.Value.TotalSeconds:0.#} s. Make it faster or divide it; a trial that has to be long is named in {nameof(SlowTrials)}.cs. All times: artifacts/class-times.txt. On a machine that is busy with something else, set VITALS_CLASS_LIMIT higher.");
            var node = new TestNode
            {
                Uid = new("class time of " + name),
                DisplayName = $"{name} is within the time a class may take",
                Properties = new(new FailedTestNodeStateProperty(new TimeoutException(says), says)),
            };
            await services.GetMessageBus().PublishAsync(this, new TestNodeUpdateMessage(sessionUid, node));
        }
    }
}
