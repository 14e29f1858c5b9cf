using System.Text;

namespace ClientVitals.Sources;

/// <summary>How letters are written in bytes: by name, by the mark at the beginning of a file, or by what its bytes are most like.</summary>
internal static class TextEncodings
{
    // The code pages of Windows are in the framework, but not known to it until they are asked for.
    static TextEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>UTF-8 without a mark.</summary>
    public static readonly Encoding Utf8 = new UTF8Encoding(false);

    /// <summary>By its name, such as windows-1252, or the number of a code page. Throws <see cref="PlainError"/> when there is none.</summary>
    public static Encoding Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var asked = name.Trim().ToLowerInvariant();
        try
        {
            return asked is "utf-8" or "utf8" ? Utf8
                : int.TryParse(asked, out var page) || asked.StartsWith("cp", StringComparison.Ordinal) && int.TryParse(asked[2..], out page) ? Encoding.GetEncoding(page)
                : Encoding.GetEncoding(asked);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new PlainError(
                $"'{name}' is not a known encoding; say utf-8, utf-16, windows-1252 (western Europe), windows-1250 (central Europe), windows-1251 (Cyrillic), windows-1256 (Arabic) or another name that is in use.", e);
        }
    }

    /// <summary>By the first four bytes of a file: UTF-16 and UTF-32, with their mark or, for UTF-16, without; null = none of these.</summary>
    public static (Encoding Encoding, int Mark)? Wide(ReadOnlySpan<byte> first)
    {
        if (first.SequenceEqual((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
            return (new UTF32Encoding(false, false), 4);
        if (first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return (new UnicodeEncoding(false, false), 2);
        if (first.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return (new UnicodeEncoding(true, false), 2);
        if (first.Length < 4 || first[..2].SequenceEqual((ReadOnlySpan<byte>)[0, 0]))
            return null;
        return first[1] == 0 && first[3] == 0 && first[0] != 0 && first[2] != 0 ? (new UnicodeEncoding(false, false), 0)
            : first[0] == 0 && first[2] == 0 && first[1] != 0 && first[3] != 0 ? (new UnicodeEncoding(true, false), 0)
            : null;
    }

    /// <summary>Whether text with other letters than ASCII's is UTF-8: where some of it is not, by the greater part.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        var (right, wrong) = (0, 0);
        while (!sample.IsEmpty)
        {
            if (sample[0] < 0x80)
            {
                var plain = sample.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                sample = plain < 0 ? [] : sample[plain..];
                continue;
            }
            var status = Rune.DecodeFromUtf8(sample, out _, out var used);
            if (status == System.Buffers.OperationStatus.NeedMoreData)
                break;
            if (status == System.Buffers.OperationStatus.Done)
                right++;
            else
                wrong++;
            sample = sample[used..];
        }
        return right >= wrong;
    }

    /// <summary>The code page of Excel's "CSV" that text is most like: western or central European, Cyrillic, or Arabic.</summary>
    public static Encoding Guess(ReadOnlySpan<byte> sample)
    {
        // Lines that end with a carriage return alone are those of "CSV (Macintosh)".
        if (sample.Contains((byte)'\r') && !sample.Contains((byte)'\n'))
            return Encoding.GetEncoding(10000);
        var (foreign, latin, low, never, central) = (0, 0, 0, 0, 0);
        for (var at = 0; at < sample.Length;)
        {
            if (!IsLetter(sample[at]))
            {
                at++;
                continue;
            }
            var end = at;
            while (end < sample.Length && IsLetter(sample[end]))
                end++;
            var word = sample[at..end];
            at = end;
            var high = word.Length - word.Count(IsAscii);
            if (high == 0)
                continue;
            if (high == word.Length && high > 1)
            {
                foreign += high;
                low += word.Count(b => b < 0xE0);
                never += word.Count(IsNoArabicLetter);
            }
            else
            {
                latin += high;
                central += CentralEuropean(word);
            }
        }
        // Words of Cyrillic and Arabic text have no letter of ours in them; words of European text have few others.
        if (foreign > latin)
            return Encoding.GetEncoding(low == foreign || never * 20 > foreign ? 1251 : 1256);
        return Encoding.GetEncoding(central > 0 ? 1250 : 1252);
    }

    private static int Count(this ReadOnlySpan<byte> word, Func<byte, bool> which)
    {
        var count = 0;
        foreach (var b in word)
            count += which(b) ? 1 : 0;
        return count;
    }

    private static bool IsAscii(byte b) => b < 0x80;

    /// <summary>Letters of ASCII, and what is a letter in one of the four pages.</summary>
    private static bool IsLetter(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or >= 0xC0 or 0xA3 or 0xA5 or 0xAF or 0xB3 or 0xB9 or 0xBA or 0xBC or 0xBE or 0xBF
            or 0x8A or 0x8C or 0x8D or 0x8E or 0x8F or 0x9A or 0x9C or 0x9D or 0x9E or 0x9F;

    /// <summary>The letters of French that the Arabic page keeps: hardly ever within Arabic words, all the time within Cyrillic ones.</summary>
    private static bool IsNoArabicLetter(byte b) => b is 0xE0 or 0xE2 or (>= 0xE7 and <= 0xEB) or 0xEE or 0xEF or 0xF4 or 0xF9 or 0xFB or 0xFC;

    /// <summary>Letters of Polish, Czech, Slovak, Hungarian and Romanian that stand where western Europe's page has signs, or letters that come in other places.</summary>
    private static int CentralEuropean(ReadOnlySpan<byte> word)
    {
        var found = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : (byte)0;
            found += word[i] switch
            {
                0xA3 or 0xA5 or 0xAF or 0xB3 or 0xB9 or 0xBA or 0xBC or 0xBE or 0xBF or 0x8D or 0x8F or 0x9D => word.Length > 1 ? 1 : 0,
                // ž and š are the same in both pages; languages with them are of the other one.
                0x9A or 0x9E => 1,
                // ì and ù end Italian and French words, ě and ů stand within Czech ones.
                0xEC or 0xF9 => IsAscii(next) && next != 0 ? 1 : 0,
                // õ comes before e in Portuguese, ő before consonants in Hungarian.
                0xF5 => next is 0 or (byte)'e' or (byte)'E' or (byte)'a' ? 0 : 1,
                // No word has both ø and á or í; Czech has ř with them.
                0xF8 => word.Contains((byte)0xE1) || word.Contains((byte)0xED) ? 1 : 0,
                _ => 0,
            };
        }
        return found;
    }
}
