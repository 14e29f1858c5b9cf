-- What happened with this client, the latest first, after this place: calls, notes, episodes, answers, pauses, other coaches; as the asker may see it.
with mark as materialized (
  select
    coalesce(@after_at::timestamptz, 'infinity'::timestamptz) as at,
    @after_kind::text as kind,
    @after_id::bigint as id,
    (select public.business_zone()) as zone
),
calls as (
  select r.started_at as at, 'call' as kind, r.id, r.status as word, r.notes as text, r.staff as who, r.channel, r.direction, r.outcome, r.duration_seconds,
    null::date as until, r.provider = 'by hand' and r.source is null as is_by_hand, r.provider_call_id as own_id
  from public.call_records r
  where r.client_id = @client::uuid
    and r.started_at <= (select m.at from mark m)
    and (@show::text is null or @show::text = 'calls')
    and (@after_at::timestamptz is null or r.started_at < @after_at::timestamptz or ('call', r.id) < (@after_kind::text, @after_id::bigint))
  order by r.started_at desc, r.id desc
  limit @most::int
),
notes as (
  select n.written_at as at, 'note' as kind, n.id, null::text as word, n.note as text, n.written_by as who, null::text as channel, null::text as direction,
    null::text as outcome, null::int as duration_seconds, null::date as until, n.written_by_id = @asker::uuid as is_by_hand, n.id::text as own_id
  from public.client_notes n
  where n.client_id = @client::uuid
    and n.taken_back_at is null
    and (@show::text is null or @show::text = 'notes')
),
episodes as (
  select (v.day::timestamp at time zone m.zone) as at, v.kind, e.id, v.word, v.text, null::text, null::text, null::text, null::text, null::int, v.until, false, null::text
  from public.call_pattern_episodes e
  cross join mark m
  cross join lateral (values
    (e.opened_on, 'opened', e.worst_status, case when e.closed_on is null and e.break_on is null then e.reason end, e.drift_since),
    (e.break_on, 'break', null, case when e.closed_on is null then e.reason end, null),
    (e.closed_on, 'closed', e.close_reason, null, null)) as v (day, kind, word, text, until)
  where e.client_id = @client::uuid
    and v.day is not null
    and (@show::text is null or @show::text = 'pattern')
),
answers as (
  select a.answered_at, 'answer', a.id, a.answer, a.note, a.answered_by, null::text, null::text, null::text, null::int, a.until, false, null::text
  from public.call_pattern_answers a
  where a.client_id = @client::uuid
    and a.taken_back_at is null
    and (@show::text is null or @show::text = 'pattern')
),
pauses as (
  select (p.starts_on::timestamp at time zone m.zone), case when p.client_id is null then 'pause of all' else 'pause' end, p.id, p.reason, p.note, p.entered_by,
    null::text, null::text, null::text, null::int, p.ends_on, p.client_id is not null, p.id::text
  from public.client_pauses p
  cross join mark m
  where (p.client_id = @client::uuid or p.client_id is null)
    and p.superseded_at is null
    and (@show::text is null or @show::text = 'pauses')
),
owners as (
  select o.changed_at, 'owner', o.id, s.name, f.name, o.changed_by, null::text, null::text, null::text, null::int, null::date, false, null::text
  from public.client_owner_changes o
  left join public.staff s on s.id = o.to_coach
  left join public.staff f on f.id = o.from_coach
  where o.client_id = @client::uuid
    and (@show::text is null or @show::text = 'coaches')
),
everything as (
  select * from calls
  union all select * from notes
  union all select * from episodes
  union all select * from answers
  union all select * from pauses
  union all select * from owners
)
select e.at, e.kind, e.id, e.word, e.text, e.who, e.channel, e.direction, e.outcome, e.duration_seconds, e.until, e.is_by_hand, e.own_id
from everything e
where @after_at::timestamptz is null
  or e.at < @after_at::timestamptz
  or (e.at = @after_at::timestamptz and (e.kind, e.id) < (@after_kind::text, @after_id::bigint))
order by e.at desc, e.kind desc, e.id desc
limit @most::int
