using System.Text.RegularExpressions;
using ClientVitals.Database;

namespace ClientVitals.Notices;

/// <summary>
/// A kind of notices that a room tells, registered in its <c>Room.cs</c>: people choose by it what they are told, and by which way.
/// </summary>
/// <param name="Name">As <see cref="Tell.Kind"/> writes it: small letters, digits and dashes, with points between: jobs.failed.</param>
/// <param name="Title">For people: "A job failed".</param>
public sealed partial record NoticeKind(string Name, string Title) : RoomPart
{
    /// <summary>What a test button sends; no room tells it.</summary>
    public const string Test = "notices.test";

    private const int Longest = 60;

    internal static string Check(string kind) => kind is { Length: > 0 and <= Longest } && Written().IsMatch(kind)
        ? kind
        : throw new PlainError($"\"{kind}\" is not a kind of notices; write it as jobs.failed, with at most {Longest} characters.");

    [GeneratedRegex("^[a-z][a-z0-9-]*([.][a-z0-9-]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
