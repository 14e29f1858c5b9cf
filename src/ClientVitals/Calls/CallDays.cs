using System.Runtime.InteropServices;
using ClientVitals.Settings;

namespace ClientVitals.Calls;

/// <summary>
/// What one client did on one business day.
/// </summary>
/// <param name="Day">The business day, as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="SeenOn">
/// Only when a daily check was asked for: the first business day whose check sees these calls; 0 otherwise. A day is in
/// several entries when its calls became known at different times.
/// </param>
/// <param name="Calls">Engaged calls.</param>
/// <param name="Outbound">Those of them that we made.</param>
/// <param name="Attempts">Efforts of staff that reached nobody.</param>
public readonly record struct CallDay(int Day, int SeenOn, ushort Calls, ushort Outbound, ushort Attempts);

/// <summary>A call agreed for a day.</summary>
/// <param name="Day">The business day it is planned for, as <see cref="DateOnly.DayNumber"/>.</param>
/// <param name="SeenOn">The first business day whose check knew of the plan; 0 when the source does not say since when. Without checks, the day it was logged: it holds back nothing that opened before.</param>
public readonly record struct PlannedCall(int Day, int SeenOn);

/// <summary>A client's days.</summary>
/// <param name="Client">The e-mail; for a client known by number only, the number.</param>
/// <param name="Days">Days with engaged calls or attempts, sorted by day, then by when they were seen.</param>
/// <param name="Planned">Scheduled calls, sorted.</param>
/// <param name="FirstOn">The first day with a call or an attempt, as <see cref="DateOnly.DayNumber"/>; 0 when there is none.</param>
public sealed record ClientDays(string Client, CallDay[] Days, PlannedCall[] Planned, int FirstOn)
{
    /// <summary>When the client rang since the last talk and nobody answered (UTC ticks, ascending); not told when daily checks were asked for.</summary>
    public long[] InVain { get; init; } = [];
}

/// <summary>
/// Folds the calls of a file into days per client, in any order and in little memory: 16 bytes per client and active day.
/// </summary>
public sealed class CallDays
{
    private readonly BusinessZone _zone;
    private readonly WhatCounts _counts;
    private readonly long _asOf;
    private readonly long _checkedAt;

    // A file names few clients and many calls: both addresses lead to a number, and the number to the days.
    private readonly Dictionary<string, int> _byEmail = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byPhone = new(StringComparer.Ordinal);
    // The e-mail that was seen together with a number: null once a second one was.
    private readonly Dictionary<string, string?> _emailOfPhone = new(StringComparer.Ordinal);
    private readonly List<Folded> _clients = [];

    /// <param name="zone">Zone in which days are cut.</param>
    /// <param name="counts">Which calls are engagement.</param>
    /// <param name="asOf">Only calls that happened and were known before this moment; null = all.</param>
    /// <param name="checkedAt">Wall-clock time of a daily check: each entry says from which day's check on it is seen.</param>
    public CallDays(BusinessZone zone, WhatCounts counts, DateTimeOffset? asOf = null, TimeOnly? checkedAt = null)
    {
        _zone = zone;
        _counts = counts;
        _asOf = asOf?.UtcTicks ?? long.MaxValue;
        _checkedAt = checkedAt?.Ticks ?? -1;
    }

    /// <summary>Calls that nobody's name can be put to: by number only, and the number comes with several e-mails.</summary>
    public long Unmatched { get; private set; }

    public void Add(CallRow row)
    {
        // With a number of ours it is nobody's call.
        if (row.IsOurs)
            return;
        var client = ClientOf(row);
        if (row.Status == CallStatus.Scheduled)
        {
            AddPlanned(client, row);
            return;
        }
        var known = row.KnownAt.UtcTicks;
        if (known >= _asOf)
            return;
        var engaged = _counts.Engages(row.Channel, row.Status);
        var attempt = WhatCounts.IsAttempt(row.Status, row.Direction);
        if (_checkedAt < 0)
        {
            if (engaged)
                client.Talk(row.StartedAt.UtcTicks);
            else if (_counts.IsInVain(row.Channel, row.Status, row.Direction))
                client.RingInVain(row.StartedAt.UtcTicks);
        }
        if (!engaged && !attempt)
            return;
        var day = _zone.DayNumberOf(row.StartedAt.UtcTicks);
        client.Add(day, _checkedAt < 0 ? 0 : SeenOn(known), engaged, engaged && row.Direction == CallDirection.Outbound, attempt);
    }

    /// <summary>All clients with a line in the file, by name (ordinal order).</summary>
    public IReadOnlyList<ClientDays> Clients()
    {
        foreach (var (phone, index) in _byPhone)
        {
            // A client called by number in one line and by e-mail in another is one client.
            if (!_emailOfPhone.TryGetValue(phone, out var email))
                continue;
            if (email is not null)
                _clients[_byEmail[email]].Take(_clients[index]);
            else
                Unmatched += _clients[index].Calls;
            _clients[index] = Folded.Gone;
        }
        var days = new List<ClientDays>(_clients.Count);
        for (var i = 0; i < _clients.Count; i++)
        {
            if (!ReferenceEquals(_clients[i], Folded.Gone))
                days.Add(_clients[i].Done());
            _clients[i] = Folded.Gone;
        }
        days.Sort(static (a, b) => string.CompareOrdinal(a.Client, b.Client));
        return days;
    }

    private Folded ClientOf(CallRow row)
    {
        if (row.ClientEmail is not { } email)
            return Found(_byPhone, row.ClientPhone!);
        if (row.ClientPhone is { } phone)
        {
            ref var seen = ref CollectionsMarshal.GetValueRefOrAddDefault(_emailOfPhone, phone, out var before);
            if (!before)
                seen = email;
            else if (seen is not null && seen != email)
                seen = null;
        }
        return Found(_byEmail, email);
    }

    private Folded Found(Dictionary<string, int> by, string name)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(by, name, out var known);
        if (!known)
        {
            index = _clients.Count;
            _clients.Add(new Folded(name));
        }
        return _clients[index];
    }

    private void AddPlanned(Folded client, CallRow row)
    {
        var logged = row.LoggedAt?.UtcTicks;
        if (logged >= _asOf)
            return;
        client.Plan(new PlannedCall(_zone.DayNumberOf(row.StartedAt.UtcTicks), logged is not { } at ? 0 : _checkedAt < 0 ? _zone.DayNumberOf(at) : SeenOn(at)));
    }

    private int SeenOn(long known)
    {
        var local = _zone.LocalTicksOf(known);
        var day = (int)(local / TimeSpan.TicksPerDay);
        return local % TimeSpan.TicksPerDay < _checkedAt ? day : day + 1;
    }

    private sealed class Folded(string name)
    {
        public static readonly Folded Gone = new("");

        private CallDay[] _days = [];
        private int _count;
        private List<PlannedCall>? _planned;
        private List<long>? _inVain;
        private long _lastTalk;

        public long Calls { get; private set; }

        public void Add(int day, int seenOn, bool engaged, bool outbound, bool attempt)
        {
            Calls++;
            if (_count > 0 && _days[_count - 1] is var last && last.Day == day && last.SeenOn == seenOn)
            {
                _days[_count - 1] = Sum(last, new CallDay(day, seenOn, One(engaged), One(outbound), One(attempt)));
                return;
            }
            if (_count == _days.Length)
                Array.Resize(ref _days, Math.Max(4, _count + (_count / 2)));
            _days[_count++] = new CallDay(day, seenOn, One(engaged), One(outbound), One(attempt));
        }

        public void Talk(long at) => _lastTalk = Math.Max(_lastTalk, at);

        public void RingInVain(long at) => (_inVain ??= []).Add(at);

        public void Plan(PlannedCall call) => (_planned ??= []).Add(call);

        public void Take(Folded other)
        {
            var all = new CallDay[_count + other._count];
            _days.AsSpan(0, _count).CopyTo(all);
            other._days.AsSpan(0, other._count).CopyTo(all.AsSpan(_count));
            (_days, _count) = (all, all.Length);
            Calls += other.Calls;
            foreach (var planned in other._planned ?? [])
                Plan(planned);
            Talk(other._lastTalk);
            foreach (var at in other._inVain ?? [])
                RingInVain(at);
        }

        public ClientDays Done()
        {
            var days = _days.AsSpan(0, _count);
            days.Sort(static (a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.SeenOn.CompareTo(b.SeenOn));
            var kept = 0;
            for (var i = 0; i < days.Length; i++)
            {
                if (kept > 0 && days[kept - 1].Day == days[i].Day && days[kept - 1].SeenOn == days[i].SeenOn)
                    days[kept - 1] = Sum(days[kept - 1], days[i]);
                else
                    days[kept++] = days[i];
            }
            PlannedCall[] planned = _planned is null ? [] : [.. _planned.OrderBy(p => p.Day).ThenBy(p => p.SeenOn)];
            var done = days[..kept].ToArray();
            _days = [];
            return new ClientDays(name, done, planned, done.Length == 0 ? 0 : done[0].Day)
            {
                InVain = _inVain is null ? [] : [.. _inVain.Where(at => at > _lastTalk).Order()],
            };
        }

        private static CallDay Sum(CallDay a, CallDay b) => a with
        {
            Calls = Capped(a.Calls + b.Calls),
            Outbound = Capped(a.Outbound + b.Outbound),
            Attempts = Capped(a.Attempts + b.Attempts),
        };

        private static ushort One(bool yes) => yes ? (ushort)1 : (ushort)0;

        private static ushort Capped(int count) => (ushort)Math.Min(count, PackedDay.MostPerDay);
    }
}
