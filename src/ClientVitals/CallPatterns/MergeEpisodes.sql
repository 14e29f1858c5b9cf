-- Episodes go over where the kept client has no episode of that day; of two open ones the kept client's stays.
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
