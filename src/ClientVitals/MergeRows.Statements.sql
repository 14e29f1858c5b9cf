-- Statements that give the rows of one client to another, one for each table: all of them, or those that the other has none like.
select format(
  'update public.%1$I t set client_id = @kept where t.client_id = @gone%2$s',
  m.name,
  case when m.unless_same <> '' then (
    select format(' and not exists (select from public.%1$I k where k.client_id = @kept and %2$s)', m.name, string_agg(format('k.%1$I = t.%1$I', c.named), ' and '))
    from unnest(string_to_array(m.unless_same, ',')) c (named)) end) as statement
from unnest(@tables::text[], @unless_same::text[]) with ordinality m (name, unless_same, place)
order by m.place
