using System.Text.Json.Nodes;
using ClientVitals.Database;

namespace ClientVitals.Sources.Intake;

/// <summary>
/// Who waits for whom. Many rows take their source and everybody's addresses for themselves until they are committed. Few rows share the
/// source, wait only for those who bring the same address or row, and share the right to make people only when they make some. The
/// source is always taken first, so that nobody waits for somebody who waits.
/// </summary>
internal static class Turns
{
    /// <summary>Takes the turn of many rows; says so when another is at work.</summary>
    public static async Task OfManyAsync(Stage stage, Action waiting)
    {
        if (await stage.AskAsync<bool>(Sql.Of(typeof(Turns), "Try")))
            return;
        waiting();
        await stage.DoAsync(Sql.Of(typeof(Turns), "Wait"));
    }

    /// <summary>Takes the turn of few rows. In one order, so that two at once cannot wait for each other.</summary>
    public static Task OfFewAsync(Stage stage, string source, IReadOnlyList<JsonObject> rows, IReadOnlyList<StageColumn> columns)
    {
        var keys = rows
            .SelectMany(row => new[] { row["client_email"]?.ToString(), row["client_phone"]?.ToString(), source + "\n" + Repeats.KeyOf(row, columns) })
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(key => StableHash(key))
            .Distinct()
            .Order()
            .ToArray();
        return stage.DoAsync(Sql.Of(typeof(Turns), "Few"), new { keys });
    }

    /// <summary>Few rows that make people: they wait for many rows that are at work, and for nobody else.</summary>
    public static Task ToMakePeopleAsync(Stage stage) => stage.DoAsync(Sql.Of(typeof(Turns), "Share"));

    /// <summary>FNV-1a: the same in every process.</summary>
    private static int StableHash(string text)
    {
        var hash = 2166136261u;
        foreach (var one in text)
            hash = (hash ^ one) * 16777619u;
        return (int)hash;
    }
}
