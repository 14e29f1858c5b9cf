-- Sessions of this client, one page of them.
select s.starts_at as at, 'session' as kind, s.id, s.status as word, s.kind as text, s.staff as who, null::text as channel, null::text as direction, null::text as outcome,
  s.minutes * 60 as duration_seconds, null::date as until, false as is_by_hand, s.external_id as own_id
from public.sessions s
where s.client_id = @client::uuid
  and s.starts_at <= coalesce(@after_at::timestamptz, 'infinity'::timestamptz)
  and (@show::text is null or @show::text = 'sessions')
  and (@after_at::timestamptz is null or s.starts_at < @after_at::timestamptz or ('session', s.id) < (@after_kind::text, @after_id::bigint))
order by s.starts_at desc, s.id desc
limit @most::int
