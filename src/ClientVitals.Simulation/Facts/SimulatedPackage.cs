using System.Globalization;

namespace ClientVitals.Simulation.Facts;

/// <summary>What a package holds.</summary>
public enum PackageSize : byte { Eight, Twelve, TwentyFour, UnlimitedMonth }

/// <summary>What has become of a package.</summary>
public enum PackageState : byte { Active, Frozen, UsedUp, Expired, Cancelled }

/// <summary>What a client pays in.</summary>
public enum Currency : byte { Aed, Usd, Kwd }

/// <summary>One version of a package.</summary>
/// <param name="Number">The client's first package is 1.</param>
/// <param name="BoughtOn">Business day, as the other days.</param>
/// <param name="ExpiresOn">Last day on which it can be used; later after a freeze.</param>
/// <param name="PriceMinor">In the smallest unit of the currency.</param>
/// <param name="RenewedFrom">Number of the package before it; 0 for the first.</param>
/// <param name="ModifiedAt">Seconds since 1970 in UTC.</param>
public readonly record struct SimulatedPackage(
    int Number,
    PackageSize Size,
    int BoughtOn,
    int StartsOn,
    int ExpiresOn,
    long PriceMinor,
    Currency Currency,
    int RenewedFrom,
    PackageState State,
    long ModifiedAt) : IFactRow<SimulatedPackage>
{
    /// <summary>Null when it is unlimited.</summary>
    public int? SessionsBought => PriceList.Sessions(Size);

    public bool IsSameRow(in SimulatedPackage other) => Number == other.Number;

    /// <summary>The source's key of the package.</summary>
    /// <param name="client">The client's number, from 0.</param>
    public string Id(int client) => string.Create(CultureInfo.InvariantCulture, $"pkg-{client + 1}-{Number}");
}

/// <summary>The words of a package as they are in the file.</summary>
public static class PackageWords
{
    public static string Word(this PackageSize size) => size switch
    {
        PackageSize.Eight => "8 sessions",
        PackageSize.Twelve => "12 sessions",
        PackageSize.TwentyFour => "24 sessions",
        PackageSize.UnlimitedMonth => "Unlimited month",
        _ => throw new ArgumentOutOfRangeException(nameof(size)),
    };

    public static string Word(this PackageState state) => state switch
    {
        PackageState.Active => "ACTIVE",
        PackageState.Frozen => "FROZEN",
        PackageState.UsedUp => "USED_UP",
        PackageState.Expired => "EXPIRED",
        PackageState.Cancelled => "CANCELLED",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static string Word(this Currency currency) => currency switch
    {
        Currency.Aed => "AED",
        Currency.Usd => "USD",
        Currency.Kwd => "KWD",
        _ => throw new ArgumentOutOfRangeException(nameof(currency)),
    };

    /// <summary>The smallest unit is this many decimals of one: fils of a dinar are thousandths.</summary>
    public static int Decimals(this Currency currency) => currency == Currency.Kwd ? 3 : 2;
}
