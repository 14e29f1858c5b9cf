using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientVitals.Notices;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>A notice as each kind of channel wants it.</summary>
internal static class ChannelMessage
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>Slack's mrkdwn: three characters are escaped (docs.slack.dev, "Formatting message text").</summary>
    public static byte[] Slack(ClaimedDelivery notice, string? page) => Bytes(new JsonObject
    {
        ["text"] = Marked(notice) + Escaped(notice.Sentence) + (page is null ? "" : $"\n<{page}|Open>"),
        ["unfurl_links"] = false,
    });

    /// <summary>An adaptive card in the envelope of "When a Teams webhook request is received" (Microsoft Learn, Workflows).</summary>
    public static byte[] Teams(ClaimedDelivery notice, string? page)
    {
        var card = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["body"] = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["wrap"] = true, ["text"] = Marked(notice) + notice.Sentence }),
        };
        if (page is not null)
            card["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open", ["url"] = page });
        return Bytes(new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
        });
    }

    /// <summary>By the Standard Webhooks specification: type, timestamp, data.</summary>
    public static byte[] Webhook(ClaimedDelivery notice, string? page) => Bytes(new JsonObject
    {
        ["type"] = notice.Kind,
        ["timestamp"] = notice.ToldAt.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        ["data"] = new JsonObject { ["subject"] = notice.Subject, ["severity"] = notice.Severity, ["sentence"] = notice.Sentence, ["page"] = page },
    });

    private static string Marked(ClaimedDelivery notice) => notice.Severity switch
    {
        "critical" => "Critical: ",
        "warning" => "Warning: ",
        _ => "",
    };

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static byte[] Bytes(JsonObject message) => Encoding.UTF8.GetBytes(message.ToJsonString(Written));
}
