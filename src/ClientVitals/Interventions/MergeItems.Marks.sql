-- A mark that both clients have stays with the kept one.
delete from public.never_withheld w
where w.client_id = @gone::uuid
  and exists (select from public.never_withheld k where k.client_id = @kept::uuid)
