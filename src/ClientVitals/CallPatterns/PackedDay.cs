namespace ClientVitals.CallPatterns;

/// <summary>
/// A client's day in one 64-bit number, as call_rollups.days holds it:
/// day number &lt;&lt; 42 | attempts &lt;&lt; 28 | outbound &lt;&lt; 14 | calls; each count below 16 384.
/// </summary>
public static class PackedDay
{
    private const int Bits = 14;
    private const long Mask = (1L << Bits) - 1;

    public static ClientDay Unpack(long packed) => new(
        Day: (int)(packed >> (3 * Bits)),
        Calls: (int)(packed & Mask),
        Outbound: (int)((packed >> Bits) & Mask),
        Attempts: (int)((packed >> (2 * Bits)) & Mask));

    public static long Pack(ClientDay day) =>
        ((long)day.Day << (3 * Bits)) | ((long)day.Attempts << (2 * Bits)) | ((long)day.Outbound << Bits) | (uint)day.Calls;
}
