using System.Globalization;
using System.Text;
using Bogus;
using ClientVitals.Statistics;

namespace ClientVitals.Simulation;

/// <summary>First and last name as the town writes them; any script.</summary>
public sealed record PersonName(string First, string Last)
{
    public string Full => $"{First} {Last}";
}

/// <summary>
/// Names for a city on the Gulf: Bogus's lists of several languages, and names of the region in Latin letters, which Bogus does not have.
/// The lists are drawn once and read afterwards; which person gets which follows from the caller's chance.
/// </summary>
public static class Names
{
    private static readonly string[] RegionFirsts =
    [
        "Ahmed", "Aisha", "Ali", "Amal", "Amina", "Amir", "Bilal", "Dalia", "Dana", "Dina", "Faisal", "Farah", "Faris", "Fatima", "Ghada",
        "Habib", "Hala", "Hamad", "Hana", "Hassan", "Hind", "Huda", "Ibrahim", "Iman", "Jamal", "Karim", "Khadija", "Khalid", "Lama",
        "Lamia", "Layla", "Lina", "Lubna", "Mahmoud", "Majid", "Mariam", "Mansour", "Maya", "Mona", "Mustafa", "Nadia", "Nasser", "Noor",
        "Noura", "Omar", "Rana", "Rania", "Rashid", "Reem", "Saif", "Salim", "Salma", "Samir", "Sara", "Shamma", "Sultan", "Tariq",
        "Walid", "Yasmin", "Yousef", "Zahra", "Zain", "Zayed",
    ];

    private static readonly string[] RegionLasts =
    [
        "Abbas", "Abdullah", "Al Ali", "Al Amiri", "Al Ansari", "Al Balushi", "Al Falasi", "Al Hashimi", "Al Jaberi", "Al Kaabi",
        "Al Khoury", "Al Mansoori", "Al Marri", "Al Mazrouei", "Al Nuaimi", "Al Qasimi", "Al Shamsi", "Al Suwaidi", "Al Tayer",
        "Al Zaabi", "Aziz", "Barakat", "Darwish", "El Sayed", "Fares", "Haddad", "Hamdan", "Hijazi", "Hussein", "Ismail", "Jaber",
        "Kanaan", "Karam", "Khalil", "Mahfouz", "Malik", "Mansour", "Nasr", "Qureshi", "Rahman", "Saad", "Sabbagh", "Saleh", "Salman",
        "Shaheen", "Sharif", "Siddiqui", "Taha", "Youssef", "Zaman",
    ];

    private static readonly Lazy<(double Share, string[] Firsts, string[] Lasts)[]> Lists = new(static () =>
    [
        (0.26, Drawn("en", first: true), Drawn("en", first: false)),
        (0.24, RegionFirsts, RegionLasts),
        (0.18, Drawn("en_IND", first: true), Drawn("en_IND", first: false)),
        (0.09, Drawn("fr", first: true), Drawn("fr", first: false)),
        (0.08, Drawn("de", first: true), Drawn("de", first: false)),
        (0.06, Drawn("it", first: true), Drawn("it", first: false)),
        (0.05, Drawn("es", first: true), Drawn("es", first: false)),
        (0.04, Drawn("ar", first: true), Drawn("ar", first: false)),
    ]);

    private static readonly Lazy<double[]> Shares = new(() => Habit.Cumulative([.. Lists.Value.Select(list => list.Share)]));

    /// <summary>A client's name.</summary>
    public static PersonName Client(ref SplitMix64 chance)
    {
        var (_, firsts, lasts) = Lists.Value[chance.Pick(Shares.Value)];
        var last = lasts[chance.Below(lasts.Length)];
        // A few names carry a comma, as in any list of real people; files have to quote them.
        if (ReferenceEquals(lasts, Lists.Value[0].Lasts) && chance.Happens(0.015)) last += ", Jr.";
        return new(firsts[chance.Below(firsts.Length)], last);
    }

    /// <summary>The name of the town's <paramref name="number"/>th member of staff. No two of the first ten thousand share one.</summary>
    public static PersonName Staff(long seed, int number)
    {
        const int among = 4;
        var (_, firsts, lasts) = Lists.Value[number % among];
        long pairs = firsts.Length * lasts.Length;
        var from = (long)(SplitMix64.Of(seed, number % among, what: 0x57AF).Unit() * pairs);
        var pair = (from + number / among * 7919L) % pairs;
        return new(firsts[pair % firsts.Length], lasts[pair / firsts.Length]);
    }

    /// <summary>The letters a to z that are left of a name; Arabic script is spelled out. Never empty.</summary>
    public static string Ascii(string name)
    {
        var letters = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (c == ',') break;
            if (char.IsAsciiLetter(c)) letters.Append(char.ToLowerInvariant(c));
            else if (Spelling.TryGetValue(c, out var spelled)) letters.Append(spelled);
        }
        return letters.Length == 0 ? "client" : letters.ToString();
    }

    private static readonly Dictionary<char, string> Spelling = (
        "ß=ss æ=ae Æ=ae ø=o Ø=o ł=l Ł=l œ=oe Œ=oe ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z " +
        "ع=a غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h و=o ي=i ى=a ة=a ئ=e ؤ=o")
        .Split(' ').ToDictionary(pair => pair[0], pair => pair[2..]);

    private static string[] Drawn(string locale, bool first)
    {
        var bogus = new Bogus.DataSets.Name(locale) { Random = new Randomizer(20251208) };
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var draw = 0; draw < 700; draw++)
        {
            // Bogus's Arabic names end with an invisible joiner, which no person types.
            var name = (first ? bogus.FirstName(draw % 2 == 0 ? Bogus.DataSets.Name.Gender.Female : Bogus.DataSets.Name.Gender.Male)
                : bogus.LastName()).Trim().TrimEnd('\u200C');
            if (IsSimple(name) && seen.Add(name)) names.Add(name);
        }
        return [.. names];
    }

    // Letters, apostrophes and hyphens in one or two words: the lists also hold titles and fragments.
    private static bool IsSimple(string name) => name.Length is > 2 and < 20 && name.All(c =>
        char.IsLetter(c) || c is '\'' or '-' or ' ' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark);
}
