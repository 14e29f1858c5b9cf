using ClientVitals.Benchmarks.Timetables;
using Xunit.MicrosoftTestingPlatform;

namespace ClientVitals.Tests;

/// <summary>Runs the tests; or is what a test starts as a process: one of the servers that it puts under faults, or the host of its commands.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (CommandHost.IsAsked)
        {
            await CommandHost.ServeAsync();
            return 0;
        }
        if (!TrialNode.IsAsked)
        {
            // The programs that tests start live for half a second: what they would compile a second time, better, is for nobody.
            Environment.SetEnvironmentVariable("DOTNET_TC_CallCounting", "0");
            // Some tests wait with a thread in hand; two threads on two cores would let everybody else wait too.
            ThreadPool.SetMinThreads(32, 32);
            return await TestPlatformTestFramework.RunAsync(args, (builder, given) =>
            {
                builder.AddSelfRegisteredExtensions(given);
                ClassTimes.AddTo(builder);
            });
        }
        await TrialNode.ServeAsync();
        return 0;
    }
}
