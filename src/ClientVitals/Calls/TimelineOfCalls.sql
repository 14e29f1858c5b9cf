-- Calls of this client, one page of them.
select r.started_at as at, 'call' as kind, r.id, r.status as word, r.notes as text, r.staff as who, r.channel, r.direction, r.outcome, r.duration_seconds,
  null::date as until, r.provider = 'by hand' and r.source is null as is_by_hand, r.provider_call_id as own_id
from public.call_records r
where r.client_id = @client::uuid
  and r.started_at <= coalesce(@after_at::timestamptz, 'infinity'::timestamptz)
  and (@show::text is null or @show::text = 'calls')
  and (@after_at::timestamptz is null or r.started_at < @after_at::timestamptz or ('call', r.id) < (@after_kind::text, @after_id::bigint))
order by r.started_at desc, r.id desc
limit @most::int
