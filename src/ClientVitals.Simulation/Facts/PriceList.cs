namespace ClientVitals.Simulation.Facts;

/// <summary>What the simulated business sells, in the smallest unit of each currency. No price is another one converted to the digit.</summary>
public static class PriceList
{
    private static readonly int?[] Bought = [8, 12, 24, null];
    private static readonly int[] Days = [90, 120, 210, 30];

    // An unlimited month is worth about twelve sessions.
    private static readonly int[] Worth = [8, 12, 24, 12];

    // A row for each currency: AED, USD, KWD.
    private static readonly int[][] Prices =
    [
        [220_000, 306_000, 552_000, 290_000],
        [60_000, 83_500, 150_500, 79_000],
        [183_500, 255_500, 461_000, 242_000],
    ];

    private static readonly int[] DropIns = [30_000, 8_500, 25_000];

    // Shakes, towels, straps and shirts; the desk takes dirhams.
    private static readonly int[] Shop = [1_500, 2_500, 4_000, 6_500, 12_000, 18_000];

    /// <summary>Sessions that it holds; null when unlimited.</summary>
    public static int? Sessions(PackageSize size) => Bought[(int)size];

    /// <summary>Days on which it can be used, the first included.</summary>
    public static int ValidDays(PackageSize size) => Days[(int)size];

    /// <summary>Instalments into which it may be divided, 30 days apart.</summary>
    public static int Instalments(PackageSize size) => size switch { PackageSize.TwentyFour => 3, PackageSize.Twelve => 2, _ => 1 };

    public static long Price(PackageSize size, Currency currency, bool reduced) =>
        reduced ? Prices[(int)currency][(int)size] * 9L / 10 : Prices[(int)currency][(int)size];

    /// <summary>What one session of a package of this price is worth.</summary>
    public static long PerSession(PackageSize size, long price) => price / Worth[(int)size];

    public static long DropIn(Currency currency) => DropIns[(int)currency];

    /// <summary>Price in AED of one of <see cref="ShopItems"/> things.</summary>
    public static long ShopItem(int item) => Shop[item];

    public static int ShopItems => Shop.Length;
}
