-- Lines of a client's timeline that the rooms bring, the latest first, after this place; as the caller may see it.
with lines (at, kind, id, word, text, who, channel, direction, outcome, duration_seconds, until, is_by_hand, own_id) as (
  -- (the rooms' lines)
  select null::timestamptz, null::text, null::bigint, null::text, null::text, null::text, null::text, null::text, null::text, null::int, null::date, null::bool, null::text
  where false
)
select e.at, e.kind, e.id, e.word, e.text, e.who, e.channel, e.direction, e.outcome, e.duration_seconds, e.until, e.is_by_hand, e.own_id
from lines e
where @after_at::timestamptz is null
  or e.at < @after_at::timestamptz
  or (e.at = @after_at::timestamptz and (e.kind, e.id) < (@after_kind::text, @after_id::bigint))
order by e.at desc, e.kind desc, e.id desc
limit @most::int
