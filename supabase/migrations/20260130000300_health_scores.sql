-- Health scores: the rules as data, each client's score of each day with what made it, moves between zones, and what was learnt of the book to say
-- how probable silence is (docs/decisions/0050, 0051, 0053).

create table if not exists public.health_scorecards (
  id            int         generated always as identity,
  name          text        not null,
  version       int         not null,
  definition    jsonb       not null,
  note          text,
  in_force_from timestamptz,
  created_at    timestamptz not null default now(),
  created_by    text        not null,
  constraint health_scorecards_pkey primary key (id),
  constraint health_scorecards_version_once unique (name, version),
  constraint health_scorecards_are_named check (name <> '' and version > 0)
);
comment on table public.health_scorecards is 'How a health score is made: inputs, points, weights, zones. A changed scorecard is a new version; the one in force is the one switched on last.';
comment on column public.health_scorecards.id is 'Key.';
comment on column public.health_scorecards.name is 'Its name: documented.';
comment on column public.health_scorecards.version is 'From 1.';
comment on column public.health_scorecards.definition is 'The rules; the program checks them before they are kept.';
comment on column public.health_scorecards.note is 'Why it was made.';
comment on column public.health_scorecards.in_force_from is 'Since when scores are made by it, until a later one is switched on; null = never switched on.';
comment on column public.health_scorecards.created_at is 'When it was made.';
comment on column public.health_scorecards.created_by is 'By whom.';
insert into public.health_scorecards (name, version, definition, note, in_force_from, created_by)
values ('documented', 1, $card${
  "name": "documented",
  "version": 1,
  "inputs": [
    {"name": "sessions_7d", "source": "sessions", "measure": "attended", "days": 7},
    {"name": "sessions_30d", "source": "sessions", "measure": "attended", "days": 30},
    {"name": "days_since_last_session", "source": "sessions", "measure": "days_since_attended"},
    {"name": "outstanding_sessions", "source": "packages", "measure": "remaining"},
    {"name": "sessions_purchased", "source": "packages", "measure": "bought"}
  ],
  "derived": [
    {"name": "remaining_percent", "kind": "percent_of", "of": "outstanding_sessions", "by": "sessions_purchased", "factor": 1},
    {"name": "rate_of_change", "kind": "change_percent", "of": "sessions_7d", "by": "sessions_30d", "factor": 4.3}
  ],
  "dimensions": [
    {"name": "engagement", "weight": 0.40, "base": 50, "parts": [
      {"name": "sessions_7d", "rules": [
        {"points": 30, "when": [{"input": "sessions_7d", "at_least": 3}]},
        {"points": 20, "when": [{"input": "sessions_7d", "at_least": 2}]},
        {"points": 10, "when": [{"input": "sessions_7d", "at_least": 1}]},
        {"points": 0, "when": [{"input": "sessions_7d", "below": 1}]}
      ]},
      {"name": "sessions_30d", "rules": [
        {"points": 15, "when": [{"input": "sessions_30d", "at_least": 12}]},
        {"points": 10, "when": [{"input": "sessions_30d", "at_least": 8}]},
        {"points": 0, "when": [{"input": "sessions_30d", "below": 8}]}
      ]},
      {"name": "days_since_last_session", "rules": [
        {"points": -30, "when": [{"input": "days_since_last_session", "above": 30}]},
        {"points": -15, "when": [{"input": "days_since_last_session", "above": 14}]},
        {"points": -5, "when": [{"input": "days_since_last_session", "above": 7}]},
        {"points": 0, "when": [{"input": "days_since_last_session", "at_most": 7}]}
      ]}
    ]},
    {"name": "package", "weight": 0.30, "base": 0, "parts": [
      {"name": "remaining_percent", "rules": [
        {"points": 90, "when": [{"input": "remaining_percent", "at_least": 50}]},
        {"points": 70, "when": [{"input": "remaining_percent", "at_least": 30}]},
        {"points": 50, "when": [{"input": "remaining_percent", "at_least": 10}]},
        {"points": 30, "when": [{"input": "remaining_percent", "below": 10}]}
      ]}
    ]},
    {"name": "momentum", "weight": 0.30, "base": 0, "parts": [
      {"name": "rate_of_change", "rules": [
        {"points": 70, "word": "STABLE", "when": [{"input": "sessions_30d", "at_most": 0}, {"input": "sessions_7d", "above": 0}]},
        {"points": 30, "word": "DECLINING", "when": [{"input": "sessions_30d", "at_most": 0}]},
        {"points": 90, "word": "ACCELERATING", "when": [{"input": "rate_of_change", "above": 20}]},
        {"points": 70, "word": "STABLE", "when": [{"input": "rate_of_change", "above": 0}]},
        {"points": 50, "word": "STABLE", "when": [{"input": "rate_of_change", "at_least": -20}]},
        {"points": 30, "word": "DECLINING", "when": [{"input": "rate_of_change", "below": -20}]}
      ]}
    ]}
  ],
  "zones": [{"name": "PURPLE", "at_least": 85}, {"name": "GREEN", "at_least": 70}, {"name": "YELLOW", "at_least": 50}, {"name": "RED", "at_least": 0}],
  "trend": {"days": 7, "points": 5},
  "risk": {"base": 50, "parts": [
    {"name": "momentum", "rules": [
      {"points": 30, "when": [{"input": "momentum", "is": "DECLINING"}]},
      {"points": -15, "when": [{"input": "momentum", "is": "ACCELERATING"}]},
      {"points": 0, "when": [{"input": "momentum", "is": "STABLE"}]}
    ]},
    {"name": "sessions_7d", "rules": [
      {"points": 25, "when": [{"input": "sessions_7d", "at_most": 0}]},
      {"points": 15, "when": [{"input": "sessions_7d", "below": 1}]},
      {"points": -10, "when": [{"input": "sessions_7d", "at_least": 2}]},
      {"points": 0, "when": [{"input": "sessions_7d", "below": 2}]}
    ]},
    {"name": "days_since_last_session", "rules": [
      {"points": 25, "when": [{"input": "days_since_last_session", "above": 30}]},
      {"points": 15, "when": [{"input": "days_since_last_session", "above": 14}]},
      {"points": -10, "when": [{"input": "days_since_last_session", "at_most": 7}]},
      {"points": 0, "when": [{"input": "days_since_last_session", "above": 7}]}
    ]},
    {"name": "remaining_percent", "rules": [
      {"points": 20, "when": [{"input": "remaining_percent", "below": 10}, {"input": "sessions_7d", "below": 2}]},
      {"points": -10, "when": [{"input": "remaining_percent", "above": 50}]},
      {"points": 0, "when": [{"input": "remaining_percent", "at_most": 50}]}
    ]},
    {"name": "green_but_declining", "rules": [
      {"points": 10, "when": [{"input": "zone", "is": "GREEN"}, {"input": "momentum", "is": "DECLINING"}]},
      {"points": 0, "when": []}
    ]}
  ]},
  "categories": [
    {"word": "CRITICAL", "when": [{"input": "risk", "at_least": 75}]},
    {"word": "HIGH", "when": [{"input": "risk", "at_least": 60}]},
    {"word": "MEDIUM", "when": [{"input": "risk", "at_least": 40}]},
    {"word": "LOW", "when": [{"input": "risk", "below": 40}]}
  ],
  "priorities": [
    {"word": "CRITICAL", "when": [{"input": "zone", "is": "RED"}, {"input": "risk", "above": 75}]},
    {"word": "HIGH", "when": [{"input": "zone", "is": "RED"}]},
    {"word": "HIGH", "when": [{"input": "risk", "above": 60}]},
    {"word": "HIGH", "when": [{"input": "zone", "is": "YELLOW"}, {"input": "momentum", "is": "DECLINING"}]},
    {"word": "MEDIUM", "when": [{"input": "zone", "is": "GREEN"}, {"input": "momentum", "is": "DECLINING"}]},
    {"word": "MEDIUM", "when": [{"input": "zone", "is": "YELLOW"}]},
    {"word": "LOW", "when": []}
  ],
  "early_warning": [{"input": "zone", "is": "GREEN"}, {"input": "momentum", "is": "DECLINING"}],
  "levers": [
    {"name": "sessions_attended", "most": 12, "changes": [{"input": "sessions_7d", "add": 1}, {"input": "sessions_30d", "add": 1}, {"input": "days_since_last_session", "set": 0}, {"input": "outstanding_sessions", "add": -1}]},
    {"name": "sessions_bought", "most": 100, "changes": [{"input": "outstanding_sessions", "add": 1}, {"input": "sessions_purchased", "add": 1}]}
  ]
}$card$, 'The formula the business documented.', '-infinity', 'Client Vital Suite')
on conflict do nothing;

create table if not exists public.client_health_history (
  client_id     uuid         not null,
  scored_on     date         not null,
  scorecard_id  int          not null,
  score         numeric(5,2),
  zone          text,
  confidence    numeric(4,3) not null,
  why_unknown   text,
  inputs        numeric[]    not null,
  dimensions    numeric[]    not null,
  contributions numeric[]    not null,
  risk_points   numeric(5,2),
  churn_risk    numeric(4,1),
  as_of         timestamptz  not null,
  constraint client_health_history_pkey primary key (client_id, scored_on, scorecard_id),
  constraint client_health_history_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_health_history_zone_is_known check (zone in ('RED', 'YELLOW', 'GREEN', 'PURPLE')),
  constraint client_health_history_is_whole check ((score is null) = (zone is null)),
  constraint client_health_history_says_why check (score is not null or why_unknown is not null)
);
create index if not exists client_health_history_day on public.client_health_history using brin (scored_on) with (pages_per_range = 16, autosummarize = on);
comment on table public.client_health_history is 'Each client''s health score of each day, by each scorecard that was run, with what made it. The latest run of a day wins. Kept as long as the settings say.';
comment on column public.client_health_history.client_id is 'Whose.';
comment on column public.client_health_history.scored_on is 'The business day.';
comment on column public.client_health_history.scorecard_id is 'By which rules. No foreign key: scorecards are never deleted, and the check would cost each row of each run.';
comment on column public.client_health_history.score is '0 to 100; null = unknown, and why_unknown says why.';
comment on column public.client_health_history.zone is 'RED, YELLOW, GREEN or PURPLE; null with the score.';
comment on column public.client_health_history.confidence is 'Share of the weight that was known, 0 to 1.';
comment on column public.client_health_history.why_unknown is 'Why there is no score; null when there is one.';
comment on column public.client_health_history.inputs is 'What was measured, in the order of the scorecard''s inputs; null = unknown.';
comment on column public.client_health_history.dimensions is 'The value of each dimension, in the scorecard''s order; null = unknown.';
comment on column public.client_health_history.contributions is 'What each line adds to the score: for each dimension its base, its parts, and what the limits of 0 and 100 took; they sum to the score.';
comment on column public.client_health_history.risk_points is 'Points of risk by the scorecard''s rules, 0 to 100; no probability.';
comment on column public.client_health_history.churn_risk is 'Probability in percent that no call that counts comes in the next 30 days; null = too little is known.';
comment on column public.client_health_history.as_of is 'What was known then.';

create table if not exists public.client_zone_changes (
  id           bigint      generated always as identity,
  client_id    uuid        not null,
  changed_on   date        not null,
  scorecard_id int         not null,
  zone_before  text        not null,
  zone_after   text        not null,
  score_before numeric(5,2) not null,
  score_after  numeric(5,2) not null,
  scored_before date       not null,
  constraint client_zone_changes_pkey primary key (id),
  constraint client_zone_changes_once unique (client_id, changed_on, scorecard_id),
  constraint client_zone_changes_client_fkey foreign key (client_id) references public.clients (id) on delete cascade,
  constraint client_zone_changes_zones_are_known check (zone_before in ('RED', 'YELLOW', 'GREEN', 'PURPLE') and zone_after in ('RED', 'YELLOW', 'GREEN', 'PURPLE')),
  constraint client_zone_changes_move check (zone_before <> zone_after)
);
create index if not exists client_zone_changes_day on public.client_zone_changes (changed_on desc, id desc);
comment on table public.client_zone_changes is 'Moves between zones, by the scorecard in force: from the last known zone to that of a later day.';
comment on column public.client_zone_changes.id is 'Key.';
comment on column public.client_zone_changes.client_id is 'Who moved.';
comment on column public.client_zone_changes.changed_on is 'The business day of the new zone.';
comment on column public.client_zone_changes.scorecard_id is 'By which rules both were made.';
comment on column public.client_zone_changes.zone_before is 'The last known zone before.';
comment on column public.client_zone_changes.zone_after is 'The zone of that day.';
comment on column public.client_zone_changes.score_before is 'The score of the day before.';
comment on column public.client_zone_changes.score_after is 'The score of that day.';
comment on column public.client_zone_changes.scored_before is 'The day of the zone before.';

create table if not exists public.risk_fits (
  id               bigint           generated always as identity,
  as_of            timestamptz      not null,
  settings_version bigint           not null,
  clients          int              not null,
  r                double precision not null,
  alpha            double precision not null,
  a                double precision not null,
  b                double precision not null,
  stages           int              not null,
  why_shipped      text,
  horizons         jsonb            not null,
  constraint risk_fits_pkey primary key (id)
);
create index if not exists risk_fits_latest on public.risk_fits (as_of desc, id desc);
comment on table public.risk_fits is 'What was learnt of the book''s own past to say how probable silence is, weekly. Numbers of the whole book, no person. The last sixty are kept.';
comment on column public.risk_fits.id is 'Key.';
comment on column public.risk_fits.as_of is 'The moment whose book it was learnt of.';
comment on column public.risk_fits.settings_version is 'The settings in force: what counts as a call decides what was learnt.';
comment on column public.risk_fits.clients is 'Clients it was learnt of; of a large book, a sample.';
comment on column public.risk_fits.r is 'Shape of the stage rates over clients.';
comment on column public.risk_fits.alpha is 'Their inverse scale, in days.';
comment on column public.risk_fits.a is 'First shape of the chance to leave.';
comment on column public.risk_fits.b is 'Second shape of it.';
comment on column public.risk_fits.stages is 'Stages of a gap (k).';
comment on column public.risk_fits.why_shipped is 'Why the numbers that come with the product are used instead of the book''s own; null when they are its own.';
comment on column public.risk_fits.horizons is 'For 30, 60 and 90 days: the kind of recalibration, its numbers, the cases learnt from and those followed by silence.';

do $$
declare
  made text;
begin
  foreach made in array array['health_scorecards', 'client_health_history', 'client_zone_changes', 'risk_fits'] loop
    execute format('alter table public.%I enable row level security', made);
    execute format('drop policy if exists %I on public.%I', made || '_written_by_service', made);
    execute format('create policy %I on public.%I for all to service_role using (true) with check (true)', made || '_written_by_service', made);
    execute format('revoke all on public.%I from public, anon, authenticated', made);
    execute format('grant select on public.%I to authenticated', made);
    execute format('grant select, insert, update, delete on public.%I to service_role', made);
  end loop;
end
$$;
drop policy if exists health_scorecards_read_by_who_judges on public.health_scorecards;
create policy health_scorecards_read_by_who_judges on public.health_scorecards for select to authenticated using ((select public.judges_clients()));
drop policy if exists risk_fits_read_by_who_judges on public.risk_fits;
create policy risk_fits_read_by_who_judges on public.risk_fits for select to authenticated using ((select public.judges_clients()));
drop policy if exists client_health_history_read_in_scope on public.client_health_history;
create policy client_health_history_read_in_scope on public.client_health_history for select to authenticated
  using ((select public.judges_clients()) and ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id)));
drop policy if exists client_zone_changes_read_in_scope on public.client_zone_changes;
create policy client_zone_changes_read_in_scope on public.client_zone_changes for select to authenticated
  using ((select public.judges_clients()) and ((select public.sees_everybody()) or exists (select from public.clients c where c.id = client_id)));

-- Columns that every run writes carry no index: then a changed row stays on its page (HOT).
drop index if exists public.idx_health_predictive_risk;
drop index if exists public.idx_health_risk_category;
drop index if exists public.idx_health_momentum;
drop index if exists public.idx_health_early_warning;

select archive.give_back_rows('public.health_scorecards');
select archive.give_back_rows('public.client_health_history');
select archive.give_back_rows('public.client_zone_changes');
select archive.give_back_rows('public.risk_fits');
