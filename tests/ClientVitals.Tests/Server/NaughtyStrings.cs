using System.Text.Json;

namespace ClientVitals.Tests.Server;

/// <summary>The Big List of Naughty Strings (from npm, MIT).</summary>
internal static class NaughtyStrings
{
    /// <summary>Without the empty one, and without those that are blank once trimmed: no field keeps them.</summary>
    public static readonly IReadOnlyList<string> All = [.. JsonSerializer.Deserialize<string[]>(
        File.ReadAllText(Path.Combine(TestCluster.Root(), "node_modules", "big-list-of-naughty-strings", "blns.json")))!.Where(text => text.Trim().Length > 0).Distinct()];
}
