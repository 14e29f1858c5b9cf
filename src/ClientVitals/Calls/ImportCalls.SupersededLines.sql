-- How many earlier lines were set right by a later one? Where the database has the last line's word already, nothing was.
select
  count(*) filter (where s.changed and k.line is null) as corrected,
  count(*) filter (where not s.changed or k.line is not null) as unchanged
from superseded_calls s
left join known_calls k on k.line = s.last_line and not k.changed
