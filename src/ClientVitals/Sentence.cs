using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClientVitals;

/// <summary>
/// A sentence with its values apart, so that a page can say it in another language: <c>{0} has no column '{1}'.</c> As a text it is English. An
/// interpolated string becomes one by itself where one is asked for: <c>Sentence said = $"{file} has no column '{name}'."</c>
/// </summary>
[InterpolatedStringHandler]
[JsonConverter(typeof(AsText))]
public sealed class Sentence : IFormattable
{
    private readonly StringBuilder _written;
    private readonly List<object?> _values;
    private string? _english;

    /// <summary>Begins one; the compiler does.</summary>
    public Sentence(int literalLength, int formattedCount) => (_written, _values) = (new(literalLength + (4 * formattedCount)), new(formattedCount));

    /// <summary>The sentence with <c>{0}</c> for its first value: what is translated.</summary>
    public string Pattern => _written.ToString();

    /// <summary>Its values; a sentence may be one.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>A text without values.</summary>
    public static Sentence Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var said = new Sentence(text.Length, 0);
        said.AppendLiteral(text);
        return said;
    }

    /// <summary>Several one after the other: a list in a sentence.</summary>
    public static Sentence Join(string between, IEnumerable<Sentence> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var said = new Sentence(0, 0);
        foreach (var one in sentences)
        {
            if (said._values.Count > 0)
                said.AppendLiteral(between);
            said.AppendFormatted(one);
        }
        return said;
    }

    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _written.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    public void AppendFormatted(ReadOnlySpan<char> value) => Append(value.ToString(), null, null);

    public void AppendFormatted<T>(T value) => Append(value, null, null);

    public void AppendFormatted<T>(T value, string? format) => Append(value, null, format);

    public void AppendFormatted<T>(T value, int alignment, string? format = null) => Append(value, alignment, format);

    /// <summary>In English, with a point before the decimals.</summary>
    public override string ToString() => _english ??= ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => string.Format(formatProvider, Pattern, [.. _values]);

    public override bool Equals(object? obj) => obj is Sentence other && other.ToString() == ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    private void Append(object? value, int? alignment, string? format)
    {
        _written.Append('{').Append(CultureInfo.InvariantCulture, $"{_values.Count}");
        if (alignment is { } width)
            _written.Append(CultureInfo.InvariantCulture, $",{width}");
        if (format is not null)
            _written.Append(':').Append(format);
        _written.Append('}');
        _values.Add(value);
    }

    /// <summary>In JSON it is its text.</summary>
    private sealed class AsText : JsonConverter<Sentence>
    {
        public override Sentence? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() is { } text ? Of(text) : null;

        public override void Write(Utf8JsonWriter writer, Sentence value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
