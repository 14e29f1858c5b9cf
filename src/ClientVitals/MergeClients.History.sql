-- Earlier judgements and episodes go over where the kept client has none of that day; of two open episodes the kept client's stays.
with answered as (
  update public.call_pattern_answers a
  set client_id = @kept::uuid
  where a.client_id = @gone::uuid
),
owned as (
  update public.client_owner_changes o
  set client_id = @kept::uuid
  where o.client_id = @gone::uuid
),
noted as (
  update public.client_notes n
  set client_id = @kept::uuid
  where n.client_id = @gone::uuid
),
analysed as (
  update public.call_pattern_analysis a
  set client_id = @kept::uuid
  where a.client_id = @gone::uuid
    and not exists (
      select from public.call_pattern_analysis k
      where k.client_id = @kept::uuid and k.analysis_date = a.analysis_date and k.rule = a.rule)
)
update public.call_pattern_episodes e
set client_id = case
      when exists (select from public.call_pattern_episodes k where k.client_id = @kept::uuid and k.opened_on = e.opened_on) then e.client_id
      when e.closed_on is null and exists (select from public.call_pattern_episodes k where k.client_id = @kept::uuid and k.closed_on is null) then e.client_id
      else @kept::uuid
    end,
    closed_on = case
      when e.closed_on is null and exists (select from public.call_pattern_episodes k where k.client_id = @kept::uuid and (k.closed_on is null or k.opened_on = e.opened_on))
      then greatest(e.opened_on, @today::date)
      else e.closed_on
    end,
    close_reason = case
      when e.closed_on is null and exists (select from public.call_pattern_episodes k where k.client_id = @kept::uuid and (k.closed_on is null or k.opened_on = e.opened_on))
      then 'corrected'
      else e.close_reason
    end
where e.client_id = @gone::uuid
