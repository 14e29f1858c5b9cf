-- One note of this client at a time, until the transaction ends: two that arrive together would both find none there.
select c.id from public.clients c where c.id = @client::uuid for no key update
