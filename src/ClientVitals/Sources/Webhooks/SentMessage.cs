namespace ClientVitals.Sources.Webhooks;

/// <summary>A message as it came, before anybody knows from whom.</summary>
/// <param name="Method">POST.</param>
/// <param name="Addresses">The whole addresses under which its sender may have called this one.</param>
/// <param name="Headers">By their names in small letters.</param>
/// <param name="Body">The bytes as they came.</param>
public sealed record SentMessage(string Method, IReadOnlyList<string> Addresses, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Empty where there is none.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    /// <summary>Whether the body is a form (<c>application/x-www-form-urlencoded</c>).</summary>
    public bool IsForm => Header("content-type").Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
}
