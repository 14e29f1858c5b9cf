-- A check that fails.
select (1 / (select 0))::text as subject
