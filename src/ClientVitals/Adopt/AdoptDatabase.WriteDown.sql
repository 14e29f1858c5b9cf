-- Write down what the adoption did.
insert into vitals_ledger.adopted (action, name, column_of, ddl)
select
  t.action,
  t.name,
  t.column_of,
  t.ddl
from unnest(@actions::text[], @names::text[], @columns_of::text[], @ddl::text[]) with ordinality as t (action, name, column_of, ddl, place)
order by t.place
