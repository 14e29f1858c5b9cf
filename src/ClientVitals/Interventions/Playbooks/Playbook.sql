-- The latest version of each playbook, by cause and place; or all versions of one, the latest first.
select
  p.id,
  p.key,
  p.version,
  p.cause_kind,
  p.on_status,
  p.days_from,
  p.days_to,
  p.risk_from,
  p.value_from,
  p.place,
  p.intervention_type,
  p.priority,
  p.channel,
  p.timing,
  p.due_days,
  p.is_listed,
  p.template,
  p.cool_down_days,
  p.hold_out_share,
  p.is_on,
  p.made_at,
  p.made_by,
  (select count(*)::int from public.intervention_log i where i.completed_at is null and i.playbook_id = p.id) as open_items
from public.playbooks p
where case
  when @key::text is null then not exists (select from public.playbooks n where n.key = p.key and n.version > p.version)
  else p.key = @key::text
end
order by
  array_position(array['RANG_IN_VAIN', 'EPISODE', 'OUTREACH_GAP', 'ZONE_CHANGE', 'PACKAGE', 'OWNER_CHANGE'], p.cause_kind),
  p.place,
  p.key,
  p.version desc
