namespace ClientVitals.Tests;

/// <summary>
/// Long products of values and places are tried in turns: each value at every third place, each place with every third value, the same ones in every
/// run. All of them with <c>VITALS_THOROUGH=1</c>, before a release.
/// </summary>
internal static class Thorough
{
    private const int Turns = 3;

    private static readonly bool All = Environment.GetEnvironmentVariable("VITALS_THOROUGH") == "1";

    /// <summary>Whether this value is tried at this place.</summary>
    public static bool Tries(int value, int place) => All || (value + place) % Turns == 0;
}
