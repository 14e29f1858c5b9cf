namespace ClientVitals.Sources.Intake;

/// <summary>
/// Rows that stand in one delivery more than once. The last record of a row stands for it (as the source changed them, as the entity says,
/// as they stand); what it leaves empty it takes from those before it, as if they had come in deliveries of their own. One row may be several
/// clients': each has their own. Rows without an id that are equal are several rows: each later one carries its ordinal in its key.
/// </summary>
internal static class Repeats
{
    private const string Whose = "case when i.client_email is not null then e.client_id else p.client_id end";

    /// <summary>The earlier records of rows, and whether the next one tells it otherwise.</summary>
    /// <param name="columns">The entity's.</param>
    /// <param name="ofEachClient">Whether one id is a row of each client it is told of.</param>
    /// <param name="standing">The entity's: which records give way.</param>
    public static Relation Superseded(IReadOnlyList<StageColumn> columns, bool ofEachClient, string standing)
    {
        var key = string.Join(", ", Keys(columns));
        var keys = string.Join(", ", Keys(columns).Select(name => "i." + name));
        var modified = string.Concat(Of(columns, ColumnUse.Modified).Select(name => $"i.{name}, "));
        var order = string.Concat(Of(columns, ColumnUse.Modified).Select(name => $"t.{name} nulls first, ")) + "t.standing, t.line";
        var facts = string.Join(", ", Of(columns, ColumnUse.Fact).Select(name => "i." + name));
        return new("superseded", "place tid, line bigint, last_line bigint, turn bigint, changed boolean", $"""
            with repeated as (
              select {keys}
              from incoming i
              where i.{Keys(columns)[^1]} is not null
              group by {keys}
              having count(*) > 1
            ),
            told as (
              select
                i.ctid as place,
                i.line,
                {keys},
                {modified}f.whose,
                f.facts,
                {standing} as standing
              from incoming i
              join repeated r using ({key})
              left join incoming_emails e on e.email = i.client_email
              left join incoming_phones p on p.phone = i.client_phone
              cross join lateral (
                select
                  {(ofEachClient ? $"coalesce(({Whose})::text, i.client_email, i.client_phone)" : "''")} as whose,
                  row ({facts})::text as facts
              ) f
            ),
            followed as (
              select
                t.place,
                t.line,
                last_value(t.line) over whole as last_line,
                row_number() over in_order as turn,
                t.facts,
                lead(t.facts) over in_order as next_facts
              from told t
              window
                in_order as (partition by {key}, t.whose order by {order}),
                whole as (in_order rows between unbounded preceding and unbounded following)
            )
            select
              f.place,
              f.line,
              f.last_line,
              f.turn,
              f.facts is distinct from f.next_facts as changed
            from followed f
            where f.line <> f.last_line
            """);
    }

    /// <summary>What the last record leaves empty it takes from those before it.</summary>
    /// <param name="columns">The entity's.</param>
    /// <param name="together">The entity's: how several records make one value of a column.</param>
    public static string LastLine(IReadOnlyList<StageColumn> columns, Func<string, string, string?> together)
    {
        var filled = columns.Where(column => column.Use is ColumnUse.Fact or ColumnUse.Person or ColumnUse.Modified or ColumnUse.OtherIds).Select(column => column.Name).ToList();
        string Last(string name) => $"(array_agg(p.{name} order by l.turn desc nulls first) filter (where p.{name} is not null))[1]";
        return $"""
            with told as (
              select
                l.last_line as line,
                {string.Join(",\n    ", filled.Select(name => $"{together(name, Last(name)) ?? Last(name)} as {name}"))}
              from (
                select s.line, s.last_line, s.turn from superseded s
                union all
                select distinct s.last_line, s.last_line, null::bigint from superseded s
              ) l
              join incoming p on p.line = l.line
              group by l.last_line
            )
            update incoming i
            set {string.Join(",\n    ", filled.Select(name => $"{name} = t.{name}"))}
            from told t
            where i.line = t.line
            """;
    }

    /// <summary>The earlier records have said what they had to say.</summary>
    public const string Leave = "delete from incoming i using superseded s where i.ctid = s.place";

    /// <summary>Equal rows without an id are several rows.</summary>
    public static string? Number(IReadOnlyList<StageColumn> columns) => Of(columns, ColumnUse.RowKey) is not [var key] ? null : $"""
        with repeated as (
          select i.{key}
          from incoming i
          where i.{key} is not null
          group by i.{key}
          having count(*) > 1
        ),
        numbered as (
          select
            i.ctid as place,
            row_number() over (partition by i.{key} order by i.line) as ordinal
          from incoming i
          join repeated r using ({key})
        )
        update incoming i
        set {key} = md5(i.{key}::text || ':' || n.ordinal)::uuid
        from numbered n
        where i.ctid = n.place
          and n.ordinal > 1
        """;

    /// <summary>How many earlier records were set right by a later one: corrected, unchanged. Where the last one's word was there already, none was.</summary>
    public const string Lines = """
        select
          count(*) filter (where s.changed and k.line is null) as corrected,
          count(*) filter (where not s.changed or k.line is not null) as unchanged
        from superseded s
        left join known k on k.line = s.last_line and not k.changed
        """;

    /// <summary>What tells rows apart within a delivery, of a few of them: what the source calls them, or what they say.</summary>
    public static string KeyOf(System.Text.Json.Nodes.JsonObject row, IReadOnlyList<StageColumn> columns)
    {
        var key = Keys(columns).Select(name => row[name]?.ToString());
        return row[Keys(columns)[^1]] is not null
            ? string.Join('\n', key)
            : Of(columns, ColumnUse.RowKey).Select(name => row[name]?.ToString()).FirstOrDefault() ?? "";
    }

    public static IReadOnlyList<string> Keys(IReadOnlyList<StageColumn> columns) => Of(columns, ColumnUse.SourceKey);

    public static IReadOnlyList<string> Of(IReadOnlyList<StageColumn> columns, ColumnUse use) =>
        [.. columns.Where(column => column.Use == use).Select(column => column.Name)];
}
