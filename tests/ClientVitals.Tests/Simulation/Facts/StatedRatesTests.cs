using ClientVitals.Simulation;
using ClientVitals.Simulation.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation.Facts;

/// <summary>The rates of <c>docs/simulation.md</c>, counted; no-shows and renewals have tests of their own.</summary>
public sealed class StatedRatesTests
{
    private static readonly IReadOnlyList<FollowedClient> Clients = FollowedTown.Clients;

    private sealed record Followed(FollowedClient Client, IReadOnlyList<SimulatedSession> Versions)
    {
        public SimulatedSession First => Versions[0];

        /// <summary>What became of it at first; it may be corrected later. Null while it is booked.</summary>
        public SimulatedSession? Became => First.State != SessionState.Booked ? First : Versions.Count > 1 ? Versions[1] : null;

        public SessionState? Later => Became is { } became && Versions[^1] != became ? Versions[^1].State : null;
    }

    // Past sessions in usual times with a package to pay for them: of the others, much is not the client's choice.
    private static readonly IReadOnlyList<Followed> Usual =
    [
        .. from client in Clients
           from versions in client.Histories
           let first = versions[0]
           let day = FollowedTown.Clock.DayOf(first.StartsAt)
           where day < FollowedTown.Town.FoundedOn.DayNumber && client.Training.Life.Presence(day) == 1 && client.Training.Life.Strain(day) == 0
           where client.Stories.Any(story => story.BoughtAt <= first.StartsAt && first.StartsAt < story.EndedAt)
           select new Followed(client, versions),
    ];

    private static readonly IReadOnlyList<Followed> Booked = [.. Usual.Where(one => one.First.State == SessionState.Booked)];

    private static void Near(int count, int draws, double share, string? what = null)
    {
        draws.ShouldBeGreaterThan(100, what);
        ((double)count).ShouldBe(draws * share, FollowedTown.Tolerance(draws, share), what);
    }

    private static void Near(IEnumerable<Followed> among, Func<Followed, bool> which, double share) => Near(among.Count(which), among.Count(), share);

    private static bool IsCancelled(SessionState? state) => state is SessionState.Cancelled or SessionState.LateCancelled;

    [Theory]
    [InlineData(Reliability.Unreliable)]
    [InlineData(Reliability.Usual)]
    [InlineData(Reliability.Reliable)]
    public void Cancelled_by_client_or_staff_and_moved(Reliability who)
    {
        var theirs = Booked.Where(one => one.Client.Training.Reliability == who && !one.First.Moved).ToList();
        var cancels = FactRates.Cancels * FactRates.Reliabilities[(int)who].Cancel;
        Near(theirs, one => IsCancelled(one.Became?.State) && one.Became?.CancelledBy == CancelledBy.Client, cancels * (1 - FactRates.ByStaff));
        Near(theirs, one => one.Became?.CancelledBy == CancelledBy.Staff, cancels * FactRates.ByStaff);
        // Nobody moves to a day on which they are away.
        var moves = theirs.Where(one => Enumerable.Range(1, 6).All(days => one.Client.Training.Life.Presence(FollowedTown.Clock.DayOf(one.First.StartsAt) + days) == 1));
        Near(moves, one => one.Became?.State == SessionState.Rebooked, FactRates.Moves);
    }

    [Fact]
    public void Decided_at_the_last_moment() =>
        Near(
            Booked.Where(one => one.First.StartsAt - one.First.BookedAt >= 26 * 3600 && (IsCancelled(one.Became?.State) || one.Became?.State == SessionState.Rebooked)),
            one => one.First.StartsAt - one.Became!.Value.StatusAt < 86_400,
            FactRates.AtTheLastMoment);

    [Fact]
    public void Charged_although_they_did_not_come()
    {
        var paid = Booked.Where(one => one.First.Kind != SessionKind.Assessment).ToList();
        Near(paid.Where(one => one.Became?.State == SessionState.NoShow), one => one.Became!.Value.Charged == true, FactRates.NoShowCharged);
        Near(paid.Where(one => one.Became?.State == SessionState.LateCancelled), one => one.Became!.Value.Charged == true, FactRates.LateCancelledCharged);
    }

    [Fact]
    public void Corrected_days_later()
    {
        Near(Booked.Where(one => one.Became?.State == SessionState.NoShow), one => one.Later == SessionState.Attended, FactRates.NoShowCorrected);
        Near(Booked.Where(one => one.Became?.State == SessionState.Attended), one => one.Later == SessionState.NoShow, FactRates.AttendedCorrected);
        Near(
            Booked.Where(one => IsCancelled(one.Became?.State) && one.Became?.CancelledBy == CancelledBy.Client),
            one => one.Later == SessionState.Attended,
            FactRates.CancelledCorrected);
    }

    [Fact]
    public void Walk_ins_assessments_and_sessions_that_nobody_closes()
    {
        Near(Usual.Where(one => !one.First.Moved && one.First.Kind != SessionKind.DropIn), one => one.First.State != SessionState.Booked, FactRates.WalkIns);
        Near(Booked, one => one.First.Kind == SessionKind.Assessment, FactRates.Assessments);
        Near(Booked.Where(one => one.Became is null or { State: SessionState.Attended }), one => one.Became is null, FactRates.LeftOpen);
    }

    [Fact]
    public void Those_who_show_that_they_will_leave_and_those_who_only_seem_to()
    {
        var leavers = FollowedTown.Leavers;
        Near(leavers.Count(client => client.Training.Life.WarningFrom != Life.Never), leavers.Count, FactRates.Warned);
        Near(Clients.Count(client => client.Training.Life.SpellFrom != Life.Never), Clients.Count, FactRates.FalselyWarned);
    }

    [Fact]
    public void Reduced_prices() =>
        Near(
            Clients.Sum(client => client.Stories.Count(story => story.PriceMinor < PriceList.Price(story.Size, story.Currency, reduced: false))),
            Clients.Sum(client => client.Stories.Length),
            FactRates.Reduced);

    [Fact]
    public void Payments_charged_twice_given_back_in_part_or_disputed()
    {
        var all = Clients.SelectMany(client => client.Payments.Where(payment => payment.Week == 0 && payment.Package > 0).Select(payment => (client, payment))).ToList();
        var backs = all.Where(one => one.payment.RefundOf > 0)
            .ToDictionary(one => (one.client.Resident.Index, one.payment.RefundOf), one => one.payment);
        var (received, automatic, twice, part, disputed) = (0, 0, 0, 0, 0);
        foreach (var (client, payment) in all.Where(one => one.payment.Kind == PaymentKind.Payment))
        {
            received++;
            var isAutomatic = payment.Method is PaymentMethod.Card or PaymentMethod.PaymentLink;
            if (isAutomatic) automatic++;
            if (!backs.TryGetValue((client.Resident.Index, payment.Number), out var back)) continue;
            var story = client.Stories[payment.Package - 1];
            if (back.Kind == PaymentKind.Dispute) disputed++;
            else if (back.PaidAt - payment.PaidAt < 2 * 86_400 && back.AmountMinor == payment.AmountMinor) twice++;
            else if (back.PaidAt - payment.PaidAt <= 20 * 86_400 && back.AmountMinor == PriceList.PerSession(story.Size, story.PriceMinor)) part++;
        }
        Near(twice, automatic - twice, FactRates.ChargedTwice);
        Near(part, received - twice, FactRates.Goodwill);
        Near(disputed, automatic - twice, FactRates.Disputed);
    }

    [Fact]
    public void The_rest_is_given_back_to_some_who_leave()
    {
        var (owed, given) = (0, 0);
        foreach (var client in FollowedTown.Leavers.Where(client => client.Training.Life.StopsOn < FollowedTown.Town.FoundedOn.DayNumber - 30))
        {
            var noon = FollowedTown.Clock.At(client.Training.Life.StopsOn, 12 * 3600);
            var package = Array.FindIndex(client.Stories, story => story.BoughtAt <= noon && noon < story.EndedAt && Left(client, story, noon) >= 3);
            if (package < 0) continue;
            owed++;
            if (client.Payments.Any(payment => payment.Kind == PaymentKind.Refund && payment.PaidAt == client.Stories[package].EndedAt)) given++;
        }
        // A few have nothing paid that could be given back.
        ((double)given).ShouldBe(owed * FactRates.RefundOnLeaving, FollowedTown.Tolerance(owed, FactRates.RefundOnLeaving) + 0.02 * owed);
        owed.ShouldBeGreaterThan(300);

        static int? Left(FollowedClient client, PackageStory story, long moment)
        {
            var number = Array.IndexOf(client.Stories, story) + 1;
            return story.Left + client.Histories.Count(versions => versions[^1] is { Charged: true } session && session.Package == number && session.StartsAt >= moment);
        }
    }
}
