using Xunit;

namespace ClientVitals.Tests;

/// <summary>
/// Long products of values and places are tried in turns: each value at every third place, each place with every third value, the same ones in every
/// run. All of them with <c>VITALS_THOROUGH=1</c>, before a release.
/// </summary>
public static class Thorough
{
    private const int Turns = 3;

    private static readonly bool All = Environment.GetEnvironmentVariable("VITALS_THOROUGH") == "1";

    /// <summary>
    /// Kinds of server (the oldest, owned by a superuser) for a long trial: the newest with a plain owner and the oldest with a superuser, so that each of
    /// both is met; all four before a release. What each role may do is looked at on all four in every run.
    /// </summary>
    public static IEnumerable<TheoryDataRow<bool, bool>> ServerKinds => All ? [new(false, false), new(false, true), new(true, false), new(true, true)] : [new(false, false), new(true, true)];

    /// <summary>Whether this value is tried at this place.</summary>
    public static bool Tries(int value, int place) => All || (value + place) % Turns == 0;
}
