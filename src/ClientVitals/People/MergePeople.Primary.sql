-- A client known by number only takes the other's e-mail as the one the owner's tables speak of.
with first_one as (
  update public.client_emails e
  set is_primary = true
  where e.email = (select min(k.email) from public.client_emails k where k.client_id = @kept::uuid)
    and not exists (select from public.client_emails k where k.client_id = @kept::uuid and k.is_primary)
  returning e.email
)
update public.client_health_scores h
set email = f.email
from first_one f
where h.client_id = @kept::uuid
