using System.Security.Cryptography;
using System.Text;

namespace ClientVitals.Access;

/// <summary>
/// A word nobody can guess, for links, sessions and keys: 52 letters and digits that no eye takes for each other, 260 bits. With so
/// much chance in it a plain SHA-256 keeps it as safe as a slow hash would.
/// </summary>
internal static class Secret
{
    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <summary>Longer words are nobody's, and are not even hashed.</summary>
    private const int Longest = 200;

    public static string New(int letters = 52) => RandomNumberGenerator.GetString(Letters, letters);

    /// <summary>What is kept of it: 32 bytes; null when it can be none of ours.</summary>
    public static byte[]? Hash(string? secret) =>
        string.IsNullOrEmpty(secret) || secret.Length > Longest ? null : SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
