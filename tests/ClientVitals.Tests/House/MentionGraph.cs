using System.Text.RegularExpressions;

namespace ClientVitals.Tests.House;

/// <summary>
/// Which file mentions the types of which other, read from the text. A word is a mention of a type when a type of that name is declared
/// in the file's own namespace, one above it, or one it opens with <c>using</c>; comments, texts and names of members do not count.
/// </summary>
internal sealed partial class MentionGraph
{
    private readonly Dictionary<string, HashSet<string>> _edges;

    private MentionGraph(Dictionary<string, HashSet<string>> edges) => _edges = edges;

    public IReadOnlyCollection<string> Things => _edges.Keys;

    public IReadOnlyCollection<string> Mentions(string thing) => _edges[thing];

    public static MentionGraph Of(IEnumerable<(string Path, string Text)> files)
    {
        var sources = files.Select(file => new Source(file.Path, CodeOnly.Of(file.Text))).ToList();
        var homes = sources.SelectMany(source => source.Declared().Select(type => (type, source)))
            .ToLookup(pair => (pair.type, pair.source.Namespace), pair => pair.source.Thing);
        var edges = sources.Select(source => source.Thing).Distinct().ToDictionary(thing => thing, _ => new HashSet<string>());
        foreach (var source in sources)
        {
            foreach (var word in source.Mentioned())
                edges[source.Thing].UnionWith(source.Visible().SelectMany(space => homes[(word, space)]).Where(thing => thing != source.Thing));
        }
        return new MentionGraph(edges);
    }

    /// <summary>The same for folders.</summary>
    public MentionGraph ByFolder() => new(_edges
        .GroupBy(edge => Folder(edge.Key))
        .ToDictionary(group => group.Key, group => group.SelectMany(edge => edge.Value).Select(Folder).Where(folder => folder != group.Key).ToHashSet()));

    /// <summary>The circles within a room: sets of things each of which leads to all others.</summary>
    public IReadOnlyList<string> Circles()
    {
        var reach = _edges.Keys.ToDictionary(thing => thing, Reached);
        return [.. _edges.Keys.Where(thing => reach[thing].Contains(thing))
            .Select(thing => string.Join(" ⇄ ", reach[thing].Where(other => reach[other].Contains(thing)).Order(StringComparer.Ordinal)))
            .Distinct().Order(StringComparer.Ordinal)];
    }

    private HashSet<string> Reached(string from)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out var thing))
        {
            foreach (var next in _edges[thing].Where(next => Room(next) == Room(from) && reached.Add(next)))
                open.Push(next);
        }
        return reached;
    }

    private static string Folder(string thing) => thing.Contains('/') ? thing[..thing.LastIndexOf('/')] : "";

    private static string Room(string thing) => thing.Split('/')[0];

    private sealed class Source(string path, string code)
    {
        /// <summary>Folder and name as far as the first dot: <c>Thing.cs</c>, <c>Thing.Part.cs</c> and <c>Thing.Step.sql</c> are one.</summary>
        public string Thing { get; } = path[..path.IndexOf('.', path.LastIndexOf('/') + 1)];

        public string Namespace { get; } = NamespaceLine().Match(code).Groups[1].Value;

        public IEnumerable<string> Declared() => TypeLine().Matches(code).Select(match => match.Groups[1].Value)
            .Concat(DelegateLine().Matches(code).Select(match => match.Groups[1].Value));

        public IEnumerable<string> Visible()
        {
            for (var space = Namespace; space.Length > 0; space = space.Contains('.') ? space[..space.LastIndexOf('.')] : "")
                yield return space;
            foreach (Match use in UsingLine().Matches(code))
                yield return use.Groups[1].Value;
        }

        /// <summary>Words that may be types. The name of a member of this file counts only where it can be nothing but a type.</summary>
        public HashSet<string> Mentioned()
        {
            var body = EnumBody().Replace(code, "$1{}");
            var members = Member().Matches(body).Where(match => !Keywords.Contains(match.Groups[1].Value)).Select(match => match.Groups[2].Value).ToHashSet();
            return [.. Word().Matches(body).Where(match => !members.Contains(match.Value) || IsType(body, match)).Select(match => match.Value)];
        }

        private static bool IsType(string body, Match word) =>
            BeforeType().IsMatch(body[..word.Index]) || AfterType().IsMatch(body[(word.Index + word.Length)..]);
    }

    private static readonly HashSet<string> Keywords =
    [
        "new", "is", "as", "in", "out", "ref", "return", "await", "async", "public", "internal", "private", "protected", "static", "readonly", "const",
        "sealed", "abstract", "virtual", "override", "partial", "class", "record", "struct", "enum", "interface", "case", "when", "and", "or", "not",
        "params", "this", "throw", "where", "required", "scoped", "using", "else", "yield", "event", "fixed", "file", "delegate", "extern", "unsafe",
    ];

    [GeneratedRegex(@"^namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using\s+([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe)\s+)*(?:class|record struct|record class|record|struct|enum|interface)\s+([A-Z]\w*)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(?:(?:public|internal)\s+)?delegate\s[^;(]*?\b([A-Z]\w*)\s*(?:<[^>]*>)?\(", RegexOptions.Multiline)]
    private static partial Regex DelegateLine();

    [GeneratedRegex(@"(\benum\s+\w+(?:\s*:\s*\w+)?\s*)\{[^}]*\}")]
    private static partial Regex EnumBody();

    [GeneratedRegex(@"(\w+|[>\])?])\s+([A-Z]\w*)(?=\s*(?:[;,){=(]|$))", RegexOptions.Multiline)]
    private static partial Regex Member();

    [GeneratedRegex(@"(?<![\w.@])[A-Z]\w*(?!\w)")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:\b(?:new|is|as|not|or)\s+|[<]|\btypeof\()$")]
    private static partial Regex BeforeType();

    [GeneratedRegex(@"^(?:\?|\[\])?\s+[\w@]")]
    private static partial Regex AfterType();
}
