using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>A room opens only onto rooms above it in <c>Rooms.cs</c>; a folder that is no room has no place.</summary>
public sealed partial class RoomsLaw
{
    /// <summary>The rooms in their order; below them what is at the root in a folder of its own and may use all.</summary>
    private static readonly string[] Order = [.. Rooms.All.Select(room => room.Name), "Adopt"];

    /// <summary>What is at the root and belongs to every room.</summary>
    private static readonly string[] Everywhere = ["PlainError"];

    private static readonly string House = Path.Combine(TestCluster.Root(), "src", "ClientVitals");

    [Fact]
    public void Every_folder_is_a_room_of_the_list() =>
        Directory.EnumerateDirectories(House).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj"))
            .ShouldBeSubsetOf(Order);

    [Fact]
    public void A_room_is_listed_once() => Order.ShouldBeUnique();

    [Fact]
    public void A_room_names_only_rooms_above_it()
    {
        var wrong =
            from room in Order
            let folder = Path.Combine(House, room)
            where Directory.Exists(folder)
            from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            from named in Named(File.ReadAllText(file))
            where !Everywhere.Contains(named) && named != room
            where Array.IndexOf(Order, named) < 0 || Array.IndexOf(Order, named) > Array.IndexOf(Order, room)
            select $"{room}/{Path.GetFileName(file)} names {named}";
        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("using ClientVitals.Assistant;", "Assistant")]
    [InlineData("x = ClientVitals . Capi.Send();", "Capi")]
    [InlineData("// see ClientVitals.Nowhere", "Nowhere")]
    public void The_law_sees_a_name_wherever_it_is(string text, string room) => Named(text).ShouldBe([room]);

    private static IEnumerable<string> Named(string text) => Names().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\bClientVitals\s*\.\s*([A-Z]\w*)")]
    private static partial Regex Names();
}
