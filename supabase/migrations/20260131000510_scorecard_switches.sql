-- Who switched a scorecard on, and when (docs/decisions/0059).
alter table public.health_scorecards add column if not exists switched_on_at timestamptz;
alter table public.health_scorecards add column if not exists switched_on_by text;
comment on column public.health_scorecards.switched_on_at is 'When somebody switched it on, to begin at in_force_from; null = never, or in force from the beginning.';
comment on column public.health_scorecards.switched_on_by is 'Who did.';
select archive.give_back_columns('public.health_scorecards', '20260131000510');
