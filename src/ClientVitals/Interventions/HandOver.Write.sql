-- Add that this item was handed over, with what is known of the client at that moment.
insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, word, reason, assigned_user_id)
select
  i.id, i.client_id, 'HANDED_OVER', @now::timestamptz, @today::date, @by::text, @name::text,
  coalesce((select h.pattern_reason from public.client_health_scores h where h.client_id = i.client_id), i.trigger_reason),
  @user::uuid
from public.intervention_log i
where i.id = @item::bigint
returning id
