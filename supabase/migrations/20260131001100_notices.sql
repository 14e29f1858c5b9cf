-- What leaves the business for people: notices, the outbox of their deliveries, channels and preferences (docs/decisions/0066-notices.md).

create table if not exists public.notice_channels (
  id             bigint      generated always as identity,
  name           text        not null,
  kind           text        not null,
  target         text        not null,
  least_severity text        not null default 'info',
  kinds          text[],
  paused_until   timestamptz,
  made_at        timestamptz not null,
  made_by        text        not null,
  removed_at     timestamptz,
  constraint notice_channels_pkey primary key (id),
  constraint notice_channels_kind_is_known check (kind in ('slack', 'teams', 'webhook', 'mail')),
  constraint notice_channels_severity_is_known check (least_severity in ('info', 'warning', 'critical')),
  constraint notice_channels_name_is_one check (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  constraint notice_channels_target_is_given check (target <> '' and length(target) <= 300)
);
create unique index if not exists notice_channels_name on public.notice_channels (name) where removed_at is null;
comment on table public.notice_channels is 'Where notices go beside people: a Slack or Teams channel, a webhook, a mailbox of the business. The address of a webhook is a secret and is not here: it is the secret notice-<name>.';
comment on column public.notice_channels.id is 'Key.';
comment on column public.notice_channels.name is 'Small letters, digits and dashes; one of this name at a time.';
comment on column public.notice_channels.kind is 'slack, teams, webhook (Standard Webhooks) or mail.';
comment on column public.notice_channels.target is 'For people: the host of the address; of mail, the address itself.';
comment on column public.notice_channels.least_severity is 'Notices below it are not sent here: info, warning or critical.';
comment on column public.notice_channels.kinds is 'Kinds of notices it is for; null = all.';
comment on column public.notice_channels.paused_until is 'Until when the receiver asked us to wait (Retry-After); null = it did not.';
comment on column public.notice_channels.made_at is 'When it was added.';
comment on column public.notice_channels.made_by is 'By whom.';
comment on column public.notice_channels.removed_at is 'When it was removed; null = it is in use. A removed one stays, with what was sent to it.';
alter table public.notice_channels enable row level security;
drop policy if exists notice_channels_written_by_service on public.notice_channels;
create policy notice_channels_written_by_service on public.notice_channels for all to service_role using (true) with check (true);
drop policy if exists notice_channels_read_by_managers on public.notice_channels;
create policy notice_channels_read_by_managers on public.notice_channels for select to authenticated using ((select public.sees_everybody()));
revoke all on public.notice_channels from public, anon, authenticated;
grant select, insert, update, delete on public.notice_channels to service_role;
grant select on public.notice_channels to authenticated;

create table if not exists public.notices (
  id        bigint      generated always as identity,
  kind      text        not null,
  subject   text        not null,
  severity  text        not null,
  dedup_key text        not null,
  audience  text        not null,
  sentence  text        not null,
  link      text,
  made_at   timestamptz not null,
  made_by   text        not null,
  constraint notices_pkey primary key (id),
  constraint notices_told_once unique (dedup_key),
  constraint notices_kind_is_one check (kind ~ '^[a-z][a-z0-9-]*([.][a-z0-9-]+)*$' and length(kind) <= 60),
  constraint notices_severity_is_known check (severity in ('info', 'warning', 'critical')),
  constraint notices_say_something check (btrim(sentence) <> '' and length(sentence) <= 1000),
  constraint notices_are_named check (dedup_key <> '' and length(dedup_key) <= 200 and length(subject) <= 200),
  constraint notices_link_within check (link ~ '^/' and length(link) <= 500)
);
create index if not exists notices_made on public.notices (made_at, id);
comment on table public.notices is 'What somebody was or is told, each once by its dedup_key. Kept for 180 days.';
comment on column public.notices.id is 'Key.';
comment on column public.notices.kind is 'What it is, as the room that tells it names it: jobs.failed, account.invitation.';
comment on column public.notices.subject is 'What it is about, as job:daily-report.';
comment on column public.notices.severity is 'info, warning or critical; critical is never held back.';
comment on column public.notices.dedup_key is 'The same key again tells nothing.';
comment on column public.notices.audience is 'For whom it was meant: roles, and how many accounts were named.';
comment on column public.notices.sentence is 'What is said, in one plain sentence.';
comment on column public.notices.link is 'A page of this product that shows more, from / on; null = none.';
comment on column public.notices.made_at is 'When it was told.';
comment on column public.notices.made_by is 'Who or what told it.';

create table if not exists public.notice_deliveries (
  id              bigint      generated always as identity,
  notice_id       bigint      not null,
  user_id         uuid,
  channel_id      bigint,
  way             text        not null,
  state           text        not null,
  held_for        text,
  attempts        integer     not null default 0,
  next_attempt_at timestamptz not null,
  handed_at       timestamptz,
  lease_until     timestamptz,
  fence           bigint      not null default 0,
  node            text,
  last_error      text,
  receipt         text,
  message_key     uuid        not null default gen_random_uuid(),
  tries           jsonb       not null default '[]',
  made_at         timestamptz not null,
  finished_at     timestamptz,
  read_at         timestamptz,
  constraint notice_deliveries_pkey primary key (id),
  constraint notice_deliveries_notice_fkey foreign key (notice_id) references public.notices (id) on delete cascade,
  constraint notice_deliveries_user_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint notice_deliveries_channel_fkey foreign key (channel_id) references public.notice_channels (id) on delete cascade,
  constraint notice_deliveries_way_is_known check (way in ('in-app', 'mail', 'slack', 'teams', 'webhook')),
  constraint notice_deliveries_state_is_known check (state in ('queued', 'held', 'sending', 'delivered', 'accepted', 'dead')),
  constraint notice_deliveries_hold_is_known check (held_for in ('quiet', 'digest')),
  constraint notice_deliveries_have_one_receiver check (num_nonnulls(user_id, channel_id) = 1),
  constraint notice_deliveries_bell_is_a_persons check (way <> 'in-app' or user_id is not null),
  constraint notice_deliveries_lease_while_sending check ((state = 'sending') = (lease_until is not null)),
  constraint notice_deliveries_end_once check ((state in ('delivered', 'accepted', 'dead')) = (finished_at is not null)),
  constraint notice_deliveries_dead_say_why check (state <> 'dead' or last_error is not null),
  constraint notice_deliveries_attempts_are_counted check (attempts >= 0)
);
create unique index if not exists notice_deliveries_once on public.notice_deliveries (notice_id, way, user_id, channel_id) nulls not distinct;
create index if not exists notice_deliveries_due on public.notice_deliveries (next_attempt_at, id) where state in ('queued', 'held');
create index if not exists notice_deliveries_sending on public.notice_deliveries (lease_until) where state = 'sending';
create index if not exists notice_deliveries_dead on public.notice_deliveries (finished_at desc, id desc) where state = 'dead';
create index if not exists notice_deliveries_user on public.notice_deliveries (user_id, id desc);
create index if not exists notice_deliveries_channel on public.notice_deliveries (channel_id, id desc);
comment on table public.notice_deliveries is 'The outbox: a notice to one receiver by one way, what became of it, and who is sending it now.';
comment on column public.notice_deliveries.id is 'Key.';
comment on column public.notice_deliveries.notice_id is 'What is told.';
comment on column public.notice_deliveries.user_id is 'To which account; null = to a channel.';
comment on column public.notice_deliveries.channel_id is 'To which channel; null = to an account.';
comment on column public.notice_deliveries.way is 'in-app, mail, slack, teams or webhook.';
comment on column public.notice_deliveries.state is 'queued; held (quiet hours, or until the daily digest); sending; delivered; accepted (taken, and nobody tells us whether it was shown); dead (not sent, last_error says why).';
comment on column public.notice_deliveries.held_for is 'Why it waited: quiet or digest; null = it did not. Those of a digest go in one mail.';
comment on column public.notice_deliveries.attempts is 'How often it was begun.';
comment on column public.notice_deliveries.next_attempt_at is 'Not before.';
comment on column public.notice_deliveries.handed_at is 'When the present attempt began to hand it over: from then on nobody knows whether it arrived until the answer. Null = not yet.';
comment on column public.notice_deliveries.lease_until is 'Until when its sender has it for itself; after that it is taken again.';
comment on column public.notice_deliveries.fence is 'Grows with each claim: a sender of an earlier claim writes nothing any more.';
comment on column public.notice_deliveries.node is 'Which machine claimed it last.';
comment on column public.notice_deliveries.last_error is 'Why the last attempt failed; of a dead one, why it was given up.';
comment on column public.notice_deliveries.receipt is 'What the receiver said when it took it; no text of theirs.';
comment on column public.notice_deliveries.message_key is 'The same for every attempt: webhook-id and Message-ID, by which a receiver tells a repeat.';
comment on column public.notice_deliveries.tries is 'Each attempt: when, where, what came of it.';
comment on column public.notice_deliveries.made_at is 'When it was queued.';
comment on column public.notice_deliveries.finished_at is 'When it was delivered, accepted or given up; null = not yet.';
comment on column public.notice_deliveries.read_at is 'In the app: when its receiver read it; null = not yet.';
alter table public.notices enable row level security;
alter table public.notice_deliveries enable row level security;
drop policy if exists notice_deliveries_written_by_service on public.notice_deliveries;
create policy notice_deliveries_written_by_service on public.notice_deliveries for all to service_role using (true) with check (true);
drop policy if exists notice_deliveries_read_by_receiver on public.notice_deliveries;
create policy notice_deliveries_read_by_receiver on public.notice_deliveries for select to authenticated
  using (user_id = (select public.own_user_id()) or (select public.sees_everybody()));
drop policy if exists notices_written_by_service on public.notices;
create policy notices_written_by_service on public.notices for all to service_role using (true) with check (true);
drop policy if exists notices_read_by_receiver on public.notices;
create policy notices_read_by_receiver on public.notices for select to authenticated
  using ((select public.sees_everybody()) or exists (select from public.notice_deliveries d where d.notice_id = notices.id and d.user_id = (select public.own_user_id())));
revoke all on public.notices, public.notice_deliveries from public, anon, authenticated;
grant select, insert, update, delete on public.notices, public.notice_deliveries to service_role;
grant select on public.notices, public.notice_deliveries to authenticated;

create table if not exists public.notice_preferences (
  user_id     uuid        not null,
  no_bell     text[]      not null default '{}',
  no_mail     text[]      not null default '{}',
  quiet_from  integer,
  quiet_until integer,
  digest_at   integer,
  changed_at  timestamptz not null,
  constraint notice_preferences_pkey primary key (user_id),
  constraint notice_preferences_user_fkey foreign key (user_id) references public.users (id) on delete cascade,
  constraint notice_preferences_quiet_is_a_span check ((quiet_from is null) = (quiet_until is null) and quiet_from between 0 and 1439 and quiet_until between 0 and 1439),
  constraint notice_preferences_digest_is_a_minute check (digest_at between -1 and 1439)
);
comment on table public.notice_preferences is 'What an account wants to hear of, by which way and when; without a row, what the business set.';
comment on column public.notice_preferences.user_id is 'Whose; gone with the account.';
comment on column public.notice_preferences.no_bell is 'Kinds that are not shown in the app.';
comment on column public.notice_preferences.no_mail is 'Kinds that are not mailed.';
comment on column public.notice_preferences.quiet_from is 'Quiet from this minute of the business''s day, 0 to 1439; null = as the business set. The same as quiet_until = no quiet hours.';
comment on column public.notice_preferences.quiet_until is 'Quiet until this minute.';
comment on column public.notice_preferences.digest_at is 'The minute of the daily mail; -1 = each at once; null = as the business set.';
comment on column public.notice_preferences.changed_at is 'When it was changed.';
alter table public.notice_preferences enable row level security;
drop policy if exists notice_preferences_written_by_service on public.notice_preferences;
create policy notice_preferences_written_by_service on public.notice_preferences for all to service_role using (true) with check (true);
drop policy if exists notice_preferences_read_by_oneself on public.notice_preferences;
create policy notice_preferences_read_by_oneself on public.notice_preferences for select to authenticated using (user_id = (select public.own_user_id()));
revoke all on public.notice_preferences from public, anon, authenticated;
grant select, insert, update, delete on public.notice_preferences to service_role;
grant select on public.notice_preferences to authenticated;

-- What an undo of this kept; what hangs on others after them.
select archive.give_back_rows('public.notice_channels');
select archive.give_back_rows('public.notices');
select archive.give_back_rows('public.notice_deliveries');
select archive.give_back_rows('public.notice_preferences');
