-- The owner's own interventions, in either shape of the earlier table, become closed items of their clients. Their table was set aside, whole, and stays there: what a
-- row says beyond this is read in it. A row whose client is not known here stays there alone.
do $$
declare
  source text;
begin
  foreach source in array array['set_aside.intervention_log', 'archive.intervention_log__owners'] loop
    if to_regclass(source) is null
      or not exists (select from pg_catalog.pg_attribute a where a.attrelid = to_regclass(source) and a.attname = 'intervention_type' and not a.attisdropped)
    then
      continue;
    end if;
    execute format($import$
      with rows as (
        select
          to_jsonb(t) as said,
          row_number() over (order by t.ctid) as nth
        from %s t
      ),
      read as (
        select
          coalesce((r.said ->> 'id')::bigint, r.nth) as number,
          -- Clients known by phone alone have their number where others have their address; the older shape calls both client_id.
          lower(btrim(coalesce(nullif(btrim(r.said ->> 'client_email'), ''), nullif(btrim(r.said ->> 'email'), ''), r.said ->> 'client_id'))) as address,
          r.said
        from rows r
      ),
      known as (
        select
          r.number,
          coalesce(
            (select e.client_id from public.client_emails e where e.email = r.address),
            (select p.client_id from public.client_phones p where p.phone = r.address or p.phone = '+' || regexp_replace(r.address, '\D', '', 'g') limit 1)) as client_id,
          r.said,
          coalesce(r.said ->> 'triggered_at', r.said ->> 'intervention_date', r.said ->> 'created_at') as began,
          coalesce(r.said ->> 'completed_at', r.said ->> 'actioned_at', r.said ->> 'outcome_measured_at') as ended
        from read r
      ),
      timed as (
        select
          k.number,
          k.client_id,
          k.said,
          case when k.began ~ '^\d{4}-\d{2}-\d{2}' then k.began::timestamptz else timestamptz '2025-10-01 00:00Z' end as began,
          case when k.ended ~ '^\d{4}-\d{2}-\d{2}' then k.ended::timestamptz end as ended
        from known k
        where k.client_id is not null
          and not exists (select from public.intervention_log i where i.cause_kind = 'EARLIER' and i.cause_id = k.number)
      ),
      made as (
        insert into public.intervention_log (
          client_id, cause_kind, cause_id, cause_status, trigger_reason, triggered_at, triggered_on, completed_at, close_reason, playbook_type, playbook_priority,
          communication_method, communication_timing, health_score_at_trigger, health_zone_at_trigger, churn_risk_at_trigger)
        select
          t.client_id,
          'EARLIER',
          t.number,
          upper(nullif(btrim(t.said ->> 'status'), '')),
          coalesce(nullif(btrim(t.said ->> 'trigger_reason'), ''), nullif(btrim(t.said ->> 'ai_recommendation'), ''), t.said ->> 'intervention_type', 'From the earlier system'),
          t.began,
          (t.began at time zone public.business_zone())::date,
          greatest(coalesce(t.ended, t.began), t.began),
          'earlier system',
          t.said ->> 'intervention_type',
          upper(t.said ->> 'priority'),
          t.said ->> 'communication_method',
          t.said ->> 'communication_timing',
          (t.said ->> 'health_score_at_trigger')::numeric,
          t.said ->> 'health_zone_at_trigger',
          (t.said ->> 'churn_risk_at_trigger')::numeric
        from timed t
        order by t.began, t.number
        returning id, client_id, cause_id, completed_at
      )
      insert into public.intervention_events (item_id, client_id, kind, made_at, made_on, made_by, note)
      select
        m.id,
        m.client_id,
        'NOTE',
        m.completed_at,
        (m.completed_at at time zone public.business_zone())::date,
        coalesce(nullif(btrim(t.said ->> 'executed_by'), ''), nullif(btrim(t.said ->> 'assigned_to'), ''), nullif(btrim(t.said ->> 'assigned_coach'), ''), 'earlier system'),
        concat_ws(E'\n', nullif(btrim(t.said ->> 'outcome'), ''), nullif(btrim(t.said ->> 'notes'), ''), nullif(btrim(t.said ->> 'owner_notes'), ''))
      from made m
      join timed t on t.number = m.cause_id
      where concat_ws('', btrim(t.said ->> 'outcome'), btrim(t.said ->> 'notes'), btrim(t.said ->> 'owner_notes')) <> ''
      $import$, source);
  end loop;
end
$$;
comment on column public.intervention_log.cause_status is 'EPISODE: the worst status it reached; ZONE_CHANGE: the worst zone; PACKAGE: DUE, OVERDUE or LAPSED (two weeks over); OWNER_CHANGE: NEW_COACH; EARLIER: the status it had in the earlier table.';
