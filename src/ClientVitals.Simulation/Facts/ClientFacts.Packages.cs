using ClientVitals.Statistics;

namespace ClientVitals.Simulation.Facts;

/// <content>Packages: bought, used, frozen, ended, renewed, in the order of time.</content>
public sealed partial class ClientFacts
{
    private const long PackageStream = 0x50_0000_0000;
    private const long Never = PackageStory.Never;

    // The renewal is decided when so few sessions or days are left.
    private const int FewSessions = 2;
    private const int FewDays = 10;

    private static readonly double[][] Sizes =
    [
        Habit.Cumulative([0.80, 0.20, 0.00, 0.00]),
        Habit.Cumulative([0.40, 0.42, 0.18, 0.00]),
        Habit.Cumulative([0.08, 0.37, 0.42, 0.13]),
        Habit.Cumulative([0.00, 0.15, 0.45, 0.40]),
    ];

    private enum Happening { Purchase, Freeze, Thaw, Stop, Refund, Decision, Expiry, Unpaid }

    private PackageStory[] _stories = new PackageStory[16];
    private int _packages;
    private int _firstOpen;
    private (long At, int After) _purchase;
    private (long At, int Package) _refund;
    private long _freezeAt, _thawAt, _stopAt, _stopsAt;

    private void ClearPackages()
    {
        (_packages, _firstOpen, _paid) = (0, 0, 0);
        (_purchase, _refund) = ((Never, -1), (Never, -1));
        _freezeAt = _thawAt = _stopAt = _stopsAt = Never;
    }

    private void BeginPackages()
    {
        var life = _training.Life;
        var chance = SplitMix64.Of(_town.Seed, _resident.Index, PackageStream);
        _purchase = (_clock.At(life.StartsOn, 10 * Hour + chance.Below(Hour)), -1);
        if (life.StopsOn != Life.Never) (_stopsAt, _stopAt) = (_clock.At(life.StopsOn, 0), _clock.At(life.StopsOn, 12 * Hour));
        if (life.PauseEnteredOn is not { } entered) return;
        _freezeAt = Math.Max(_clock.At(entered, 10 * Hour + 300), _clock.At(life.AwayFrom, 60));
        _thawAt = _clock.At(life.AwayUntil, 60);
    }

    private void HappenUntil(long until)
    {
        while (Next() is var (at, what, package) && at <= until)
        {
            switch (what)
            {
                case Happening.Purchase: Buy(); break;
                case Happening.Freeze: Freeze(); break;
                case Happening.Thaw: Thaw(); break;
                case Happening.Stop: Stop(); break;
                case Happening.Refund: RefundRest(at, package); break;
                case Happening.Decision: Decide(package, at); break;
                case Happening.Expiry: End(package, at, PackageState.Expired, at + 3 * Hour); break;
                case Happening.Unpaid: EndUnpaid(package, at); break;
                default: throw new InvalidOperationException($"{what} is not a happening.");
            }
        }
    }

    private (long At, Happening What, int Package) Next()
    {
        var next = (_purchase.At, Happening.Purchase, _purchase.After);
        if (_freezeAt < next.At) next = (_freezeAt, Happening.Freeze, -1);
        if (_thawAt < next.At) next = (_thawAt, Happening.Thaw, -1);
        if (_stopAt < next.At) next = (_stopAt, Happening.Stop, -1);
        if (_refund.At < next.At) next = (_refund.At, Happening.Refund, _refund.Package);
        for (var at = _firstOpen; at < _packages; at++)
        {
            ref readonly var story = ref _stories[at];
            if (!story.IsOpen) continue;
            if (story.Plan is null && story.ExpiresAt - FewDays * Day < next.At) next = (story.ExpiresAt - FewDays * Day, Happening.Decision, at);
            if (story.ExpiresAt < next.At) next = (story.ExpiresAt, Happening.Expiry, at);
            if (story.UnpaidAt < next.At) next = (story.UnpaidAt, Happening.Unpaid, at);
        }
        return next;
    }

    private void Buy()
    {
        var (at, after) = _purchase;
        _purchase = (Never, -1);
        if (_packages == _stories.Length) Array.Resize(ref _stories, 2 * _packages);
        var chance = SplitMix64.Of(_town.Seed, _resident.Index, PackageStream + _packages + 1);
        var size = (PackageSize)chance.Pick(Sizes[_training.PerWeek switch { < 1 => 0, < 2 => 1, < 3 => 2, _ => 3 }]);
        var day = _clock.DayOf(at);
        var expiresOn = day + PriceList.ValidDays(size) - 1;
        var index = _packages++;
        _stories[index] = new()
        {
            Size = size,
            PriceMinor = PriceList.Price(size, _training.Currency, chance.Happens(FactRates.Reduced)),
            Currency = _training.Currency,
            BoughtOn = day,
            BoughtAt = at,
            ExpiresOn = expiresOn,
            ExpiresAt = _clock.At(expiresOn + 1, 0),
            EndedAt = Never,
            UnpaidAt = Never,
            State = PackageState.Active,
            RenewedFrom = after + 1,
        };
        WritePackage(index, PackageState.Active, at + 20 + chance.Below(100));
        Pay(index, ref chance);
        _stories[index].Chance = chance;
    }

    // The oldest open package, on which it depends whether a session can take place.
    private int OpenOn(int day)
    {
        for (var at = _firstOpen; at < _packages; at++)
        {
            if (_stories[at].IsOpen && _stories[at].BoughtOn <= day && day <= _stories[at].ExpiresOn) return at;
        }
        return -1;
    }

    // The package of a session; who means to go on buys the next one at the desk, before the session.
    private int PackageFor(in PlannedSession session, int before)
    {
        var open = OpenOn(session.Day);
        if (open >= 0 || !session.Comes || before < 0) return open;
        if (_purchase.After < 0 || _purchase.At > session.StartsAt + 2 * Day || _stories[_purchase.After].Plan is not (Renewal.AtEnd or Renewal.Early)) return open;
        _purchase.At = Math.Max(_stories[_purchase.After].EndedAt + 60, session.StartsAt - 900);
        if (_purchase.At > session.StartsAt) return -1;
        HappenUntil(session.StartsAt);
        return OpenOn(session.Day);
    }

    // The package that was open at a moment gone by, the oldest where there were two; -1 when none was.
    private int PackageAt(long moment)
    {
        var found = -1;
        for (var at = _packages - 1; at >= 0 && _stories[at].EndedAt > moment; at--)
        {
            if (_stories[at].BoughtAt <= moment) found = at;
        }
        return found;
    }

    private void Use(int package, long at, long writtenAt)
    {
        if (package < 0) return;
        ref var story = ref _stories[package];
        story.Used++;
        story.ChargedAt = Math.Max(story.ChargedAt, writtenAt);
        if (story.Left == 0) End(package, at, PackageState.UsedUp, story.ChargedAt + 5);
        else if (story.Left <= FewSessions && story.Plan is null) Decide(package, at);
    }

    private void Decide(int package, long at)
    {
        ref var story = ref _stories[package];
        var chance = story.Chance;
        story.Stage = _training.Life.Stage(_clock.DayOf(at));
        story.Plan = (Renewal)chance.Pick(FactRates.RenewalShares(story.Stage));
        if (story is { Plan: Renewal.Early, IsOpen: true } && story.Left is not null)
        {
            var atTheDesk = chance.Happens(0.6);
            var later = _clock.At(_clock.DayOf(at) + 1, 9 * Hour + chance.Below(11 * Hour));
            BuyAt(atTheDesk ? at + 300 + chance.Below(1500) : later, package, ref chance);
        }
        story.Chance = chance;
    }

    private void End(int package, long at, PackageState state, long writtenAt)
    {
        ref var story = ref _stories[package];
        (story.EndedAt, story.State) = (at, state);
        WritePackage(package, state, writtenAt);
        while (_firstOpen < _packages && !_stories[_firstOpen].IsOpen) _firstOpen++;
        if (story.Plan is null) Decide(package, at);
        // Renewed early, or about to be.
        if (_packages > package + 1 || _purchase.After == package) return;
        var chance = story.Chance;
        Renew(package, at, ref chance);
        story.Chance = chance;
    }

    private void Renew(int package, long endedAt, ref SplitMix64 chance)
    {
        var atOnce = chance.Happens(0.5) && _stories[package].State == PackageState.UsedUp;
        var days = chance.Unit();
        var second = 9 * Hour + chance.Below(11 * Hour);
        var wait = _stories[package].Plan switch
        {
            Renewal.Early or Renewal.AtEnd => (int)(3 * days),
            Renewal.Late => 4 + (int)(18 * days),
            Renewal.VeryLate => 30 + (int)(46 * days),
            _ => -1,
        };
        if (wait < 0) return;
        var at = atOnce && wait < 3 ? endedAt + 300 + second % 1500 : _clock.At(_clock.DayOf(endedAt) + wait, second);
        BuyAt(Math.Max(at, endedAt + 300), package, ref chance);
    }

    // Nobody buys while they are away, or after they have stopped.
    private void BuyAt(long at, int after, ref SplitMix64 chance)
    {
        var (rest, second) = (chance.Below(3), 9 * Hour + chance.Below(10 * Hour));
        if (_training.Life.Away(_clock.DayOf(at))) at = _clock.At(_training.Life.AwayUntil + rest, second);
        if (at < _stopsAt) _purchase = (at, after);
    }

    private void Freeze()
    {
        var (at, life) = (_freezeAt, _training.Life);
        _freezeAt = Never;
        for (var package = _firstOpen; package < _packages; package++)
        {
            ref var story = ref _stories[package];
            if (!story.IsOpen) continue;
            story.ExpiresOn += life.AwayUntil - life.AwayFrom;
            story.ExpiresAt = _clock.At(story.ExpiresOn + 1, 0);
            story.Frozen = true;
            WritePackage(package, PackageState.Frozen, at + 30);
        }
    }

    private void Thaw()
    {
        var at = _thawAt;
        _thawAt = Never;
        for (var package = _firstOpen; package < _packages; package++)
        {
            if (!_stories[package].Frozen || !_stories[package].IsOpen) continue;
            _stories[package].Frozen = false;
            WritePackage(package, PackageState.Active, at + 30);
        }
    }

    private void WritePackage(int package, PackageState state, long writtenAt)
    {
        ref var story = ref _stories[package];
        story.WrittenAt = Math.Max(writtenAt, story.WrittenAt + 60);
        _packageRows.Add(new(
            package + 1, story.Size, story.BoughtOn, story.BoughtOn, story.ExpiresOn, story.PriceMinor, story.Currency, story.RenewedFrom, state, story.WrittenAt));
    }
}
