-- Take out what carries the person's address without naming the client: unmatched calls, rows written by hand, decisions about the person.
with calls as (
  delete from public.call_records r
  where r.client_id is null
    and (r.client_email = any (@addresses::text[]) or r.client_email ~* @whole::text or (r.client_email is null and r.client_phone = any (@addresses::text[])))
),
judged as (
  delete from public.call_pattern_analysis a
  where a.client_id is null
    and (lower(btrim(a.client_email)) = any (@addresses::text[]) or a.client_email ~* @whole::text)
),
decided as (
  delete from public.agent_decisions d
  where lower(btrim(d.client_email)) = any (@addresses::text[]) or d.client_email ~* @whole::text
)
delete from public.client_health_scores h
where h.client_id is null
  and (lower(btrim(h.email)) = any (@addresses::text[]) or h.email ~* @whole::text)
