namespace ClientVitals.Sources.Facts;

/// <content>The steps about rows that are told as totals (<see cref="FactRemainder"/>).</content>
internal sealed partial class FactSteps
{
    /// <summary>What rows of their own tell of a total.</summary>
    private string Parts(FactRemainder rest, string source, string of) => $"""
        (
              select min(p.id) as id, sum(p.{rest.Amount}) as amount
              from {_table} p
              where p.source = {source}
                and p.{rest.Of} = {of}
                and p.{rest.Total} is null
                and p.{rest.Status} = '{rest.Counted}'
            )
        """;

    /// <summary>A total that rows of their own tell in full is there already, in them.</summary>
    private string ToldInParts => _fact.Remainder is not { } rest ? "" : $"""

              union all
              select i.line, w.id, false, true
              from incoming i
              cross join lateral {Parts(rest, "@source::text", $"i.{rest.Of}")} w
              where i.{rest.Total} is not null
                and w.amount >= {Read(rest.Total)}
                and not exists (select from {_table} r where r.record_key = {_key} and r.source = @source::text)
        """;

    /// <summary>Finds out what is left of totals; without a delivery, of all of them.</summary>
    public string? Settle() => _fact.Remainder is not { } rest ? null : $"""
        -- What is left of totals that this delivery, or without one any, tells something of: what rows of their own do not tell.
        with found as (
          select
            d.id,
            greatest(d.{rest.Total} - coalesce(w.amount, 0), 0) as left_over
          from {_table} d
          cross join lateral {Parts(rest, "d.source", $"d.{rest.Of}")} w
          where d.{rest.Total} is not null
            and (
              @delivery::bigint is null
              or d.delivery_id = @delivery::bigint
              or exists (select from {_table} t where t.delivery_id = @delivery::bigint and t.source = d.source and t.{rest.Of} = d.{rest.Of}))
        ),
        locked as (
          select
            r.*,
            f.left_over,
            case when f.left_over > 0 then '{rest.Counted}' else '{rest.Nothing}' end as became
          from found f
          join {_table} r on r.id = f.id
          where r.{rest.Amount} <> f.left_over
            or r.{rest.Status} <> case when f.left_over > 0 then '{rest.Counted}' else '{rest.Nothing}' end
          order by r.id
          for update of r
        ),
        kept as (
          {Keep("locked")}
          where l.known_from < @now::timestamptz
        )
        update {_table} r
        set {rest.Amount} = l.left_over,
            {rest.Status} = l.became,
            known_from = @now::timestamptz
        from locked l
        where r.id = l.id
        """;
}
