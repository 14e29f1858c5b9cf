using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.House;

/// <summary>
/// Texts are in plain words: no file says an old phrase, and each phrase has its plain words here. Comments, strings, documents and names (test names
/// above all, split into words) are read; <see cref="ReadAsWords"/> says how.
/// </summary>
public sealed partial class PhrasesLaw
{
    /// <summary>Migrations up to this one are released and are not edited; their texts are in <c>schema.sql</c> too.</summary>
    private const string ReleasedThrough = "20260129000001";

    /// <summary>Names and texts that are contract, or quoted from a released migration: they are not read.</summary>
    private static readonly string[] Contract =
    [
        "owe_slots_anew", "sweep_audit_log", "client_health_scores_left_alone", "IsNone",
        "Setters and closers see no client again, and whoever has a staff id sees that book",
    ];

    /// <summary>Each old phrase as a pattern, in which a blank is any white space, and what to write instead.</summary>
    private static readonly (string Phrase, string Write)[] Phrases =
    [
        ("none of that", "no such …; not one of …"),
        ("anew", "again"),
        ("heeds?|heeded", "takes into account"),
        ("the asker(?:'s)?", "the caller; you"),
        ("whoever(?:'s)?", "the person who; somebody who; those who"),
        ("stands(?! (?:for|out))", "is; is listed; is open; stays"),
        ("(?<!there )(?:is|are) none", "is not one; is not a number, a name …"),
        ("the house(?:'s)?", "the product; the core; the business"),
        ("planted stops?", "simulated leaver"),
        ("equal (?:alert )?volumes?", "the same number of false alerts"),
        ("book's patience|teaches patience", "threshold shift"),
        ("acquaintances?", "prior fit"),
        ("(?:fell|falls?|fallen) out of (?:(?:the|their) )?(?:own )?pattern|below the own pattern", "break; below usual"),
        ("nine weeks of ten|chance alone (?:would|leaves)", "normal range; about 2 false alarms a week are expected"),
        ("nothing since \\d+ \\w+", "no calls since …"),
        ("(?:is|are|was|were) back once", "called once since"),
        ("fine as (?:it is|they are)", "all good"),
        ("the answer is kept", "marked as called; snoozed until …"),
        ("with the last analysis", "since yesterday"),
        ("nobody (?:is|was) judged", "no analysis yet"),
        ("too early to say", "too new"),
        ("(?:the|their|client's|whose) relation (?:has ended|ends|ended)", "former client; they left"),
        ("left alone", "not contacted by us; unchanged; ignored"),
        ("to be told", "needs your input"),
        ("nobody known", "unmatched calls"),
        ("there twice", "duplicate; doubled"),
        ("three that are none", "3 rows skipped"),
        ("lines a coach has|false belows", "clients per coach per day; sensitivity"),
        ("pauses of everybody", "business closures"),
        ("(?:is|are|be) made up(?: for)?", "is caught up; is invented"),
        ("takes? away what", "deletes expired data"),
        ("present password", "current password"),
        ("the asker went away|what cannot be(?! \\w)", "say what is wrong, where, and what to do"),
        ("(?:of|about) anybody", "personal data"),
        ("of before", "earlier"),
        ("the own", "their own; its own"),
        ("(?:to|for) who(?! (?:is|am|are)\\?)", "to the person who; for those who"),
        ("noughts?", "zero"),
        ("foretold|foretells?", "predicted"),
        ("swept", "deleted after …"),
        ("(?:the|on a) simulated town", "simulated business"),
        ("she|herself|he|himself", "they (a client, a user)"),
    ];

    /// <summary>One look at each file; only where it finds something is each phrase looked for.</summary>
    private static readonly Regex Any = Pattern(string.Join('|', Phrases.Select(one => $"(?:{one.Phrase})")), RegexOptions.Compiled);

    private static readonly (Regex Pattern, string Write)[] Each = [.. Phrases.Select(one => (Pattern(one.Phrase), one.Write))];

    [Fact]
    public void No_text_says_an_old_phrase()
    {
        var files = Files().ToList();
        files.Count.ShouldBeGreaterThan(1500);
        files.SelectMany(file => Faults(file, File.ReadAllText(Path.Combine(TestCluster.Root(), file)))).ShouldBeEmpty("Write it in plain words: PhrasesLaw says which.");
    }

    [Theory]
    [InlineData("A.cs", "/// <summary>None of\n    /// that name.</summary>")]
    [InlineData("A.cs", "public void A_number_that_stands_beside_it()")]
    [InlineData("A.cs", "public void TheAskerSees()")]
    [InlineData("A.sql", "-- Tell whoever listens.")]
    [InlineData("A.sql", "-- A word that is\n-- none is refused.")]
    [InlineData("A.md", "The answer is kept;\nthe next analysis heeds it.")]
    [InlineData("A.razor", "<p class=\"note\">All good, or fine as it is</p>")]
    [InlineData("A.razor", "<button>Change the present\n      password</button>")]
    [InlineData("A.css", "/* What stands behind the list. */")]
    [InlineData("vitals", "# The laws of the house.")]
    [InlineData("CHANGELOG.md", "# Changelog\n\n## 0.2.0 (unreleased)\n\n- Calls are counted anew.\n")]
    public void An_old_phrase_is_seen_in_each_kind_of_text(string file, string text) => Faults(file, text).Count().ShouldBe(text.Contains("heeds") ? 2 : 1);

    [Theory]
    [InlineData("A.cs", "/// <summary>Null when there is none; the word stands for it, and none stands out. They renew a newsletter; a warehouse understands.</summary>")]
    [InlineData("A.cs", "[\"owe_slots_anew()\"] = \"w\",")]
    [InlineData("A.css", ".stands { margin: 0; }")]
    [InlineData("A.razor", "<ul class=\"stands\">")]
    [InlineData("CHANGELOG.md", "# Changelog\n\n## 0.2.0 (unreleased)\n\n- Plain.\n\n## 0.1.0\n\n- Calls are counted anew.\n")]
    public void What_is_plain_or_contract_is_no_fault(string file, string text) => Faults(file, text).ShouldBeEmpty();

    [Fact]
    public void Each_fault_names_its_line_and_the_plain_words() =>
        Faults("A.sql", "-- One.\n-- Count all calls anew.").ShouldBe(["A.sql:2: \"anew\": write again"]);

    private static IEnumerable<string> Faults(string file, string text)
    {
        var words = ReadAsWords(file, text);
        if (!Any.IsMatch(words))
            yield break;
        foreach (var (pattern, write) in Each)
        {
            foreach (Match match in pattern.Matches(words))
                yield return $"{file}:{words.AsSpan(0, match.Index).Count('\n') + 1}: \"{Blank().Replace(match.Value, " ")}\": write {write}";
        }
    }

    /// <summary>The text without what is contract, classes of style sheets and data of tests; names in code split into their words. Line breaks stay.</summary>
    private static string ReadAsWords(string file, string text)
    {
        if (file == "CHANGELOG.md")
            text = Released().Replace(text, "");
        foreach (var name in Contract)
            text = text.Replace(name, "", StringComparison.Ordinal);
        return Path.GetExtension(file) switch
        {
            ".css" => StyleClass().Replace(text, ""),
            ".razor" => StyleClasses().Replace(text, ""),
            ".cs" => Joint().Replace(text, " "),
            _ => text,
        };
    }

    /// <summary>A blank in a phrase is any white space, also over the beginning of a line of a comment.</summary>
    private static Regex Pattern(string phrase, RegexOptions how = RegexOptions.None) =>
        new(@"(?<![\w.-])(?:" + phrase.Replace(" ", @"(?:\s+(?:///?|--|[*#])?\s*)", StringComparison.Ordinal) + @")(?!\w)", how | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static IEnumerable<string> Files()
    {
        var root = TestCluster.Root();
        return new[] { "src", "tests", "benchmarks", "docs", "supabase", ".ci" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(root))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(IsRead);
    }

    private static bool IsRead(string file) =>
        (Kind().IsMatch(file) || file is "vitals" or ".ci/run" or "docs/Containerfile")
        && !file.EndsWith("House/PhrasesLaw.cs", StringComparison.Ordinal)
        && file != "supabase/schema.sql"
        && !(Migration().Match(file) is { Success: true } migration && string.CompareOrdinal(migration.Groups[1].Value, ReleasedThrough) <= 0);

    [GeneratedRegex(@"\.(?:cs|razor|sql|md|css|js|mjs|sh|csproj|props|targets|slnx|svg|cmd|editorconfig)$")]
    private static partial Regex Kind();

    [GeneratedRegex(@"^supabase/(?:migrations|verify|rollback)/(\d{14})_")]
    private static partial Regex Migration();

    /// <summary>From the first version that is released on.</summary>
    [GeneratedRegex(@"^## (?![^\n]*\(unreleased\)).*", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Released();

    [GeneratedRegex(@"\.[a-z][\w-]*")]
    private static partial Regex StyleClass();

    [GeneratedRegex("class=\"[^\"]*\"")]
    private static partial Regex StyleClasses();

    [GeneratedRegex(@"(?<=[a-z])(?=[A-Z])|(?<=\w)_(?=\w)")]
    private static partial Regex Joint();

    [GeneratedRegex(@"\s+(?:///?|--|[*#])?\s*")]
    private static partial Regex Blank();
}
