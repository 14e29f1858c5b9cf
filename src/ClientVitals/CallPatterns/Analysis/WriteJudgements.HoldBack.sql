-- Hold these clients back from the list: many fell silent on the same days. How many rows changed?
with history as (
  update public.call_pattern_analysis a
  set pattern_status = 'NORMAL',
      hold = 'TOGETHER',
      reason = @reason::text || ' ' || a.reason
  where a.client_id = any (@clients::uuid[])
    and a.analysis_date = @today::date
    and a.rule = @rule::text
    and a.run_id is not null
    and a.hold is distinct from 'TOGETHER'
  returning a.id
),
hub as (
  update public.client_health_scores h
  set pattern_status = 'NORMAL',
      pattern_hold = 'TOGETHER',
      pattern_since = @since::date,
      pattern_reason = @reason::text || ' ' || h.pattern_reason
  where h.client_id = any (@clients::uuid[])
    and @current::boolean
    and h.pattern_hold is distinct from 'TOGETHER'
  returning h.id
)
select ((select count(*) from history) + (select count(*) from hub))::int
