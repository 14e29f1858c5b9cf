using System.Collections.Concurrent;
using System.Reflection;

namespace ClientVitals.Database;

/// <summary>
/// The text of the query beside a type: <c>PatternBreaks.cs</c> asks <c>PatternBreaks.sql</c>.
/// A verb of several steps names them: <c>AnalyzeCallPatterns.Read.sql</c> is <c>Sql.Of&lt;AnalyzeCallPatterns&gt;("Read")</c>.
/// </summary>
public static class Sql
{
    private static readonly ConcurrentDictionary<(Type, string?), string> Texts = new();

    private static readonly ConcurrentDictionary<(Type, string), string?> Found = new();

    /// <summary>The embedded query of <typeparamref name="T"/>, or the named step of it. Throws when there is none.</summary>
    public static string Of<T>(string? step = null) => Of(typeof(T), step);

    /// <summary>As <see cref="Of{T}"/>, for static types.</summary>
    public static string Of(Type asks, string? step = null) =>
        Texts.GetOrAdd((asks, step), static key => Read(key.Item1, key.Item2));

    private static string Read(Type asks, string? step)
    {
        var name = step is null ? $"{asks.FullName}.sql" : $"{asks.FullName}.{step}.sql";
        using var stream = asks.Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no embedded query {name} in {asks.Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The named step of <typeparamref name="T"/>; null when it has no such step.</summary>
    public static string? Find<T>(string step) =>
        Found.GetOrAdd((typeof(T), step), static key => key.Item1.Assembly.GetManifestResourceInfo($"{key.Item1.FullName}.{key.Item2}.sql") is null ? null : Of(key.Item1, key.Item2));

    /// <summary>The names of all queries embedded in the core, for the law that checks each against the schema.</summary>
    public static IReadOnlyList<string> All(Assembly house) =>
        [.. house.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
