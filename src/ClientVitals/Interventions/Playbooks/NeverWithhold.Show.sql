-- Put the open items of a client who was held out on Today, from the day on which they were opened. Their lot stays on record.
update public.intervention_log i
set due_date = i.triggered_on
where i.client_id = @client::uuid
  and i.completed_at is null
  and i.arm = 'HELD_OUT'
  and i.due_date is null
