-- Lock this item until the transaction ends.
select i.id from public.intervention_log i where i.id = @item::bigint for update
