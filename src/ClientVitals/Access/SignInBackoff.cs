namespace ClientVitals.Access;

/// <summary>
/// How long failed sign-ins make wait. Per e-mail and client address: the fifth failure waits half a minute, each further one twice
/// as long, up to a quarter of an hour. Per client address alone (an office has one for all) and per e-mail alone (guessed from
/// everywhere): from the fiftieth on; for the e-mail never beyond a minute, so that nobody can keep its owner out. A count is
/// forgotten an hour after its last failure.
/// </summary>
internal static class SignInBackoff
{
    public const string Pair = "pair", Address = "address", Email = "email", Reset = "reset";

    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private const int Longest = 15 * 60;

    /// <summary>Seconds to wait after so many failures; 0 = none.</summary>
    public static int After(string kind, int failures) => kind switch
    {
        Pair => Doubling(failures - 5),
        Address => Doubling(failures - 50),
        Email => Math.Min(Doubling(failures - 50), 60),
        // Links asked for: three an hour for one address.
        Reset => failures < 3 ? 0 : (int)Forgotten.TotalSeconds,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Attempts of this kind are not counted."),
    };

    private static int Doubling(int beyond) => beyond < 0 ? 0 : Math.Min(30 << Math.Min(beyond, 10), Longest);
}
