-- Write down an act on an item, with what was known of the client at that moment.
insert into public.intervention_events (
  item_id, client_id, kind, made_at, made_on, made_by, reason, note, until, due_date, pause_id, end_id, new_usual_id)
select
  i.id, i.client_id, @kind::text, @now::timestamptz, @today::date, @by::text,
  coalesce((select h.pattern_reason from public.client_health_scores h where h.client_id = i.client_id), i.trigger_reason),
  @note::text, @until::date, @due::date, @pause::bigint, @end_id::bigint, @usual::bigint
from public.intervention_log i
where i.id = @item::bigint
  and i.client_id = @client::uuid
returning id
