namespace ClientVitals.Server.Web;

/// <summary>Filters as an address writes them.</summary>
internal static class Query
{
    /// <summary>Name and value pairs joined, without those that are null; without a question mark.</summary>
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> given)
    {
        var parts = new List<string>();
        foreach (var (name, value) in given)
        {
            if (value is not null)
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
        return string.Join('&', parts);
    }
}
