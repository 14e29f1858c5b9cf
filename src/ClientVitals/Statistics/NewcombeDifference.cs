namespace ClientVitals.Statistics;

/// <summary>
/// The interval of the difference of two independent shares from the score intervals of both (Newcombe, Statistics in Medicine 17, 1998, method 10): it stays within −1 and 1 and is
/// sensible at 0 and 1. It holds for one look; looked at again and again it claims more than it may (<see cref="NormalMixture"/>).
/// </summary>
public static class NewcombeDifference
{
    /// <summary>First share less second.</summary>
    /// <param name="tail">Probability left out at each end: .025 for a 95 % interval.</param>
    /// <returns>Null where one of the groups is empty.</returns>
    public static (double Difference, double Low, double High)? Of(int events, int of, int otherEvents, int ofOthers, double tail = .025)
    {
        if (of == 0 || ofOthers == 0)
            return null;
        var (share, other) = ((double)events / of, (double)otherEvents / ofOthers);
        var (low, high) = WilsonInterval.Of(share, of, tail);
        var (otherLow, otherHigh) = WilsonInterval.Of(other, ofOthers, tail);
        var difference = share - other;
        return (difference, difference - Hypotenuse(share - low, otherHigh - other), difference + Hypotenuse(high - share, other - otherLow));
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt(a * a + b * b);
}
