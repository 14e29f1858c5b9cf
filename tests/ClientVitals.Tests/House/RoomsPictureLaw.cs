using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// What <c>docs/data-flow.md</c> says of which room uses which, and which folder of CallPatterns, is what the code does. Nothing leads in a circle.
/// </summary>
/// <remarks>
/// The <c>using</c> directives alone do not tell: a type of another room can be named without one (<c>Settings.Email</c>), and what a method
/// of another room returns needs no name. Compiled code alone does not tell of constants. So both count.
/// </remarks>
public sealed partial class RoomsPictureLaw
{
    private const string Heading = "## Which room uses which";

    private static readonly string House = Path.Combine(TestCluster.Root(), "src", "ClientVitals");

    private static readonly string[] Order = [.. Rooms.All.Select(room => room.Name)];

    private static readonly HashSet<(string From, string To)> OfRooms = UsesOf(House, "ClientVitals", Order);

    private static readonly HashSet<(string From, string To)> OfFolders = UsesOf(
        Path.Combine(House, "CallPatterns"), "ClientVitals.CallPatterns",
        [.. Directory.EnumerateDirectories(Path.Combine(House, "CallPatterns")).Select(path => Path.GetFileName(path)!)]);

    [Fact]
    public void The_page_says_which_room_uses_which()
    {
        var blocks = Blocks();
        blocks.Length.ShouldBe(3, $"{Heading} has three blocks: the nearest rooms, all that each room uses, the folders of CallPatterns.");
        ShouldAgree(Arrows(blocks[0]), Nearest(OfRooms));
        ShouldAgree(Uses(blocks[1]), OfRooms);
        ShouldAgree(Arrows(blocks[2]), Nearest(OfFolders));
        Names().Matches(blocks[1]).Select(line => line.Groups[1].Value).ShouldBe(
            Order.Where(room => Directory.Exists(Path.Combine(House, room))), false, "Each room that has code has its line, in the order of Rooms.cs.");
    }

    [Fact]
    public void No_room_uses_another_in_a_circle_nor_one_below_it()
    {
        TypeGraph.Circles(OfRooms).ShouldBeEmpty();
        TypeGraph.Circles(OfFolders).ShouldBeEmpty();
        OfRooms.Where(use => Array.IndexOf(Order, use.From) <= Array.IndexOf(Order, use.To)).ShouldBeEmpty("A room opens only onto rooms above it in Rooms.cs.");
    }

    /// <summary>Else a room could reach one below it by way of the root.</summary>
    [Fact]
    public void What_rooms_use_of_the_root_uses_no_room()
    {
        static bool IsOfRoom(string type) => Order.Contains(FolderOf(type, "ClientVitals"));
        var uses = TypeGraph.Of(typeof(Rooms).Assembly);
        var shared = uses.Where(use => IsOfRoom(use.From) && use.To.StartsWith("ClientVitals.", StringComparison.Ordinal) && FolderOf(use.To, "ClientVitals") is null)
            .Select(use => use.To).ToHashSet();
        shared.ShouldContain("ClientVitals.PlainError");
        uses.Where(use => shared.Contains(use.From) && IsOfRoom(use.To)).Select(use => $"{use.From} uses {use.To}").ShouldBeEmpty();
    }

    [Fact]
    public void The_law_reads_arrows_and_lists_and_leaves_out_what_follows_from_others()
    {
        Arrows("A → B → C\nA → D").ShouldBe([("A", "B"), ("B", "C"), ("A", "D")], ignoreOrder: true);
        Uses("A     uses nothing\nB     uses A\nCalls uses A, B").ShouldBe([("B", "A"), ("Calls", "A"), ("Calls", "B")], ignoreOrder: true);
        Nearest([("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")]).ShouldBe([("a", "b"), ("b", "c"), ("a", "d")], ignoreOrder: true);
        UsedIn("using ClientVitals.Calls;\nusing static ClientVitals.People.Phone;\nusing T = ClientVitals.Sources.Intake.Turns;\n// using ClientVitals.Access;\n", "ClientVitals")
            .ShouldBe(["Calls", "People", "Sources"]);
        FolderOf("ClientVitals.Sources.Intake.Turns", "ClientVitals").ShouldBe("Sources");
        FolderOf("ClientVitals.PlainError", "ClientVitals").ShouldBeNull("it is a file at the root");
        OfRooms.ShouldContain(("Calls", "People"), "by its usings");
        OfRooms.ShouldContain(("People", "Settings"), "without a using");
    }

    private static void ShouldAgree(IReadOnlyCollection<(string From, string To)> said, IReadOnlyCollection<(string From, string To)> truth) =>
        said.Except(truth).Select(use => $"{use.From} uses {use.To}: the page says so, and the code does not")
            .Concat(truth.Except(said).Select(use => $"{use.From} uses {use.To}: the code does, and the page does not say so"))
            .ShouldBeEmpty($"Correct \"{Heading[3..]}\" in docs/data-flow.md; or, if the new use is not wanted, take it out of the code.");

    /// <summary>The blocks under the heading, in order.</summary>
    private static string[] Blocks()
    {
        var page = File.ReadAllText(Path.Combine(TestCluster.Root(), "docs", "data-flow.md")).ReplaceLineEndings("\n");
        page.ShouldContain(Heading);
        return [.. Block().Matches(page[page.IndexOf(Heading, StringComparison.Ordinal)..]).Select(block => block.Groups[1].Value)];
    }

    private static List<(string From, string To)> Arrows(string block) =>
        [.. block.Split('\n').Select(line => line.Split('→', StringSplitOptions.TrimEntries)).SelectMany(chain => chain.Zip(chain.Skip(1)))];

    private static List<(string From, string To)> Uses(string block) =>
        [.. Names().Matches(block).Where(line => line.Groups[2].Value != "nothing").SelectMany(line => line.Groups[2].Value.Split(", ").Select(used => (line.Groups[1].Value, used)))];

    /// <summary>Which of these folders uses which other.</summary>
    /// <param name="root">Where they are.</param>
    /// <param name="space">The namespace of that place.</param>
    private static HashSet<(string From, string To)> UsesOf(string root, string space, string[] folders)
    {
        var usings =
            from folder in folders
            where Directory.Exists(Path.Combine(root, folder))
            from file in Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            from used in UsedIn(File.ReadAllText(file), space)
            select (From: folder, To: used);
        var compiled =
            from use in TypeGraph.Of(typeof(Rooms).Assembly)
            select (From: FolderOf(use.From, space) ?? "", To: FolderOf(use.To, space) ?? "");
        return [.. usings.Concat(compiled).Where(use => use.From != use.To && folders.Contains(use.From) && folders.Contains(use.To))];
    }

    private static string? FolderOf(string type, string space) =>
        type.StartsWith(space + ".", StringComparison.Ordinal) && type[(space.Length + 1)..].Split('.') is [var folder, _, ..] ? folder : null;

    private static IEnumerable<string> UsedIn(string text, string space) => Using().Matches(CodeOnly.Of(text)).Select(match => match.Groups[1].Value)
        .Where(name => name.StartsWith(space + ".", StringComparison.Ordinal)).Select(name => name[(space.Length + 1)..].Split('.')[0]).Distinct();

    /// <summary>The uses that do not follow from others.</summary>
    private static HashSet<(string From, string To)> Nearest(HashSet<(string From, string To)> uses)
    {
        var reached = Reached(uses);
        return [.. uses.Where(use => !uses.Any(first => first.From == use.From && first.To != use.To && reached.Contains((first.To, use.To))))];
    }

    private static HashSet<(string From, string To)> Reached(IEnumerable<(string From, string To)> uses)
    {
        var reached = uses.ToHashSet();
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith((from first in reached from next in reached where first.To == next.From select (first.From, next.To)).ToList());
        }
        return reached;
    }

    [GeneratedRegex("^```text\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^(\w+) +uses (.+)$", RegexOptions.Multiline)]
    private static partial Regex Names();

    [GeneratedRegex(@"^using (?:static |\w+ = )?([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
