using ClientVitals.Statistics;

namespace ClientVitals.Simulation.Facts;

/// <summary>How a package came about and ended: what is true of it, whenever its source wrote it down. Moments are seconds since 1970 in UTC.</summary>
public record struct PackageStory
{
    /// <summary>A moment that does not come.</summary>
    public const long Never = long.MaxValue;

    public PackageSize Size { get; internal set; }

    public long PriceMinor { get; internal set; }

    public Currency Currency { get; internal set; }

    public int BoughtOn { get; internal set; }

    public long BoughtAt { get; internal set; }

    /// <summary>Last day on which it can be used.</summary>
    public int ExpiresOn { get; internal set; }

    /// <summary>When it was used up, expired or was cancelled; <see cref="Never"/> while it has not ended.</summary>
    public long EndedAt { get; internal set; }

    /// <summary>How it ended; active while it has not.</summary>
    public PackageState State { get; internal set; }

    /// <summary>Number of the package before it; 0 for the first.</summary>
    public int RenewedFrom { get; internal set; }

    /// <summary>Sessions that it has paid for.</summary>
    public int Used { get; internal set; }

    /// <summary>What they mean to do at its end, from when that was decided: two sessions or ten days before.</summary>
    public Renewal? Plan { get; internal set; }

    /// <summary>Where their life was when they decided.</summary>
    public LifeStage Stage { get; internal set; }

    public readonly bool IsOpen => EndedAt == Never;

    /// <summary>Sessions that are left; null when unlimited.</summary>
    public readonly int? Left => PriceList.Sessions(Size) - Used;

    internal long ExpiresAt { get; set; }

    internal long UnpaidAt { get; set; }

    internal bool Frozen { get; set; }

    internal long ChargedAt { get; set; }

    internal long WrittenAt { get; set; }

    internal SplitMix64 Chance { get; set; }
}
