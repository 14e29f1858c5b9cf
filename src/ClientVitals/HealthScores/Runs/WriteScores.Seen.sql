-- Who was scored by this run, of all its parts.
create temporary table seen (
  client_id uuid not null
) on commit drop
