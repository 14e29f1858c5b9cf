using System.Text;
using System.Text.Json;

namespace ClientVitals.Sources.Webhooks;

/// <summary>
/// developer.aircall.io/docs/setup-webhooks: Aircall signs nothing. Each event holds, at its top, the <c>token</c> that the webhook was
/// given when it was made. It is compared and taken out: nothing of it is kept.
/// </summary>
internal sealed class AircallScheme : SignatureScheme
{
    private static ReadOnlySpan<byte> Name => "token"u8;

    public override bool IsShown(SentMessage message) => false;

    public override string? Fault(string secret, SentMessage message, DateTimeOffset now)
    {
        CheckSecret(secret);
        // Whichever of several a reader would take: each must be the right one.
        var tokens = Tokens(message.Body.Span);
        return tokens.Count > 0 && tokens.All(token => Same(token.Text ?? "", secret)) ? null
            : "The message's token does not fit; check that the webhook's own token was entered, not that of the API.";
    }

    public override SentMessage Sign(string secret, SentMessage message, DateTimeOffset now)
    {
        CheckSecret(secret);
        var token = Encoding.UTF8.GetBytes($"\"token\":{JsonSerializer.Serialize(secret)}");
        if (Tokens(message.Body.Span).Count > 0)
            return message with { Body = Replaced(message.Body, token) };
        var text = Encoding.UTF8.GetString(message.Body.Span).Trim();
        if (!text.StartsWith('{'))
            return message;
        var rest = text[1..].TrimStart();
        return message with { Body = (byte[])[.. "{"u8, .. token, .. Encoding.UTF8.GetBytes((rest.StartsWith('}') ? "" : ",") + rest)] };
    }

    public override AcceptedMessage Accept(SentMessage message) => AcceptedMessage.ByHash(Replaced(message.Body, "\"token\":null"u8));

    /// <summary>The body with something else where its tokens were.</summary>
    private static ReadOnlyMemory<byte> Replaced(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> token)
    {
        var replaced = new List<byte>(body.Length);
        var at = 0;
        foreach (var (from, to, _) in Tokens(body.Span))
        {
            replaced.AddRange(body.Span[at..from]);
            replaced.AddRange(token);
            at = to;
        }
        replaced.AddRange(body.Span[at..]);
        return replaced.ToArray();
    }

    /// <summary>Where names and values of the tokens at the top of the message begin and end; none where it is not JSON.</summary>
    private static List<(int From, int To, string? Text)> Tokens(ReadOnlySpan<byte> body)
    {
        var found = new List<(int, int, string?)>();
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return [];
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                var isToken = reader.ValueTextEquals(Name);
                var from = (int)reader.TokenStartIndex;
                reader.Read();
                var text = isToken && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
                if (isToken)
                    found.Add((from, (int)reader.BytesConsumed, text));
            }
            return found;
        }
        // Not JSON, or half of a surrogate pair in the token: then it is not ours.
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
