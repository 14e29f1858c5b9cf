using System.Globalization;
using System.Text.Json.Nodes;
using ClientVitals.Database;

namespace ClientVitals.Sources.Intake;

/// <summary>Few rows, each as a JSON object by the entity's column names.</summary>
internal sealed class JsonFields(IReadOnlyList<StageColumn> columns) : IRowFields
{
    private JsonObject _row = [];
    private int _at;

    public JsonArray Rows { get; } = [];

    /// <summary>Characters of all texts.</summary>
    public long Characters { get; private set; }

    /// <summary>A row begins.</summary>
    public void Row()
    {
        _row = [];
        _at = 0;
        Rows.Add(_row);
    }

    public void Nothing() => Put(null);

    public void Text(string? text)
    {
        Characters += text?.Length ?? 0;
        Put(text);
    }

    public void Whole(int number) => Put(number);

    public void Large(long number) => Put(number);

    public void Number(double? number) => Put(number is { } given && double.IsFinite(given) ? Math.Round((decimal)given, 6) : null);

    public void Flag(bool flag) => Put(flag);

    /// <summary>To the microsecond, as COPY does.</summary>
    public void Instant(DateTimeOffset instant) => Put(instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));

    public void Day(DateOnly? day) => Put(day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void Key(ReadOnlySpan<byte> key) => Put(new Guid(key, bigEndian: true).ToString());

    private void Put(JsonNode? value) => _row[columns[_at++].Name] = value;
}
