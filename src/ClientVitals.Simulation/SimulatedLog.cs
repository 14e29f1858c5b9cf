using ClientVitals.Calls;
using ClientVitals.Statistics;

namespace ClientVitals.Simulation;

/// <summary>
/// What is logged about one client, week by week: their engaged calls by their habit, messages, and the attempts of the staff to reach
/// them, more of them once they are silent. Reads as the sources would be read at one moment: what is not logged by then is not
/// there, what is booked ahead is SCHEDULED. One diary serves one thread.
/// </summary>
public sealed class SimulatedLog
{
    private const int WeekStream = 0x1000;

    /// <summary>A source that is filled in by hand may be this late, in seconds.</summary>
    public const int LatestSeconds = 2 * 86_400;

    private readonly Town _town;
    private readonly TownClock _clock;
    private readonly long _asOf;
    private readonly int _lastWeek;
    private readonly List<SimulatedCall> _calls = [];

    /// <param name="asOf">The moment of reading: rows not known before it are left out.</param>
    public SimulatedLog(Town town, DateTimeOffset asOf)
    {
        _town = town;
        _asOf = asOf.ToUnixTimeSeconds();
        var day = TownClock.DayOf(town.Zone, asOf);
        _clock = new TownClock(town.Zone);
        // One week more than the running one, for what is booked ahead.
        _lastWeek = day.DayNumber / 7 + 1;
    }

    /// <summary>The rows about one client, oldest week first and in time order within a week. The list is reused by the next call.</summary>
    public IReadOnlyList<SimulatedCall> Of(Resident resident)
    {
        _calls.Clear();
        for (var week = _town.From.DayNumber / 7; week <= _lastWeek; week++) Write(resident, week);
        return _calls;
    }

    private void Write(Resident resident, int week)
    {
        var monday = week * 7;
        var life = resident.Life;
        if (life.Presence(monday) == 0 && life.Presence(monday + 6) == 0 && !Chased(life, monday, monday + 6)) return;

        var chance = SplitMix64.Of(_town.Seed, resident.Index, WeekStream + week);
        var first = _calls.Count;
        var number = 0;
        Span<byte> weekdays = stackalloc byte[Habit.MostPerWeek];
        var engaged = resident.Habit.DrawWeek(week, ref chance, weekdays);
        // Every draw of a week is made, present or not, and by one chance of its own, so that what is left out moves nothing else.
        for (var i = 0; i < engaged; i++)
        {
            var own = SplitMix64.Of((long)chance.Next(), week, number);
            var day = monday + weekdays[i];
            var stays = own.Unit() < life.Presence(day);
            if (stays && day >= _town.From.DayNumber) Add(Engaged(resident, week, number, day, ref own));
            number++;
        }
        AddAround(resident, week, number, ref chance);
        Sort(first);
    }

    // Messages and attempts: some while they are a client; after they fall silent the staff tries for five weeks and then gives up.
    private void AddAround(Resident resident, int week, int number, ref SplitMix64 chance)
    {
        var monday = week * 7;
        var messages = chance.Poisson(resident.MessagesPerWeek);
        var attempts = chance.Poisson(resident.AttemptsPerWeek);
        var chases = chance.Poisson(Chases);
        for (var i = 0; i < messages + attempts + chases; i++, number++)
        {
            var own = SplitMix64.Of((long)chance.Next(), week, number);
            var day = monday + own.Pick(Habit.UsualWeek);
            if (day < _town.From.DayNumber) continue;
            var chase = i >= messages + attempts;
            if (chase ? !Chased(resident.Life, day, day) : own.Unit() >= resident.Life.Presence(day)) continue;
            Add(i < messages || chase && own.Happens(0.3)
                ? Message(resident, week, number, day, outbound: chase, ref own)
                : Attempt(resident, week, number, day, chase, ref own));
        }
    }

    // Attempts per week while the staff tries to reach a silent client, from the sixth day of a silence to the fortieth.
    private const double Chases = 1.3;
    private const int ChasedAfterDays = 5;
    private const int ChasedForDays = 40;

    // Whether the staff tries to reach them on any of these days. A client with a recorded pause is not called.
    private static bool Chased(Life life, int from, int to) =>
        (life.SilentSince(to) ?? life.SilentSince(from)) is { } since
        && to >= since + ChasedAfterDays && from < since + ChasedForDays
        && (life.PauseEnteredOn is null || from >= life.BackOn);

    private SimulatedCall Engaged(Resident resident, int week, int number, int day, ref SplitMix64 chance)
    {
        var appointment = resident.Habit.Rhythm is Rhythm.Slots or Rhythm.Fortnight;
        var channel = CallingStyles.ChannelOf(resident.CallingStyle, ref chance);
        var second = appointment ? resident.Hour * 3600 + chance.Below(900) : CallingStyles.SecondOfDay(ref chance);
        var startedAt = _clock.At(day, second);
        var duration = CallingStyles.DurationSeconds(channel, ref chance);
        var loggedAt = startedAt + duration + CallingStyles.LagSeconds(channel, ref chance);
        var direction = channel == CallChannel.InPerson ? CallDirection.Unknown : chance.Happens(resident.OutboundShare) ? CallDirection.Outbound : CallDirection.Inbound;
        var outcome = CallingStyles.OutcomeOf(ref chance);
        var fresh = resident.Kind == Kind.New && day < resident.Life.StartedOn + 7;
        var staff = fresh ? StaffRole.Setter : chance.Happens(0.06) ? StaffRole.Cover : StaffRole.Coach;
        var booked = chance.Happens(channel == CallChannel.Phone ? 0.03 : appointment ? 0.6 : 0.25);
        var bookedAt = startedAt - (long)(chance.Between(0.8, 7) * 86_400);
        var ahead = loggedAt >= _asOf && booked;
        return new(week, number, startedAt, ahead ? bookedAt : loggedAt, direction, channel,
            ahead ? CallStatus.Scheduled : CallStatus.Completed, ahead ? null : outcome, ahead ? null : duration, staff);
    }

    private SimulatedCall Attempt(Resident resident, int week, int number, int day, bool chase, ref SplitMix64 chance)
    {
        var startedAt = _clock.At(day, CallingStyles.SecondOfDay(ref chance));
        var status = chance.Below(10) switch { < 6 => CallStatus.NoAnswer, < 9 => CallStatus.Voicemail, _ => CallStatus.Declined };
        var duration = status == CallStatus.Voicemail ? 12 + chance.Below(40) : 0;
        var staff = chase && chance.Happens(0.35) || resident.Kind == Kind.New ? StaffRole.Setter : StaffRole.Coach;
        return new(week, number, startedAt, startedAt + 30 + duration + chance.Below(30), CallDirection.Outbound, CallChannel.Phone,
            status, CallOutcome.NoAnswer, duration, staff);
    }

    private SimulatedCall Message(Resident resident, int week, int number, int day, bool outbound, ref SplitMix64 chance)
    {
        var startedAt = _clock.At(day, CallingStyles.SecondOfDay(ref chance));
        var channel = chance.Below(10) switch { < 7 => CallChannel.WhatsApp, < 8 => CallChannel.Sms, _ => CallChannel.Email };
        var direction = outbound || chance.Happens(0.55) ? CallDirection.Outbound : CallDirection.Inbound;
        return new(week, number, startedAt, startedAt + 1 + chance.Below(9), direction, channel,
            CallStatus.Completed, null, null, chance.Happens(0.05) ? StaffRole.Cover : StaffRole.Coach);
    }

    private void Add(SimulatedCall call)
    {
        if (call.LoggedAt < _asOf) _calls.Add(call);
    }

    // A week holds a handful of rows; insertion is the quickest sort for them.
    private void Sort(int first)
    {
        for (var i = first + 1; i < _calls.Count; i++)
        {
            var call = _calls[i];
            var at = i;
            for (; at > first && _calls[at - 1].StartedAt > call.StartedAt; at--) _calls[at] = _calls[at - 1];
            _calls[at] = call;
        }
    }
}
