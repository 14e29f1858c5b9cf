-- How the messages of a source are signed: by the Standard Webhooks specification, as all were until now, or as the sender itself does.
alter table public.sources add column if not exists scheme text not null default 'standard';
alter table public.sources drop constraint if exists sources_scheme_is_known;
alter table public.sources add constraint sources_scheme_is_known check (scheme in ('standard', 'twilio', 'aircall', 'hubspot', 'calendly'));
comment on column public.sources.scheme is 'How its messages are signed: standard (Standard Webhooks), twilio, aircall, hubspot or calendly.';

-- What a rollback kept comes back to the sources that still exist.
do $$
begin
  if pg_catalog.to_regclass('archive.sources__20260118000001') is not null then
    alter table public.sources disable trigger user;
    update public.sources s
    set scheme = kept.scheme
    from archive.sources__20260118000001 kept
    where kept.name = s.name;
    alter table public.sources enable trigger user;
    drop table archive.sources__20260118000001;
  end if;
end
$$;
