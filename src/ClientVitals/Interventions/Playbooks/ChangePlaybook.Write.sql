-- Add the next version of a playbook with what was given; nothing when it would equal the latest.
with wanted as (
  select
    p.key,
    p.version,
    p.cause_kind,
    case when @has_condition::boolean then @on_status::text else p.on_status end as on_status,
    case when @has_condition::boolean then @days_from::int else p.days_from end as days_from,
    case when @has_condition::boolean then @days_to::int else p.days_to end as days_to,
    case when @has_condition::boolean then @risk_from::numeric else p.risk_from end as risk_from,
    case when @has_condition::boolean then @value_from::numeric else p.value_from end as value_from,
    p.place,
    p.intervention_type,
    coalesce(@priority::text, p.priority) as priority,
    coalesce(@channel::text, p.channel) as channel,
    coalesce(@timing::text, p.timing) as timing,
    coalesce(@due_days::int, p.due_days) as due_days,
    coalesce(@is_listed::boolean, p.is_listed) as is_listed,
    coalesce(@template::text, p.template) as template,
    coalesce(@cool_down_days::int, p.cool_down_days) as cool_down_days,
    coalesce(@hold_out_share::numeric, p.hold_out_share) as hold_out_share,
    p.salt,
    coalesce(@is_on::boolean, p.is_on) as is_on
  from public.playbooks p
  where p.key = @key::text
    and p.version = @version::int
)
insert into public.playbooks (
  key, version, cause_kind, on_status, days_from, days_to, risk_from, value_from, place, intervention_type, priority, channel, timing, due_days, is_listed, template,
  cool_down_days, hold_out_share, salt, is_on, made_at, made_by)
select
  w.key, w.version + 1, w.cause_kind, w.on_status, w.days_from, w.days_to, w.risk_from, w.value_from, w.place, w.intervention_type, w.priority, w.channel, w.timing, w.due_days, w.is_listed, w.template,
  w.cool_down_days, w.hold_out_share, w.salt, w.is_on, @now::timestamptz, @by::text
from wanted w
where not exists (
  select
  from public.playbooks p
  where p.key = w.key
    and p.version = w.version
    and (p.on_status, p.days_from, p.days_to, p.risk_from, p.value_from, p.priority, p.channel, p.timing, p.due_days, p.is_listed, p.template, p.cool_down_days, p.hold_out_share, p.is_on)
      is not distinct from (w.on_status, w.days_from, w.days_to, w.risk_from, w.value_from, w.priority, w.channel, w.timing, w.due_days, w.is_listed, w.template, w.cool_down_days, w.hold_out_share, w.is_on))
returning version
