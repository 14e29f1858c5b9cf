using System.Text.RegularExpressions;
using ClientVitals.Server;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>The folders of the server use each other in one direction only, and a namespace is the folder its file lies in.</summary>
public sealed partial class ServerFoldersLaw
{
    private const string Root = "ClientVitals.Server";

    private static readonly string Sources = Path.Combine(TestCluster.Root(), "src", Root);

    [Fact]
    public void No_folders_of_the_server_use_each_other_in_a_circle()
    {
        var types = TypeGraph.Of(typeof(FrontDoor).Assembly).Where(use => IsOurs(use.From) && IsOurs(use.To)).ToList();
        var uses = types.Select(use => (From: Folder(use.From), To: Folder(use.To), Example: $"{use.From} uses {use.To}"))
            .Concat(Usings())
            .Where(use => use.From != use.To)
            .ToList();
        var circles = TypeGraph.Circles(uses.Select(use => (use.From, use.To)));
        var told = circles.Select(circle => $"{string.Join(", ", circle)}:\n  " + string.Join("\n  ", uses
            .Where(use => circle.Contains(use.From) && circle.Contains(use.To)).Select(use => use.Example).Order(StringComparer.Ordinal)));
        told.ShouldBeEmpty();
        // The law sees something: the root uses each room.
        uses.Count(use => use.From == Root && use.To.StartsWith(Root + ".Rooms.", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_namespace_of_the_server_is_the_folder_of_its_file()
    {
        var wrong = Files("*.cs").Where(file => FileNamespace().Match(File.ReadAllText(file)) is { Success: true } said && said.Groups[1].Value != FolderOf(file));
        wrong.Select(file => Path.GetRelativePath(Sources, file)).ShouldBeEmpty();
    }

    [Fact]
    public void The_law_sees_a_circle_of_two_and_of_three_and_no_others()
    {
        TypeGraph.Circles([("a", "b"), ("b", "c"), ("a", "c")]).ShouldBeEmpty();
        TypeGraph.Circles([("a", "b"), ("b", "a"), ("b", "c")]).ShouldBe([["a", "b"]]);
        TypeGraph.Circles([("a", "b"), ("b", "c"), ("c", "a"), ("x", "a"), ("a", "y")]).ShouldBe([["a", "b", "c"]]);
    }

    /// <summary>What the compiled code no longer shows: constants of another folder come in by a using.</summary>
    private static IEnumerable<(string From, string To, string Example)> Usings() =>
        from file in Files("*.cs").Concat(Files("*.razor"))
        where Path.GetFileName(file) != "_Imports.razor"
        from Match named in Using().Matches(File.ReadAllText(file))
        select (FolderOf(file), named.Groups[1].Value, $"{Path.GetRelativePath(Sources, file)} uses {named.Groups[1].Value}");

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Sources, pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string FolderOf(string file) => Path.GetRelativePath(Sources, Path.GetDirectoryName(file)!) is var folder && folder == "."
        ? Root
        : $"{Root}.{folder.Replace(Path.DirectorySeparatorChar, '.')}";

    private static bool IsOurs(string type) => type.StartsWith(Root + ".", StringComparison.Ordinal) && !type.EndsWith("._Imports", StringComparison.Ordinal);

    private static string Folder(string type) => type[..type.LastIndexOf('.')];

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex FileNamespace();

    [GeneratedRegex(@"^@?using (ClientVitals\.Server\.[\w.]+);?\s*$", RegexOptions.Multiline)]
    private static partial Regex Using();
}
