using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClientVitals.Server.Web;

/// <summary>What a body must not lack and how long its texts may be, for every address that takes one: judged as it is read.</summary>
internal static class BodyRules
{
    /// <summary>A field that is missing or does not fit; the message is the sentence.</summary>
    internal sealed class Fault(string sentence) : JsonException(sentence);

    /// <summary>Texts of a list at most.</summary>
    private const int MostTexts = 100;

    public static void Add(JsonSerializerOptions json) =>
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(Judge);

    private static void Judge(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Type.Namespace?.StartsWith(nameof(ClientVitals), StringComparison.Ordinal) != true)
            return;
        var texts = type.Properties.Where(field => field.Get is not null && (field.PropertyType == typeof(string) || field.PropertyType == typeof(string[])))
            .Select(field => (field.Name, Get: field.Get!, MustBe: MustBe(field))).ToList();
        if (texts.Count == 0)
            return;
        type.OnDeserialized = body =>
        {
            foreach (var (name, get, mustBe) in texts)
                Judge(name, get(body), mustBe);
        };
    }

    private static void Judge(string name, object? value, bool mustBe)
    {
        if (value is null && mustBe)
            throw new Fault($"{name} is missing; send it.");
        if (value is string[] { Length: > MostTexts } many)
            throw new Fault($"{name} has {many.Length} entries; at most {MostTexts} are allowed.");
        foreach (var text in value as string?[] ?? [value as string])
        {
            if (FieldLimits.Fault(name, text) is { } fault)
                throw new Fault(fault.ToString());
        }
    }

    private static bool MustBe(JsonPropertyInfo field) =>
        field.AttributeProvider is PropertyInfo property && new NullabilityInfoContext().Create(property).ReadState == NullabilityState.NotNull;
}
