using ClientVitals.Simulation;
using ClientVitals.Simulation.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation.Facts;

/// <summary>What sessions have to do with calls, and with what comes.</summary>
public sealed class SimulatedLivesTests
{
    private static readonly IReadOnlyList<FollowedClient> Clients = FollowedTown.Clients;
    private static readonly int Today = FollowedTown.Town.FoundedOn.DayNumber;

    private static int DayOf(long moment) => FollowedTown.Clock.DayOf(moment);

    private static List<int> Attended(FollowedClient client) =>
        [.. client.Histories.Select(versions => versions[^1]).Where(session => session.State == SessionState.Attended).Select(session => DayOf(session.StartsAt)).Order()];

    private static readonly IReadOnlyList<FollowedClient> Leavers = [.. FollowedTown.Leavers.Where(Stopped)];

    private static bool Stopped(FollowedClient client) => client.Resident.Kind is Kind.Stopping or Kind.ChurnedLongAgo;

    [Fact]
    public void Six_in_a_hundred_only_call()
    {
        var share = 1 - FactRates.Trains;
        ((double)(FollowedTown.Town.Clients - Clients.Count)).ShouldBe(FollowedTown.Town.Clients * share, FollowedTown.Tolerance(FollowedTown.Town.Clients, share));
    }

    [Fact]
    public void Nobody_attends_after_they_have_stopped_or_while_they_are_away()
    {
        foreach (var client in Clients)
        {
            var life = client.Training.Life;
            Attended(client).Where(day => day <= life.StartsOn || day >= life.StopsOn || life.Away(day)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Some_train_on_after_the_last_call_and_some_stop_training_first()
    {
        var ends = Leavers.Select(client => client.Training.Life.StopsOn - client.Resident.Life.ChangedOn).ToList();
        Near(ends.Count(days => days < -3), 0.20);
        Near(ends.Count(days => days > 3), 0.35);
        var later = Leavers.Count(client => Attended(client).LastOrDefault() > client.Resident.Life.ChangedOn + 3);
        later.ShouldBeGreaterThan(Leavers.Count / 5);

        void Near(int count, double share) => ((double)count).ShouldBe(ends.Count * share, FollowedTown.Tolerance(ends.Count, share));
    }

    [Fact]
    public void Attendance_falls_before_a_stop_of_those_who_show_it_and_not_of_the_others()
    {
        // Sessions attended in the four weeks before the stop, as a share of those of the eight weeks before them.
        var leavers = Leavers.Where(client => client.Training.Life is { StopsOn: < Life.Never } life && life.StopsOn < Today && life.StopsOn - life.StartsOn > 100).ToList();
        var warned = leavers.Where(client => client.Training.Life.WarningFrom != Life.Never).ToList();
        var sudden = leavers.Except(warned).ToList();
        warned.Count.ShouldBeGreaterThan(300);
        sudden.Count.ShouldBeGreaterThan(200);
        Fall(sudden).ShouldBeInRange(0.85, 1.15);
        Fall(warned).ShouldBeInRange(0.45, 0.85);

        static double Fall(List<FollowedClient> clients)
        {
            var (before, usual) = (0, 0);
            foreach (var client in clients)
            {
                var stop = client.Training.Life.StopsOn;
                before += Attended(client).Count(day => day >= stop - 28 && day < stop);
                usual += Attended(client).Count(day => day >= stop - 84 && day < stop - 28);
            }
            return 2.0 * before / usual;
        }
    }

    [Fact]
    public void Unreliable_clients_stay_as_often_as_the_others()
    {
        foreach (var clients in new[] { Clients, Leavers })
        {
            foreach (var (who, (share, _, _)) in Enum.GetValues<Reliability>().Zip(FactRates.Reliabilities))
                ((double)clients.Count(client => client.Training.Reliability == who)).ShouldBe(clients.Count * share, FollowedTown.Tolerance(clients.Count, share));
        }
    }

    [Fact]
    public void Training_has_about_the_volume_of_the_calls_and_begins_with_the_membership()
    {
        var perClient = Clients.Average(client => client.Histories.Count(versions => versions[0].ModifiedAt < FollowedTown.AsOf.ToUnixTimeSeconds()));
        perClient.ShouldBeInRange(42, 60);
        foreach (var client in Clients)
        {
            var from = FollowedTown.Town.From.DayNumber;
            client.Training.Life.StartsOn.ShouldBeInRange(client.Resident.Kind == Kind.New ? client.Resident.Life.StartedOn : from - 70, Today + 10);
        }
    }
}
