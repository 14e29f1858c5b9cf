namespace ClientVitals.Sources.Facts;

/// <content>The steps that undo a delivery.</content>
internal sealed partial class FactSteps
{
    /// <summary>Which rows say what this delivery told, which later delivery told them again, and what they said before by a delivery that holds.</summary>
    public string Undone() => $"""
        create temporary table undone_rows on commit drop as
        select
          r.id,
          (
            select min(c.delivery_id)
            from public.fact_confirmations c
            where c.entity = @entity::text
              and c.ids @> r.id
              and c.delivery_id > @delivery::bigint
          ) as heir_id,
          (
            select v.version_id
            from {_versions} v
            left join public.deliveries d on d.id = v.delivery_id
            where v.id = r.id
              and v.delivery_id is distinct from @delivery::bigint
              and d.undone_at is null
            order by v.known_until desc, v.version_id desc
            limit 1
          ) as before_id
        from {_table} r
        where r.delivery_id = @delivery::bigint
        """;

    /// <summary>A later delivery told them as they are: from now on they are its word.</summary>
    public string HandOver() => $"""
        update {_table} r
        set delivery_id = u.heir_id
        from undone_rows u
        where r.id = u.id
          and u.heir_id is not null
        """;

    /// <summary>What they said is kept as what was known until now.</summary>
    public string KeepUndone() => $"""
        {Keep($"(select r.* from {_table} r join undone_rows u on u.id = r.id and u.heir_id is null)")}
        """;

    /// <summary>Those that were there before say again what they said.</summary>
    public string Restore() => $"""
        update {_table} r
        set {string.Join(",\n    ", Versioned.Where(column => column is not ("id" or "source" or "external_id" or "record_key" or "known_from" or "client_id")).Select(column => $"{column} = v.{column}"))},
            client_id = coalesce(v.client_id, r.client_id),
            known_from = @now::timestamptz
        from undone_rows u
        join {_versions} v on v.version_id = u.before_id
        where r.id = u.id
          and u.heir_id is null
        """;

    /// <summary>The others go.</summary>
    public string Remove() => $"""
        delete from {_table} r
        using undone_rows u
        where r.id = u.id
          and u.heir_id is null
          and u.before_id is null
        """;
}
