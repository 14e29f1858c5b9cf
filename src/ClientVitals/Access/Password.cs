using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClientVitals.Access;

/// <summary>
/// What is kept of a password: PBKDF2 with HMAC-SHA-512 (RFC 8018), 16 random bytes of salt, 64 of hash, and how often it was
/// done, so that the number may grow: <c>pbkdf2-sha512$210000$salt$hash</c>. 210 000 times is what OWASP's Password Storage Cheat Sheet
/// asks for this function.
/// </summary>
internal static class Password
{
    public const int Iterations = 210_000;

    private const string Kind = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 64;

    /// <summary>More than anybody would write; a row that says so was not written by us.</summary>
    private const int MostIterations = 10_000_000;

    /// <summary>What is compared where there is no password, so that the answer takes as long.</summary>
    private static readonly string Nobodys = Hash(Secret.New());

    public static string Hash(string password, int iterations = Iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Bytes(password), salt, iterations, HashAlgorithmName.SHA512, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Kind}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Whether it is the password; takes as long when there is none.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="kept">What is kept of it; null = nobody's.</param>
    /// <param name="isWeak">It is, but was done less often than today: hash it again.</param>
    public static bool Fits(string password, string? kept, out bool isWeak)
    {
        var parts = (kept ?? Nobodys).Split('$');
        if (parts.Length != 4 || parts[0] != Kind
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < 1 or > MostIterations)
            throw new InvalidOperationException("A stored password hash has a form this version does not know; use a newer version, or set a new password.");
        var hash = Convert.FromBase64String(parts[3]);
        var now = Rfc2898DeriveBytes.Pbkdf2(Bytes(password), Convert.FromBase64String(parts[2]), iterations, HashAlgorithmName.SHA512, hash.Length);
        var fits = CryptographicOperations.FixedTimeEquals(now, hash) && hash.Length == HashBytes && kept is not null;
        isWeak = fits && iterations < Iterations;
        return fits;
    }

    /// <summary>One form for what looks the same on every keyboard; broken characters stay as they are and fit nothing.</summary>
    private static byte[] Bytes(string password) =>
        Encoding.UTF8.GetBytes(IsWellFormed(password) ? password.Normalize(NormalizationForm.FormKC) : password);

    internal static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
