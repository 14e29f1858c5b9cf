using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ClientVitals.Sources.Webhooks;

/// <summary>The fields of a form, <c>application/x-www-form-urlencoded</c>.</summary>
internal static class FormFields
{
    /// <summary>Fields read of one form: a status callback has about 30.</summary>
    public const int Most = 1000;

    /// <summary>The fields in their order; null = more than <see cref="Most"/>.</summary>
    public static IReadOnlyList<(string Name, string Value)>? Read(ReadOnlySpan<byte> body)
    {
        if (body.Count((byte)'&') >= Most)
            return null;
        var fields = new List<(string, string)>();
        foreach (var field in Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            fields.Add(equals < 0 ? (Plain(field), "") : (Plain(field[..equals]), Plain(field[(equals + 1)..])));
        }
        return fields;
    }

    /// <summary>One object of texts, by name, whatever order they came in; a name that came several times holds a list.</summary>
    public static byte[] ToJson(IReadOnlyList<(string Name, string Value)> fields)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var one in fields.GroupBy(field => field.Name, field => field.Value, StringComparer.Ordinal).OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                var values = one.ToList();
                writer.WritePropertyName(one.Key);
                if (values.Count == 1)
                    writer.WriteStringValue(values[0]);
                else
                    WriteList(writer, values);
            }
            writer.WriteEndObject();
        }
        return json.WrittenSpan.ToArray();
    }

    private static void WriteList(Utf8JsonWriter writer, List<string> values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static string Plain(string escaped) => Uri.UnescapeDataString(escaped.Replace('+', ' '));
}
