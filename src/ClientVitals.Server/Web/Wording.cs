namespace ClientVitals.Server.Web;

/// <summary>The words of the tables as people say them.</summary>
internal static class Wording
{
    /// <summary>NO_ANSWER is "no answer", SMS stays SMS.</summary>
    public static string Word(string word) => word switch
    {
        "SMS" => "SMS",
        "WHATSAPP" or "WHATS_APP" => "WhatsApp",
        "EMAIL" => "e-mail",
        _ => word.Replace('_', ' ').ToLowerInvariant(),
    };

    public static string Word(Enum value) => Word(System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()));

    /// <summary>With a capital, to begin with.</summary>
    public static string First(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
