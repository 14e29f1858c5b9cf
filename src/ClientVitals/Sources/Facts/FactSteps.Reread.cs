namespace ClientVitals.Sources.Facts;

/// <content>The question about two readings of one file.</content>
internal sealed partial class FactSteps
{
    private string Told(string from) => $"""
        select
            b.id,
            {Who("b")} as who,
            coalesce(b.external_id, '') as called,
            row_number() over (partition by {Who("b")}, coalesce(b.external_id, '') order by b.{_fact.At}, b.id) as turn,
            b.{_fact.At} as at,
            row ({string.Join(", ", _kept.Where(column => column != _fact.At).Select(column => "b." + column))})::text as says
          from {from} b
        """;

    private static string Who(string row) => $"coalesce({row}.client_email, {row}.client_phone, {row}.client_key, '')";

    /// <summary>
    /// What the delivery told, before it is undone: the clients whom it made go then, and with them what was known. Of one that was undone before, what is
    /// left of it.
    /// </summary>
    public string FirstReading() => $"""
        create temporary table first_reading on commit drop as
        {Told($"""
        (
            select r.id, r.client_email, r.client_phone, r.client_key, r.external_id, {string.Join(", ", _kept.Select(column => "r." + column))}
            from {_table} r
            where r.delivery_id = @was::bigint
              and not exists (
                select
                from public.fact_confirmations c
                where c.entity = @entity::text
                  and c.ids @> r.id
                  and c.delivery_id > @was::bigint)
            union all
            select v.id, v.client_email, v.client_phone, v.client_key, v.external_id, {string.Join(", ", _kept.Select(column => "v." + column))}
            from {_versions} v
            join public.deliveries d on d.id = @was::bigint
            where v.delivery_id = @was::bigint
              and v.known_until = d.undone_at
          )
        """)}
        """;

    /// <summary>
    /// How rows differ between the first reading and the second. Rows are told apart by client and id, without an id by client and turn: one that went
    /// and came back has another key of ours.
    /// </summary>
    public string Differ() => $"""
        -- How do the rows of the second reading differ from those of the first?
        with found as (
          -- Rows of other deliveries that the second reading sets right.
          select distinct on (v.id) v.*
          from {_versions} v
          join {_table} r on r.id = v.id
          where r.delivery_id = @fresh::bigint
            and v.known_until = @now::timestamptz
            and v.delivery_id is distinct from @was::bigint
            and not exists (select from first_reading e where e.id = v.id)
          order by v.id, v.version_id
        ),
        was as (
          select f.* from first_reading f
          union all
          {Told("found")}
        ),
        told as (
          {Told($"(select * from {_table} r where r.delivery_id = @fresh::bigint)")}
        )
        select
          count(*) filter (where w.id is not null and t.id is not null and w.at <> t.at) as moved,
          count(*) filter (where w.at = t.at and w.says <> t.says) as changed,
          count(*) filter (where w.at = t.at and w.says = t.says) as same,
          count(*) filter (where w.id is null) as added,
          count(*) filter (where t.id is null) as gone
        from was w
        full join told t on t.who = w.who and t.called = w.called and t.turn = w.turn
        """;
}
