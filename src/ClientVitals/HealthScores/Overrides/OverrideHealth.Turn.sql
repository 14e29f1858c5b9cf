-- One change of this client's health at a time, until the transaction ends.
select c.id from public.clients c where c.id = @client::uuid for no key update
