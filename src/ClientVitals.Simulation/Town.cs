using ClientVitals.Statistics;

namespace ClientVitals.Simulation;

/// <summary>
/// A small town of coaches and clients that makes believable calls. The same numbers always make the same town; client 7 of seed 1
/// is the same in a town of ten and of a hundred thousand, and a town told until a later day agrees with itself on every earlier one.
/// </summary>
/// <param name="Seed">Any number; another number is another town.</param>
/// <param name="Clients">How many, from 1.</param>
/// <param name="Weeks">How long before <paramref name="FoundedOn"/> the story begins, in weeks.</param>
/// <param name="FoundedOn">The business day the changes were planned around: stops, falls and holidays lie before it.</param>
/// <param name="Zone">The business zone (IANA name): whose days and hours the town keeps.</param>
public sealed record Town(long Seed, int Clients, int Weeks, DateOnly FoundedOn, string Zone = Town.UsualZone)
{
    public const string UsualZone = "Asia/Dubai";

    /// <summary>Clients of one neighbourhood share its staff: six coaches with uneven books and two setters.</summary>
    public const int Neighbourhood = 200;

    private const int CoachesEach = 6;
    private const int SettersEach = 2;

    private static readonly double[] Books = Habit.Cumulative([0.30, 0.22, 0.17, 0.14, 0.10, 0.07]);

    private const int DeckStream = 1;
    private const int PersonStream = 2;

    /// <summary>First business day on which a call can be.</summary>
    public DateOnly From => FoundedOn.AddDays(-7 * Weeks);

    /// <summary>Everybody, one after the other.</summary>
    public IEnumerable<Resident> Residents() => Enumerable.Range(0, Clients).Select(Resident);

    /// <summary>Client number <paramref name="index"/>; depends on the seed, their number, and the days of <see cref="From"/> and <see cref="FoundedOn"/> alone.</summary>
    public Resident Resident(int index)
    {
        var chance = SplitMix64.Of(Seed, index, PersonStream);
        var kind = KindOf(index);
        var name = Names.Client(ref chance);
        var habit = Characters.HabitOf(kind, ref chance);
        var life = Characters.LifeOf(kind, From.DayNumber, FoundedOn.DayNumber, ref chance);
        var coach = chance.Pick(Books);
        var cover = (coach + 1 + chance.Below(CoachesEach - 1)) % CoachesEach;
        return new(
            index,
            kind,
            Email: $"{Names.Ascii(name.First)}.{Names.Ascii(name.Last)}{index + 1}@example.com",
            Phone: chance.Happens(0.9) ? FictionalPhones.Of(index) : null,
            name,
            StaffName(index, coach),
            StaffName(index, cover),
            StaffName(index, CoachesEach + chance.Below(SettersEach)),
            habit,
            life,
            CallingStyle: habit.Rhythm is Rhythm.Slots or Rhythm.Fortnight
                ? (chance.Happens(0.75) ? CallingStyle.Studio : CallingStyle.Remote)
                : (CallingStyle)chance.Below(3),
            // A few clients only ever answer; for most it is a conversation of two.
            OutboundShare: chance.Happens(0.12) ? chance.Between(0.8, 0.97) : chance.Between(0.2, 0.65),
            MessagesPerWeek: 0.25 * chance.Exponential(),
            AttemptsPerWeek: chance.Between(0.02, 0.18),
            Hour: 6 + chance.Below(15));
    }

    // The kinds are dealt from a deck of a hundred per hundred clients, so that even a small town has its stops and its holidays.
    private Kind KindOf(int index)
    {
        var deck = Characters.Deck;
        var place = index % deck.Length;
        var shuffle = SplitMix64.Of(Seed, index / deck.Length, DeckStream);
        Span<byte> order = stackalloc byte[deck.Length];
        for (var i = 0; i < order.Length; i++) order[i] = (byte)i;
        for (var i = 0; i <= place; i++)
        {
            var other = i + shuffle.Below(order.Length - i);
            (order[i], order[other]) = (order[other], order[i]);
        }
        return deck[order[place]];
    }

    private string StaffName(int index, int post) =>
        Names.Staff(Seed, index / Neighbourhood * (CoachesEach + SettersEach) + post).Full;
}
