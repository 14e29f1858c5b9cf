-- Since when and until when is this client one? Locked, so that two changes of it take turns.
select c.started_on, c.ended_on from public.clients c where c.id = @client::uuid for no key update
