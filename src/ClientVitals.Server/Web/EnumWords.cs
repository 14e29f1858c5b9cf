using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientVitals.Server.Web;

/// <summary>
/// A word of a list as the API writes it (<c>PATTERN_BREAK</c>). Read in any case, so that what one answer says can be asked of
/// another; one word, never several joined by commas, and never a number.
/// </summary>
internal sealed class EnumWords : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Words<>).MakeGenericType(typeToConvert))!;

    /// <summary>All words of a list, in the order of their numbers.</summary>
    public static IEnumerable<string> Of(Type list) => Enum.GetNames(list).Select(JsonNamingPolicy.SnakeCaseUpper.ConvertName);

    private sealed class Words<T> : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> ByWord =
            Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()), StringComparer.OrdinalIgnoreCase);

        private static readonly Dictionary<T, string> WordOf = ByWord.ToDictionary(word => word.Value, word => word.Key);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && ByWord.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(WordOf[value]);

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ByWord.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException();

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(WordOf[value]);
    }
}
