namespace ClientVitals.Sources.Facts;

/// <content>The steps about rows whose client is not known, or was not.</content>
internal sealed partial class FactSteps
{
    /// <summary>
    /// Whose a row is that names no address: whom its source is known to mean by its id, else whose an earlier row of the same source was that calls the client
    /// the same, else whose the row is that it names.
    /// </summary>
    private string ClientOfKey(string row, string source) => $"""
        left join lateral (
          select u.client_id
          from (
            {(_fact.IsWhoTheyAre ? "" : $"""
        (
              select k.client_id, 0 as turn
              from (
                {_identity.ClientOfKey(source, $"{row}.client_key")}
              ) k
            )
            union all
            
        """)}(
              select f.client_id, 1 as turn
              from {_table} f
              where f.source = {source}
                and f.client_key = {row}.client_key
                and f.client_id is not null
              order by f.id
              limit 1
            ){(_fact.Through is not { } through ? "" : $"""

            union all
            (
              select f.client_id, 2
              from {_table} f
              where f.record_key = {row}.{through}
                and f.source = {source}
                and f.external_id is not null
                and f.client_id is not null
              order by f.id
              limit 1
            )
        """)}
          ) u
          where {row}.client_email is null
            and {row}.client_phone is null
          order by u.turn
          limit 1
        ) c on true
        """;

    /// <summary>Rows that wait for the one they name, once its client is known.</summary>
    private string Waiting => _fact.Through is not { } through ? "" : $"""

            union all
            select r.id, coalesce(n.client_id, {Whose})
            from incoming i
            {People}
            join {_table} n on n.record_key = i.external_id and n.source = @source::text
            join {_table} r on r.source = @source::text and r.{through} = i.external_id and r.client_id is null and r.client_email is null and r.client_phone is null and r.client_key is null
        """;

    /// <summary>Rows that came before their client was known are news of today: what we knew before is kept.</summary>
    private string Match() => $"""
        -- Give rows without a client to the client whose address or id this delivery names: by e-mail, else by number, else by what the source calls them.
        with found as (
          select distinct on (m.id) m.id, m.whose
          from (
            select r.id, e.client_id as whose
            from incoming_emails e
            join {_table} r on r.client_email = e.email and r.client_id is null
            union all
            select r.id, p.client_id
            from incoming_phones p
            join {_table} r on r.client_phone = p.phone and r.client_id is null and r.client_email is null
            union all
            select r.id, {Whose}
            from incoming i
            {People}
            join {_table} r on r.source = @source::text and r.client_key = i.client_key and r.client_id is null and r.client_email is null and r.client_phone is null
            where coalesce(i.client_email, i.client_phone) is not null{Waiting}
          ) m
          where m.whose is not null
          order by m.id
        ),
        locked as (
          select r.*, f.whose
          from found f
          join {_table} r on r.id = f.id
          where r.client_id is null
            and not exists (
              select
              from {_table} k
              where k.record_key = r.record_key
                and k.client_id = f.whose
                and k.source = r.source)
          order by r.id
          for update of r
        ),
        kept as (
          {Keep("locked")}
          where l.known_from < @now::timestamptz
        )
        update {_table} r
        set client_id = l.whose,
            known_from = @now::timestamptz
        from locked l
        where r.id = l.id
        """;

    /// <summary>Rows that only say what their source calls the client, once people's delivery says who that is; and those that name such a row.</summary>
    private string Follow() => $"""
        -- Give rows that only say what their source calls the client to whom the source is known to mean by it, of those whom this delivery names.
        with named as (
          select r.id, m.client_id as whose, r.external_id
          from (select distinct i.external_id as called from incoming i where i.external_id is not null) n
          join {_table} r on r.source = @source::text and r.client_key = n.called and r.client_id is null and r.client_email is null and r.client_phone is null
          cross join lateral (
            {_identity.ClientOfKey("@source::text", "n.called")}
          ) m
        ),
        found as (
          select n.id, n.whose
          from named n{(_fact.Through is not { } through ? "" : $"""

          union
          select r.id, n.whose
          from named n
          join {_table} r on r.source = @source::text and r.{through} = n.external_id and r.client_id is null and r.client_email is null and r.client_phone is null and r.client_key is null
        """)}
        ),
        locked as (
          select r.*, f.whose
          from (select distinct on (a.id) a.id, a.whose from found a order by a.id, a.whose) f
          join {_table} r on r.id = f.id
          where r.client_id is null
            and not exists (
              select
              from {_table} k
              where k.record_key = r.record_key
                and k.client_id = f.whose
                and k.source = r.source)
          order by r.id
          for update of r
        ),
        kept as (
          {Keep("locked")}
          where l.known_from < @now::timestamptz
        )
        update {_table} r
        set client_id = l.whose,
            known_from = @now::timestamptz
        from locked l
        where r.id = l.id
        """;

    private string Unmatched() => $"""
        -- How many of this delivery's rows are unmatched.
        select
          (select count(*) from {_table} r where r.id > @before::bigint and r.delivery_id = @delivery::bigint and r.client_id is null)
          + (select count(*) from known k join {_table} r on r.id = k.id where r.client_id is null)
        """;

    private string WouldLeave() => $"""
        -- How many of this delivery's rows would be unmatched.
        select count(*)
        from incoming i
        {People}
        left join known k on k.line = i.line
        left join {_table} r on r.id = k.id
        {ClientOfKey("i", "@source::text")}
        where coalesce(r.client_id, {Whose}, c.client_id) is null
        """;
}
