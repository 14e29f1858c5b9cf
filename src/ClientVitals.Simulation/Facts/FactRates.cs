namespace ClientVitals.Simulation.Facts;

/// <summary>How reliably a client keeps what they booked; it says nothing about whether they stay.</summary>
public enum Reliability : byte { Unreliable, Usual, Reliable }

/// <summary>What a client does when a package ends.</summary>
public enum Renewal : byte { Early, AtEnd, Late, VeryLate, Never }

/// <summary>Where a client's life is when a package nears its end.</summary>
public enum LifeStage : byte
{
    /// <summary>All is as always, or they leave without any warning.</summary>
    Usual,
    /// <summary>A difficult time that they get over, or one before a fall or an absence.</summary>
    Strained,
    /// <summary>They leave within weeks, and it shows.</summary>
    Leaving,
    /// <summary>They come much less often than they did.</summary>
    Drifted,
    /// <summary>They have stopped.</summary>
    Stopped,
}

/// <summary>The rates of sessions, packages and payments; <c>docs/simulation.md</c> says where each comes from.</summary>
public static class FactRates
{
    /// <summary>Share of clients who train; the others have calls only.</summary>
    public const double Trains = 0.94;

    /// <summary>Of sessions that are not cancelled or moved: the share of no-shows, by whole days between booking and session (from so many days on).</summary>
    public static IReadOnlyList<(int FromDays, double Share)> NoShows { get; } =
        [(0, 0.03), (1, 0.05), (3, 0.07), (7, 0.09), (14, 0.12), (28, 0.144)];

    /// <summary>How much more often an unreliable, usual and reliable client stays away or cancels. Both average 1 over everybody.</summary>
    public static IReadOnlyList<(double Share, double NoShow, double Cancel)> Reliabilities { get; } =
        [(0.12, 2.4, 1.6), (0.58, 1, 1), (0.30, 0.44, 0.76)];

    /// <summary>Share of booked sessions that the client cancels, and that they move to another day.</summary>
    public const double Cancels = 0.11, Moves = 0.05;

    /// <summary>Share of cancellations and moves that are decided within the last 24 hours.</summary>
    public const double AtTheLastMoment = 0.35;

    /// <summary>Share of cancelled sessions that the staff cancels.</summary>
    public const double ByStaff = 0.10;

    /// <summary>At the height of a warning: bookings fall by, cancellations and no-shows grow by this share.</summary>
    public const double BooksLess = 0.45, CancelsMore = 1.5, MissesMore = 0.8;

    /// <summary>Share of sessions without a booking, entered afterwards.</summary>
    public const double WalkIns = 0.03;

    /// <summary>Share of attended sessions that nobody ever closes.</summary>
    public const double LeftOpen = 0.008;

    /// <summary>Share of statuses that are corrected some days later: no-show to attended, cancelled to attended, attended to no-show.</summary>
    public const double NoShowCorrected = 0.02, CancelledCorrected = 0.01, AttendedCorrected = 0.003;

    /// <summary>Share of sessions that assess progress and are free.</summary>
    public const double Assessments = 0.03;

    /// <summary>Share of no-shows and of late cancellations that use up a session.</summary>
    public const double NoShowCharged = 0.85, LateCancelledCharged = 0.60;

    /// <summary>Share of sessions that somebody without a package takes and pays for by themselves.</summary>
    public const double DropIns = 0.08;

    /// <summary>Share of coaches who enter many sessions one or two days late, and the shares they and the others enter so late.</summary>
    public const double LateCoaches = 0.33, LateByLateCoaches = 0.40, LateByOthers = 0.08;

    /// <summary>Of leavers: shares who show it before (weaker attendance for two to eight weeks), and of others who have such weeks and stay.</summary>
    public const double Warned = 0.60, FalselyWarned = 0.15;

    /// <summary>Share of payers by card or link whose charge fails at first; more often before they leave. Each of three retries succeeds with its own share.</summary>
    public const double CardFails = 0.06, RetrySucceeds = 0.45;

    /// <summary>Share of charges that failed to the end which are paid by transfer; the others cost the client the package.</summary>
    public const double SettledByTransfer = 0.60;

    /// <summary>Shares of payments that are charged twice and given back, given back in part, and disputed.</summary>
    public const double ChargedTwice = 0.003, Goodwill = 0.006, Disputed = 0.002;

    /// <summary>Share of leavers with three or more sessions left who get the rest back.</summary>
    public const double RefundOnLeaving = 0.22;

    /// <summary>Share of packages at a reduced price; things bought in the shop per week.</summary>
    public const double Reduced = 0.15, ShopPerWeek = 0.15;

    /// <summary>Renewals by stage, cumulative, in the order of <see cref="Renewal"/>.</summary>
    private static readonly double[][] Renewals =
    [
        Habit.Cumulative([0.34, 0.47, 0.15, 0.03, 0.01]),
        Habit.Cumulative([0.15, 0.45, 0.30, 0.08, 0.02]),
        Habit.Cumulative([0.07, 0.23, 0.10, 0.00, 0.60]),
        Habit.Cumulative([0.10, 0.35, 0.25, 0.00, 0.30]),
        Habit.Cumulative([0.00, 0.00, 0.00, 0.00, 1.00]),
    ];

    private static readonly double[] LevelShares = Habit.Cumulative([.. Reliabilities.Select(level => level.Share)]);

    /// <summary>Cumulative shares of unreliable, usual and reliable clients.</summary>
    public static ReadOnlySpan<double> Levels => LevelShares;

    /// <summary>Cumulative shares of early, at the end, late, very late and never.</summary>
    public static ReadOnlySpan<double> RenewalShares(LifeStage stage) => Renewals[(int)stage];

    /// <summary>The chance that a session which is not cancelled is missed.</summary>
    /// <param name="leadDays">Whole days from booking to session.</param>
    /// <param name="strain">0 in usual times, 1 at the height of a warning.</param>
    public static double NoShow(int leadDays, Reliability who, double strain)
    {
        var at = NoShows.Count - 1;
        while (at > 0 && NoShows[at].FromDays > leadDays) at--;
        return NoShows[at].Share * Reliabilities[(int)who].NoShow * (1 + MissesMore * strain);
    }

    /// <summary>The chance that a booked session is cancelled by the client, or by the staff.</summary>
    public static double Cancel(Reliability who, double strain) => Cancels * Reliabilities[(int)who].Cancel * (1 + CancelsMore * strain);
}
