using ClientVitals.Database;
using ClientVitals.Server.Web;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms.Start;

/// <summary>How far the first steps of the business are, for people who manage it.</summary>
/// <param name="Hour">What is there already.</param>
/// <param name="Run">The analysis that this server began; null = none.</param>
/// <param name="CoachesShown">Coaches listed at most.</param>
public sealed record StartView(FirstHour Hour, FirstAnalysis.Run? Run, int CoachesShown)
{
    /// <summary>Coaches listed on Today; the page of the first steps lists them all.</summary>
    private const int CoachesOnToday = 5;

    /// <summary>The word in the address of Today that says the list was put away.</summary>
    internal const string Hidden = "start-hidden";

    /// <summary>Clients whom coaches were given with their invitation, on the page of the first steps: each can be undone.</summary>
    public IReadOnlyList<GivenClient> Given { get; init; } = [];

    /// <summary>Whether the list was put away by the act that led here.</summary>
    public bool IsJustHidden { get; init; }

    /// <summary>Whether the analysis runs, on this server or on another.</summary>
    public bool IsRunning => Run?.IsRunning == true || Hour.IsRunning;

    /// <summary>For Today: null for people who do not manage the business.</summary>
    /// <param name="said">The word of the act that led there.</param>
    internal static async Task<StartView?> OfTodayAsync(IServiceProvider services, PageContext seen, string? said, CancellationToken ct) =>
        seen.Who.Manages ? await OfAsync(services, seen, alsoOver: false, ct) with { CoachesShown = CoachesOnToday, IsJustHidden = said == Hidden } : null;

    /// <summary>For the page of the first steps.</summary>
    internal static async Task<StartView> OfPageAsync(IServiceProvider services, PageContext seen, CancellationToken ct) => await OfAsync(services, seen, alsoOver: true, ct) with
    {
        Given = await GivenClients.ReadAsync(services.GetRequiredService<VitalsDatabase>(), seen.Now - FirstHour.Lasts, ct),
    };

    private static async Task<StartView> OfAsync(IServiceProvider services, PageContext seen, bool alsoOver, CancellationToken ct) => new(
        await FirstHour.ReadAsync(
            services.GetRequiredService<VitalsDatabase>(), seen.Now, ct, alsoOver,
            alsoOver ? null : hour => services.GetRequiredService<CoachesToInvite>().OfAsync(hour, seen.Now, ct)),
        services.GetRequiredService<FirstAnalysis>().Last, UninvitedCoaches.Most);
}
