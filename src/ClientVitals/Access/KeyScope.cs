namespace ClientVitals.Access;

/// <summary>
/// What a caller may do. A key is given some of these; inviting people and making keys are not among them, so that a key that
/// leaks opens no second door.
/// </summary>
public enum KeyScope
{
    /// <summary>Ask anything.</summary>
    Read,
    /// <summary>Post and import calls.</summary>
    CallsWrite,
    /// <summary>Clients, their addresses, pauses, and the answers to an episode.</summary>
    PeopleWrite,
    /// <summary>Start an analysis, test rules on the past.</summary>
    Analyse,
    /// <summary>Start, pause and resume jobs.</summary>
    JobsRun,
    /// <summary>Call the functions that the earlier system had.</summary>
    Functions,
    /// <summary>Change the business's settings and timetable.</summary>
    SettingsWrite,
}

/// <summary>Their words in tables and on the command line.</summary>
public static class KeyScopeWords
{
    private static readonly Dictionary<KeyScope, string> Words = new()
    {
        [KeyScope.Read] = "read",
        [KeyScope.CallsWrite] = "calls:write",
        [KeyScope.PeopleWrite] = "people:write",
        [KeyScope.Analyse] = "analyse",
        [KeyScope.JobsRun] = "jobs:run",
        [KeyScope.Functions] = "functions",
        [KeyScope.SettingsWrite] = "settings:write",
    };

    /// <summary>Each of them.</summary>
    public static IReadOnlyList<KeyScope> All { get; } = [.. Words.Keys];

    public static string Word(this KeyScope scope) => Words[scope];

    /// <summary>The scope of a word; a <see cref="PlainError"/> when there is none.</summary>
    public static KeyScope Read(string word)
    {
        foreach (var (scope, known) in Words)
        {
            if (known.Equals(word, StringComparison.OrdinalIgnoreCase))
                return scope;
        }
        throw new PlainError($"\"{word}\" is not a scope of a key; choose from {string.Join(", ", Words.Values)}.");
    }
}
