-- Whether a server fits its database, asked by the login that serves; and a way to refused lines by their age.

-- Runs as its owner, for the ledger is nobody else's to read; it tells versions only, and none of their text.
create or replace function public.applied_migrations() returns setof text
language plpgsql stable security definer set search_path = '' as $$
begin
  if pg_catalog.to_regclass('supabase_migrations.schema_migrations') is not null then
    return query select m.version from supabase_migrations.schema_migrations m;
  end if;
end
$$;
comment on function public.applied_migrations() is 'The versions of the migrations that are applied, for a server that asks whether it fits its database.';
revoke all on function public.applied_migrations() from public, anon, authenticated;
grant execute on function public.applied_migrations() to service_role;

create index if not exists delivery_rejects_old on public.delivery_rejects (rejected_at);
