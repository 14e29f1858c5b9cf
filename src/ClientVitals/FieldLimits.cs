namespace ClientVitals;

/// <summary>
/// How long each text may be, in characters: the one place from which the API, its document, the pages, the functions and the command
/// line have it.
/// </summary>
public static class FieldLimits
{
    /// <summary>A name of a client, a member of staff, a user, a key.</summary>
    public const int Name = 200;

    /// <summary>An e-mail (254 by RFC 5321) or a phone number, with what people write around it.</summary>
    public const int Address = 320;

    /// <summary>A remark on a pause or an answer.</summary>
    public const int Note = 2000;

    /// <summary>A note of a client.</summary>
    public const int ClientNote = 4000;

    /// <summary>What somebody wrote beside a call; systems put whole transcripts there.</summary>
    public const int CallNotes = 100_000;

    /// <summary>An id that somebody else gave: a call's, a message's, an Idempotency-Key.</summary>
    public const int Id = 200;

    /// <summary>A word of a list, a zone, a cron expression.</summary>
    public const int Word = 200;

    /// <summary>Any other text.</summary>
    public const int Text = 2000;

    /// <summary>By the field's name in JSON, in either way of writing it, without underscores.</summary>
    private static readonly Dictionary<string, int> Named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["firstname"] = Name,
        ["lastname"] = Name,
        ["coach"] = Name,
        ["staff"] = Name,
        ["name"] = Name,
        ["email"] = Address,
        ["address"] = Address,
        ["addresses"] = Address,
        ["clientEmail"] = Address,
        ["clientPhone"] = Address,
        ["id"] = Id,
        ["providerCallId"] = Id,
        ["provider"] = Id,
        ["note"] = Note,
        ["notes"] = CallNotes,
        ["startedAt"] = Word,
        ["sourceOrder"] = Word,
        ["loggedAt"] = Word,
        ["direction"] = Word,
        ["channel"] = Word,
        ["status"] = Word,
        ["outcome"] = Word,
        ["cron"] = Word,
        ["zone"] = Word,
        ["misfire"] = Word,
        ["overlap"] = Word,
        ["businessZone"] = Word,
        ["currency"] = Word,
        ["phoneRegion"] = Word,
        ["locale"] = Word,
        ["engagedChannels"] = Word,
        ["engagedStatuses"] = Word,
        ["scopes"] = Word,
    };

    /// <summary>The most characters of a field.</summary>
    public static int Of(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Named.GetValueOrDefault(field.Replace("_", "", StringComparison.Ordinal), Text);
    }

    /// <summary>Whether a field of that name has a limit of its own.</summary>
    public static bool IsNamed(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return Named.ContainsKey(field.Replace("_", "", StringComparison.Ordinal));
    }

    /// <summary>What is wrong with a text; null = nothing.</summary>
    public static Sentence? Fault(string field, string? text)
    {
        if (text is null)
            return null;
        if (text.Length > Of(field))
            return $"{field} has {text.Length} characters; at most {Of(field)} are allowed. Shorten it.";
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
                return $"{field} contains the character NUL; leave it out.";
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return $"{field} contains half of a surrogate pair; send it as UTF-8.";
            i++;
        }
        return null;
    }

    /// <exception cref="PlainError">The text is too long, or holds what no database can keep.</exception>
    public static void Check(string field, string? text)
    {
        if (Fault(field, text) is { } fault)
            throw new PlainError(fault);
    }
}
