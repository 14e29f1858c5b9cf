using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClientVitals.Sources;

namespace ClientVitals;

/// <summary>One JSON value that holds a list of records, without those that name a person.</summary>
/// <param name="text">Finds the person.</param>
/// <param name="others">E-mails of other clients: a record with one of them stays, without the person.</param>
internal sealed class JsonWithoutPerson(RedactText text, IReadOnlySet<string> others)
{
    /// <summary>A value longer than this, in bytes, is not held in memory.</summary>
    private const long Longest = 64L << 20;

    private static readonly JsonSerializerOptions AsItWas = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Records that named the person.</summary>
    public long Records { get; private set; }

    /// <summary>Those records.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>What stays; null = nothing can be taken out of it.</summary>
    public byte[]? Read(Stream whole)
    {
        if (whole.Length > Longest)
        {
            Records++;
            return null;
        }
        try
        {
            var root = JsonNode.Parse(whole);
            if (ListIn(root) is not { } list)
            {
                Records++;
                return null;
            }
            foreach (var one in list.ToList())
                Take(list, one);
            var left = root!.ToJsonString(AsItWas);
            // What is outside of the records names the person too.
            return text.Finds(left) ? null : TextEncodings.Utf8.GetBytes(left);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            Records++;
            return null;
        }
    }

    private void Take(JsonArray list, JsonNode? one)
    {
        var said = one?.ToJsonString(AsItWas) ?? "";
        if (!text.Finds(said))
            return;
        Records++;
        Texts.Add(said);
        if (others.Any(email => said.Contains(email, StringComparison.OrdinalIgnoreCase)))
            list[list.IndexOf(one)] = JsonNode.Parse(text.Json(said, isTheirs: true));
        else
            list.Remove(one);
    }

    /// <summary>The list of records, as it is found when the file is read.</summary>
    private static JsonArray? ListIn(JsonNode? root) => root switch
    {
        JsonArray list => list,
        JsonObject answer => answer.Select(field => field.Value).OfType<JsonArray>().FirstOrDefault(list => list is [JsonObject, ..]),
        _ => null,
    };
}
