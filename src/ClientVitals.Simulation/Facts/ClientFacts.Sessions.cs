using ClientVitals.Statistics;

namespace ClientVitals.Simulation.Facts;

/// <content>What becomes of a session.</content>
public sealed partial class ClientFacts
{
    // The version written last of the session at hand; the next one differs in a few fields.
    private SimulatedSession _row;

    private void TakePlace(in PlannedSession session)
    {
        var chance = session.Chance;
        var before = session.WalkIn ? -1 : PackageAt(session.BookedAt);
        var package = PackageFor(session, before);
        if (package < 0 && before < 0)
        {
            if (session.Comes && chance.Happens(FactRates.DropIns)) DropIn(session, ref chance);
            return;
        }
        // Booked without a package: they have bought one first.
        var booked = session.WalkIn || before >= 0 ? session : session with { BookedAt = _stories[package].BoughtAt + 1800 };
        if (!booked.WalkIn && booked.BookedAt > booked.StartsAt - 900) return;

        var free = package >= 0 && !booked.WalkIn && chance.Happens(FactRates.Assessments);
        if (free) package = -1;
        Begin(booked, free ? SessionKind.Assessment : _training.Kind, ref chance);
        if (!booked.WalkIn) Book(booked, free ? 0 : (before >= 0 ? before : package) + 1, ref chance);
        if (!booked.Comes) StayAway(booked, package, ref chance);
        else if (package < 0 && !free) Refuse(booked);
        else Come(booked, package, ref chance);
    }

    private void Begin(in PlannedSession session, SessionKind kind, ref SplitMix64 chance) => _row = new(
        session.Week, session.Number, session.Moved, session.StartsAt, session.BookedAt, _training.DurationMinutes,
        SessionState.Booked, session.BookedAt, CancelledBy.Nobody, chance.Happens(0.06) ? StaffRole.Cover : StaffRole.Coach, kind, 0, null, 0);

    // A few are booked by telephone and entered hours later.
    private void Book(in PlannedSession session, int package, ref SplitMix64 chance)
    {
        var late = chance.Happens(0.05) && session.Comes && session.StartsAt - session.BookedAt > 2 * Day;
        var lag = late ? Hour + chance.Below(17 * Hour) : 20 + chance.Below(100);
        _row = _row with { Package = package };
        Write(SessionState.Booked, session.BookedAt, session.BookedAt + lag);
    }

    private void Come(in PlannedSession session, int package, ref SplitMix64 chance)
    {
        if (session.WalkIn)
        {
            Attend(session, package, ref chance);
            return;
        }
        var strain = _training.Life.Strain(session.Day);
        var draw = chance.Unit();
        var cancels = FactRates.Cancel(_training.Reliability, strain);
        if (draw < cancels)
        {
            var by = chance.Happens(FactRates.ByStaff) ? CancelledBy.Staff : CancelledBy.Client;
            Cancel(session, package, CancelMoment(session, ref chance), by, ref chance);
        }
        else if (draw < cancels + FactRates.Moves && !session.Moved && FreeDay(session, ref chance) is (var day, var startsAt))
        {
            Move(session, day, startsAt, ref chance);
        }
        else if (chance.Happens(FactRates.NoShow(LeadDays(session), _training.Reliability, strain)))
        {
            Miss(session, package, ref chance);
        }
        else
        {
            Attend(session, package, ref chance);
        }
    }

    private int LeadDays(in PlannedSession session) => session.Day - _clock.DayOf(session.BookedAt);

    // They have stopped, fallen or gone away since they booked.
    private void StayAway(in PlannedSession session, int package, ref SplitMix64 chance)
    {
        var life = _training.Life;
        if (life.Paused(session.Day))
        {
            // Together with the pause, or before the session where the pause was recorded afterwards; nobody is charged for it.
            var entered = _clock.At(life.PauseEnteredOn!.Value, 10 * Hour + 300);
            var inTime = session.StartsAt - Hour - chance.Below(10 * Hour);
            Cancel(session, -1, Math.Max(session.BookedAt + 60, Math.Min(entered, inTime)), CancelledBy.Client, ref chance);
            return;
        }
        var draw = chance.Unit();
        if (draw < 0.4) Cancel(session, package, CancelMoment(session, ref chance), CancelledBy.Client, ref chance);
        else if (draw < 0.7) Miss(session, package, ref chance);
        else Cancel(session, package, Math.Max(session.BookedAt + 60, session.StartsAt - Day - chance.Below(2 * Day)), CancelledBy.Staff, ref chance);
    }

    // The package they booked with has ended: no session is left to book.
    private void Refuse(in PlannedSession session)
    {
        var endedAt = _stories[_packages - 1].EndedAt;
        var at = Math.Max(session.BookedAt, Math.Min(endedAt, session.StartsAt - 2 * Hour)) + Hour;
        if (at > session.StartsAt - 600) at = Math.Max(session.BookedAt + 60, session.StartsAt - 600);
        Write(SessionState.Cancelled, at, at + 30, CancelledBy.Staff, charged: false);
    }

    private void DropIn(in PlannedSession session, ref SplitMix64 chance)
    {
        Begin(session, SessionKind.DropIn, ref chance);
        if (!session.WalkIn) Book(session, 0, ref chance);
        var paidAt = session.StartsAt - 300;
        AddPayment(paidAt, PriceList.DropIn(_training.Currency), PaymentKind.Payment, 0, 0, PaymentMethod.Card, paidAt + 30);
        var end = session.StartsAt + 60 * _training.DurationMinutes;
        Write(SessionState.Attended, Math.Max(end, session.BookedAt), Math.Max(end, session.BookedAt) + 30, charged: true);
    }

    private void Attend(in PlannedSession session, int package, ref SplitMix64 chance)
    {
        var end = session.StartsAt + 60 * _training.DurationMinutes;
        if (session.WalkIn)
        {
            var entered = Math.Max(end, session.BookedAt);
            Use(package, end, Write(SessionState.Attended, entered, entered + 20, charged: package >= 0, package: package));
            return;
        }
        if (chance.Happens(FactRates.LeftOpen)) return;
        var writtenAt = Write(SessionState.Attended, end, end + EntryLag(ref chance), charged: package >= 0, package: package);
        if (chance.Happens(FactRates.AttendedCorrected)) Correct(SessionState.NoShow, package >= 0, ref chance);
        Use(package, end, writtenAt);
    }

    private void Miss(in PlannedSession session, int package, ref SplitMix64 chance)
    {
        var end = session.StartsAt + 60 * _training.DurationMinutes;
        var charged = package >= 0 && chance.Happens(FactRates.NoShowCharged);
        var writtenAt = Write(SessionState.NoShow, session.StartsAt + 900, end + EntryLag(ref chance), charged: charged, package: package);
        if (session.Comes && chance.Happens(FactRates.NoShowCorrected))
        {
            var correctedAt = Correct(SessionState.Attended, package >= 0, ref chance, package);
            if (!charged) writtenAt = correctedAt;
            charged = package >= 0;
        }
        if (charged) Use(package, end, writtenAt);
    }

    private void Cancel(in PlannedSession session, int package, long at, CancelledBy by, ref SplitMix64 chance)
    {
        var late = by == CancelledBy.Client && session.StartsAt - at < Day;
        var charged = late && package >= 0 && chance.Happens(FactRates.LateCancelledCharged);
        var state = late ? SessionState.LateCancelled : SessionState.Cancelled;
        var writtenAt = Write(state, at, at + 20 + chance.Below(100), by, charged, charged ? package : -1);
        var end = session.StartsAt + 60 * _training.DurationMinutes;
        if (session.Comes && by == CancelledBy.Client && chance.Happens(FactRates.CancelledCorrected))
        {
            // They came all the same.
            var correctedAt = Write(SessionState.Attended, end, end + EntryLag(ref chance), charged: package >= 0, package: package);
            if (!charged) writtenAt = correctedAt;
            charged = package >= 0;
        }
        if (charged) Use(package, end, writtenAt);
    }

    // One of the next six days that is not one of theirs, and on which no other session was moved to the same time.
    private (int Day, long StartsAt)? FreeDay(in PlannedSession session, ref SplitMix64 chance)
    {
        var ahead = chance.Below(6);
        var second = StartSecond(ref chance);
        while ((_training.Weekdays >> (session.Day + 1 + ahead) % 7 & 1) != 0) ahead = (ahead + 1) % 6;
        var day = session.Day + 1 + ahead;
        var startsAt = _clock.At(day, second);
        return _training.Life.Presence(day) > 0 && !_planned.Exists(other => other.StartsAt == startsAt) ? (day, startsAt) : null;
    }

    private void Move(in PlannedSession session, int day, long startsAt, ref SplitMix64 chance)
    {
        var at = CancelMoment(session, ref chance);
        Write(SessionState.Rebooked, at, at + 20 + chance.Below(100), CancelledBy.Client, charged: false);
        var own = SplitMix64.Of((long)chance.Next(), session.Week, session.Number);
        Enqueue(new(session.Week, session.Number, true, day, startsAt, at + 60, false, true, own));
    }

    // Some decide within the last day, the others at any time before it.
    private static long CancelMoment(in PlannedSession session, ref SplitMix64 chance)
    {
        var ahead = session.StartsAt - session.BookedAt;
        var last = chance.Happens(FactRates.AtTheLastMoment);
        var share = chance.Unit();
        return last || ahead < 26 * Hour
            ? session.StartsAt - 600 - (long)(share * Math.Max(0, Math.Min(ahead, Day) - 1200))
            : session.BookedAt + 60 + (long)(share * (ahead - Day - 120));
    }

    private long EntryLag(ref SplitMix64 chance) => chance.Happens(_training.Hours.LateShare)
        ? 6 * Hour + chance.Below(42 * Hour)
        : 60 + Math.Min(2 * Hour, (int)(1200 * chance.Exponential()));

    // Somebody notices some days later.
    private long Correct(SessionState state, bool charged, ref SplitMix64 chance, int package = -1)
    {
        var at = _row.ModifiedAt + Day + chance.Below(5 * Day);
        return Write(state, at, at + 15, charged: charged, package: package);
    }

    // Adds a version; its source writes one thing after the other. Returns when it was written.
    private long Write(
        SessionState state, long statusAt, long writtenAt, CancelledBy by = CancelledBy.Nobody, bool? charged = null, int package = -1)
    {
        _row = _row with
        {
            State = state,
            StatusAt = statusAt,
            CancelledBy = by,
            Charged = charged,
            Package = package >= 0 ? package + 1 : _row.Package,
            ModifiedAt = Math.Max(writtenAt, _row.ModifiedAt + 60),
        };
        _sessions.Add(_row);
        return _row.ModifiedAt;
    }
}
