using System.Globalization;

namespace ClientVitals.Access;

/// <summary>Which passwords are taken: long ones, and none of the first guesses. No rule about signs and digits; length is what helps.</summary>
public static class PasswordRule
{
    /// <summary>In characters, as people count them.</summary>
    public const int Shortest = 10, Longest = 200;

    /// <summary>What is tried first wherever ten characters are asked for, without what people hang on to it.</summary>
    private static readonly string[] Obvious =
    [
        "password", "passwort", "qwertyuiop", "qwerty", "qwertzuiop", "asdfghjkl", "letmein", "welcome", "iloveyou", "admin",
        "administrator", "changeme", "clientvitals", "clientvitalsuite", "vitals", "abcdefghij", "abcdefgh", "secret",
    ];

    /// <summary>What is wrong with it, in a sentence; null when it is taken.</summary>
    /// <param name="password">As it was typed.</param>
    /// <param name="email">Whose it will be, in its one form.</param>
    public static Sentence? FaultOf(string? password, string email)
    {
        if (string.IsNullOrEmpty(password))
            return $"Choose a password of at least 10 characters.";
        if (password.Length > 8 * Longest)
            return $"The password is longer than 200 characters; choose a shorter one.";
        if (!Password.IsWellFormed(password) || password.Contains('\0', StringComparison.Ordinal))
            return $"The password contains broken characters; type it again.";
        var length = new StringInfo(password).LengthInTextElements;
        if (length < Shortest)
            return $"The password has {length} characters; choose one of at least 10, such as four words in a row.";
        if (length > Longest)
            return $"The password has {length} characters; choose one of at most 200.";
        var bare = password.Trim().ToLowerInvariant();
        if (bare == email || bare == email.Split('@')[0])
            return $"The password is the e-mail address; choose one that others do not know.";
        return IsObvious(bare) ? (Sentence)$"The password is easy to guess; choose another, such as four words in a row." : null;
    }

    private static bool IsObvious(string bare)
    {
        var letters = string.Concat(bare.Where(char.IsLetter));
        return bare.Distinct().Count() <= 3
            || IsRow(bare)
            || Array.Exists(Obvious, word => letters == word || letters == word + word);
    }

    /// <summary>1234567890, 9876543210, abcdefghij: each character the next or the one before, around ten.</summary>
    private static bool IsRow(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => ((b - a) % 10 + 10) % 10).Distinct().ToList();
        return steps is [1] or [9];
    }
}
