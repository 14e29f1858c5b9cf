using System.CommandLine;
using System.Text.RegularExpressions;
using ClientVitals.Cli;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>Every command that a sentence of the program or a document suggests is there.</summary>
public sealed partial class SuggestedCommandsLaw
{
    /// <summary>Built once: the tree of all commands costs more than reading all files.</summary>
    private static readonly RootCommand Commands = Door.Root();

    [Fact]
    public void A_suggested_command_is_one()
    {
        var root = TestCluster.Root();
        var files = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Concat(Directory.EnumerateFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(root, "*.md")).ToList();
        files.Count.ShouldBeGreaterThan(300);
        var (wrong, seen) = (new List<string>(), 0);
        foreach (var file in files)
        {
            foreach (Match match in Suggested().Matches(File.ReadAllText(file)))
            {
                seen++;
                if (Unknown(match.Groups[1].Value.Split(' ')) is { } none)
                    wrong.Add($"{Path.GetRelativePath(root, file)}: vitals {match.Groups[1].Value}: there is no {none}");
            }
        }
        wrong.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(150);
    }

    [Fact]
    public void A_command_that_is_not_there_is_seen()
    {
        Unknown(["sources", "renew"]).ShouldBe("renew");
        Unknown(["db", "push", "says"]).ShouldBeNull();
        Unknown(["settings"]).ShouldBeNull();
    }

    /// <summary>The first word that is no command where one must stand; null = all are.</summary>
    private static string? Unknown(string[] words)
    {
        Command at = Commands;
        foreach (var word in words)
        {
            if (at.Subcommands.Count == 0)
                return null;
            if (at.Subcommands.FirstOrDefault(command => command.Name == word || command.Aliases.Contains(word)) is not { } found)
                // "vitals is told to stop" is a sentence; "vitals sources renew" is a command that is not there.
                return at is RootCommand || at.Action is not null ? null : word;
            at = found;
        }
        return null;
    }

    [GeneratedRegex(@"(?<![\w./@-])vitals ([a-z][a-z-]*(?: [a-z][a-z-]*){0,2})")]
    private static partial Regex Suggested();
}
