-- The clients of this part were scored.
insert into seen (client_id)
select s.client_id
from scored s
