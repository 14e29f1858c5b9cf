using ClientVitals.Benchmarks.Timetables;
using Xunit.MicrosoftTestingPlatform;

namespace ClientVitals.Tests;

/// <summary>Runs the tests; or is one of the servers that a test puts under faults, a process of its own.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (!TrialNode.IsAsked)
            return await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);
        await TrialNode.ServeAsync();
        return 0;
    }
}
