using System.Buffers.Text;
using ClientVitals.Settings;
using ClientVitals.Sources;

namespace ClientVitals.Calls;

/// <summary>
/// The sender's own order of its tellings of one call: a sequence number, or when the sender last changed it. Only two of one sender are
/// ever compared, so that any number that grows will do.
/// </summary>
internal static class SourceOrder
{
    /// <summary>Digits from which on a number is taken for a time since 1970.</summary>
    private const int FewestOfATime = 9;

    /// <summary>The number as it is; a time in microseconds since 1970; null = nothing that orders.</summary>
    public static long? Read(ReadOnlySpan<byte> text, BusinessZone zone, DateOrder order)
    {
        if (text.IsEmpty)
            return null;
        if (text.Length < FewestOfATime && Utf8Parser.TryParse(text, out int number, out var used) && used == text.Length)
            return number;
        return SourceTime.TryRead(text, zone, order, out var ticks) == TimeReading.Read
            ? (ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond
            : null;
    }
}
