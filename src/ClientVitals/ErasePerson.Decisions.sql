-- Delete decisions about the person.
delete from public.agent_decisions d
where lower(btrim(d.client_email)) = any (@addresses::text[]) or d.client_email ~* @whole::text
