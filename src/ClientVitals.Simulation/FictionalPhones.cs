using System.Globalization;

namespace ClientVitals.Simulation;

/// <summary>
/// Telephone numbers that regulators keep free for films and books, so that nobody's telephone ever rings because of a demo:
/// North America 555-0100 to 555-0199 (NANPA), United Kingdom (Ofcom), France (Arcep), Germany (Bundesnetzagentur), Australia (ACMA).
/// The Gulf states keep none.
/// </summary>
public static class FictionalPhones
{
    private static readonly (string Prefix, int Digits)[] Ranges = [.. NorthAmerica().Concat(Elsewhere())];

    private static readonly int[] Ends = Running();

    // Odd and prime to the pool, so that neighbours in the town are not neighbours in the telephone book.
    private const long Stride = 48_271;

    /// <summary>How many numbers there are; clients beyond it have none.</summary>
    public static int Count => Ends[^1];

    /// <summary>The number of this client in E.164; null beyond <see cref="Count"/>. No two clients share one.</summary>
    public static string? Of(int client)
    {
        if (client >= Count) return null;
        var at = (int)(client * Stride % Count);
        var range = Array.FindIndex(Ends, end => at < end);
        var within = at - (range == 0 ? 0 : Ends[range - 1]);
        var (prefix, digits) = Ranges[range];
        return prefix + within.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    private static IEnumerable<(string, int)> NorthAmerica() =>
        "202 206 212 213 214 215 303 305 310 312 313 404 408 415 416 503 504 512 602 604 612 617 702 713 808 818 917"
            .Split(' ').Select(area => ($"+1{area}55501", 2));

    private static IEnumerable<(string, int)> Elsewhere() =>
    [
        ("+442079460", 3), ("+441134960", 3), ("+441144960", 3), ("+441164960", 3), ("+441174960", 3),
        ("+441184960", 3), ("+441214960", 3), ("+441314960", 3), ("+441414960", 3), ("+441514960", 3), ("+441614960", 3),
        ("+3319900", 4), ("+3326191", 4), ("+3335301", 4), ("+3346571", 4), ("+3353649", 4),
        ("+493023125", 3), ("+496990009", 3), ("+494066969", 3), ("+492214710", 3), ("+498999998", 3),
        ("+6125550", 4), ("+6137010", 4),
    ];

    private static int[] Running()
    {
        var end = 0;
        return [.. Ranges.Select(range => end += (int)Math.Pow(10, range.Digits))];
    }
}
