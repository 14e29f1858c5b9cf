-- Items in this state, of a coach or a client, the latest first, after this place.
select
  i.id,
  i.client_id,
  coalesce(e.email, p.phone) as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), e.email, p.phone, '') as client_name,
  s.name as assigned_coach,
  i.cause_kind,
  i.cause_id,
  i.cause_status,
  i.rang_in_vain,
  coalesce(i.playbook_type, i.intervention_type) as intervention_type,
  coalesce(i.playbook_priority, i.priority) as priority,
  i.status,
  i.trigger_reason,
  i.triggered_at,
  i.due_on,
  i.outcome,
  i.actioned_at,
  i.executed_by,
  (
    select v.id
    from public.intervention_events v
    where v.item_id = i.id
      and v.kind = i.outcome
      and v.undone_at is null
    order by v.made_at desc, v.id desc
    limit 1
  ) as last_act_id,
  i.completed_at,
  i.close_reason,
  i.assigned_to,
  b.key as playbook,
  b.version as playbook_version,
  i.communication_method,
  i.communication_timing,
  i.act_by,
  i.arm,
  i.set_aside,
  i.expected_value,
  case when i.outcome_measured_at is null then 'NOT_KNOWN_YET' when i.returned_on is not null then 'RETURNED' else 'NOT_RETURNED' end as came_of_it
from public.intervention_log i
join public.clients c on c.id = i.client_id
left join public.client_emails e on e.client_id = i.client_id and e.is_primary
left join public.client_phones p on p.client_id = i.client_id and p.is_primary
left join public.staff s on s.id = c.coach_id
left join public.playbooks b on b.id = i.playbook_id
where (@item::bigint is null or i.id = @item::bigint)
  and (@client::uuid is null or i.client_id = @client::uuid)
  and (@coach::text is null or lower(s.name) = lower(@coach::text))
  and case @state::text
    when 'due' then i.completed_at is null and i.due_on <= @today::date and i.set_aside is null
    when 'waiting' then i.completed_at is null and i.due_on <= @today::date and i.set_aside is not null
    when 'open' then i.completed_at is null
    when 'closed' then i.completed_at is not null
    else true
  end
  and (@after_at::timestamptz is null or (i.triggered_at, i.id) < (@after_at::timestamptz, @after_id::bigint))
order by i.triggered_at desc, i.id desc
limit @most::int
