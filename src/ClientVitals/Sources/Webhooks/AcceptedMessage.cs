using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace ClientVitals.Sources.Webhooks;

/// <summary>A message whose sender is known, as it is taken: under an id, as JSON, without what only the two sides may know.</summary>
/// <param name="Id">The sender's, or one made of what the message says, or of the hash of its body.</param>
/// <param name="IsMade">The sender gave it none: the same one again is the same message, even where its bytes differ.</param>
/// <param name="Json">What it holds.</param>
public sealed partial record AcceptedMessage(string Id, bool IsMade, ReadOnlyMemory<byte> Json)
{
    /// <summary>A message that only its body tells apart from others. Which attempt of sending it this is makes no other message of it.</summary>
    internal static AcceptedMessage ByHash(ReadOnlyMemory<byte> json)
    {
        var text = Attempt().Replace(Encoding.UTF8.GetString(json.Span), "");
        return new("sha256-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), true, json);
    }

    // developers.hubspot.com, "Webhooks": attemptNumber, "starting at 0, which number attempt this is".
    [GeneratedRegex("\"attemptNumber\"\\s*:\\s*[0-9]+")]
    private static partial Regex Attempt();
}
