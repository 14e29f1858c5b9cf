using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClientVitals.Sources.Intake;

/// <summary>Records that came as named values: one posted object, a batch, a message. Read by the rules of a file whose columns have those names.</summary>
public sealed class NamedValues : Records
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<IReadOnlyDictionary<string, string?>> _rows;
    private readonly byte[][] _fields;
    private byte[]? _raw;

    /// <param name="rows">Each record's values by their names.</param>
    public NamedValues(IReadOnlyList<IReadOnlyDictionary<string, string?>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        _rows = rows;
        Headers = [.. rows.SelectMany(row => row.Keys).Distinct(StringComparer.Ordinal)];
        _fields = new byte[Headers.Count][];
    }

    public override ReadOnlySpan<byte> Raw => _raw ??= Written(_rows[(int)Line - 1]);

    public override ReadOnlySpan<byte> this[int field] => field < _fields.Length ? _fields[field] : [];

    /// <summary>SHA-256 of all values, hexadecimal.</summary>
    public string Sha256()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in _rows)
            hash.AppendData(Written(row));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public override bool Read()
    {
        if (Line >= _rows.Count)
            return false;
        var row = _rows[(int)Line++];
        _raw = null;
        var length = 0;
        for (var field = 0; field < _fields.Length; field++)
        {
            _fields[field] = row.GetValueOrDefault(Headers[field]) is { Length: > 0 } text ? Encoding.UTF8.GetBytes(text) : [];
            length += _fields[field].Length;
        }
        // As of the lines of a file.
        Trouble = length > CsvRows.LongestRecord ? "the line is longer than a megabyte"
            : Array.Exists(_fields, field => field.AsSpan().Contains((byte)0)) ? "holds a NUL character"
            : null;
        return true;
    }

    /// <summary>Starts again with the first record.</summary>
    public void StartAgain() => Line = 0;

    private static byte[] Written(IReadOnlyDictionary<string, string?> row) => JsonSerializer.SerializeToUtf8Bytes(row, Plain);
}
