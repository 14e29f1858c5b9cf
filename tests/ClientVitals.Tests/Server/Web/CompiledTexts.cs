using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using ClientVitals.Server.Web;

namespace ClientVitals.Tests.Server.Web;

/// <summary>
/// What somebody who translates finds: the texts of the source, as the compiled programs hold them, and the words of enumerations. A sentence that is
/// put together at run time is not among them, but for one whose pieces are, with its values between.
/// </summary>
internal static partial class CompiledTexts
{
    private static readonly Assembly[] Programs = [typeof(PlainError).Assembly, typeof(Language).Assembly];

    private static readonly Lazy<HashSet<string>> All = new(() => [.. Programs.SelectMany(Texts), .. Programs.SelectMany(Words)]);

    public static bool Contains(string text) => IsText(text) || Value().Split(text.Replace("{{", "\u0001", StringComparison.Ordinal).Replace("}}", "\u0002", StringComparison.Ordinal))
        .Select(piece => piece.Replace('\u0001', '{').Replace('\u0002', '}')) is var pieces && pieces.Count() > 1 && pieces.All(piece => !piece.Any(char.IsLetter) || All.Value.Contains(piece));

    /// <summary>A text as it is, with a capital where it begins a sentence, or a name of the source that is written as words: settings_changed.</summary>
    private static bool IsText(string text) => text.Length == 0 || All.Value.Contains(text) || All.Value.Contains(char.ToLowerInvariant(text[0]) + text[1..])
        || All.Value.Contains(text.ToLowerInvariant().Replace(' ', '_'));

    private static IEnumerable<string> Texts(Assembly program)
    {
        using var file = new PEReader(File.OpenRead(program.Location));
        var reader = file.GetMetadataReader();
        for (var at = MetadataTokens.UserStringHandle(1); !at.IsNil; at = reader.GetNextHandle(at))
            yield return reader.GetUserString(at);
    }

    private static IEnumerable<string> Words(Assembly program) =>
        program.GetTypes().Where(type => type.IsEnum).SelectMany(type => Enum.GetValues(type).Cast<Enum>()).SelectMany(word => (string[])[Wording.Word(word), Wording.First(Wording.Word(word))]);

    [GeneratedRegex(@"\{\d+[^{}]*\}")]
    private static partial Regex Value();
}
