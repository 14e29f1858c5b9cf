namespace ClientVitals.People;

/// <summary>
/// Which names are meant when one is spelled wrongly, or in another script: names that sound alike are candidates, and of those the ones
/// that are few letters away. What is asked of the database has a bound: a few hundred places of an index.
/// </summary>
internal static class NearNames
{
    /// <summary>Fewer letters mean too many names.</summary>
    private const int FewestLetters = 3, FewestSounds = 2;

    /// <summary>Of a longer name only the beginning is varied; what follows it stays.</summary>
    private const int Varied = 8;

    /// <summary>The letters that sounds are written with (<c>name_sound</c>).</summary>
    private const string Sounds = "abdfhjklmnrstwxz";

    /// <summary>A client whose name may be meant.</summary>
    /// <param name="OrderName">As written, in lower case.</param>
    /// <param name="LatinName">In Latin letters; the others likewise.</param>
    internal sealed record Candidate(Guid Id, string OrderName, string LatinName, string? LatinLastname, string SoundName, string? SoundLastname);

    /// <summary>The sound itself, then every sound that is one letter away; none where the words are too few to go by.</summary>
    public static IReadOnlyList<string> Variants(string latin, string sound)
    {
        if (latin.Length < FewestLetters || sound.Length < FewestSounds)
            return [];
        // Letters of two halves (emoji, rare Chinese ones) are not taken apart.
        if (sound.Any(char.IsSurrogate))
            return [sound];
        var variants = new List<string> { sound };
        var end = Math.Min(sound.Length, Varied);
        for (var at = 0; at < end; at++)
        {
            variants.Add(sound.Remove(at, 1));
            if (at + 1 < end)
                variants.Add(string.Concat(sound.AsSpan(0, at), sound.AsSpan(at + 1, 1), sound.AsSpan(at, 1), sound.AsSpan(at + 2)));
        }
        // What is written in place of another letter, or was left out; the first letter is seldom the wrong one, and as a beginning says little.
        for (var at = 1; at <= end; at++)
        {
            foreach (var letter in Sounds)
            {
                if (at < sound.Length)
                    variants.Add(string.Concat(sound.AsSpan(0, at), [letter], sound.AsSpan(at + 1)));
                variants.Add(sound.Insert(at, letter.ToString()));
            }
        }
        return [.. variants.Where(variant => variant.Trim().Length >= FewestSounds).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Of the candidates those that are meant, the nearest first.</summary>
    public static IEnumerable<Guid> Nearest(IEnumerable<Candidate> candidates, string latin, string sound) =>
        from candidate in candidates
        let away = Away(candidate, latin, sound)
        where away is not null
        orderby away, candidate.LatinName, candidate.Id
        select candidate.Id;

    /// <summary>By how many letters a name is another than what was written; null = it is not meant.</summary>
    private static int? Away(Candidate candidate, string latin, string sound)
    {
        var letters = Math.Min(Letters(latin, candidate.LatinName), candidate.LatinLastname is { } last ? Letters(latin, last) : int.MaxValue);
        if (letters <= Allowed(latin.Length))
            return letters;
        // Written in another script, the vowels are not told: it is the sound that says who is meant. Mohamed and Muhammad sound alike, too.
        var soundsSo = Begins(candidate.SoundName, sound) || (candidate.SoundLastname is { } lastSound && Begins(lastSound, sound));
        var isForeign = candidate.OrderName.Any(c => c is >= '\u0370' and < '\u1e00');
        return soundsSo && (isForeign || sound.Length >= 4) ? Math.Min(letters, latin.Length) : null;
    }

    /// <summary>A short sound has to be the whole of a word; a longer one may be its beginning.</summary>
    private static bool Begins(string name, string sound) =>
        name.StartsWith(sound, StringComparison.Ordinal) && (sound.Length >= 3 || name.Length == sound.Length || name[sound.Length] == ' ');

    private static int Allowed(int letters) => letters switch { <= 5 => 1, <= 9 => 2, _ => 3 };

    /// <summary>
    /// How many letters have to be changed, added, left out or exchanged with their neighbour until what was written is how the name
    /// begins (optimal string alignment).
    /// </summary>
    internal static int Letters(string written, string name)
    {
        var (width, before, last, now) = (Math.Min(name.Length, written.Length + 3), Array.Empty<int>(), Array.Empty<int>(), Enumerable.Range(0, Math.Min(name.Length, written.Length + 3) + 1).ToArray());
        for (var row = 1; row <= written.Length; row++)
        {
            (before, last, now) = (last, now, new int[width + 1]);
            now[0] = row;
            for (var at = 1; at <= width; at++)
            {
                var isSame = written[row - 1] == name[at - 1];
                now[at] = Math.Min(Math.Min(last[at] + 1, now[at - 1] + 1), last[at - 1] + (isSame ? 0 : 1));
                if (row > 1 && at > 1 && written[row - 1] == name[at - 2] && written[row - 2] == name[at - 1])
                    now[at] = Math.Min(now[at], before[at - 2] + 1);
            }
        }
        return now.Min();
    }
}
