using ClientVitals.Statistics;

namespace ClientVitals.Simulation.Facts;

/// <summary>
/// The sessions, packages and payments of one client after the other, each followed in time from their first package on. Every choice depends on the
/// client's own random numbers, on their life, and on what has happened before: a story that is followed further repeats itself. The lists are used
/// again for the next client; one of these serves one thread.
/// </summary>
public sealed partial class ClientFacts
{
    private const long SessionStream = 0x53_0000_0000;
    private const long ShopStream = 0x57_0000_0000;
    private const int Day = 86_400;
    private const int Hour = 3_600;

    // Booked up to 34 days ahead, and moved on by up to six.
    private const int WeeksAhead = 7;

    private readonly Town _town;
    private readonly TownClock _clock;
    private readonly int _lastWeek;
    private readonly List<SimulatedSession> _sessions = [];
    private readonly List<SimulatedPackage> _packageRows = [];
    private readonly List<SimulatedPayment> _payments = [];
    private readonly List<PlannedSession> _planned = [];

    private Resident _resident = null!;
    private Training _training = null!;

    /// <param name="until">Everything that is known by then is followed; what is known later may be incomplete.</param>
    public ClientFacts(Town town, DateTimeOffset until)
    {
        _town = town;
        _clock = new TownClock(town.Zone);
        _lastWeek = TownClock.DayOf(town.Zone, until).DayNumber / 7 + WeeksAhead;
    }

    internal TownClock Clock => _clock;

    /// <summary>All versions of their sessions: by start, the versions of one session in the order in which they were written.</summary>
    public IReadOnlyList<SimulatedSession> Sessions => _sessions;

    /// <summary>All versions of their packages, by number.</summary>
    public IReadOnlyList<SimulatedPackage> Packages => _packageRows;

    /// <summary>All their payments, by the moment of payment.</summary>
    public IReadOnlyList<SimulatedPayment> Payments => _payments;

    /// <summary>How each of their packages came about and ended.</summary>
    public ReadOnlySpan<PackageStory> Stories => _stories.AsSpan(0, _packages);

    /// <summary>Follows a client; returns how they train, or null when they do not and all lists are empty.</summary>
    public Training? Follow(Resident resident)
    {
        _sessions.Clear();
        _packageRows.Clear();
        _payments.Clear();
        _planned.Clear();
        ClearPackages();
        if (Training.Of(_town, resident) is not { } training) return null;

        (_resident, _training) = (resident, training);
        BeginPackages();
        for (var week = training.Life.StartsOn / 7; week <= _lastWeek; week++)
        {
            Plan(week);
            TakePlaceUntil(_clock.At((week + 1) * 7, 0));
            Shop(week);
        }
        _packageRows.Sort(static (a, b) => a.Number != b.Number ? a.Number.CompareTo(b.Number) : a.ModifiedAt.CompareTo(b.ModifiedAt));
        _payments.Sort(static (a, b) =>
            a.PaidAt != b.PaidAt ? a.PaidAt.CompareTo(b.PaidAt) : a.Week != b.Week ? a.Week.CompareTo(b.Week) : a.Number.CompareTo(b.Number));
        return training;
    }

    private void Plan(int week)
    {
        var chance = SplitMix64.Of(_town.Seed, _resident.Index, SessionStream + week);
        var usual = InAUsualWeek(week, ref chance);
        var number = 0;
        for (var weekday = 0; weekday < 7; weekday++)
        {
            if ((_training.Weekdays >> weekday & 1) == 0) continue;
            var own = SplitMix64.Of((long)chance.Next(), week, number);
            if (Planned(week, number, week * 7 + weekday, usual, ref own) is { } session) Enqueue(session with { Chance = own });
            number++;
        }
    }

    // The weeks of training vary as those of the calls do, by numbers of their own.
    private double InAUsualWeek(int week, ref SplitMix64 chance) => _resident.Habit.Rhythm switch
    {
        Rhythm.Ragged => chance.Gamma(_resident.Habit.Shape) / _resident.Habit.Shape,
        Rhythm.Bursts => SplitMix64.Of(_resident.Habit.Key, week / 2, SessionStream).Happens(0.25) ? 1.6 : 0.8,
        Rhythm.Fortnight => ((week ^ _resident.Habit.Key) & 1) == 0 ? 1 : 0,
        _ => 1,
    };

    // A session that is booked for this day, or taken without a booking; null when there is none. Every draw is made.
    private PlannedSession? Planned(int week, int number, int day, double usual, ref SplitMix64 chance)
    {
        var life = _training.Life;
        var draw = chance.Unit();
        var lead = _training.LeadDays(ref chance);
        var walkIn = chance.Happens(FactRates.WalkIns);
        var comes = chance.Unit();
        var second = StartSecond(ref chance);
        var bookedSecond = chance.Below(10 * Hour);
        var moment = chance.Unit();
        if (day <= life.StartsOn) return null;

        var bookedDay = walkIn ? day : Math.Max(life.StartsOn, day - lead);
        if (draw >= _training.PerPlace * usual * Books(bookedDay, day)) return null;
        var startsAt = _clock.At(day, second);
        var bookedAt = walkIn ? startsAt + 600 + (long)((2 * Day - 600) * moment)
            : bookedDay == day ? Math.Max(_clock.At(day, 5 * Hour), startsAt - 1800 - (long)(4 * Hour * moment))
            : _clock.At(bookedDay, 11 * Hour + bookedSecond);
        var stays = !life.Away(day) && day < life.StopsOn && (day < life.FallsOn || bookedDay >= life.FallsOn || comes < life.FallsTo);
        return new(week, number, false, day, startsAt, bookedAt, walkIn, stays, default);
    }

    private int StartSecond(ref SplitMix64 chance)
    {
        var usual = chance.Happens(0.85);
        var other = chance.Below(CoachHours.Draws);
        return (usual ? _training.Hour : _training.Hours.At(other)) * Hour + _training.Minute * 60;
    }

    // The share of their usual bookings that they make on one day for another.
    private double Books(int bookedDay, int day)
    {
        var life = _training.Life;
        if (bookedDay >= life.StopsOn) return 0;
        var share = 1 - FactRates.BooksLess * life.Strain(bookedDay);
        if (bookedDay >= life.FallsOn) share *= life.FallsTo;
        if (!life.Away(day)) return life.Away(bookedDay) ? share * 0.8 : share;
        // A holiday is booked into by mistake, or before there were plans; what is recorded is not booked into.
        if (life.Away(bookedDay) || life.PauseEnteredOn <= bookedDay) return 0;
        return share * (life.PauseEnteredOn is null ? 0.35 : 0.6);
    }

    // The last of the list is the next to take place.
    private void Enqueue(in PlannedSession session)
    {
        var at = _planned.Count;
        while (at > 0 && _planned[at - 1].StartsAt < session.StartsAt) at--;
        _planned.Insert(at, session);
    }

    private void TakePlaceUntil(long until)
    {
        while (_planned.Count > 0 && _planned[^1] is var next && next.StartsAt < until)
        {
            _planned.RemoveAt(_planned.Count - 1);
            HappenUntil(next.StartsAt);
            TakePlace(next);
        }
        HappenUntil(until);
    }

    private void Shop(int week)
    {
        var chance = SplitMix64.Of(_town.Seed, _resident.Index, ShopStream + week);
        var count = chance.Poisson(FactRates.ShopPerWeek);
        for (var number = 1; number <= count; number++)
        {
            var day = week * 7 + chance.Below(7);
            var paidAt = _clock.At(day, 7 * Hour + chance.Below(14 * Hour));
            var amount = PriceList.ShopItem(chance.Below(PriceList.ShopItems));
            var method = chance.Happens(0.7) ? PaymentMethod.Card : PaymentMethod.Cash;
            var writtenAt = paidAt + 5 + chance.Below(55);
            if (_training.Life.Presence(day) == 0) continue;
            _payments.Add(new(week, number, paidAt, amount, Currency.Aed, PaymentKind.Payment, 0, 0, method, writtenAt));
        }
    }
}

/// <summary>A session before it has taken place.</summary>
/// <param name="Comes">Whether they would come: false when they have stopped, fallen or gone away in the meantime.</param>
/// <param name="Chance">What remains of the session's own random numbers.</param>
internal readonly record struct PlannedSession(
    int Week, int Number, bool Moved, int Day, long StartsAt, long BookedAt, bool WalkIn, bool Comes, SplitMix64 Chance);
