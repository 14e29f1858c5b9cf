using System.Text.Json.Nodes;
using Npgsql;

namespace ClientVitals.Sources.Intake;

/// <content>The way of few rows: they come with each statement, and only those steps are run that have something to write.</content>
public sealed partial class Intake<TRow>
{
    /// <summary>Up to this many rows come with each statement; more are staged in temporary tables.</summary>
    private const int Few = 64;

    /// <summary>As long as they hold no more than this many characters of text.</summary>
    private const int FewCharacters = 256 << 10;

    /// <summary>The first rows are read before it is known whether they are few.</summary>
    private async Task<Stage> StageAsync(NpgsqlConnection db, IEnumerator<TRow> rows, Action<Stage> describe, Action<string> say, CancellationToken ct)
    {
        var first = new List<TRow>(Few + 1);
        while (first.Count <= Few && rows.MoveNext())
            first.Add(rows.Current);
        if (first.Count <= Few && Held(first) is { } held)
        {
            var few = new ParameterStage(db, entity.Columns, held, ct);
            describe(few);
            return few;
        }
        return await StageManyAsync(db, All(first, rows), describe, say, ct);
    }

    /// <summary>Few rows as they come with a statement; null when one of them is repeated or they are long, which is for temporary tables.</summary>
    private JsonArray? Held(List<TRow> rows)
    {
        var fields = new JsonFields(entity.Columns);
        foreach (var row in rows)
        {
            fields.Row();
            entity.Write(fields, row);
        }
        var keys = fields.Rows.Select(row => Repeats.KeyOf(row!.AsObject(), entity.Columns)).ToHashSet(StringComparer.Ordinal);
        return keys.Count == rows.Count && fields.Characters <= FewCharacters ? fields.Rows : null;
    }

    private async Task<long> FindFewAsync(ParameterStage stage)
    {
        await stage.MakeAsync(People);
        var makes = !MatchOnly && entity.Identity.HasNewAddresses(stage);
        if (makes || stage.Rows("incoming").Any(row => row[Repeats.Keys(entity.Columns)[^1]] is null))
        {
            // A client who was made meanwhile is known now.
            await Turns.ToMakePeopleAsync(stage);
            await stage.MakeAsync(People);
        }
        return MatchOnly ? 0 : await entity.Identity.MakeAsync(stage);
    }
}
