-- Sources that speak by themselves: who may post calls, what came under which id, what was refused, and answers given once.

create table if not exists public.sources (
  name       text        not null,
  mapping    text        not null default 'columns',
  enabled    boolean     not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sources_pkey primary key (name),
  constraint sources_name_is_a_name check (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(name) <= 60),
  constraint sources_mapping_is_given check (mapping <> '')
);
comment on table public.sources is 'Systems that post calls by themselves (webhooks). Their signing secrets stand in no table: they are in the environment or in files.';
comment on column public.sources.name is 'The source''s name, as in its address and on its calls.';
comment on column public.sources.mapping is 'How its messages are read: the name of a ready mapping, or one as JSON.';
comment on column public.sources.enabled is 'Whether messages are taken.';
comment on column public.sources.created_at is 'When the row was made.';
comment on column public.sources.updated_at is 'When it last changed.';

drop trigger if exists update_sources_updated_at on public.sources;
create trigger update_sources_updated_at before update on public.sources
  for each row execute function public.update_updated_at_column();

create table if not exists public.received_messages (
  source      text        not null,
  message_id  text        not null,
  received_at timestamptz not null,
  sha256      text        not null,
  delivery_id bigint,
  outcome     jsonb       not null default '{}',
  constraint received_messages_pkey primary key (source, message_id),
  constraint received_messages_source_fkey foreign key (source) references public.sources (name) on delete cascade,
  constraint received_messages_id_is_given check (message_id <> '' and length(message_id) <= 200)
);
create index if not exists received_messages_latest on public.received_messages (source, received_at desc);
create index if not exists received_messages_old on public.received_messages (received_at);
comment on table public.received_messages is 'Messages taken from sources, by the id they came under: the same id again changes nothing and gets the same answer.';
comment on column public.received_messages.source is 'Who sent it.';
comment on column public.received_messages.message_id is 'Its id, as sent.';
comment on column public.received_messages.received_at is 'When it was taken.';
comment on column public.received_messages.sha256 is 'Hash of its body, hexadecimal.';
comment on column public.received_messages.delivery_id is 'The delivery it became. No foreign key: deliveries are pruned sooner or later than messages.';
comment on column public.received_messages.outcome is 'What was answered: counts only.';

create table if not exists public.delivery_rejects (
  id          bigint      generated always as identity,
  delivery_id bigint      not null,
  line        bigint      not null,
  reason      text        not null,
  raw         text        not null,
  rejected_at timestamptz not null,
  constraint delivery_rejects_pkey primary key (id),
  constraint delivery_rejects_delivery_fkey foreign key (delivery_id) references public.deliveries (id) on delete cascade
);
create index if not exists delivery_rejects_delivery on public.delivery_rejects (delivery_id, line);
comment on table public.delivery_rejects is 'Lines and messages that were no call, each with its reason, of deliveries that leave no file behind. Kept 90 days.';
comment on column public.delivery_rejects.id is 'Key.';
comment on column public.delivery_rejects.delivery_id is 'In which delivery.';
comment on column public.delivery_rejects.line is 'Which line or call of it, from 1.';
comment on column public.delivery_rejects.reason is 'Why, in words that are the same for every line with that fault.';
comment on column public.delivery_rejects.raw is 'The line as it came, at most 4000 characters.';
comment on column public.delivery_rejects.rejected_at is 'When.';

create table if not exists public.request_answers (
  asked_by    text        not null,
  request_key text        not null,
  sha256      text        not null,
  status      integer,
  answer      text,
  asked_at    timestamptz not null,
  constraint request_answers_pkey primary key (asked_by, request_key),
  constraint request_answers_key_is_given check (request_key <> '' and length(request_key) <= 200),
  constraint request_answers_status_is_one check (status between 200 and 599),
  constraint request_answers_answered_whole check ((status is null) = (answer is null))
);
create index if not exists request_answers_old on public.request_answers (asked_at);
comment on table public.request_answers is 'Answers to requests that carried an Idempotency-Key: the same request again gets the same answer and does nothing. Kept a day.';
comment on column public.request_answers.asked_by is 'Who asked: the user''s or key''s id.';
comment on column public.request_answers.request_key is 'The key, as sent.';
comment on column public.request_answers.sha256 is 'Hash of method, path and body, hexadecimal: another request under the same key is refused.';
comment on column public.request_answers.status is 'HTTP status answered; null = still at work.';
comment on column public.request_answers.answer is 'The body answered.';
comment on column public.request_answers.asked_at is 'When the first one came.';

create table if not exists public.allowed_origins (
  origin     text        not null,
  created_at timestamptz not null default now(),
  constraint allowed_origins_pkey primary key (origin),
  constraint allowed_origins_are_origins check (origin ~ '^https?://[^/ ]+$')
);
comment on table public.allowed_origins is 'Other sites whose pages may call the API from a browser, with a key.';
comment on column public.allowed_origins.origin is 'Scheme, host and port, as a browser sends it.';
comment on column public.allowed_origins.created_at is 'When the row was made.';

do $$
declare
  named text;
begin
  foreach named in array array['sources', 'received_messages', 'delivery_rejects', 'request_answers', 'allowed_origins'] loop
    execute pg_catalog.format('alter table public.%I enable row level security', named);
    execute pg_catalog.format('drop policy if exists %I on public.%I', named || '_written_by_service', named);
    execute pg_catalog.format('create policy %I on public.%I for all to service_role using (true) with check (true)', named || '_written_by_service', named);
    execute pg_catalog.format('revoke all on public.%I from public, anon, authenticated', named);
    execute pg_catalog.format('grant select, insert, update, delete on public.%I to service_role', named);
    -- What was answered to one caller is nobody else's business.
    if named <> 'request_answers' then
      execute pg_catalog.format('drop policy if exists %I on public.%I', named || '_read_by_owner', named);
      execute pg_catalog.format('create policy %I on public.%I for select to authenticated using ((select public.sees_everybody()))', named || '_read_by_owner', named);
      execute pg_catalog.format('grant select on public.%I to authenticated', named);
    end if;
  end loop;
end
$$;

select archive.give_back_rows('public.sources');
select archive.give_back_rows('public.received_messages');
select archive.give_back_rows('public.delivery_rejects');
select archive.give_back_rows('public.request_answers');
select archive.give_back_rows('public.allowed_origins');
