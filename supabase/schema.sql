-- Today's whole shape: what a fresh push of supabase/migrations makes. Printed by `vitals db schema`; a test keeps it true.
-- To read, not to run on a live database: the migrations also bring the first rows.
set check_function_bodies = off;


-- Schemas

create schema archive;
comment on schema archive is 'Rows and columns that rollbacks took away, until the next push gives them back.';


-- Functions

CREATE OR REPLACE FUNCTION archive.follow_keys(given regclass, kept regclass, rows_live boolean)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  key record;
  touched bigint;
  changed boolean := true;
  left_out bigint := 0;
begin
  -- A row left out may be what other rows of the same table belong to: until a pass finds nothing more.
  while changed loop
    changed := false;
    for key in
      select
        k.confdeltype,
        case when k.confrelid = given then kept else k.confrelid::regclass end as parent,
        pg_catalog.string_agg(pg_catalog.format('kept.%I is not null', mine.attname), ' and ') as is_set,
        pg_catalog.string_agg(pg_catalog.format('parent.%I = kept.%I', theirs.attname, mine.attname), ' and ') as meets,
        pg_catalog.string_agg(pg_catalog.format('%I = null', mine.attname), ', ')
          filter (where k.confdeltype <> 'n' or k.confdelsetcols is null or mine.attnum = any (k.confdelsetcols)) as emptied
      from pg_catalog.pg_constraint k
      cross join lateral unnest(k.conkey, k.confkey) as pair (mine, theirs)
      join pg_catalog.pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = pair.mine
      join pg_catalog.pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = pair.theirs
      left join pg_catalog.pg_attribute a on a.attrelid = kept and a.attname = mine.attname and not a.attisdropped
      where k.conrelid = given and k.contype = 'f' and k.conparentid = 0
      group by k.oid, k.confdeltype, k.confrelid
      having count(*) = count(a.attname)
    loop
      -- A key that would have forbidden the deletion takes no living row along.
      if key.confdeltype = 'n' or (rows_live and key.confdeltype <> 'c') then
        execute pg_catalog.format('update %s kept set %s where %s and not exists (select from %s parent where %s)',
          kept, key.emptied, key.is_set, key.parent, key.meets);
        get diagnostics touched = row_count;
      else
        execute pg_catalog.format('delete from %s kept where %s and not exists (select from %s parent where %s)',
          kept, key.is_set, key.parent, key.meets);
        get diagnostics touched = row_count;
        left_out := left_out + touched;
      end if;
      changed := changed or touched > 0;
    end loop;
  end loop;
  return left_out;
end
$function$;
comment on function archive.follow_keys(given regclass, kept regclass, rows_live boolean) is 'Does to archived rows what the foreign keys of their table would have done when the rows they name were deleted: set null empties the columns, any other action takes the row out. Returns how many were taken out. When the rows themselves live (only columns were kept), nothing but a cascade takes one out.';

CREATE OR REPLACE FUNCTION archive.give_back_columns(given regclass, version text)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = given) || '__' || version;
  kept regclass := pg_catalog.to_regclass(pg_catalog.format('archive.%I', name));
  assigned text;
  left_out bigint;
  restored bigint;
begin
  if kept is null then
    return 0;
  end if;
  select pg_catalog.string_agg(pg_catalog.format('%1$I = kept.%1$I', a.attname), ', ')
  into assigned
  from pg_catalog.pg_attribute a
  where a.attrelid = kept and a.attnum > 0 and not a.attisdropped and a.attname <> 'id';
  execute pg_catalog.format('alter table %s disable trigger user', given);
  -- A row whose owner was deleted while its key was away goes as it would have gone with the key in place.
  execute pg_catalog.format('delete from %s kept where not exists (select from %s now_there where now_there.id = kept.id)', kept, given);
  execute pg_catalog.format('create temporary table kept_ids on commit drop as select id from %s', kept);
  left_out := archive.follow_keys(given, kept, rows_live => true);
  execute pg_catalog.format(
    'delete from %s gone using pg_temp.kept_ids k where k.id = gone.id and not exists (select from %s kept where kept.id = gone.id)',
    given, kept);
  drop table pg_temp.kept_ids;
  if left_out > 0 then
    raise notice '% rows of % were taken out: what they belong to was deleted after the rollback.', left_out, given;
  end if;
  execute pg_catalog.format('update %s as now_there set %s from %s kept where kept.id = now_there.id', given, assigned, kept);
  get diagnostics restored = row_count;
  execute pg_catalog.format('alter table %s enable trigger user', given);
  execute pg_catalog.format('drop table %s', kept);
  return restored;
end
$function$;
comment on function archive.give_back_columns(given regclass, version text) is 'Writes archived columns back to the rows that still exist, and takes out the rows whose given back foreign keys name rows deleted since; returns how many were written, 0 when nothing was kept.';

CREATE OR REPLACE FUNCTION archive.give_back_rows(given regclass)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = given);
  kept regclass := pg_catalog.to_regclass(pg_catalog.format('archive.%I', name));
  shared_columns text;
  numbered text;
  archived bigint;
  left_out bigint;
  restored bigint;
begin
  if kept is null then
    return 0;
  end if;
  left_out := archive.follow_keys(given, kept, rows_live => false);
  if left_out > 0 then
    raise notice '% rows of % were left out: what they belong to was deleted after the rollback.', left_out, given;
  end if;
  select pg_catalog.string_agg(pg_catalog.quote_ident(t.attname), ', ' order by t.attnum)
  into shared_columns
  from pg_catalog.pg_attribute t
  join pg_catalog.pg_attribute a on a.attrelid = kept and a.attname = t.attname and not a.attisdropped
  where t.attrelid = given and t.attnum > 0 and not t.attisdropped and t.attgenerated = '';
  execute pg_catalog.format('select count(*) from %s', kept) into archived;
  -- Rows come back as they were: no trigger may stamp or count them anew.
  execute pg_catalog.format('alter table %s disable trigger user', given);
  -- Rows that the migration itself seeds give way to the kept ones.
  execute pg_catalog.format('delete from %s', given);
  execute pg_catalog.format('insert into %s (%s) overriding system value select %s from %s', given, shared_columns, shared_columns, kept);
  get diagnostics restored = row_count;
  execute pg_catalog.format('alter table %s enable trigger user', given);
  if restored <> archived then
    raise exception 'The archive of % held % rows, % came back.', given, archived, restored;
  end if;
  for numbered in
    select t.attname from pg_catalog.pg_attribute t where t.attrelid = given and t.attidentity <> '' and not t.attisdropped
  loop
    execute pg_catalog.format(
      'select pg_catalog.setval(pg_catalog.pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) from %s',
      given::text, numbered, numbered, given);
  end loop;
  execute pg_catalog.format('drop table %s', kept);
  return restored;
end
$function$;
comment on function archive.give_back_rows(given regclass) is 'Moves a table''s archived rows back after a push made it again, without those whose foreign keys name rows deleted since; returns how many, 0 when nothing was kept.';

CREATE OR REPLACE FUNCTION archive.keep_columns(kept regclass, columns text[], version text)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = kept) || '__' || version;
  listed text := (select pg_catalog.string_agg(pg_catalog.quote_ident(c), ', ') from pg_catalog.unnest(columns) c);
  archived bigint;
  there bigint;
begin
  execute pg_catalog.format('lock table %s in access exclusive mode', kept);
  execute pg_catalog.format('create table archive.%I as select id, %s from %s', name, listed, kept);
  execute pg_catalog.format('alter table archive.%I enable row level security', name);
  execute pg_catalog.format('comment on table archive.%I is %L', name, 'Columns of ' || kept::text || ', kept by the rollback of ' || version || '.');
  execute pg_catalog.format('select count(*) from %s', kept) into there;
  execute pg_catalog.format('select count(*) from archive.%I', name) into archived;
  if there <> archived then
    raise exception 'The archive of % holds % rows, the table holds %; nothing was rolled back.', kept, archived, there;
  end if;
  return archived;
end
$function$;
comment on function archive.keep_columns(kept regclass, columns text[], version text) is 'Locks a table and copies columns (with its id) into the archive before a rollback drops them; returns the rows kept.';

CREATE OR REPLACE FUNCTION archive.keep_rows(kept regclass)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  name text := (select c.relname from pg_catalog.pg_class c where c.oid = kept);
  there bigint;
  archived bigint;
begin
  -- The lock the drop will need, taken before the copy: a row committed in between would be in neither.
  execute pg_catalog.format('lock table %s in access exclusive mode', kept);
  execute pg_catalog.format('create table archive.%I as table %s', name, kept);
  execute pg_catalog.format('alter table archive.%I enable row level security', name);
  execute pg_catalog.format('comment on table archive.%I is %L', name, 'Rows of ' || kept::text || ', kept by a rollback.');
  execute pg_catalog.format('select count(*) from %s', kept) into there;
  execute pg_catalog.format('select count(*) from archive.%I', name) into archived;
  if there <> archived then
    raise exception 'The archive of % holds % rows, the table holds %; nothing was rolled back.', kept, archived, there;
  end if;
  return archived;
end
$function$;
comment on function archive.keep_rows(kept regclass) is 'Locks a table and copies its rows into the archive before a rollback drops it; returns how many. Raises when the counts differ or an older archive of it still stands.';

CREATE OR REPLACE FUNCTION public.app_role()
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select public.claims() ->> 'app_role'
$function$;
comment on function public.app_role() is 'The role of the present user in the business: owner, admin, coach, setter or closer; null when the request names none.';

CREATE OR REPLACE FUNCTION public.applied_migrations()
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if pg_catalog.to_regclass('supabase_migrations.schema_migrations') is not null then
    return query select m.version from supabase_migrations.schema_migrations m;
  end if;
end
$function$;
comment on function public.applied_migrations() is 'The versions of the migrations that are applied, for a server that asks whether it fits its database.';

CREATE OR REPLACE FUNCTION public.business_today()
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select (pg_catalog.now() at time zone public.business_zone())::date
$function$;
comment on function public.business_today() is 'Today''s date in the business zone.';

CREATE OR REPLACE FUNCTION public.business_zone()
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce((select s.business_zone from public.settings s order by s.version desc limit 1), 'UTC')
$function$;
comment on function public.business_zone() is 'The business''s IANA zone. Runs as its caller, who may read the settings.';

CREATE OR REPLACE FUNCTION public.claims()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(nullif(pg_catalog.current_setting('request.jwt.claims', true), ''), '{}')::jsonb
$function$;
comment on function public.claims() is 'The claims of the present request, {} when there are none.';

CREATE OR REPLACE FUNCTION public.end_of_contact(status text, merged_into uuid, ended_on date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select case when status <> 'ACTIVE' or merged_into is not null then '-infinity'::date else ended_on end
$function$;
comment on function public.end_of_contact(status text, merged_into uuid, ended_on date) is 'From which business day on a client of this state is no longer to be contacted; null = no such day is known.';

CREATE OR REPLACE FUNCTION public.failed_payments(since timestamp with time zone, retry_days integer, client uuid DEFAULT NULL::uuid)
 RETURNS TABLE(payment_id bigint, client_id uuid, client_email text, client_phone text, client_key text, source text, external_id text, amount numeric, currency text, first_at timestamp with time zone, last_at timestamp with time zone, tries integer, reason text, method text, reference text, invoice_key text, recovered_by bigint, recovered_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  -- A refund that failed names a payment that was made: nobody owes it.
  with attempts as (
    select
      p.*,
      coalesce(p.client_id::text, p.client_email, p.client_phone, p.source || ' ' || p.client_key) as whose
    from public.payments p
    where p.status = 'FAILED'
      and p.paid_at >= failed_payments.since
      and (failed_payments.client is null or p.client_id = failed_payments.client)
      and not exists (
        select
        from public.payments m
        where m.record_key = p.payment_key
          and m.source = p.source
          and m.status in ('PAID', 'REFUNDED', 'DISPUTED'))
  ),
  -- Paid is the invoice, whenever that was; else the same amount by the same client within the days of retries.
  settled as (
    select a.*, q.id as paid_id, q.paid_at as settled_at
    from attempts a
    left join lateral (
      select o.id, o.paid_at
      from (
        (
          select i.id, i.paid_at
          from public.payments i
          where i.source = a.source
            and i.invoice_key = a.invoice_key
            and i.status = 'PAID'
          order by i.paid_at
          limit 1
        )
        union all
        (
          select s.id, s.paid_at
          from (
            select m.id, m.paid_at, m.amount, m.currency, m.source, m.invoice_key, m.package_key, m.status
            from public.payments m
            where m.client_id = a.client_id
            union all
            select m.id, m.paid_at, m.amount, m.currency, m.source, m.invoice_key, m.package_key, m.status
            from public.payments m
            where a.client_id is null
              and m.client_id is null
              and m.client_email = a.client_email
            union all
            select m.id, m.paid_at, m.amount, m.currency, m.source, m.invoice_key, m.package_key, m.status
            from public.payments m
            where a.client_id is null
              and m.client_id is null
              and m.client_phone = a.client_phone
            union all
            select m.id, m.paid_at, m.amount, m.currency, m.source, m.invoice_key, m.package_key, m.status
            from public.payments m
            where a.client_id is null
              and m.client_id is null
              and m.source = a.source
              and m.client_key = a.client_key
          ) s
          where s.status = 'PAID'
            and s.amount = a.amount
            and s.currency is not distinct from a.currency
            and s.paid_at >= a.paid_at
            and s.paid_at < a.paid_at + pg_catalog.make_interval(days => failed_payments.retry_days)
            and (s.source <> a.source or s.invoice_key = a.invoice_key or s.invoice_key is null or a.invoice_key is null)
            and (s.source <> a.source or s.package_key = a.package_key or s.package_key is null or a.package_key is null)
          order by s.paid_at
          limit 1
        )
      ) o
      order by o.paid_at
      limit 1
    ) q on true
  ),
  -- Attempts at one thing: of one invoice, else of one amount, until it is paid or the days of retries are over.
  begun as (
    select
      s.*,
      case
        when s.invoice_key is not null then 0
        when lag(s.paid_at) over w < s.paid_at - pg_catalog.make_interval(days => failed_payments.retry_days) or lag(s.settled_at) over w <= s.paid_at then 1
        else 0
      end as begins
    from settled s
    window w as (partition by s.whose, s.source, s.invoice_key, case when s.invoice_key is null then s.amount end, case when s.invoice_key is null then s.currency end, case when s.invoice_key is null then s.package_key end order by s.paid_at, s.id)
  ),
  numbered as (
    select
      b.*,
      sum(b.begins) over (
        partition by b.whose, b.source, b.invoice_key, case when b.invoice_key is null then b.amount end, case when b.invoice_key is null then b.currency end, case when b.invoice_key is null then b.package_key end
        order by b.paid_at, b.id) as bill
    from begun b
  ),
  counted as (
    select
      n.*,
      count(*) over t as tries,
      min(n.paid_at) over t as first_at,
      row_number() over (
        partition by n.whose, n.source, n.invoice_key, case when n.invoice_key is null then n.amount end, case when n.invoice_key is null then n.currency end, case when n.invoice_key is null then n.package_key end, n.bill
        order by n.paid_at desc, n.id desc) as latest
    from numbered n
    window t as (partition by n.whose, n.source, n.invoice_key, case when n.invoice_key is null then n.amount end, case when n.invoice_key is null then n.currency end, case when n.invoice_key is null then n.package_key end, n.bill)
  )
  select
    c.id,
    c.client_id,
    c.client_email,
    c.client_phone,
    c.client_key,
    c.source,
    c.external_id,
    c.amount,
    c.currency,
    c.first_at,
    c.paid_at,
    c.tries::integer,
    c.reason,
    c.method,
    c.reference,
    c.invoice_key,
    c.paid_id,
    c.settled_at
  from counted c
  where c.latest = 1
$function$;
comment on function public.failed_payments(since timestamp with time zone, retry_days integer, client uuid) is 'What was tried since a moment and failed, each invoice once (without an invoice: each amount of a client, tried again within so many days), with the last attempt and how many there were. recovered_by is the payment that paid it: of the same invoice, else of the same client, amount and currency within those days; null = it is still owed. Client: only theirs; null = of all.';

CREATE OR REPLACE FUNCTION public.get_at_risk_clients(target_date date)
 RETURNS TABLE(id bigint, email text, client_name text, health_score numeric, health_zone text, assigned_coach text, days_since_last_session integer, churn_risk_score numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select
    h.id,
    h.email,
    coalesce(nullif(pg_catalog.btrim(pg_catalog.concat_ws(' ', pg_catalog.btrim(h.firstname), pg_catalog.btrim(h.lastname))), ''), h.email),
    s.score,
    s.zone,
    h.assigned_coach,
    s.days_since_last_session,
    s.churn_risk
  from public.scores_of_day(target_date) s
  join public.client_health_scores h on h.client_id = s.client_id
  where s.zone in ('RED', 'YELLOW')
  order by s.score, h.email, h.id
$function$;
comment on function public.get_at_risk_clients(target_date date) is 'Active clients who were RED or YELLOW on a day, the lowest score first, then by address. Null as the day = the newest that was scored.';

CREATE OR REPLACE FUNCTION public.get_conversation_context(p_session_id text, p_limit integer DEFAULT 10)
 RETURNS TABLE(role text, content text, created_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with latest as (
    select c.role, c.content, c.created_at, c.id
    from public.agent_conversations c
    where c.session_id = p_session_id
    order by c.created_at desc, c.id
    limit least(greatest(coalesce(p_limit, 10), 0), 1000)
  )
  select l.role, l.content, l.created_at
  from latest l
  order by l.created_at, l.id
$function$;
comment on function public.get_conversation_context(p_session_id text, p_limit integer) is 'The last turns of a conversation, oldest first.';

CREATE OR REPLACE FUNCTION public.get_overall_avg(target_date date)
 RETURNS TABLE(avg_score numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select pg_catalog.round(avg(s.score), 2)
  from public.scores_of_day(target_date) s
$function$;
comment on function public.get_overall_avg(target_date date) is 'The average score of the active clients who had one on a day; null = nobody had. Null as the day = the newest that was scored.';

CREATE OR REPLACE FUNCTION public.get_pattern_breaks(days_back integer DEFAULT 7)
 RETURNS TABLE(client_email text, client_name text, avg_calls_per_week numeric, calls_this_week integer, deviation_pct numeric, pattern_status text, health_zone text, assigned_coach text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with judged as (
    select
      chs.email,
      coalesce(nullif(pg_catalog.btrim(pg_catalog.concat_ws(' ', pg_catalog.btrim(chs.firstname), pg_catalog.btrim(chs.lastname))), ''), chs.email) as name,
      chs.avg_calls_per_week,
      chs.calls_this_week,
      case
        when chs.avg_calls_per_week > 0
        then pg_catalog.round((coalesce(chs.calls_this_week, 0) - chs.avg_calls_per_week) / chs.avg_calls_per_week * 100, 2)
        else 0
      end as deviation,
      chs.pattern_status,
      chs.health_zone,
      chs.assigned_coach
    from public.client_health_scores chs
    where chs.pattern_status in ('PATTERN_BREAK', 'BELOW_PATTERN')
      and coalesce(days_back, 7) > 0
      and chs.last_pattern_check >= pg_catalog.now() - pg_catalog.make_interval(days => least(coalesce(days_back, 7), 36500))
  )
  select j.email, j.name, j.avg_calls_per_week, j.calls_this_week, j.deviation, j.pattern_status, j.health_zone, j.assigned_coach
  from judged j
  order by
    case j.pattern_status when 'PATTERN_BREAK' then 1 else 2 end,
    j.deviation,
    j.email
$function$;
comment on function public.get_pattern_breaks(days_back integer) is 'Clients out of pattern whose last check is at most days_back days old, breaks first, then by deviation, then by address. Null means 7; zero or less gives none; capped at a century.';

CREATE OR REPLACE FUNCTION public.get_week_start(target_date timestamp with time zone DEFAULT now())
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select pg_catalog.date_trunc('week', target_date at time zone public.business_zone()) at time zone public.business_zone()
$function$;
comment on function public.get_week_start(target_date timestamp with time zone) is 'Monday 00:00 of the business zone in the week of the given moment, whatever the session''s zone.';

CREATE OR REPLACE FUNCTION public.get_week_start_in(target_date timestamp with time zone, zone text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select pg_catalog.date_trunc('week', target_date at time zone zone) at time zone zone
$function$;
comment on function public.get_week_start_in(target_date timestamp with time zone, zone text) is 'Monday 00:00 of the given IANA zone in the week of the given moment.';

CREATE OR REPLACE FUNCTION public.get_zone_distribution(target_date date)
 RETURNS TABLE(health_zone text, count bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select s.zone, count(*)
  from public.scores_of_day(target_date) s
  group by s.zone
  order by s.zone
$function$;
comment on function public.get_zone_distribution(target_date date) is 'How many active clients were in each zone on a day; a zone of null = their score is unknown. Null as the day = the newest that was scored.';

CREATE OR REPLACE FUNCTION public.guessed_coaches(most integer)
 RETURNS TABLE(client_id uuid, coach text)
 LANGUAGE sql
 STABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select w.id, m.name
  from (
    select c.id
    from public.clients c
    where c.coach_id is null
      and c.status = 'ACTIVE'
      and c.merged_into is null
    order by c.id
    limit most
  ) w
  cross join lateral (
    select min(r.staff) as name
    from (
      select c.staff, c.started_at
      from public.call_records c
      where c.client_id = w.id
        and c.staff is not null
      order by c.started_at desc
      limit 20
    ) r
    group by pg_catalog.lower(r.staff)
    order by count(*) desc, max(r.started_at) desc
    limit 1
  ) m
  -- An extension or an address is nobody's name.
  where m.name ~ '[[:alpha:]]{2}'
    and m.name !~ '[@+\[]'
$function$;
comment on function public.guessed_coaches(most integer) is 'Active clients without a coach, each with the member of staff who made or took most of their last 20 calls; no more clients are looked at than asked for, in the order of their keys.';

CREATE OR REPLACE FUNCTION public.health_overrides_on(day date)
 RETURNS TABLE(id bigint, client_id uuid, zone text, score numeric, last_day date, reason text, set_at timestamp with time zone, set_by text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select l.id, l.client_id, l.zone, l.score, l.last_day, l.reason, l.set_at, l.set_by
  from (
    select distinct on (o.client_id) o.*
    from public.health_overrides o
    where o.taken_back_at is null
      and o.set_on between day - 90 and day
    order by o.client_id, o.id desc
  ) l
  where l.last_day >= day
$function$;
comment on function public.health_overrides_on(day date) is 'What is set by hand on a day: the latest of each client that is not taken back, unless its last day is over. Nothing has to end it.';

CREATE OR REPLACE FUNCTION public.job_runner(job_name text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  elsewhere boolean := false;
begin
  -- Where pg_cron exists and has an active job of that name, it stays the one that runs it: nothing runs twice.
  begin
    if pg_catalog.to_regclass('cron.job') is not null then
      execute 'select exists (select from cron.job j where j.jobname = $1 and j.active)' into elsewhere using job_name;
    end if;
  exception when insufficient_privilege then
    elsewhere := false;
  end;
  return case when elsewhere then 'pg_cron' else 'vitals' end;
end
$function$;
comment on function public.job_runner(job_name text) is 'Who runs this job: pg_cron where it has an active job of that name that the asker may see, else vitals.';

CREATE OR REPLACE FUNCTION public.judges_clients()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(public.app_role() in ('owner', 'admin', 'coach'), false)
$function$;
comment on function public.judges_clients() is 'Whether the present user sees how clients are judged, within the own scope (owner, admin, coach).';

CREATE OR REPLACE FUNCTION public.keep_call_rollups()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET enable_hashagg TO 'off'
AS $function$
declare
  basis public.call_rollup_basis%rowtype;
  gained public.call_rollups[];
  lost public.call_rollups[];
  held uuid[];
begin
  if tg_op = 'TRUNCATE' then
    delete from public.call_rollups;
    return null;
  end if;
  select * into strict basis from public.call_rollup_basis;
  -- A day of the business zone is then a cast, which asks for the zone once and not for each call. Its own settings end with this function.
  perform pg_catalog.set_config('timezone', basis.business_zone, true);

  -- The days of what came and of what went, each read once, sorted once, and packed as call_rollups is. The next two statements differ in the
  -- only table they read: a statement that is not composed is planned once in a session.
  if tg_op in ('INSERT', 'UPDATE') then
    select pg_catalog.array_agg(row(y.client_id, y.year, y.days)::public.call_rollups)
    into gained
    from (
      select
        d.client_id,
        d.year,
        pg_catalog.array_agg((d.day::bigint << 42) | d.counts order by d.day) as days
      from (
        select
          c.client_id,
          c.year,
          c.day,
          sum(c.counts)::bigint as counts
        from (
          select
            r.client_id,
            pg_catalog.date_part('year', r.started_at::date)::smallint as year,
            r.started_at::date - date '0001-01-01' as day,
            case
              when r.channel = any (basis.engaged_channels) and r.status = any (basis.engaged_statuses)
              then case when r.direction = 'OUTBOUND' then (1 << 14) + 1 else 1 end
              else 0
            end
            + case when r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and r.direction <> 'INBOUND' then 1 << 28 else 0 end as counts
          from came r
          where r.client_id is not null
          offset 0
        ) c
        where c.counts > 0
        group by c.client_id, c.year, c.day
      ) d
      group by d.client_id, d.year
    ) y;
  end if;
  if tg_op in ('DELETE', 'UPDATE') then
    select pg_catalog.array_agg(row(y.client_id, y.year, y.days)::public.call_rollups)
    into lost
    from (
      select
        d.client_id,
        d.year,
        pg_catalog.array_agg((d.day::bigint << 42) | d.counts order by d.day) as days
      from (
        select
          c.client_id,
          c.year,
          c.day,
          sum(c.counts)::bigint as counts
        from (
          select
            r.client_id,
            pg_catalog.date_part('year', r.started_at::date)::smallint as year,
            r.started_at::date - date '0001-01-01' as day,
            case
              when r.channel = any (basis.engaged_channels) and r.status = any (basis.engaged_statuses)
              then case when r.direction = 'OUTBOUND' then (1 << 14) + 1 else 1 end
              else 0
            end
            + case when r.status in ('NO_ANSWER', 'VOICEMAIL', 'DECLINED') and r.direction <> 'INBOUND' then 1 << 28 else 0 end as counts
          from went r
          where r.client_id is not null
          offset 0
        ) c
        where c.counts > 0
        group by c.client_id, c.year, c.day
      ) d
      group by d.client_id, d.year
    ) y;
  end if;
  -- Nothing counts otherwise than before: a note was corrected, or a call that does not count was added.
  if gained is not distinct from lost then
    return null;
  end if;

  -- Two writers of one client's calls take turns: the second must merge into what the first has left. The ids go in as an
  -- array, and come back as those that still exist: a join here would be planned by statistics that a bulk load outruns, and
  -- then walk through all calls for each client. Calls that go because their client goes need no merging: the roll-up goes too.
  held := array(
    select c.id
    from public.clients c
    where c.id = any (array(
      select g.client_id from pg_catalog.unnest(gained) g
      union
      select l.client_id from pg_catalog.unnest(lost) l))
    order by c.id
    for no key update);

  with changed as materialized (
    select
      coalesce(g.client_id, l.client_id) as client_id,
      coalesce(g.year, l.year) as year,
      g.days as gained_days,
      l.days as lost_days
    from pg_catalog.unnest(gained) g
    full join pg_catalog.unnest(lost) l on l.client_id = g.client_id and l.year = g.year
    where coalesce(g.client_id, l.client_id) = any (held)
  ),
  -- A year of which nothing is left has no days.
  packed as materialized (
    select
      c.client_id,
      c.year,
      u.days as present,
      case when u.days is null and c.lost_days is null then c.gained_days else (
        select pg_catalog.array_agg((s.day << 42) | s.counts order by s.day)
        from (
          select
            n.packed >> 42 as day,
            sum(n.sign * (n.packed & ((1::bigint << 42) - 1)))::bigint as counts
          from (
            select g.packed, 1 as sign
            from pg_catalog.unnest(c.gained_days) as g (packed)
            union all
            select l.packed, -1
            from pg_catalog.unnest(c.lost_days) as l (packed)
            union all
            select k.packed, 1
            from pg_catalog.unnest(u.days) as k (packed)
          ) n
          group by 1
        ) s
        where s.counts <> 0
      ) end as days
    from changed c
    left join public.call_rollups u on u.client_id = c.client_id and u.year = c.year
  ),
  emptied as (
    delete from public.call_rollups u
    using packed p
    where p.days is null and u.client_id = p.client_id and u.year = p.year
  )
  insert into public.call_rollups (client_id, year, days)
  select p.client_id, p.year, p.days
  from packed p
  where p.days is not null and p.days is distinct from p.present
  order by p.client_id, p.year
  on conflict (client_id, year) do update set days = excluded.days;
  return null;
end
$function$;
comment on function public.keep_call_rollups() is 'Statement trigger of call_records: merges what a statement added and took away into call_rollups, set-based, under a lock per client.';

CREATE OR REPLACE FUNCTION public.keep_end_of_contact()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_table_name = 'clients' then
    update public.intervention_log i
    set client_ends_on = public.end_of_contact(new.status, new.merged_into, new.ended_on)
    where i.client_id = new.id
      and i.completed_at is null
      and i.client_ends_on is distinct from public.end_of_contact(new.status, new.merged_into, new.ended_on);
    return null;
  end if;
  select public.end_of_contact(c.status, c.merged_into, c.ended_on) into new.client_ends_on
  from public.clients c
  where c.id = new.client_id;
  return new;
end
$function$;
comment on function public.keep_end_of_contact() is 'Keeps from which day on the clients of open items are no longer to be contacted.';

CREATE OR REPLACE FUNCTION public.keep_what_was_written()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if to_jsonb(new) - 'client_id' is distinct from to_jsonb(old) - 'client_id' then
    raise exception 'Rows of % are never changed; add a new one.', tg_table_name using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$function$;
comment on function public.keep_what_was_written() is 'Refuses changes of rows that must stay as they were written; a merge of clients may give them to the one who stays.';

CREATE OR REPLACE FUNCTION public.latin_name(name text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  said text := pg_catalog.lower(name);
begin
  if said is null then
    return null;
  end if;
  -- Most names are plain ASCII, and need nothing of what follows.
  if pg_catalog.octet_length(said) > pg_catalog.char_length(said) then
    said := pg_catalog.lower(normalize(said, nfkd));
    -- Accents, the vowel signs of Arabic, its long stroke, and marks of direction.
    said := pg_catalog.regexp_replace(said, '[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u2066-\u2069]', '', 'g');
    -- Greek: what two letters say together, at the beginning of a word or anywhere.
    said := replace(replace(replace(replace(said, 'ου', 'ou'), 'ευ', 'ev'), 'αυ', 'av'), 'γγ', 'ng');
    said := replace(replace(replace(replace(said, 'θ', 'th'), 'χ', 'ch'), 'ψ', 'ps'), 'μπ', 'mp');
    -- Cyrillic.
    said := replace(replace(replace(replace(replace(said, 'ж', 'zh'), 'х', 'kh'), 'ц', 'ts'), 'ч', 'ch'), 'щ', 'sh');
    said := replace(replace(replace(replace(replace(said, 'ш', 'sh'), 'ю', 'yu'), 'я', 'ya'), 'љ', 'lj'), 'њ', 'nj');
    said := replace(replace(replace(said, 'ђ', 'dj'), 'џ', 'dz'), 'ї', 'i');
    -- Arabic, and the letters that Persian and Urdu have beside.
    said := replace(replace(replace(replace(replace(said, 'ث', 'th'), 'خ', 'kh'), 'ش', 'sh'), 'غ', 'gh'), 'چ', 'ch');
    said := replace(said, 'ژ', 'zh');
    -- Latin letters that are more than a letter with an accent.
    said := replace(replace(replace(replace(said, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
    said := pg_catalog.translate(
      said,
      'łøđðıħŧ' || 'αβγδεζηικλμνξοπρσςτυφω' || 'абвгдезиклмнопрстуфыэєіґјћ' || 'ابتجحدذرزسصضطظعفقكلمنهويىةٱپگکیڤہےٹڈں' || '‐‑–—',
      'loddiht' || 'avgdeziiklmnxoprsstyfo' || 'abvgdeziklmnoprstufyeeigjc' || 'abtjhdzrzssdtzafqklmnhwyaaapgkyvhytdn' || '----');
    -- Signs that say nothing by themselves: the hard and the soft one, hamza, apostrophes of several kinds.
    said := pg_catalog.translate(said, 'ъьءʼʿʾ‘’', '');
  end if;
  said := pg_catalog.translate(said, '-_./,''`"()', '     ');
  if pg_catalog.strpos(said, '  ') > 0 then
    said := pg_catalog.regexp_replace(said, ' +', ' ', 'g');
  end if;
  -- A name of signs alone is what it is.
  return coalesce(nullif(pg_catalog.btrim(said), ''), pg_catalog.btrim(pg_catalog.lower(name)));
end
$function$;
comment on function public.latin_name(name text) is 'A name in lower-case Latin letters without accents: Arabic, Cyrillic and Greek letter by letter, other scripts as they are.';

CREATE OR REPLACE FUNCTION public.mark_package_counts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  touched uuid[];
begin
  if tg_op = 'TRUNCATE' then
    update public.package_counts k set counted_at = null where k.counted_at is not null;
    return null;
  end if;
  execute pg_catalog.format('select array(select distinct r.client_id from (%s) r where r.client_id is not null)', case tg_op
    when 'INSERT' then 'select n.client_id from came n'
    when 'DELETE' then 'select o.client_id from went o'
    when 'UPDATE' then 'select n.client_id from came n union all select o.client_id from went o'
  end)
  into touched;
  -- In one order, so that two writers never wait for each other; a client who goes takes all of it along.
  insert into public.package_counts as k (client_id)
  select c.id
  from public.clients c
  where c.id = any (touched)
    and exists (select from public.packages p where p.client_id = c.id)
  order by c.id
  on conflict (client_id) do update set counted_at = null where k.counted_at is not null;
  return null;
end
$function$;
comment on function public.mark_package_counts() is 'Statement trigger of packages and sessions: of the clients it touched the sessions taken from packages are counted again.';

CREATE OR REPLACE FUNCTION public.match_knowledge(query_embedding real[], match_threshold double precision DEFAULT 0.7, match_count integer DEFAULT 5, filter_category text DEFAULT NULL::text)
 RETURNS TABLE(id uuid, category text, title text, content text, similarity double precision)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with likened as (
    select
      k.id,
      k.category,
      k.title,
      k.content,
      (select sum(p.a::double precision * p.b::double precision)
              / nullif(sqrt(sum(p.a::double precision * p.a)) * sqrt(sum(p.b::double precision * p.b)), 0)
       from rows from (pg_catalog.unnest(k.embedding), pg_catalog.unnest(query_embedding)) as p (a, b)) as similarity
    from public.agent_knowledge k
    where k.is_active
      and pg_catalog.cardinality(k.embedding) = pg_catalog.cardinality(query_embedding)
      and (filter_category is null or k.category = filter_category)
  )
  select l.id, l.category, l.title, l.content, l.similarity
  from likened l
  where l.similarity > match_threshold
  order by l.similarity desc, l.id
  limit least(greatest(coalesce(match_count, 5), 0), 1000)
$function$;
comment on function public.match_knowledge(query_embedding real[], match_threshold double precision, match_count integer, filter_category text) is 'Active knowledge nearest to an embedding by cosine similarity, best first; entries of another dimension are passed over.';

CREATE OR REPLACE FUNCTION public.name_sound(name text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
declare
  said text := public.latin_name(name);
  bare text;
begin
  if said is null or said = '' then
    return said;
  end if;
  -- Spaces are the borders of words.
  said := ' ' || said || ' ';
  -- Abd al-Rahman, Abdel Rahman and Abdulrahman are one name; an article is no part of one.
  said := replace(replace(replace(replace(said, ' abd ', ' abd'), ' abdel ', ' abdel'), ' abdul ', ' abdul'), ' abdal ', ' abdal');
  said := replace(replace(replace(said, ' abu ', ' abu'), ' abo ', ' abu'), ' bu ', ' bu');
  bare := replace(replace(said, ' al ', ' '), ' el ', ' ');
  if pg_catalog.btrim(bare) <> '' then
    said := bare;
  end if;
  said := pg_catalog.regexp_replace(said, ' (al|el)(?=[bcdfghjkmnpqrstvwxz][a-z]{2})', ' ', 'g');
  -- Letters that are written for one sound, and sounds that are written with either.
  said := replace(replace(replace(replace(replace(said, 'x', 'ks'), 'chr', 'kr'), 'ph', 'f'), 'ck', 'k'), 'kh', 'h');
  said := replace(replace(replace(replace(replace(said, 'gh', 'g'), 'sch', 'x'), 'tch', 'x'), 'sh', 'x'), 'ch', 'x');
  said := replace(replace(replace(replace(replace(replace(said, 'th', 't'), 'dh', 'd'), 'zh', 'j'), 'ce', 'se'), 'ci', 'si'), 'cy', 'sy');
  said := pg_catalog.translate(said, 'cqgvp', 'kkjfb');
  -- An h at the end is not heard; a word that begins with a vowel keeps that it does.
  said := replace(replace(replace(said, 'h ', ' '), ' y', ' j'), ' w', ' W');
  said := pg_catalog.regexp_replace(said, ' [aeiouy]+', ' A', 'g');
  said := pg_catalog.translate(said, 'aeiouyw', '');
  -- A letter that is written twice is heard once. (A pattern with a reference back to itself costs twice as much as all the rest.)
  while said ~ 'bb|dd|ff|hh|jj|kk|ll|mm|nn|rr|ss|tt|xx|zz' loop
    said := replace(replace(replace(replace(replace(said, 'bb', 'b'), 'dd', 'd'), 'ff', 'f'), 'hh', 'h'), 'jj', 'j');
    said := replace(replace(replace(replace(replace(said, 'kk', 'k'), 'll', 'l'), 'mm', 'm'), 'nn', 'n'), 'rr', 'r');
    said := replace(replace(replace(replace(said, 'ss', 's'), 'tt', 't'), 'xx', 'x'), 'zz', 'z');
  end loop;
  return pg_catalog.lower(pg_catalog.btrim(said));
end
$function$;
comment on function public.name_sound(name text) is 'How a name sounds: the consonants of its words, one letter for letters that are written for the same sound.';

CREATE OR REPLACE FUNCTION public.owe_slots_anew()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.owed_since is not distinct from old.owed_since then
    new.owed_since := null;
  end if;
  return new;
end
$function$;
comment on function public.owe_slots_anew() is 'Row trigger: after a change of hours nobody owes the slots that the new hours would have had before it.';

CREATE OR REPLACE FUNCTION public.own_staff_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select nullif(public.claims() ->> 'staff_id', '')::uuid
$function$;
comment on function public.own_staff_id() is 'The staff id of the present user, null when the user is no member of staff.';

CREATE OR REPLACE FUNCTION public.own_user_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select nullif(public.claims() ->> 'sub', '')::uuid
$function$;
comment on function public.own_user_id() is 'The id of the present user, null when the request names none.';

CREATE OR REPLACE FUNCTION public.package_standings_as_of(as_of timestamp with time zone, zone text, clients uuid[] DEFAULT NULL::uuid[], counted boolean DEFAULT false)
 RETURNS TABLE(client_id uuid, sessions_left integer, sessions_bought integer, days_until_renewal integer, kind text, price numeric, currency text, package_id bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
 SET work_mem TO '64MB'
AS $function$
  with held as (
    select
      p.id,
      p.client_id,
      p.status,
      p.kind,
      p.price,
      p.currency,
      p.bought_on,
      p.expires_on,
      p.sessions_bought,
      coalesce(p.sessions_left, greatest(p.source_remaining, 0)) as sessions_left,
      d.today,
      p.status not in ('USED_UP', 'EXPIRED') and (p.expires_on is null or p.expires_on >= d.today) as is_current
    from public.packages_as_of(package_standings_as_of.as_of, package_standings_as_of.zone, package_standings_as_of.clients, package_standings_as_of.counted, that_run => package_standings_as_of.counted) p
    cross join (select (package_standings_as_of.as_of at time zone package_standings_as_of.zone)::date as today) d
    where p.status not in ('TRANSFERRED', 'CANCELLED', 'REFUNDED')
      and p.bought_on <= d.today
  ),
  -- The package that ends last stands for the client; where none is current, the one that ended last. One look at each client's packages says both that and the sums.
  placed as (
    select
      h.*,
      row_number() over (partition by h.client_id order by h.is_current desc, coalesce(h.expires_on, 'infinity'::date) desc, h.bought_on desc, h.id desc) as place,
      sum(h.sessions_left) filter (where h.is_current) over (partition by h.client_id) as all_left,
      sum(h.sessions_bought) filter (where h.is_current) over (partition by h.client_id) as all_bought,
      bool_and(h.sessions_left is not null and h.sessions_bought is not null) filter (where h.is_current) over (partition by h.client_id) as knows_left,
      bool_and(h.sessions_bought is not null) filter (where h.is_current) over (partition by h.client_id) as knows_bought
    from held h
  )
  select
    p.client_id,
    (case when not p.is_current then 0 when p.knows_left then p.all_left end)::integer,
    (case when not p.is_current then p.sessions_bought when p.knows_bought then p.all_bought end)::integer,
    case when p.status <> 'FROZEN' then p.expires_on - p.today end,
    p.kind,
    p.price,
    p.currency,
    p.id
  from placed p
  where p.place = 1
$function$;
comment on function public.package_standings_as_of(as_of timestamp with time zone, zone text, clients uuid[], counted boolean) is 'Each client''s packages together, as they were known at a moment: sessions left and bought of those that run (of the last one where none runs, with none left), and days to the last day, kind and price of the one that ends last, which is package_id. Null = unknown, unlimited, or frozen; a client without packages is not in it.';

CREATE OR REPLACE FUNCTION public.package_usage_as_of(as_of timestamp with time zone, zone text, clients uuid[] DEFAULT NULL::uuid[])
 RETURNS TABLE(package_id bigint, sessions integer, sessions_told integer, is_unclear boolean)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
begin
  return query
  with bought as (
    select p.id, p.client_id, p.source, p.external_id, coalesce(p.starts_on, p.bought_on) as starts_on, p.expires_on, p.status, coalesce(p.modified_at, p.known_from) as told_at
    from public.packages p
    where p.known_from <= package_usage_as_of.as_of
      and p.client_id is not null
      and (package_usage_as_of.clients is null or p.client_id = any (package_usage_as_of.clients))
    union all
    select v.id, v.client_id, v.source, v.external_id, coalesce(v.starts_on, v.bought_on), v.expires_on, v.status, coalesce(v.modified_at, v.known_from)
    from public.package_versions v
    where v.known_from <= package_usage_as_of.as_of
      and v.known_until > package_usage_as_of.as_of
      and v.client_id is not null
      and (package_usage_as_of.clients is null or v.client_id = any (package_usage_as_of.clients))
  ),
  -- A package that has come to an end without a last day ends when the next one begins.
  timed as (
    select b.*,
      case
        when b.status in ('ACTIVE', 'FROZEN', 'UNKNOWN') then b.expires_on
        else least(b.expires_on, lead(b.starts_on) over (partition by b.client_id order by b.starts_on, b.id) - 1)
      end as last_on
    from bought b
  ),
  -- A missed session is taken from the package only where its source says so; one that was called off too late is taken when it was called off.
  taken as (
    select s.id, s.client_id, s.source, s.package_key, s.taken_at, (s.starts_at at time zone package_usage_as_of.zone)::date as on_day
    from (
      select k.*, case when k.status = 'LATE_CANCELLED' then least(k.starts_at, coalesce(k.status_at, k.starts_at)) else k.starts_at end as taken_at
      from (
        select n.id, n.client_id, n.source, n.package_key, n.starts_at, n.status, n.status_at, n.charged
        from public.sessions n
        where n.known_from <= package_usage_as_of.as_of
          and (package_usage_as_of.clients is null or n.client_id = any (package_usage_as_of.clients))
        union all
        select v.id, v.client_id, v.source, v.package_key, v.starts_at, v.status, v.status_at, v.charged
        from public.session_versions v
        where v.known_from <= package_usage_as_of.as_of
          and v.known_until > package_usage_as_of.as_of
          and (package_usage_as_of.clients is null or v.client_id = any (package_usage_as_of.clients))
      ) k
    ) s
    where s.client_id is not null
      and s.taken_at <= package_usage_as_of.as_of
      and s.status in ('ATTENDED', 'NO_SHOW', 'LATE_CANCELLED')
      and coalesce(s.charged, s.status = 'ATTENDED')
  ),
  named as (
    select t.id as session_id, b.id, t.taken_at <= b.told_at as is_told
    from taken t
    join bought b
      on b.client_id = t.client_id
      and b.source = t.source
      and b.external_id = t.package_key
  ),
  -- A session that names no package is of the one that runs on its day; of several nobody knows which.
  dated as (
    select t.id as session_id, b.id, t.taken_at <= b.told_at as is_told, count(*) over (partition by t.id) as packages
    from taken t
    join timed b
      on b.client_id = t.client_id
      and t.on_day >= b.starts_on
      and (b.last_on is null or t.on_day <= b.last_on)
      and (t.package_key is null or b.external_id is null or b.source <> t.source)
    where not exists (select from named n where n.session_id = t.id)
  )
  select
    u.id,
    count(*)::integer as sessions,
    (count(*) filter (where u.is_told))::integer as sessions_told,
    bool_or(u.packages > 1) as is_unclear
  from (
    select n.id, n.is_told, 1 as packages
    from named n
    union all
    select d.id, d.is_told, d.packages
    from dated d
  ) u
  group by u.id;
end
$function$;
comment on function public.package_usage_as_of(as_of timestamp with time zone, zone text, clients uuid[]) is 'How many sessions were taken from each package by a moment, as it was known then, and how many of them when the source last told of it; unclear where one may be of several packages. A package from which none was taken is not in it. Clients: only of these; null = of all.';

CREATE OR REPLACE FUNCTION public.packages_as_of(as_of timestamp with time zone, zone text, clients uuid[] DEFAULT NULL::uuid[], counted boolean DEFAULT false, that_run boolean DEFAULT false)
 RETURNS TABLE(id bigint, client_id uuid, source text, external_id text, kind text, bought_on date, starts_on date, expires_on date, status text, sessions_bought integer, sessions_used integer, sessions_left integer, source_remaining integer, left_when_told integer, differs boolean, price numeric, currency text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
#variable_conflict use_column
declare
  -- What was known otherwise at that moment is put together from all versions. Of a whole book in which clients have had few packages each, all in one go is as quick.
  only_these boolean := packages_as_of.that_run
    and (packages_as_of.clients is not null
      or (select p.reltuples > 8 * c.reltuples from pg_catalog.pg_class p, pg_catalog.pg_class c where p.oid = 'public.packages'::pg_catalog.regclass and c.oid = 'public.clients'::pg_catalog.regclass))
    and not exists (select from public.package_versions v where v.known_from <= packages_as_of.as_of and v.known_until > packages_as_of.as_of);
  today date := (packages_as_of.as_of at time zone packages_as_of.zone)::date;
begin
  return query
  with bought as (
    select p.id, p.client_id, p.source, p.external_id, p.kind, p.bought_on, coalesce(p.starts_on, p.bought_on) as starts_on, p.expires_on, p.status,
      p.sessions_bought, coalesce(p.source_remaining, case when p.status = 'USED_UP' then 0 end) as source_remaining, p.price, p.currency
    from public.packages p
    where not only_these
      and p.known_from <= packages_as_of.as_of
      and p.client_id is not null
      and (packages_as_of.clients is null or p.client_id = any (packages_as_of.clients))
    union all
    -- Those that run. However many a client had before, they are not read.
    select p.id, p.client_id, p.source, p.external_id, p.kind, p.bought_on, coalesce(p.starts_on, p.bought_on), p.expires_on, p.status,
      p.sessions_bought, coalesce(p.source_remaining, case when p.status = 'USED_UP' then 0 end), p.price, p.currency
    from public.packages p
    where only_these
      and p.client_id is not null
      and p.status <> all (array['USED_UP', 'EXPIRED', 'TRANSFERRED', 'CANCELLED', 'REFUNDED'])
      and coalesce(p.expires_on, 'infinity'::date) >= today
      and p.bought_on <= today
      and p.known_from <= packages_as_of.as_of
      and (packages_as_of.clients is null or p.client_id = any (packages_as_of.clients))
    union all
    -- The last one of each client of whom none runs.
    select p.id, p.client_id, p.source, p.external_id, p.kind, p.bought_on, coalesce(p.starts_on, p.bought_on), p.expires_on, p.status,
      p.sessions_bought, coalesce(p.source_remaining, case when p.status = 'USED_UP' then 0 end), p.price, p.currency
    from public.clients c
    cross join lateral (
      select o.*
      from public.packages o
      where o.client_id = c.id
        and o.status <> all (array['TRANSFERRED', 'CANCELLED', 'REFUNDED'])
        and o.bought_on <= today
        and o.known_from <= packages_as_of.as_of
      order by coalesce(o.expires_on, 'infinity'::date) desc, o.bought_on desc, o.id desc
      limit 1
    ) p
    where only_these
      and (packages_as_of.clients is null or c.id = any (packages_as_of.clients))
      and not exists (
        select
        from public.packages r
        where r.client_id = c.id
          and r.status <> all (array['USED_UP', 'EXPIRED', 'TRANSFERRED', 'CANCELLED', 'REFUNDED'])
          and coalesce(r.expires_on, 'infinity'::date) >= today
          and r.bought_on <= today
          and r.known_from <= packages_as_of.as_of)
    union all
    select v.id, v.client_id, v.source, v.external_id, v.kind, v.bought_on, coalesce(v.starts_on, v.bought_on), v.expires_on, v.status,
      v.sessions_bought, coalesce(v.source_remaining, case when v.status = 'USED_UP' then 0 end), v.price, v.currency
    from public.package_versions v
    where not only_these
      and v.known_from <= packages_as_of.as_of
      and v.known_until > packages_as_of.as_of
      and v.client_id is not null
      and (packages_as_of.clients is null or v.client_id = any (packages_as_of.clients))
  ),
  -- As of now the sessions are counted already, but for those that came since; else they are counted now.
  used as (
    select u.package_id, u.sessions, u.sessions_told, u.is_unclear
    from public.package_usage_as_of(packages_as_of.as_of, packages_as_of.zone, packages_as_of.clients) u
    where not packages_as_of.counted
    union all
    select u.package_id, u.sessions, u.sessions_told, u.is_unclear
    from public.package_usage u
    where packages_as_of.counted
      and not only_these
    union all
    select u.package_id, u.sessions, u.sessions_told, u.is_unclear
    from bought b
    join public.package_usage u on u.package_id = b.id
    where packages_as_of.counted
      and only_these
  ),
  book as (
    select
      exists (select from public.sessions n where n.known_from <= packages_as_of.as_of)
      or exists (select from public.session_versions v where v.known_from <= packages_as_of.as_of and v.known_until > packages_as_of.as_of) as has_sessions
  )
  select t.id, t.client_id, t.source, t.external_id, t.kind, t.bought_on, t.starts_on, t.expires_on, t.status, t.sessions_bought,
    c.sessions,
    case when c.sessions is not null and t.sessions_bought is not null then greatest(t.sessions_bought - c.sessions, 0) end,
    t.source_remaining,
    t.sessions_bought - c.sessions_told,
    -- A source that counts down to none does not say how many too many were taken.
    coalesce(t.source_remaining <> t.sessions_bought - c.sessions_told and not (t.source_remaining = 0 and t.sessions_bought < c.sessions_told), false),
    t.price, t.currency
  from bought t
  cross join book k
  left join used u on u.package_id = t.id
  cross join lateral (
    select
      case when k.has_sessions and u.is_unclear is not true then coalesce(u.sessions, 0) end as sessions,
      case when k.has_sessions and u.is_unclear is not true then coalesce(u.sessions_told, 0) end as sessions_told
  ) c;
end
$function$;
comment on function public.packages_as_of(as_of timestamp with time zone, zone text, clients uuid[], counted boolean, that_run boolean) is 'Each package as it was known at a moment, with the sessions taken from it by then and those left; null = unlimited, no sessions are on record, or a session may be of several packages. left_when_told is what was left when the source last told its own figure, differs whether the two are not the same. Clients: only of these; null = of all. Counted: with the sessions as the table package_usage has them, for a moment that is now. That_run: for a moment that is now, only those that run, and of a client of whom none runs the last one.';

CREATE OR REPLACE FUNCTION public.playbook_draw(client uuid, playbook bigint, salt text)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO ''
AS $function$
  select (('x' || substr(md5(client::text || ':' || playbook::text || ':' || salt), 1, 8))::bit(32)::bigint) / 4294967296.0
$function$;
comment on function public.playbook_draw(client uuid, playbook bigint, salt text) is 'The lot of a client in a version of a playbook: 0 to below 1, the same whenever it is drawn.';

CREATE OR REPLACE FUNCTION public.renewals_due(today date, within integer, overdue integer)
 RETURNS TABLE(client_id uuid, package_id bigint, kind text, price numeric, currency text, sessions_left integer, sessions_bought integer, sessions_per_week numeric, expires_on date, due_on date, due_by text, last_session_on date, counted_at timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with counted as (
    select
      h.client_id,
      h.calculated_at,
      h.outstanding_sessions as left_then,
      h.sessions_purchased as bought_then,
      h.calculated_on + h.days_until_renewal as last_day_then,
      h.calculated_on - h.days_since_last_session as last_session_on,
      h.calculated_on,
      -- The faster of two windows: who began three weeks ago is not measured over ninety days.
      greatest(h.sessions_last_30d / 30.0, h.sessions_last_90d / 90.0) as a_day
    from public.client_health_scores h
    where h.calculated_on is not null
      and (h.outstanding_sessions is not null or h.days_until_renewal is not null)
  ),
  paced as (
    select
      k.*,
      case
        when k.left_then = 0 then coalesce(k.last_session_on, k.calculated_on)
        when k.left_then > 0 and k.a_day > 0 then greatest(k.calculated_on + ceil(k.left_then / k.a_day)::integer, renewals_due.today)
      end as runs_out_on
    from counted k
  ),
  -- The hub is read once and alone; clients and packages are looked up for those whom the count brings near.
  near as materialized (
    select p.*
    from paced p
    where p.last_day_then between renewals_due.today - renewals_due.overdue and renewals_due.today + renewals_due.within
      or p.runs_out_on between renewals_due.today - renewals_due.overdue and renewals_due.today + renewals_due.within
  ),
  -- The package that stands for the client is the one of package_standings_as_of. What became known of it after the count is not mixed with what was counted.
  held as (
    select
      n.client_id,
      n.calculated_at,
      n.a_day,
      n.last_session_on,
      n.left_then,
      n.bought_then,
      m.id,
      m.kind,
      m.price,
      m.currency,
      m.expires_on,
      m.expires_on < renewals_due.today as is_over,
      case when m.known_from <= n.calculated_at and (m.expires_on is null or m.expires_on >= renewals_due.today or m.status = 'USED_UP') then n.runs_out_on end as runs_out_on,
      m.known_from <= n.calculated_at as is_counted
    from near n
    join public.clients c on c.id = n.client_id
    cross join lateral (
      select p.id, p.kind, p.price, p.currency, p.expires_on, p.status, p.known_from
      from public.packages p
      where p.client_id = n.client_id
        and p.status not in ('TRANSFERRED', 'CANCELLED', 'REFUNDED')
        and p.bought_on <= renewals_due.today
      order by
        (p.status not in ('USED_UP', 'EXPIRED') and (p.expires_on is null or p.expires_on >= renewals_due.today)) desc,
        coalesce(p.expires_on, 'infinity'::date) desc,
        p.bought_on desc,
        p.id desc
      limit 1
    ) m
    -- Time does not run while a package is frozen.
    where m.status <> 'FROZEN'
      and c.status = 'ACTIVE'
      and c.merged_into is null
      and (c.ended_on is null or c.ended_on > renewals_due.today)
  )
  select
    d.client_id,
    d.id,
    d.kind,
    d.price,
    d.currency,
    case when d.is_counted and d.is_over is not true then d.left_then end,
    case when d.is_counted then d.bought_then end,
    round(d.a_day * 7, 1),
    d.expires_on,
    least(d.expires_on, d.runs_out_on),
    case when d.expires_on <= d.runs_out_on or d.runs_out_on is null then 'LAST_DAY' else 'SESSIONS' end,
    d.last_session_on,
    d.calculated_at
  from held d
  where least(d.expires_on, d.runs_out_on) between renewals_due.today - renewals_due.overdue and renewals_due.today + renewals_due.within
$function$;
comment on function public.renewals_due(today date, within integer, overdue integer) is 'Clients whose current package runs out within so many days of today, or did at most so many days ago: by its last day (LAST_DAY), or by the sessions left at their own pace (SESSIONS; attended a day over 30 or 90 days, whichever is more). Sessions are those of the last count, written to the hub. One row a client; frozen packages and former clients are not in it.';

CREATE OR REPLACE FUNCTION public.scores_of_day(target_date date)
 RETURNS TABLE(client_id uuid, score numeric, zone text, churn_risk numeric, days_since_last_session integer)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with day as (
    select coalesce(target_date, (select max(s.calculated_on) from public.client_health_scores s)) as scored_on
  ),
  card as (
    -- Of several scorecards of a day, the one that ran last.
    select
      h.scorecard_id,
      (
        select i.place
        from public.health_scorecards c
        cross join lateral pg_catalog.jsonb_array_elements(c.definition -> 'inputs') with ordinality as i (input, place)
        where c.id = h.scorecard_id
          and i.input ->> 'measure' = 'days_since_attended'
        limit 1
      )::integer as last_session
    from day d
    join public.client_health_history h on h.scored_on = d.scored_on
    order by h.as_of desc, h.scorecard_id desc
    limit 1
  )
  select h.client_id, h.score, h.zone, h.churn_risk, h.inputs[k.last_session]::integer
  from day d
  cross join card k
  join public.client_health_history h on h.scored_on = d.scored_on and h.scorecard_id = k.scorecard_id
  join public.clients c on c.id = h.client_id
  where c.merged_into is null
    and case when c.ended_on is not null then c.ended_on > h.scored_on else c.status = 'ACTIVE' end
$function$;
comment on function public.scores_of_day(target_date date) is 'The scores of a day of clients who were clients on it: not merged, not left by then, not archived. Null = the newest day that was scored.';

CREATE OR REPLACE FUNCTION public.sees_everybody()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(public.claims() ->> 'app_role' in ('owner', 'admin'), false)
$function$;
comment on function public.sees_everybody() is 'Whether the present user may see every client (owner, admin).';

CREATE OR REPLACE FUNCTION public.sweep_audit_log()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with gone as (
    delete from public.audit_log a
    where a.at < pg_catalog.now() - interval '400 days'
    returning 1
  )
  select count(*) from gone
$function$;
comment on function public.sweep_audit_log() is 'Takes away what the audit log has kept for 400 days; returns how many rows.';

CREATE OR REPLACE FUNCTION public.tell_access_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  about uuid;
begin
  if tg_level = 'ROW' then
    about := case when tg_table_name = 'user_sessions' then pg_catalog.to_jsonb(old) ->> 'user_id' else pg_catalog.to_jsonb(old) ->> 'id' end;
  end if;
  perform pg_catalog.pg_notify('vitals_changes', pg_catalog.jsonb_build_object('what', 'access', 'about', about)::text);
  return null;
end
$function$;
comment on function public.tell_access_changed() is 'Trigger: tells those who listen to vitals_changes whose rights to look at again.';

CREATE OR REPLACE FUNCTION public.update_updated_at_column()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.updated_at := pg_catalog.clock_timestamp();
  return new;
end
$function$;
comment on function public.update_updated_at_column() is 'Row trigger: stamps updated_at with the moment of the change.';

CREATE OR REPLACE FUNCTION public.works_with_everybody()
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select coalesce(public.app_role() in ('owner', 'admin', 'setter', 'closer'), false)
$function$;
comment on function public.works_with_everybody() is 'Whether the present user sees every client''s name, addresses, pauses and calls (owner, admin, setter, closer).';


-- Tables

create table public.agent_conversations (
  id          uuid default gen_random_uuid() not null,
  session_id  text not null,
  user_id     uuid,
  role        text not null,
  content     text not null,
  agent_type  text default 'analyst'::text not null,
  context     jsonb,
  tokens_used integer,
  created_at  timestamp with time zone default now() not null,
  constraint agent_conversations_pkey PRIMARY KEY (id),
  constraint agent_conversations_role_is_known CHECK (role = ANY (ARRAY['user'::text, 'assistant'::text, 'system'::text])),
  constraint agent_conversations_tokens_are_counted CHECK (tokens_used >= 0)
);
CREATE INDEX agent_conversations_session ON public.agent_conversations USING btree (session_id, created_at DESC);
CREATE INDEX agent_conversations_user ON public.agent_conversations USING btree (user_id, created_at DESC);
comment on table public.agent_conversations is 'What was said in each conversation with the assistant.';
comment on column public.agent_conversations.id is 'Key.';
comment on column public.agent_conversations.session_id is 'The conversation.';
comment on column public.agent_conversations.user_id is 'Who spoke, if signed in.';
comment on column public.agent_conversations.role is 'user, assistant or system.';
comment on column public.agent_conversations.content is 'What was said.';
comment on column public.agent_conversations.agent_type is 'Which assistant.';
comment on column public.agent_conversations.context is 'What it was given.';
comment on column public.agent_conversations.tokens_used is 'Tokens of the answer; null = no model was asked.';
comment on column public.agent_conversations.created_at is 'When it was said.';

create table public.agent_decisions (
  id                  uuid default gen_random_uuid() not null,
  agent_type          text not null,
  decision_type       text not null,
  input_context       jsonb not null,
  decision            jsonb not null,
  reasoning           text,
  confidence          numeric,
  client_email        text,
  coach_name          text,
  outcome             text default 'pending'::text not null,
  outcome_details     jsonb,
  outcome_measured_at timestamp with time zone,
  was_helpful         boolean,
  feedback_notes      text,
  created_at          timestamp with time zone default now() not null,
  updated_at          timestamp with time zone default now() not null,
  constraint agent_decisions_pkey PRIMARY KEY (id),
  constraint agent_decisions_confidence_is_a_share CHECK (confidence >= 0::numeric AND confidence <= 1::numeric),
  constraint agent_decisions_outcome_is_known CHECK (outcome = ANY (ARRAY['pending'::text, 'successful'::text, 'partially_successful'::text, 'failed'::text, 'unknown'::text]))
);
CREATE INDEX agent_decisions_type ON public.agent_decisions USING btree (decision_type, created_at DESC);
comment on table public.agent_decisions is 'What the assistant decided or proposed, and what came of it.';
comment on column public.agent_decisions.id is 'Key.';
comment on column public.agent_decisions.agent_type is 'Which assistant.';
comment on column public.agent_decisions.decision_type is 'What kind of decision.';
comment on column public.agent_decisions.input_context is 'What it knew.';
comment on column public.agent_decisions.decision is 'What it decided.';
comment on column public.agent_decisions.reasoning is 'Why.';
comment on column public.agent_decisions.confidence is '0 to 1; null = not stated.';
comment on column public.agent_decisions.client_email is 'The client concerned, if one.';
comment on column public.agent_decisions.coach_name is 'The coach concerned, if one.';
comment on column public.agent_decisions.outcome is 'pending, successful, partially_successful, failed or unknown.';
comment on column public.agent_decisions.outcome_details is 'What was seen afterwards.';
comment on column public.agent_decisions.outcome_measured_at is 'When.';
comment on column public.agent_decisions.was_helpful is 'What a person said; null = nobody did.';
comment on column public.agent_decisions.feedback_notes is 'What a person wrote.';
comment on column public.agent_decisions.created_at is 'When the row was made.';
comment on column public.agent_decisions.updated_at is 'When it last changed.';

create table public.agent_knowledge (
  id              uuid default gen_random_uuid() not null,
  category        text not null,
  subcategory     text,
  title           text not null,
  content         text not null,
  structured_data jsonb,
  embedding       real[],
  source          text default 'system'::text not null,
  confidence      numeric default 1.0 not null,
  usage_count     integer default 0 not null,
  last_used_at    timestamp with time zone,
  version         integer default 1 not null,
  is_active       boolean default true not null,
  created_at      timestamp with time zone default now() not null,
  updated_at      timestamp with time zone default now() not null,
  constraint agent_knowledge_pkey PRIMARY KEY (id),
  constraint agent_knowledge_category_is_known CHECK (category = ANY (ARRAY['formula'::text, 'rule'::text, 'pattern'::text, 'intervention_template'::text, 'learning'::text])),
  constraint agent_knowledge_confidence_is_a_share CHECK (confidence >= 0::numeric AND confidence <= 1::numeric),
  constraint agent_knowledge_embedding_is_not_empty CHECK (cardinality(embedding) > 0),
  constraint agent_knowledge_source_is_known CHECK (source = ANY (ARRAY['system'::text, 'user'::text, 'learned'::text]))
);
CREATE INDEX agent_knowledge_category ON public.agent_knowledge USING btree (category) WHERE is_active;
comment on table public.agent_knowledge is 'What the assistant may cite: formulas, rules, patterns, templates, learnings.';
comment on column public.agent_knowledge.id is 'Key.';
comment on column public.agent_knowledge.category is 'formula, rule, pattern, intervention_template or learning.';
comment on column public.agent_knowledge.subcategory is 'A finer grouping.';
comment on column public.agent_knowledge.title is 'Its title.';
comment on column public.agent_knowledge.content is 'Its text.';
comment on column public.agent_knowledge.structured_data is 'The same as data, where there is any.';
comment on column public.agent_knowledge.embedding is 'Embedding vector; null = not embedded. An array, so that no extension is needed.';
comment on column public.agent_knowledge.source is 'system, user or learned.';
comment on column public.agent_knowledge.confidence is '0 to 1.';
comment on column public.agent_knowledge.usage_count is 'How often it was cited.';
comment on column public.agent_knowledge.last_used_at is 'When it was last cited.';
comment on column public.agent_knowledge.version is 'Counts up with each change of the text.';
comment on column public.agent_knowledge.is_active is 'Whether it may be cited.';
comment on column public.agent_knowledge.created_at is 'When the row was made.';
comment on column public.agent_knowledge.updated_at is 'When it last changed.';

create table public.agent_metrics (
  id                   uuid default gen_random_uuid() not null,
  date                 date not null,
  agent_type           text not null,
  queries_count        integer default 0 not null,
  tokens_input         bigint default 0 not null,
  tokens_output        bigint default 0 not null,
  avg_response_time_ms numeric,
  decisions_made       integer default 0 not null,
  successful_decisions integer default 0 not null,
  helpful_responses    integer default 0 not null,
  estimated_cost_usd   numeric(12,6) default 0 not null,
  created_at           timestamp with time zone default now() not null,
  updated_at           timestamp with time zone default now() not null,
  constraint agent_metrics_pkey PRIMARY KEY (id),
  constraint agent_metrics_day_once UNIQUE (date, agent_type)
);
comment on table public.agent_metrics is 'Per day and assistant: how much it was asked, what it cost, whether it helped.';
comment on column public.agent_metrics.id is 'Key.';
comment on column public.agent_metrics.date is 'Business day.';
comment on column public.agent_metrics.agent_type is 'Which assistant.';
comment on column public.agent_metrics.queries_count is 'Questions answered.';
comment on column public.agent_metrics.tokens_input is 'Tokens sent.';
comment on column public.agent_metrics.tokens_output is 'Tokens received.';
comment on column public.agent_metrics.avg_response_time_ms is 'Mean time to answer, milliseconds; null = none answered.';
comment on column public.agent_metrics.decisions_made is 'Decisions made.';
comment on column public.agent_metrics.successful_decisions is 'Of them successful.';
comment on column public.agent_metrics.helpful_responses is 'Answers that a person called helpful.';
comment on column public.agent_metrics.estimated_cost_usd is 'Estimated cost in US dollars.';
comment on column public.agent_metrics.created_at is 'When the row was made.';
comment on column public.agent_metrics.updated_at is 'When it last changed.';

create table public.allowed_origins (
  origin     text not null,
  created_at timestamp with time zone default now() not null,
  constraint allowed_origins_pkey PRIMARY KEY (origin),
  constraint allowed_origins_are_origins CHECK (origin ~ '^https?://[^/ ]+$'::text)
);
comment on table public.allowed_origins is 'Other sites whose pages may call the API from a browser, with a key.';
comment on column public.allowed_origins.origin is 'Scheme, host and port, as a browser sends it.';
comment on column public.allowed_origins.created_at is 'When the row was made.';

create table public.api_keys (
  id           uuid default gen_random_uuid() not null,
  prefix       text not null,
  key_hash     bytea not null,
  name         text not null,
  kind         text not null,
  user_id      uuid,
  scopes       text[] not null,
  made_at      timestamp with time zone not null,
  made_by      text not null,
  expires_at   timestamp with time zone,
  revoked_at   timestamp with time zone,
  last_used_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_hash_once UNIQUE (key_hash),
  constraint api_keys_prefix_once UNIQUE (prefix),
  constraint api_keys_key_is_hashed CHECK (octet_length(key_hash) = 32),
  constraint api_keys_kind_is_known CHECK (kind = ANY (ARRAY['service'::text, 'user'::text])),
  constraint api_keys_name_is_given CHECK (btrim(name) <> ''::text),
  constraint api_keys_scopes_are_known CHECK (cardinality(scopes) > 0 AND scopes <@ ARRAY['read'::text, 'calls:write'::text, 'people:write'::text, 'analyse'::text, 'jobs:run'::text, 'functions'::text, 'settings:write'::text]),
  constraint api_keys_user_belongs_to_user CHECK ((kind = 'user'::text) = (user_id IS NOT NULL))
);
CREATE INDEX api_keys_user ON public.api_keys USING btree (user_id) WHERE (user_id IS NOT NULL);
comment on table public.api_keys is 'Keys for programs. A service key acts as the program itself, a user key as that user; both only within their scopes.';
comment on column public.api_keys.id is 'Key.';
comment on column public.api_keys.prefix is 'The open part of the key, by which people know it again: cv_<prefix>_….';
comment on column public.api_keys.key_hash is 'SHA-256 of the whole key; the key itself was shown once.';
comment on column public.api_keys.name is 'What it is for.';
comment on column public.api_keys.kind is 'service or user.';
comment on column public.api_keys.user_id is 'user: as whom it acts, with that user''s role of the moment.';
comment on column public.api_keys.scopes is 'What it may be used for.';
comment on column public.api_keys.made_at is 'When it was made.';
comment on column public.api_keys.made_by is 'Who made it.';
comment on column public.api_keys.expires_at is 'From then on it opens nothing; null = no end.';
comment on column public.api_keys.revoked_at is 'When it was revoked; null = it counts.';
comment on column public.api_keys.last_used_at is 'When it was last used, written at most once a minute.';

create table public.audit_log (
  id      bigint generated always as identity not null,
  at      timestamp with time zone not null,
  who     text not null,
  action  text not null,
  subject text,
  details jsonb default '{}'::jsonb not null,
  constraint audit_log_pkey PRIMARY KEY (id),
  constraint audit_log_action_is_a_word CHECK (action ~ '^[a-z][a-z_]{1,39}$'::text),
  constraint audit_log_details_are_few CHECK (jsonb_typeof(details) = 'object'::text AND octet_length(details::text) <= 4000),
  constraint audit_log_names_nobody CHECK (POSITION(('@'::text) IN (concat(who, subject, details::text))) = 0)
);
CREATE INDEX audit_log_age ON public.audit_log USING btree (at);
CREATE INDEX audit_log_who ON public.audit_log USING btree (who, id DESC);
comment on table public.audit_log is 'What was done, by whom: sign-ins, exports, changes. Rows are added and read, never changed; after 400 days sweep_audit_log() takes them away. Names, e-mails and numbers have no place in it.';
comment on column public.audit_log.id is 'Key; counts up.';
comment on column public.audit_log.at is 'When.';
comment on column public.audit_log.who is 'user:id, key:id, command line:login, or nobody.';
comment on column public.audit_log.action is 'What was done, in a word: sign_in, sign_in_failed, export, key_made, …';
comment on column public.audit_log.subject is 'To whom or what: user:id, key:id; null = to nobody in particular.';
comment on column public.audit_log.details is 'What else matters, without personal data.';

create table public.back_test_alerts (
  back_test_id bigint not null,
  client_id    uuid not null,
  opened_on    date not null,
  outcome      text not null,
  constraint back_test_alerts_pkey PRIMARY KEY (back_test_id, client_id, opened_on),
  constraint back_test_alerts_outcome_is_known CHECK (outcome = ANY (ARRAY['CAME_BACK'::text, 'CALLED_ONCE'::text, 'SILENT30'::text, 'SILENT60'::text, 'SILENT90'::text, 'TOO_EARLY'::text]))
);
CREATE INDEX back_test_alerts_client ON public.back_test_alerts USING btree (client_id);
comment on table public.back_test_alerts is 'The alerts that the calibrated rule would have opened in a back-test, at the budget in force.';
comment on column public.back_test_alerts.back_test_id is 'The test.';
comment on column public.back_test_alerts.client_id is 'For whom.';
comment on column public.back_test_alerts.opened_on is 'The business day on which it would have opened.';
comment on column public.back_test_alerts.outcome is 'What really happened then: CAME_BACK (a false alarm), CALLED_ONCE, SILENT30, SILENT60, SILENT90 or TOO_EARLY.';

create table public.back_tests (
  id           bigint generated always as identity not null,
  asked_at     timestamp with time zone not null,
  asked_by     text not null,
  beat_at      timestamp with time zone not null,
  finished_at  timestamp with time zone,
  state        text default 'running'::text not null,
  clients_done integer default 0 not null,
  error        text,
  result       jsonb,
  constraint back_tests_pkey PRIMARY KEY (id),
  constraint back_tests_clients_are_counted CHECK (clients_done >= 0),
  constraint back_tests_end_is_an_end CHECK ((state = 'running'::text) = (finished_at IS NULL)),
  constraint back_tests_failure_says_why CHECK ((state = 'failed'::text) = (error IS NOT NULL)),
  constraint back_tests_state_is_known CHECK (state = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text])),
  constraint back_tests_success_has_a_result CHECK ((state = 'succeeded'::text) = (result IS NOT NULL))
);
CREATE INDEX back_tests_running ON public.back_tests USING btree (id) WHERE (state = 'running'::text);
comment on table public.back_tests is 'Back-tests of the call-pattern rules on the business''s own history: who asked, how it went, what it said. The last twenty are kept.';
comment on column public.back_tests.id is 'Key.';
comment on column public.back_tests.asked_at is 'When it was asked for.';
comment on column public.back_tests.asked_by is 'By whom, as the record keeps it.';
comment on column public.back_tests.beat_at is 'When it last gave a sign of life; a running one that is silent for minutes has ended with its server.';
comment on column public.back_tests.finished_at is 'When it ended; null = it runs.';
comment on column public.back_tests.state is 'running, succeeded or failed.';
comment on column public.back_tests.clients_done is 'Eligible clients that are done.';
comment on column public.back_tests.error is 'Why it failed, in a sentence.';
comment on column public.back_tests.result is 'What it said: protocol, curves and counts, no person.';

create table public.call_pattern_analysis (
  id                  uuid default gen_random_uuid() not null,
  client_email        text not null,
  analysis_date       date default public.business_today() not null,
  calls_this_week     integer default 0,
  avg_calls_per_week  numeric default 0,
  pattern_status      text default 'NORMAL'::text,
  deviation_pct       numeric default 0,
  created_at          timestamp with time zone default now(),
  updated_at          timestamp with time zone default now(),
  client_id           uuid,
  run_id              bigint,
  rule                text default 'calibrated'::text not null,
  as_of               timestamp with time zone,
  enough_history      boolean,
  expected_so_far     numeric,
  drift_since         date,
  expected_since      numeric,
  expected_since_low  numeric,
  expected_since_high numeric,
  evidence            numeric,
  evidence_needed     numeric,
  weeks_of_history    numeric,
  paused_days         integer,
  last_active_on      date,
  reason              text,
  clears_when         text,
  hold                text,
  once_in_weeks       numeric,
  logged_share        numeric,
  rang_in_vain        integer,
  constraint call_pattern_analysis_pkey PRIMARY KEY (id),
  constraint call_pattern_analysis_calls_are_counted CHECK (calls_this_week >= 0 AND avg_calls_per_week >= 0::numeric AND avg_calls_per_week <> 'NaN'::numeric),
  constraint call_pattern_analysis_deviation_is_a_number CHECK (deviation_pct <> 'NaN'::numeric),
  constraint call_pattern_analysis_email_is_given CHECK (btrim(client_email) <> ''::text),
  constraint call_pattern_analysis_hold_is_known CHECK (hold = ANY (ARRAY['PAUSED'::text, 'SCHEDULED'::text, 'OUTREACH_GAP'::text, 'BACK_ONCE'::text, 'GONE'::text, 'STALE'::text, 'NEVER_GOT_GOING'::text, 'TOGETHER'::text])),
  constraint call_pattern_analysis_rule_is_known CHECK (rule = ANY (ARRAY['calibrated'::text, 'documented'::text])),
  constraint call_pattern_analysis_status_is_known CHECK (pattern_status = ANY (ARRAY['NORMAL'::text, 'BELOW_PATTERN'::text, 'ABOVE_PATTERN'::text, 'PATTERN_BREAK'::text]))
);
CREATE INDEX call_pattern_analysis_client ON public.call_pattern_analysis USING btree (client_id);
CREATE INDEX idx_pattern_client ON public.call_pattern_analysis USING btree (client_email);
CREATE INDEX idx_pattern_date ON public.call_pattern_analysis USING btree (analysis_date DESC);
CREATE INDEX idx_pattern_status ON public.call_pattern_analysis USING btree (pattern_status) WHERE (pattern_status <> 'NORMAL'::text);
CREATE UNIQUE INDEX call_pattern_analysis_once ON public.call_pattern_analysis USING btree (analysis_date, client_id, rule) WHERE (run_id IS NOT NULL);
comment on table public.call_pattern_analysis is 'History of call patterns: what each analysis said of each client.';
comment on column public.call_pattern_analysis.id is 'Key.';
comment on column public.call_pattern_analysis.client_email is 'The client''s address at the time (its phone number when it has no address).';
comment on column public.call_pattern_analysis.analysis_date is 'Business date of the analysis.';
comment on column public.call_pattern_analysis.calls_this_week is 'Calls since Monday 00:00 of the business zone; visits are not among them.';
comment on column public.call_pattern_analysis.avg_calls_per_week is 'Calls a week over the exposed days of the last 30, or of the 30 days before an open episode; visits are not among them.';
comment on column public.call_pattern_analysis.pattern_status is 'NORMAL, BELOW_PATTERN, ABOVE_PATTERN or PATTERN_BREAK.';
comment on column public.call_pattern_analysis.deviation_pct is 'Percent from the average; null = undefined.';
comment on column public.call_pattern_analysis.created_at is 'When the row was made.';
comment on column public.call_pattern_analysis.updated_at is 'When it last changed.';
comment on column public.call_pattern_analysis.client_id is 'The client; null for rows written by hand for an address nobody knows.';
comment on column public.call_pattern_analysis.run_id is 'The run that wrote it (job_runs.id); null = written by hand. No foreign key: runs are pruned sooner than history.';
comment on column public.call_pattern_analysis.rule is 'calibrated or documented.';
comment on column public.call_pattern_analysis.as_of is 'The moment judged; only calls known before it were seen.';
comment on column public.call_pattern_analysis.enough_history is 'At least 4 exposed weeks and 5 active days; without it the status stays NORMAL.';
comment on column public.call_pattern_analysis.expected_so_far is 'Calls to be expected since Monday; where visits count, calls and days with a visit only.';
comment on column public.call_pattern_analysis.drift_since is 'First day of the departure judged; null = none.';
comment on column public.call_pattern_analysis.expected_since is 'Active days expected since drift_since.';
comment on column public.call_pattern_analysis.expected_since_low is 'Lower end of its 90 % interval, for the count.';
comment on column public.call_pattern_analysis.expected_since_high is 'Upper end of its 90 % interval, for the count.';
comment on column public.call_pattern_analysis.evidence is 'How unlikely the departure is: minus the natural logarithm of its probability.';
comment on column public.call_pattern_analysis.evidence_needed is 'The evidence at which PATTERN_BREAK opens.';
comment on column public.call_pattern_analysis.weeks_of_history is 'Exposed weeks behind the judgement.';
comment on column public.call_pattern_analysis.paused_days is 'Paused days taken out.';
comment on column public.call_pattern_analysis.last_active_on is 'Last business day with an engaged call, or an attended session where visits count.';
comment on column public.call_pattern_analysis.reason is 'The sentence a coach reads.';
comment on column public.call_pattern_analysis.clears_when is 'What would clear it.';
comment on column public.call_pattern_analysis.hold is 'What holds an alarm back or colours it: PAUSED, SCHEDULED (a call is agreed within 7 days), OUTREACH_GAP (we make most calls and tried none since the last), BACK_ONCE, GONE (left the list), STALE (its source is silent), NEVER_GOT_GOING (a few calls at the beginning, then none), TOGETHER (many fell silent on the same days); null = nothing.';
comment on column public.call_pattern_analysis.once_in_weeks is 'How rare this is by chance, for this client: about once in so many weeks; null = ordinary.';
comment on column public.call_pattern_analysis.logged_share is 'Share of what was expected since drift_since that is logged by then, by the book''s own delays; null = the calls do not say when they were logged.';
comment on column public.call_pattern_analysis.rang_in_vain is 'How often the client rang since the last talk and nobody answered; null = less than twice.';

create table public.call_pattern_episodes (
  id             bigint generated always as identity not null,
  client_id      uuid not null,
  opened_on      date not null,
  break_on       date,
  closed_on      date,
  close_reason   text,
  worst_status   text not null,
  drift_since    date,
  expected_since numeric,
  evidence       numeric,
  reason         text default ''::text not null,
  created_at     timestamp with time zone default now() not null,
  updated_at     timestamp with time zone default now() not null,
  constraint call_pattern_episodes_pkey PRIMARY KEY (id),
  constraint call_pattern_episodes_once UNIQUE (client_id, opened_on),
  constraint call_pattern_episodes_break_after_opening CHECK (break_on >= opened_on),
  constraint call_pattern_episodes_break_has_a_day CHECK ((worst_status = 'PATTERN_BREAK'::text) = (break_on IS NOT NULL)),
  constraint call_pattern_episodes_close_after_opening CHECK (closed_on >= opened_on),
  constraint call_pattern_episodes_close_has_a_reason CHECK ((closed_on IS NULL) = (close_reason IS NULL)),
  constraint call_pattern_episodes_status_is_known CHECK (worst_status = ANY (ARRAY['BELOW_PATTERN'::text, 'ABOVE_PATTERN'::text, 'PATTERN_BREAK'::text]))
);
CREATE INDEX call_pattern_episodes_latest ON public.call_pattern_episodes USING btree (opened_on DESC);
CREATE UNIQUE INDEX call_pattern_episodes_one_open ON public.call_pattern_episodes USING btree (client_id) WHERE (closed_on IS NULL);
comment on table public.call_pattern_episodes is 'One row per drift of a client: opened, risen to a break, closed, with its evidence. At most one is open per client.';
comment on column public.call_pattern_episodes.id is 'Key; interventions refer to it.';
comment on column public.call_pattern_episodes.client_id is 'Whose episode.';
comment on column public.call_pattern_episodes.opened_on is 'Business day of the check that opened it.';
comment on column public.call_pattern_episodes.break_on is 'First business day in PATTERN_BREAK; null = never.';
comment on column public.call_pattern_episodes.closed_on is 'Business day of the check that closed it; null = open.';
comment on column public.call_pattern_episodes.close_reason is 'Why it closed: returned, paused, new normal, gone, ended, or corrected (late calls showed there was none).';
comment on column public.call_pattern_episodes.worst_status is 'BELOW_PATTERN, ABOVE_PATTERN or PATTERN_BREAK; the worst it reached.';
comment on column public.call_pattern_episodes.drift_since is 'First day of the departure.';
comment on column public.call_pattern_episodes.expected_since is 'Active days expected since then.';
comment on column public.call_pattern_episodes.evidence is 'How unlikely the departure is: minus the natural logarithm of its probability.';
comment on column public.call_pattern_episodes.reason is 'The sentence a coach reads.';
comment on column public.call_pattern_episodes.created_at is 'When the row was made.';
comment on column public.call_pattern_episodes.updated_at is 'When it last changed.';

create table public.call_pattern_new_usuals (
  id            bigint generated always as identity not null,
  client_id     uuid not null,
  said_at       timestamp with time zone not null,
  said_on       date not null,
  taken_back_at timestamp with time zone,
  constraint call_pattern_new_usuals_pkey PRIMARY KEY (id),
  constraint call_pattern_new_usuals_taken_back_later CHECK (taken_back_at >= said_at)
);
CREATE INDEX call_pattern_new_usuals_client ON public.call_pattern_new_usuals USING btree (client_id, said_on);
comment on table public.call_pattern_new_usuals is 'When somebody said that a client is fine as they are: what they do from that day on is their new usual.';
comment on column public.call_pattern_new_usuals.id is 'Key.';
comment on column public.call_pattern_new_usuals.client_id is 'Whose.';
comment on column public.call_pattern_new_usuals.said_at is 'When it was said; an analysis as of an earlier moment does not know it.';
comment on column public.call_pattern_new_usuals.said_on is 'The business day on which it was said: the first of the new usual.';
comment on column public.call_pattern_new_usuals.taken_back_at is 'When it was taken back; an analysis as of an earlier moment still knows it. Null = it holds.';

create table public.call_records (
  id               bigint generated always as identity not null,
  client_id        uuid,
  client_email     text,
  client_phone     text,
  provider         text,
  provider_call_id text,
  row_key          uuid,
  started_at       timestamp with time zone not null,
  logged_at        timestamp with time zone,
  known_at         timestamp with time zone generated always as (GREATEST(started_at, COALESCE(logged_at, started_at))) stored not null,
  direction        text default 'UNKNOWN'::text not null,
  channel          text default 'PHONE'::text not null,
  status           text default 'COMPLETED'::text not null,
  outcome          text,
  duration_seconds integer,
  staff            text,
  notes            text,
  delivery_id      bigint,
  created_at       timestamp with time zone default now() not null,
  updated_at       timestamp with time zone default now() not null,
  source           text,
  source_order     bigint,
  constraint call_records_pkey PRIMARY KEY (id),
  constraint call_records_channel_is_known CHECK (channel = ANY (ARRAY['PHONE'::text, 'VIDEO'::text, 'IN_PERSON'::text, 'EMAIL'::text, 'SMS'::text, 'WHATSAPP'::text, 'UNKNOWN'::text])),
  constraint call_records_direction_is_known CHECK (direction = ANY (ARRAY['INBOUND'::text, 'OUTBOUND'::text, 'UNKNOWN'::text])),
  constraint call_records_duration_is_a_duration CHECK (duration_seconds >= 0),
  constraint call_records_outcome_is_known CHECK (outcome = ANY (ARRAY['BOOKED'::text, 'INTERESTED'::text, 'NOT_INTERESTED'::text, 'CALLBACK'::text, 'NO_ANSWER'::text, 'OTHER'::text])),
  constraint call_records_provider_names_its_calls CHECK (provider_call_id IS NULL OR provider <> ''::text AND provider_call_id <> ''::text),
  constraint call_records_status_is_known CHECK (status = ANY (ARRAY['COMPLETED'::text, 'NO_ANSWER'::text, 'VOICEMAIL'::text, 'DECLINED'::text, 'SCHEDULED'::text, 'CANCELLED'::text, 'UNKNOWN'::text]))
);
CREATE INDEX call_records_client ON public.call_records USING btree (client_id, started_at DESC);
CREATE INDEX call_records_companions ON public.call_records USING btree (client_phone, client_email) WHERE ((client_phone IS NOT NULL) AND (client_email IS NOT NULL));
CREATE INDEX call_records_in_vain ON public.call_records USING btree (started_at, client_id) INCLUDE (known_at, channel) WHERE ((direction = 'INBOUND'::text) AND (status = ANY (ARRAY['NO_ANSWER'::text, 'VOICEMAIL'::text, 'DECLINED'::text])) AND (client_id IS NOT NULL));
CREATE INDEX call_records_known_at ON public.call_records USING btree (known_at) WHERE ((logged_at - started_at) > '01:00:00'::interval);
CREATE INDEX call_records_latest ON public.call_records USING btree (started_at DESC, id DESC);
CREATE INDEX call_records_scheduled ON public.call_records USING btree (started_at) WHERE (status = 'SCHEDULED'::text);
CREATE INDEX call_records_unmatched ON public.call_records USING btree (client_email) WHERE (client_id IS NULL);
CREATE INDEX call_records_unmatched_addresses ON public.call_records USING btree (client_email, client_phone, started_at) WHERE (client_id IS NULL);
CREATE INDEX call_records_unmatched_latest ON public.call_records USING btree (started_at DESC, id DESC) WHERE (client_id IS NULL);
CREATE INDEX call_records_unmatched_phone ON public.call_records USING btree (client_phone) WHERE (client_id IS NULL);
CREATE UNIQUE INDEX call_records_provider_once ON public.call_records USING btree (provider, provider_call_id, client_id, source, (
CASE
    WHEN (client_id IS NULL) THEN COALESCE(client_email, client_phone)
    ELSE NULL::text
END)) NULLS NOT DISTINCT WHERE (provider_call_id IS NOT NULL);
CREATE UNIQUE INDEX call_records_row_once ON public.call_records USING btree (row_key) WHERE (row_key IS NOT NULL);
comment on table public.call_records is 'Calls as they came, each once; joins the two earlier shapes. The client is found by e-mail, else by phone; an unmatched call is kept.';
comment on column public.call_records.id is 'Key.';
comment on column public.call_records.client_id is 'Whose call; null = no client is known by its address.';
comment on column public.call_records.client_email is 'The normalised address it came with.';
comment on column public.call_records.client_phone is 'The number it came with, E.164.';
comment on column public.call_records.provider is 'The telephony or CRM system that named it.';
comment on column public.call_records.provider_call_id is 'The provider''s own id; with provider it identifies the call.';
comment on column public.call_records.row_key is 'Where the provider gives no id: hash of the normalised row with its ordinal among equal rows of its file.';
comment on column public.call_records.started_at is 'When the call took place.';
comment on column public.call_records.logged_at is 'When the source wrote it down; null = it does not say.';
comment on column public.call_records.known_at is 'From when an analysis may see it: the later of started_at and logged_at.';
comment on column public.call_records.direction is 'INBOUND, OUTBOUND or UNKNOWN.';
comment on column public.call_records.channel is 'PHONE, VIDEO, IN_PERSON, EMAIL, SMS, WHATSAPP, or UNKNOWN for a word never seen.';
comment on column public.call_records.status is 'COMPLETED, NO_ANSWER, VOICEMAIL, DECLINED, SCHEDULED, CANCELLED, or UNKNOWN for a word never seen.';
comment on column public.call_records.outcome is 'BOOKED, INTERESTED, NOT_INTERESTED, CALLBACK, NO_ANSWER, OTHER; null = not said.';
comment on column public.call_records.duration_seconds is 'Seconds; null = not said.';
comment on column public.call_records.staff is 'Who of the staff made or took it, as named by the source.';
comment on column public.call_records.notes is 'What someone wrote beside it.';
comment on column public.call_records.delivery_id is 'The delivery that added it. No foreign key: deliveries are pruned sooner than calls.';
comment on column public.call_records.created_at is 'When the row was made.';
comment on column public.call_records.updated_at is 'When it last changed.';
comment on column public.call_records.source is 'The delivery''s source, where it is another than the provider: whose word the provider''s id is. Null = the provider''s own, or a call without an id.';
comment on column public.call_records.source_order is 'The sender''s own order of its tellings (a sequence number, or microseconds since 1970 of its last change); older news only fills what is empty. Null = the sender gives none.';
comment on index public.call_records_known_at is 'Calls written down more than an hour after they began; the others are found by when they began.';
comment on index public.call_records_provider_once is 'A call is (source, provider id, client). A call without a client is kept apart by the address it came with.';

create table public.call_rollup_basis (
  only_row         boolean default true not null,
  business_zone    text not null,
  engaged_channels text[] not null,
  engaged_statuses text[] not null,
  rebuilt_at       timestamp with time zone default now() not null,
  constraint call_rollup_basis_pkey PRIMARY KEY (only_row),
  constraint call_rollup_basis_is_one_row CHECK (only_row)
);
comment on table public.call_rollup_basis is 'The zone and the counting rule that call_rollups was built with. When the settings say otherwise, judging waits for a rebuild.';
comment on column public.call_rollup_basis.only_row is 'Always true: there is one row.';
comment on column public.call_rollup_basis.business_zone is 'Zone in which days were cut.';
comment on column public.call_rollup_basis.engaged_channels is 'Channels that counted.';
comment on column public.call_rollup_basis.engaged_statuses is 'Statuses that counted.';
comment on column public.call_rollup_basis.rebuilt_at is 'When it was built or rebuilt.';

create table public.call_rollups (
  client_id uuid not null,
  year      smallint not null,
  days      bigint[] not null,
  constraint call_rollups_pkey PRIMARY KEY (client_id, year),
  constraint call_rollups_not_empty CHECK (cardinality(days) > 0)
) with (fillfactor=80);
comment on table public.call_rollups is 'Per client and year of the business zone: the days with calls or attempts. Kept by triggers on call_records; `vitals calls rebuild` proves it.';
comment on column public.call_rollups.client_id is 'Whose days.';
comment on column public.call_rollups.year is 'Calendar year in the business zone.';
comment on column public.call_rollups.days is 'Sorted; each day_number << 42 | attempts << 28 | outbound << 14 | calls, where day_number counts days since 0001-01-01, calls are engaged calls, outbound those of them made by staff, attempts staff efforts that reached nobody.';

create table public.client_emails (
  email      text not null,
  client_id  uuid not null,
  is_primary boolean default false not null,
  created_at timestamp with time zone default now() not null,
  constraint client_emails_pkey PRIMARY KEY (email),
  constraint client_emails_normalised CHECK (email <> ''::text AND email = btrim(email))
);
CREATE INDEX client_emails_beginning ON public.client_emails USING btree (email text_pattern_ops);
CREATE INDEX client_emails_client ON public.client_emails USING btree (client_id);
CREATE UNIQUE INDEX client_emails_one_primary ON public.client_emails USING btree (client_id) WHERE is_primary;
comment on table public.client_emails is 'E-mail addresses of clients, normalised once in the program (NFC, trimmed, invariant lower case).';
comment on column public.client_emails.email is 'The normalised address; belongs to one client.';
comment on column public.client_emails.client_id is 'Whose it is.';
comment on column public.client_emails.is_primary is 'The one the owner''s tables speak of; one per client.';
comment on column public.client_emails.created_at is 'When the row was made.';

create table public.client_health_history (
  client_id     uuid not null,
  scored_on     date not null,
  scorecard_id  integer not null,
  score         numeric(5,2),
  zone          text,
  confidence    numeric(4,3) not null,
  why_unknown   text,
  inputs        numeric[] not null,
  dimensions    numeric[] not null,
  contributions numeric[] not null,
  risk_points   numeric(5,2),
  churn_risk    numeric(4,1),
  as_of         timestamp with time zone not null,
  segment       text,
  constraint client_health_history_pkey PRIMARY KEY (client_id, scored_on, scorecard_id),
  constraint client_health_history_is_whole CHECK ((score IS NULL) = (zone IS NULL)),
  constraint client_health_history_says_why CHECK (score IS NOT NULL OR why_unknown IS NOT NULL),
  constraint client_health_history_zone_is_known CHECK (zone = ANY (ARRAY['RED'::text, 'YELLOW'::text, 'GREEN'::text, 'PURPLE'::text]))
);
CREATE INDEX client_health_history_day ON public.client_health_history USING brin (scored_on) WITH (pages_per_range='16', autosummarize='on');
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
comment on column public.client_health_history.segment is 'The group (clients.segment) whose own weights made the score; null = the usual weights.';

create table public.client_health_scores (
  id                      bigint generated always as identity not null,
  email                   text,
  client_id               uuid,
  firstname               text,
  lastname                text,
  hubspot_contact_id      text,
  health_score            numeric,
  health_zone             text,
  engagement_score        numeric,
  package_health_score    numeric,
  momentum_score          numeric,
  relationship_score      numeric,
  financial_score         numeric,
  churn_risk_score        numeric,
  health_trend            text,
  intervention_priority   text,
  sessions_last_7d        integer,
  sessions_last_30d       integer,
  sessions_last_90d       integer,
  outstanding_sessions    integer,
  sessions_purchased      integer,
  days_since_last_session integer,
  days_until_renewal      integer,
  assigned_coach          text,
  package_type            text,
  package_value_aed       numeric(12,2),
  client_segment          text,
  calculated_at           timestamp with time zone,
  calculated_on           date,
  calculation_version     text,
  predictive_risk_score   numeric(5,2),
  risk_category           text,
  momentum_indicator      text,
  rate_of_change_percent  numeric(5,2),
  early_warning_flag      boolean default false not null,
  risk_factors            jsonb,
  owner_changed_at        timestamp with time zone,
  previous_owner          text,
  owner_change_count      integer default 0 not null,
  hubspot_owner_name      text,
  created_at              timestamp with time zone default now() not null,
  updated_at              timestamp with time zone default now() not null,
  avg_calls_per_week      numeric default 0,
  calls_this_week         integer default 0,
  last_pattern_check      timestamp with time zone,
  pattern_status          text default 'NORMAL'::text,
  pattern_reason          text,
  pattern_since           date,
  pattern_evidence        numeric,
  pattern_enough_history  boolean,
  pattern_hold            text,
  order_name              text collate "C" generated always as (lower(btrim(((COALESCE(btrim(firstname), ''::text) || ' '::text) || COALESCE(btrim(lastname), ''::text))))) stored,
  pattern_rang_in_vain    integer,
  pattern_place           numeric generated always as (
CASE
    WHEN (pattern_rang_in_vain IS NOT NULL) THEN (('-1000000'::integer - pattern_rang_in_vain))::numeric
    WHEN (pattern_status = 'PATTERN_BREAK'::text) THEN ((0)::numeric - COALESCE(pattern_evidence, (0)::numeric))
    WHEN (pattern_status = 'BELOW_PATTERN'::text) THEN ((1000000)::numeric - COALESCE(pattern_evidence, (0)::numeric))
    ELSE NULL::numeric
END) stored,
  pattern_roster          text generated always as (
CASE
    WHEN ((last_pattern_check IS NULL) OR (pattern_status = ANY (ARRAY['PATTERN_BREAK'::text, 'BELOW_PATTERN'::text]))) THEN NULL::text
    WHEN (pattern_status = 'ABOVE_PATTERN'::text) THEN 'ABOVE_PATTERN'::text
    WHEN (pattern_hold = ANY (ARRAY['PAUSED'::text, 'STALE'::text, 'NEVER_GOT_GOING'::text, 'TOGETHER'::text])) THEN pattern_hold
    WHEN (pattern_enough_history IS FALSE) THEN 'NOT_ENOUGH_HISTORY'::text
    ELSE NULL::text
END) stored,
  constraint client_health_scores_pkey PRIMARY KEY (id),
  constraint client_health_scores_client_once UNIQUE (client_id),
  constraint client_health_scores_email_once UNIQUE (email),
  constraint client_health_scores_calls_are_counted CHECK (calls_this_week >= 0 AND avg_calls_per_week >= 0::numeric AND avg_calls_per_week <> 'NaN'::numeric),
  constraint client_health_scores_is_somebody CHECK (client_id IS NOT NULL OR email IS NOT NULL),
  constraint client_health_scores_momentum_is_known CHECK (momentum_indicator = ANY (ARRAY['ACCELERATING'::text, 'STABLE'::text, 'DECLINING'::text])),
  constraint client_health_scores_pattern_hold_is_known CHECK (pattern_hold = ANY (ARRAY['PAUSED'::text, 'SCHEDULED'::text, 'OUTREACH_GAP'::text, 'BACK_ONCE'::text, 'GONE'::text, 'STALE'::text, 'NEVER_GOT_GOING'::text, 'TOGETHER'::text])),
  constraint client_health_scores_pattern_status_is_known CHECK (pattern_status = ANY (ARRAY['NORMAL'::text, 'BELOW_PATTERN'::text, 'ABOVE_PATTERN'::text, 'PATTERN_BREAK'::text])),
  constraint client_health_scores_risk_is_known CHECK (risk_category = ANY (ARRAY['CRITICAL'::text, 'HIGH'::text, 'MEDIUM'::text, 'LOW'::text])),
  constraint client_health_scores_zone_is_known CHECK (health_zone = ANY (ARRAY['RED'::text, 'YELLOW'::text, 'GREEN'::text, 'PURPLE'::text]))
) with (fillfactor=45);
CREATE INDEX client_health_scores_coach_place ON public.client_health_scores USING btree (assigned_coach, pattern_place, client_id) WHERE (pattern_place IS NOT NULL);
CREATE INDEX client_health_scores_coach_roster ON public.client_health_scores USING btree (assigned_coach, pattern_roster, order_name, client_id) WHERE (pattern_roster IS NOT NULL);
CREATE INDEX client_health_scores_left_alone ON public.client_health_scores USING btree (client_id) WHERE (pattern_hold = 'OUTREACH_GAP'::text);
CREATE INDEX client_health_scores_order ON public.client_health_scores USING btree (client_id, pattern_place, pattern_since) WHERE (pattern_place IS NOT NULL);
CREATE INDEX client_health_scores_place ON public.client_health_scores USING btree (pattern_place, client_id) WHERE (pattern_place IS NOT NULL);
CREATE INDEX client_health_scores_rang ON public.client_health_scores USING btree (client_id) WHERE (pattern_rang_in_vain IS NOT NULL);
CREATE INDEX client_health_scores_roster ON public.client_health_scores USING btree (pattern_roster, order_name, client_id) WHERE (pattern_roster IS NOT NULL);
CREATE INDEX client_health_scores_together ON public.client_health_scores USING btree (client_id) WHERE (pattern_hold = 'TOGETHER'::text);
CREATE INDEX idx_client_pattern_status ON public.client_health_scores USING btree (pattern_status);
CREATE INDEX idx_health_coach ON public.client_health_scores USING btree (assigned_coach);
comment on table public.client_health_scores is 'One row per client: the hub that the owner''s tables and screens read. People owns identity, CallPatterns the pattern columns, HealthScores the scores.';
comment on column public.client_health_scores.id is 'Key.';
comment on column public.client_health_scores.email is 'The client''s primary address; null for a client known by phone only.';
comment on column public.client_health_scores.client_id is 'The client; null only for rows written by hand.';
comment on column public.client_health_scores.firstname is 'First name, kept by People.';
comment on column public.client_health_scores.lastname is 'Last name, kept by People.';
comment on column public.client_health_scores.hubspot_contact_id is 'The contact in HubSpot, if linked.';
comment on column public.client_health_scores.health_score is '0 to 100; null = not scored.';
comment on column public.client_health_scores.health_zone is 'RED, YELLOW, GREEN or PURPLE; null = not scored.';
comment on column public.client_health_scores.engagement_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.package_health_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.momentum_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.relationship_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.financial_score is 'Part of the score, 0 to 100.';
comment on column public.client_health_scores.churn_risk_score is 'Risk of leaving, 0 to 100; null = not computed.';
comment on column public.client_health_scores.health_trend is 'Direction of the score.';
comment on column public.client_health_scores.intervention_priority is 'CRITICAL, HIGH, MEDIUM or LOW.';
comment on column public.client_health_scores.sessions_last_7d is 'Sessions in the last 7 days; null = unknown.';
comment on column public.client_health_scores.sessions_last_30d is 'Sessions in the last 30 days; null = unknown.';
comment on column public.client_health_scores.sessions_last_90d is 'Sessions in the last 90 days; null = unknown.';
comment on column public.client_health_scores.outstanding_sessions is 'Sessions left in the package; null = unknown.';
comment on column public.client_health_scores.sessions_purchased is 'Sessions bought; null = unknown.';
comment on column public.client_health_scores.days_since_last_session is 'Days since the last session; 0 = today, null = unknown.';
comment on column public.client_health_scores.days_until_renewal is 'Days until the package renews; null = unknown.';
comment on column public.client_health_scores.assigned_coach is 'The coach''s name, kept by People from clients.coach_id.';
comment on column public.client_health_scores.package_type is 'The package bought.';
comment on column public.client_health_scores.package_value_aed is 'Its price in AED.';
comment on column public.client_health_scores.client_segment is 'By sessions attended, computed with their counts: ACTIVE_CONSISTENT (4 in 30 days, one of them in the last 14), else by the last one ACTIVE_SPORADIC (within 30 days), INACTIVE_RECENT (60), INACTIVE_LONG (90), CHURNED (longer ago, or a former client); null = never attended one, or unknown.';
comment on column public.client_health_scores.calculated_at is 'When the score was computed.';
comment on column public.client_health_scores.calculated_on is 'The business day of the score.';
comment on column public.client_health_scores.calculation_version is 'The formula''s version.';
comment on column public.client_health_scores.predictive_risk_score is 'Risk of leaving by the documented formula, 0 to 100; null = not computed.';
comment on column public.client_health_scores.risk_category is 'CRITICAL, HIGH, MEDIUM or LOW.';
comment on column public.client_health_scores.momentum_indicator is 'ACCELERATING, STABLE or DECLINING; null = not computed.';
comment on column public.client_health_scores.rate_of_change_percent is 'Change of the session rate, percent.';
comment on column public.client_health_scores.early_warning_flag is 'Whether an early warning stands.';
comment on column public.client_health_scores.risk_factors is 'The reasons behind the risk.';
comment on column public.client_health_scores.owner_changed_at is 'When the coach last changed.';
comment on column public.client_health_scores.previous_owner is 'The coach before.';
comment on column public.client_health_scores.owner_change_count is 'How often the coach changed.';
comment on column public.client_health_scores.hubspot_owner_name is 'The owner''s name in HubSpot.';
comment on column public.client_health_scores.created_at is 'When the row was made.';
comment on column public.client_health_scores.updated_at is 'When it last changed.';
comment on column public.client_health_scores.avg_calls_per_week is 'Calls a week over the exposed days of the last 30; null = none exposed.';
comment on column public.client_health_scores.calls_this_week is 'Calls since Monday 00:00 of the business zone.';
comment on column public.client_health_scores.last_pattern_check is 'As-of moment of the last analysis; null = never analysed, whatever the defaults beside it say.';
comment on column public.client_health_scores.pattern_status is 'NORMAL, BELOW_PATTERN, ABOVE_PATTERN or PATTERN_BREAK.';
comment on column public.client_health_scores.pattern_reason is 'The sentence a coach reads, from the last analysis.';
comment on column public.client_health_scores.pattern_since is 'First day of the departure; null = none.';
comment on column public.client_health_scores.pattern_evidence is 'Evidence of the last analysis; orders the list within a status.';
comment on column public.client_health_scores.pattern_enough_history is 'Whether there was enough history to judge.';
comment on column public.client_health_scores.pattern_hold is 'What held an alarm back or coloured it in the last analysis; null = nothing.';
comment on column public.client_health_scores.order_name is 'Orders the lists by name: first and last name in lower case, by code point. Computed.';
comment on column public.client_health_scores.pattern_rang_in_vain is 'How often the client rang since the last talk and nobody answered, as last analysed; null = less than twice.';
comment on column public.client_health_scores.pattern_place is 'Orders the morning list, ascending: who rang and nobody answered, then breaks before below, by evidence. Null = not listed.';
comment on column public.client_health_scores.pattern_roster is 'ABOVE_PATTERN, PAUSED, STALE, NEVER_GOT_GOING, TOGETHER or NOT_ENOUGH_HISTORY: the list the client stands in as last analysed; null = none of these. Computed.';

create table public.client_notes (
  id            bigint generated always as identity not null,
  client_id     uuid not null,
  note          text not null,
  written_at    timestamp with time zone not null,
  written_by    text not null,
  written_by_id uuid,
  taken_back_at timestamp with time zone,
  constraint client_notes_pkey PRIMARY KEY (id),
  constraint client_notes_note_is_short CHECK (length(note) >= 1 AND length(note) <= 4000)
);
CREATE INDEX client_notes_client ON public.client_notes USING btree (client_id, written_at DESC);
CREATE INDEX client_notes_writer ON public.client_notes USING btree (written_by_id) WHERE (written_by_id IS NOT NULL);
comment on table public.client_notes is 'What people write down of a client.';
comment on column public.client_notes.id is 'Key.';
comment on column public.client_notes.client_id is 'Of whom; gone with the person.';
comment on column public.client_notes.note is 'The text, 1 to 4000 letters.';
comment on column public.client_notes.written_at is 'When.';
comment on column public.client_notes.written_by is 'Who wrote it, as they were called then.';
comment on column public.client_notes.written_by_id is 'Whose account wrote it; null = a program, or the account is gone.';
comment on column public.client_notes.taken_back_at is 'When it was taken back; null = it stands.';

create table public.client_owner_changes (
  id         bigint generated always as identity not null,
  client_id  uuid not null,
  from_coach uuid,
  to_coach   uuid,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint client_owner_changes_pkey PRIMARY KEY (id)
);
CREATE INDEX client_owner_changes_client ON public.client_owner_changes USING btree (client_id, changed_at);
CREATE INDEX client_owner_changes_from ON public.client_owner_changes USING btree (from_coach) WHERE (from_coach IS NOT NULL);
CREATE INDEX client_owner_changes_to ON public.client_owner_changes USING btree (to_coach) WHERE (to_coach IS NOT NULL);
comment on table public.client_owner_changes is 'Each time a client went from one coach to another.';
comment on column public.client_owner_changes.id is 'Key.';
comment on column public.client_owner_changes.client_id is 'Who went.';
comment on column public.client_owner_changes.from_coach is 'From whom; null = the client had none, or they left the staff.';
comment on column public.client_owner_changes.to_coach is 'To whom; null = to nobody, or they left the staff.';
comment on column public.client_owner_changes.changed_at is 'When.';
comment on column public.client_owner_changes.changed_by is 'Who did it.';

create table public.client_pauses (
  id            bigint generated always as identity not null,
  client_id     uuid,
  starts_on     date not null,
  ends_on       date,
  reason        text default 'OTHER'::text not null,
  note          text,
  entered_at    timestamp with time zone default now() not null,
  entered_by    text default 'hand'::text not null,
  superseded_at timestamp with time zone,
  constraint client_pauses_pkey PRIMARY KEY (id),
  constraint client_pauses_end_after_start CHECK (ends_on IS NULL OR ends_on > starts_on),
  constraint client_pauses_reason_is_known CHECK (reason = ANY (ARRAY['HOLIDAY'::text, 'ILLNESS'::text, 'INJURY'::text, 'TRAVEL'::text, 'RAMADAN'::text, 'CLOSED'::text, 'OTHER'::text]))
);
CREATE INDEX client_pauses_client ON public.client_pauses USING btree (client_id, starts_on);
CREATE UNIQUE INDEX client_pauses_once ON public.client_pauses USING btree (client_id, starts_on, ends_on) NULLS NOT DISTINCT WHERE (superseded_at IS NULL);
comment on table public.client_pauses is 'Business days on which silence means nothing: [starts_on, ends_on) of one client, or of everybody.';
comment on column public.client_pauses.id is 'Key.';
comment on column public.client_pauses.client_id is 'Whose pause; null = everybody''s.';
comment on column public.client_pauses.starts_on is 'First paused business day.';
comment on column public.client_pauses.ends_on is 'First business day after the pause; null = open.';
comment on column public.client_pauses.reason is 'HOLIDAY, ILLNESS, INJURY, TRAVEL, RAMADAN, CLOSED or OTHER.';
comment on column public.client_pauses.note is 'What someone wrote beside it.';
comment on column public.client_pauses.entered_at is 'When it became known; an analysis as of an earlier moment does not see it.';
comment on column public.client_pauses.entered_by is 'Who entered it.';
comment on column public.client_pauses.superseded_at is 'When it ceased to hold because it was ended sooner or taken out; an analysis as of an earlier moment still knows it. Null = it holds.';

create table public.client_phones (
  phone      text not null,
  client_id  uuid not null,
  is_primary boolean default false not null,
  created_at timestamp with time zone default now() not null,
  constraint client_phones_pkey PRIMARY KEY (phone),
  constraint client_phones_is_e164 CHECK (phone ~ '^\+[0-9]{4,15}$'::text)
);
CREATE INDEX client_phones_beginning ON public.client_phones USING btree (phone text_pattern_ops);
CREATE INDEX client_phones_client ON public.client_phones USING btree (client_id);
CREATE UNIQUE INDEX client_phones_one_primary ON public.client_phones USING btree (client_id) WHERE is_primary;
comment on table public.client_phones is 'Phone numbers of clients in E.164.';
comment on column public.client_phones.phone is 'The number; belongs to one client.';
comment on column public.client_phones.client_id is 'Whose it is.';
comment on column public.client_phones.is_primary is 'The one shown first; one per client.';
comment on column public.client_phones.created_at is 'When the row was made.';

create table public.client_status_changes (
  id            bigint generated always as identity not null,
  client_id     uuid not null,
  effective_on  date not null,
  known_at      timestamp with time zone not null,
  reason        text not null,
  note          text,
  entered_by    text not null,
  taken_back_at timestamp with time zone,
  constraint client_status_changes_pkey PRIMARY KEY (id),
  constraint client_status_changes_note_is_short CHECK (length(note) >= 1 AND length(note) <= 4000),
  constraint client_status_changes_reason_is_known CHECK (reason = ANY (ARRAY['LEFT'::text, 'PACKAGE'::text, 'AGREED'::text, 'OTHER'::text])),
  constraint client_status_changes_taken_back_later CHECK (taken_back_at >= known_at)
);
CREATE INDEX client_status_changes_client ON public.client_status_changes USING btree (client_id, known_at DESC, id DESC);
comment on table public.client_status_changes is 'Ends of a client''s relation, also future ones: a package''s last day, an agreed end, or that they left. The latest one that is not taken back holds.';
comment on column public.client_status_changes.id is 'Key.';
comment on column public.client_status_changes.client_id is 'Whose.';
comment on column public.client_status_changes.effective_on is 'The business day from which they are no longer a client: no calls are expected on it or after it.';
comment on column public.client_status_changes.known_at is 'When it was entered; an analysis as of an earlier moment does not know it.';
comment on column public.client_status_changes.reason is 'LEFT, PACKAGE (its last day), AGREED or OTHER.';
comment on column public.client_status_changes.note is 'What someone wrote beside it.';
comment on column public.client_status_changes.entered_by is 'Who said it; "unknown" for an end that was there before this table.';
comment on column public.client_status_changes.taken_back_at is 'When it was taken back; an analysis as of an earlier moment still knows it. Null = it is not taken back.';

create table public.client_zone_changes (
  id            bigint generated always as identity not null,
  client_id     uuid not null,
  changed_on    date not null,
  scorecard_id  integer not null,
  zone_before   text not null,
  zone_after    text not null,
  score_before  numeric(5,2) not null,
  score_after   numeric(5,2) not null,
  scored_before date not null,
  constraint client_zone_changes_pkey PRIMARY KEY (id),
  constraint client_zone_changes_once UNIQUE (client_id, changed_on, scorecard_id),
  constraint client_zone_changes_move CHECK (zone_before <> zone_after),
  constraint client_zone_changes_zones_are_known CHECK ((zone_before = ANY (ARRAY['RED'::text, 'YELLOW'::text, 'GREEN'::text, 'PURPLE'::text])) AND (zone_after = ANY (ARRAY['RED'::text, 'YELLOW'::text, 'GREEN'::text, 'PURPLE'::text])))
);
CREATE INDEX client_zone_changes_day ON public.client_zone_changes USING btree (changed_on DESC, id DESC);
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

create table public.clients (
  id             uuid default gen_random_uuid() not null,
  firstname      text,
  lastname       text,
  coach_id       uuid,
  started_on     date,
  ended_on       date,
  status         text default 'ACTIVE'::text not null,
  segment        text,
  source         text default 'hand'::text not null,
  merged_into    uuid,
  created_at     timestamp with time zone default now() not null,
  updated_at     timestamp with time zone default now() not null,
  order_name     text collate "C" generated always as (lower(btrim(((COALESCE(btrim(firstname), ''::text) || ' '::text) || COALESCE(btrim(lastname), ''::text))))) stored,
  order_lastname text collate "C" generated always as (lower(btrim(lastname))) stored,
  latin_name     text collate "C" generated always as (public.latin_name(((COALESCE(firstname, ''::text) || ' '::text) || COALESCE(lastname, ''::text)))) stored,
  latin_lastname text collate "C" generated always as (public.latin_name(lastname)) stored,
  sound_name     text collate "C" generated always as (public.name_sound(((COALESCE(firstname, ''::text) || ' '::text) || COALESCE(lastname, ''::text)))) stored,
  sound_lastname text collate "C" generated always as (public.name_sound(lastname)) stored,
  constraint clients_pkey PRIMARY KEY (id),
  constraint clients_end_after_start CHECK (ended_on IS NULL OR started_on IS NULL OR ended_on >= started_on),
  constraint clients_not_merged_into_themselves CHECK (merged_into <> id),
  constraint clients_status_is_known CHECK (status = ANY (ARRAY['ACTIVE'::text, 'ARCHIVED'::text, 'CHURNED'::text]))
);
CREATE INDEX clients_coach ON public.clients USING btree (coach_id);
CREATE INDEX clients_coach_name ON public.clients USING btree (coach_id, order_name, id) WHERE (merged_into IS NULL);
CREATE INDEX clients_latin_lastname ON public.clients USING btree (latin_lastname, latin_name, id) WHERE (merged_into IS NULL);
CREATE INDEX clients_latin_name ON public.clients USING btree (latin_name, id) WHERE (merged_into IS NULL);
CREATE INDEX clients_merged_into ON public.clients USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX clients_newest ON public.clients USING btree (created_at, id) WHERE (merged_into IS NULL);
CREATE INDEX clients_order_lastname ON public.clients USING btree (order_lastname, order_name, id) WHERE (merged_into IS NULL);
CREATE INDEX clients_order_name ON public.clients USING btree (order_name, id) WHERE (merged_into IS NULL);
CREATE INDEX clients_segment_name ON public.clients USING btree (segment, order_name, id) WHERE ((merged_into IS NULL) AND (segment IS NOT NULL));
CREATE INDEX clients_sound_lastname ON public.clients USING btree (sound_lastname, id) WHERE (merged_into IS NULL);
CREATE INDEX clients_sound_name ON public.clients USING btree (sound_name, id) WHERE (merged_into IS NULL);
comment on table public.clients is 'Who buys sessions. A client may have several addresses and always has one row in client_health_scores.';
comment on column public.clients.id is 'Key.';
comment on column public.clients.firstname is 'First name, if known.';
comment on column public.clients.lastname is 'Last name, if known.';
comment on column public.clients.coach_id is 'The coach whose book the client is in.';
comment on column public.clients.started_on is 'First business day as a client; null = from the first call.';
comment on column public.clients.ended_on is 'The business day from which the client is no longer one, by the latest word in client_status_changes; null = still.';
comment on column public.clients.status is 'ACTIVE, ARCHIVED (not judged) or CHURNED (not judged).';
comment on column public.clients.segment is 'A grouping of the business''s own.';
comment on column public.clients.source is 'What made the client: an import''s source, hand, api.';
comment on column public.clients.merged_into is 'The client this one turned out to be.';
comment on column public.clients.created_at is 'When the row was made.';
comment on column public.clients.updated_at is 'When it last changed.';
comment on column public.clients.order_name is 'Orders the clients by name: first and last name in lower case, by code point. Computed.';
comment on column public.clients.order_lastname is 'The last name in lower case, to be found by how it begins. Computed.';
comment on column public.clients.latin_name is 'First and last name in Latin letters without accents, to be found by how it begins. Computed.';
comment on column public.clients.latin_lastname is 'The last name likewise. Computed.';
comment on column public.clients.sound_name is 'How first and last name sound, to be found by names that are spelled another way. Computed.';
comment on column public.clients.sound_lastname is 'How the last name sounds. Computed.';

create table public.deliveries (
  id          bigint generated always as identity not null,
  source      text not null,
  name        text not null,
  sha256      text,
  state       text default 'running'::text not null,
  started_at  timestamp with time zone not null,
  finished_at timestamp with time zone,
  read        bigint default 0 not null,
  added       bigint default 0 not null,
  unchanged   bigint default 0 not null,
  corrected   bigint default 0 not null,
  rejected    bigint default 0 not null,
  unmatched   bigint default 0 not null,
  details     jsonb default '{}'::jsonb not null,
  error       text,
  entity      text default 'calls'::text not null,
  undone_at   timestamp with time zone,
  file_id     bigint,
  corrects_id bigint,
  constraint deliveries_pkey PRIMARY KEY (id),
  constraint deliveries_account_for_every_line CHECK (state <> 'succeeded'::text OR read = (added + unchanged + corrected + rejected)),
  constraint deliveries_state_is_known CHECK (state = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text]))
);
CREATE INDEX deliveries_latest ON public.deliveries USING btree (source, started_at DESC);
CREATE INDEX deliveries_read_again ON public.deliveries USING btree (file_id) WHERE (corrects_id IS NOT NULL);
comment on table public.deliveries is 'What arrived from outside: one row per file or batch, with the account of its lines.';
comment on column public.deliveries.id is 'Key.';
comment on column public.deliveries.source is 'The source''s name.';
comment on column public.deliveries.name is 'The file''s name, without its folder.';
comment on column public.deliveries.sha256 is 'Hash of the bytes as read, hexadecimal.';
comment on column public.deliveries.state is 'running, succeeded or failed.';
comment on column public.deliveries.started_at is 'When reading began.';
comment on column public.deliveries.finished_at is 'When it was applied or given up.';
comment on column public.deliveries.read is 'Lines read.';
comment on column public.deliveries.added is 'New calls.';
comment on column public.deliveries.unchanged is 'Calls already there as they came.';
comment on column public.deliveries.corrected is 'Calls already there whose fields changed.';
comment on column public.deliveries.rejected is 'Lines that are no call; each with its number and reason in the rejects file.';
comment on column public.deliveries.unmatched is 'Calls (among added, unchanged and corrected) whose client is not known.';
comment on column public.deliveries.details is 'Reasons and unknown words, counted.';
comment on column public.deliveries.error is 'Why it failed, in a sentence.';
comment on column public.deliveries.entity is 'What was delivered: calls, sessions, packages.';
comment on column public.deliveries.undone_at is 'When somebody undid it: its calls and the clients it made are out, its corrections taken back. Null = it holds.';
comment on column public.deliveries.file_id is 'Which kept file it was read from: its own number, that of an earlier delivery of the same bytes, or that of the delivery it corrects. Null = none was kept.';
comment on column public.deliveries.corrects_id is 'The delivery whose file was read again by this one, with other options. Null = it came by itself.';

create table public.delivery_changes (
  id          bigint generated always as identity not null,
  delivery_id bigint not null,
  kind        text not null,
  call_id     bigint,
  calls       int8range,
  before      jsonb,
  after       jsonb,
  made_at     timestamp with time zone not null,
  constraint delivery_changes_pkey PRIMARY KEY (id),
  constraint delivery_changes_kind_is_known CHECK (kind = ANY (ARRAY['CORRECTED'::text, 'CONFIRMED'::text, 'UNDONE_ADDED'::text, 'UNDONE_CORRECTED'::text, 'UNDONE_CONFIRMED'::text, 'UNDONE_HANDED'::text, 'UNDONE_CLIENT'::text]))
);
CREATE INDEX delivery_changes_call ON public.delivery_changes USING btree (call_id) WHERE (call_id IS NOT NULL);
CREATE INDEX delivery_changes_calls ON public.delivery_changes USING gist (calls) WHERE (calls IS NOT NULL);
CREATE INDEX delivery_changes_delivery ON public.delivery_changes USING btree (delivery_id, kind);
CREATE INDEX delivery_changes_old ON public.delivery_changes USING btree (made_at);
comment on table public.delivery_changes is 'What deliveries did to calls that were there already, and what the undo of a delivery took away. Kept 90 days.';
comment on column public.delivery_changes.id is 'Key.';
comment on column public.delivery_changes.delivery_id is 'Which delivery. No foreign key: a file corrects many calls, and deliveries are kept longer.';
comment on column public.delivery_changes.kind is 'CORRECTED (before: what the call said), CONFIRMED (told again as it was); of a delivery that was undone: UNDONE_ADDED (after: the call), UNDONE_CORRECTED (before and after), UNDONE_CONFIRMED, UNDONE_HANDED (went over to another delivery that tells it; of a correction before, and after: what that one had found), UNDONE_CLIENT (after: the client it made, with addresses).';
comment on column public.delivery_changes.call_id is 'Which call; null where there are several, or none.';
comment on column public.delivery_changes.calls is 'Calls told again that have consecutive ids; null where there is one.';
comment on column public.delivery_changes.before is 'The row as it was before.';
comment on column public.delivery_changes.after is 'The row as the delivery had left it.';
comment on column public.delivery_changes.made_at is 'When.';

create table public.delivery_files (
  file_id   bigint not null,
  part      integer not null,
  form      text not null,
  is_packed boolean not null,
  bytes     bytea not null,
  kept_at   timestamp with time zone not null,
  sha256    text,
  constraint delivery_files_pkey PRIMARY KEY (file_id, part),
  constraint delivery_files_form_is_known CHECK (form = ANY (ARRAY['FILE'::text, 'MESSAGE'::text])),
  constraint delivery_files_part_is_bounded CHECK (part >= 1 AND octet_length(bytes) >= 1 AND octet_length(bytes) <= 1048576)
);
CREATE INDEX delivery_files_digest ON public.delivery_files USING btree (sha256) WHERE (sha256 IS NOT NULL);
CREATE INDEX delivery_files_old ON public.delivery_files USING btree (kept_at);
comment on table public.delivery_files is 'Files and messages as they were handed in, in parts of at most a megabyte. Kept 90 days; an erasure takes the person''s lines out.';
comment on column public.delivery_files.file_id is 'The delivery with which it came first. No foreign key: deliveries are kept longer.';
comment on column public.delivery_files.part is 'Its place in the file, from 1.';
comment on column public.delivery_files.form is 'FILE (as a file), MESSAGE (the body of a webhook''s message).';
comment on column public.delivery_files.is_packed is 'Compressed here: all parts in their order are one gzip file. False = the parts are the file itself, which was compressed already.';
comment on column public.delivery_files.bytes is 'The bytes.';
comment on column public.delivery_files.kept_at is 'When it came; the last time, if it came several times.';
comment on column public.delivery_files.sha256 is 'On the first part of a file: hash of its bytes as they came, hexadecimal. Null = a message, a file that an erasure rewrote, or one of before this column.';

create table public.delivery_rejects (
  id          bigint generated always as identity not null,
  delivery_id bigint not null,
  line        bigint not null,
  reason      text not null,
  raw         text not null,
  rejected_at timestamp with time zone not null,
  constraint delivery_rejects_pkey PRIMARY KEY (id)
);
CREATE INDEX delivery_rejects_delivery ON public.delivery_rejects USING btree (delivery_id, line);
CREATE INDEX delivery_rejects_old ON public.delivery_rejects USING btree (rejected_at);
comment on table public.delivery_rejects is 'Lines and messages that were no call, each with its reason, of deliveries that leave no file behind. Kept 90 days.';
comment on column public.delivery_rejects.id is 'Key.';
comment on column public.delivery_rejects.delivery_id is 'In which delivery.';
comment on column public.delivery_rejects.line is 'Which line or call of it, from 1.';
comment on column public.delivery_rejects.reason is 'Why, in words that are the same for every line with that fault.';
comment on column public.delivery_rejects.raw is 'The line as it came, at most 4000 characters.';
comment on column public.delivery_rejects.rejected_at is 'When.';

create table public.dropout_fits (
  id               bigint generated always as identity not null,
  as_of            timestamp with time zone not null,
  settings_version bigint not null,
  clients          integer not null,
  r                double precision,
  alpha            double precision,
  a                double precision,
  b                double precision,
  stages           integer,
  calls_per_day    double precision not null,
  why_not          text,
  constraint dropout_fits_pkey PRIMARY KEY (id),
  constraint dropout_fits_are_positive CHECK (r > 0::double precision AND alpha > 0::double precision AND a > 0::double precision AND b > 0::double precision AND stages > 0 AND calls_per_day > 0::double precision),
  constraint dropout_fits_are_whole_or_say_why CHECK (num_nulls(r, alpha, a, b, stages) =
CASE
    WHEN why_not IS NULL THEN 0
    ELSE 5
END),
  constraint dropout_fits_clients_are_counted CHECK (clients >= 0)
);
CREATE INDEX dropout_fits_latest ON public.dropout_fits USING btree (as_of DESC, id DESC);
comment on table public.dropout_fits is 'The dropout model (MBG/CNBD-k) as learnt of the book, weekly, or why there was none. The last sixty are kept.';
comment on column public.dropout_fits.id is 'Key.';
comment on column public.dropout_fits.as_of is 'The moment whose book it was learnt of.';
comment on column public.dropout_fits.settings_version is 'The settings in force: what counts as a call decides what was learnt.';
comment on column public.dropout_fits.clients is 'Clients with a first call it was learnt of; of a large book, a sample.';
comment on column public.dropout_fits.r is 'Shape of the stage rates over clients; null = no model.';
comment on column public.dropout_fits.alpha is 'Their inverse scale, in days.';
comment on column public.dropout_fits.a is 'First shape of the chance to leave.';
comment on column public.dropout_fits.b is 'Second shape of it.';
comment on column public.dropout_fits.stages is 'Stages of a gap (k): 1 = by chance, the more the more regular.';
comment on column public.dropout_fits.calls_per_day is 'Calls on an active day, over the book: a day with a call, or with a visit where visits count.';
comment on column public.dropout_fits.why_not is 'Why there is no model, in a sentence; null = there is one.';

create table public.fact_confirmations (
  id          bigint generated always as identity not null,
  entity      text not null,
  delivery_id bigint not null,
  ids         int8range not null,
  made_at     timestamp with time zone not null,
  constraint fact_confirmations_pkey PRIMARY KEY (id)
);
CREATE INDEX fact_confirmations_delivery ON public.fact_confirmations USING btree (delivery_id);
CREATE INDEX fact_confirmations_ids ON public.fact_confirmations USING gist (ids);
CREATE INDEX fact_confirmations_old ON public.fact_confirmations USING btree (made_at);
comment on table public.fact_confirmations is 'Which rows of a fact (sessions and others; not calls) a delivery told again as they were: the undo of an earlier delivery leaves them. Kept 90 days.';
comment on column public.fact_confirmations.id is 'Key.';
comment on column public.fact_confirmations.entity is 'Of which fact, as deliveries name it.';
comment on column public.fact_confirmations.delivery_id is 'Which delivery. No foreign key: deliveries are pruned by themselves.';
comment on column public.fact_confirmations.ids is 'Rows of the fact''s table, as a range of their ids.';
comment on column public.fact_confirmations.made_at is 'When.';

create table public.health_overrides (
  id            bigint generated always as identity not null,
  client_id     uuid not null,
  zone          text not null,
  score         numeric(5,2),
  set_on        date not null,
  last_day      date not null,
  reason        text not null,
  set_at        timestamp with time zone not null,
  set_by        text not null,
  taken_back_at timestamp with time zone,
  taken_back_by text,
  constraint health_overrides_pkey PRIMARY KEY (id),
  constraint health_overrides_ends CHECK (last_day >= set_on AND last_day <= (set_on + 90)),
  constraint health_overrides_say_why CHECK (btrim(reason) <> ''::text),
  constraint health_overrides_score_is_one CHECK (score >= 0::numeric AND score <= 100::numeric),
  constraint health_overrides_zone_is_known CHECK (zone = ANY (ARRAY['RED'::text, 'YELLOW'::text, 'GREEN'::text, 'PURPLE'::text]))
);
CREATE INDEX health_overrides_client ON public.health_overrides USING btree (client_id, id DESC);
CREATE INDEX health_overrides_day ON public.health_overrides USING btree (set_on);
comment on table public.health_overrides is 'Zones set by hand. The latest of a client that is not taken back holds until its last day; it decides how the client is listed. Statistics count the computed score.';
comment on column public.health_overrides.id is 'Key; of two of a client the greater was set later.';
comment on column public.health_overrides.client_id is 'Whose.';
comment on column public.health_overrides.zone is 'RED, YELLOW, GREEN or PURPLE.';
comment on column public.health_overrides.score is 'The score that was set, 0 to 100; null = a zone was set and no score.';
comment on column public.health_overrides.set_on is 'The business day on which it was set.';
comment on column public.health_overrides.last_day is 'The last business day on which it holds, at most 90 days later.';
comment on column public.health_overrides.reason is 'Why, in the words of who set it.';
comment on column public.health_overrides.set_at is 'When it was set.';
comment on column public.health_overrides.set_by is 'By whom.';
comment on column public.health_overrides.taken_back_at is 'When it was taken back; null = it was not.';
comment on column public.health_overrides.taken_back_by is 'By whom.';

create table public.health_scorecards (
  id             integer generated always as identity not null,
  name           text not null,
  version        integer not null,
  definition     jsonb not null,
  note           text,
  in_force_from  timestamp with time zone,
  created_at     timestamp with time zone default now() not null,
  created_by     text not null,
  switched_on_at timestamp with time zone,
  switched_on_by text,
  constraint health_scorecards_pkey PRIMARY KEY (id),
  constraint health_scorecards_version_once UNIQUE (name, version),
  constraint health_scorecards_are_named CHECK (name <> ''::text AND version > 0)
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
comment on column public.health_scorecards.switched_on_at is 'When somebody switched it on, to begin at in_force_from; null = never, or in force from the beginning.';
comment on column public.health_scorecards.switched_on_by is 'Who did.';

create table public.insight_checks (
  kind         text not null,
  state        text not null,
  ran_at       timestamp with time zone not null,
  succeeded_at timestamp with time zone,
  sentence     text,
  subjects     integer not null,
  found        integer not null,
  held         integer not null,
  constraint insight_checks_pkey PRIMARY KEY (kind),
  constraint insight_checks_counts_are_counts CHECK (subjects >= 0 AND found >= 0 AND held >= 0),
  constraint insight_checks_kind_is_a_word CHECK (kind ~ '^[a-z][a-z-]{1,59}$'::text),
  constraint insight_checks_say_why CHECK ((state = 'RAN'::text) = (sentence IS NULL)),
  constraint insight_checks_state_is_known CHECK (state = ANY (ARRAY['RAN'::text, 'NOT_RUN'::text, 'FAILED'::text]))
);
comment on table public.insight_checks is 'Each check at its last run: whether it ran, could not run or failed, and what it looked at.';
comment on column public.insight_checks.kind is 'The check, as insight_type of its findings names it.';
comment on column public.insight_checks.state is 'RAN, NOT_RUN (there was nothing to judge by) or FAILED; only RAN says that there are no findings.';
comment on column public.insight_checks.ran_at is 'When it was last tried.';
comment on column public.insight_checks.succeeded_at is 'When it last ran; null = never.';
comment on column public.insight_checks.sentence is 'NOT_RUN, FAILED: why.';
comment on column public.insight_checks.subjects is 'How many subjects it measured.';
comment on column public.insight_checks.found is 'How many of them are findings, whatever their state.';
comment on column public.insight_checks.held is 'How many would be, but what they rest on does not come.';

create table public.insight_events (
  id               bigint generated always as identity not null,
  insight_id       uuid not null,
  occurrence       integer not null,
  kind             text not null,
  made_at          timestamp with time zone not null,
  made_by          text not null,
  priority         text not null,
  measure          double precision,
  sentence         text,
  note             text,
  until            date,
  assigned_user_id uuid,
  state_before     text,
  before           jsonb,
  undoes_id        bigint,
  constraint insight_events_pkey PRIMARY KEY (id),
  constraint insight_events_kind_is_known CHECK (kind = ANY (ARRAY['OPENED'::text, 'WORSENED'::text, 'BACK'::text, 'RECOVERED'::text, 'GONE'::text, 'ACCEPTED'::text, 'SNOOZED'::text, 'DISMISSED'::text, 'ASSIGNED'::text, 'UNDONE'::text])),
  constraint insight_events_priority_is_known CHECK (priority = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text])),
  constraint insight_events_snooze_has_an_end CHECK ((kind = 'SNOOZED'::text) = (until IS NOT NULL)),
  constraint insight_events_state_before_is_known CHECK (state_before = ANY (ARRAY['OPEN'::text, 'ACCEPTED'::text, 'SNOOZED'::text, 'DISMISSED'::text, 'RECOVERED'::text])),
  constraint insight_events_undone_what CHECK ((kind = 'UNDONE'::text) = (undoes_id IS NOT NULL))
);
CREATE INDEX insight_events_assigned_user ON public.insight_events USING btree (assigned_user_id) WHERE (assigned_user_id IS NOT NULL);
CREATE INDEX insight_events_insight ON public.insight_events USING btree (insight_id, id DESC);
CREATE UNIQUE INDEX insight_events_undone_once ON public.insight_events USING btree (undoes_id) WHERE (undoes_id IS NOT NULL);
comment on table public.insight_events is 'What happened to each finding, by the watcher and by people. Rows are added and read, never changed: an undo is a row that names the one it undoes.';
comment on column public.insight_events.id is 'Key; counts up.';
comment on column public.insight_events.insight_id is 'Which finding.';
comment on column public.insight_events.occurrence is 'The how manieth time it had entered.';
comment on column public.insight_events.kind is 'By the watcher OPENED, WORSENED, BACK (its snooze is over and it is still so), RECOVERED, GONE (there is nothing to measure any more); by people ACCEPTED, SNOOZED, DISMISSED, ASSIGNED, UNDONE.';
comment on column public.insight_events.made_at is 'When.';
comment on column public.insight_events.made_by is 'Who, as people call them; the watcher is: program.';
comment on column public.insight_events.priority is 'The finding''s priority then.';
comment on column public.insight_events.measure is 'What was measured then; null = an act of a person.';
comment on column public.insight_events.sentence is 'What was said then; null = an act of a person.';
comment on column public.insight_events.note is 'What a person wanted to remember.';
comment on column public.insight_events.until is 'SNOOZED: until which business day.';
comment on column public.insight_events.assigned_user_id is 'ASSIGNED: to whom; null = to nobody in particular.';
comment on column public.insight_events.state_before is 'The finding''s state before it; null = it was new.';
comment on column public.insight_events.before is 'What an undo gives back: assigned_user_id, snoozed_until, silenced_priority; null = an event of the watcher.';
comment on column public.insight_events.undoes_id is 'UNDONE: which event.';

create table public.insight_messages (
  id         bigint generated always as identity not null,
  insight_id uuid not null,
  event_id   bigint not null,
  occurrence integer not null,
  user_id    uuid not null,
  kind       text not null,
  made_at    timestamp with time zone not null,
  constraint insight_messages_pkey PRIMARY KEY (id),
  constraint insight_messages_once UNIQUE (event_id, user_id),
  constraint insight_messages_kind_is_known CHECK (kind = ANY (ARRAY['ALARM'::text, 'RECOVERY'::text]))
);
CREATE INDEX insight_messages_insight ON public.insight_messages USING btree (insight_id, occurrence, user_id);
CREATE INDEX insight_messages_user ON public.insight_messages USING btree (user_id, made_at DESC);
comment on table public.insight_messages is 'Who is told what about a finding, once: an alarm when it enters, worsens or is still there after a snooze; the recovery, to everybody who got the alarm.';
comment on column public.insight_messages.id is 'Key; counts up.';
comment on column public.insight_messages.insight_id is 'Which finding.';
comment on column public.insight_messages.event_id is 'What they are told of.';
comment on column public.insight_messages.occurrence is 'The how manieth time it had entered.';
comment on column public.insight_messages.user_id is 'Who is told.';
comment on column public.insight_messages.kind is 'ALARM or RECOVERY.';
comment on column public.insight_messages.made_at is 'When.';

create table public.intervention_assignments (
  client_id   uuid not null,
  playbook_id bigint not null,
  item_id     bigint not null,
  arm         text not null,
  share       numeric not null,
  draw        numeric not null,
  assigned_at timestamp with time zone not null,
  constraint intervention_assignments_pkey PRIMARY KEY (client_id, playbook_id),
  constraint intervention_assignments_arm_is_known CHECK (arm = ANY (ARRAY['ACT'::text, 'HELD_OUT'::text])),
  constraint intervention_assignments_arm_was_drawn CHECK ((arm = 'HELD_OUT'::text) = (draw < share)),
  constraint intervention_assignments_share_is_one CHECK (share > 0::numeric AND share <= 0.5 AND draw >= 0::numeric AND draw < 1::numeric)
);
CREATE INDEX intervention_assignments_item ON public.intervention_assignments USING btree (item_id);
CREATE INDEX intervention_assignments_playbook ON public.intervention_assignments USING btree (playbook_id, assigned_at);
comment on table public.intervention_assignments is 'The lot of each client in each version of a playbook that holds some out: written before the item is shown, never changed. Only the first item of a client counts in the comparison.';
comment on column public.intervention_assignments.client_id is 'Whose lot.';
comment on column public.intervention_assignments.playbook_id is 'Of which version of a playbook. No foreign key: versions are never deleted.';
comment on column public.intervention_assignments.item_id is 'The item with which it was drawn. No foreign key: both go with the client.';
comment on column public.intervention_assignments.arm is 'ACT or HELD_OUT.';
comment on column public.intervention_assignments.share is 'Share that was to be held out.';
comment on column public.intervention_assignments.draw is 'The number drawn, 0 to 1; below the share = held out.';
comment on column public.intervention_assignments.assigned_at is 'When.';

create table public.intervention_events (
  id               bigint generated always as identity not null,
  item_id          bigint not null,
  client_id        uuid not null,
  kind             text not null,
  made_at          timestamp with time zone not null,
  made_on          date not null,
  made_by          text not null,
  word             text,
  reason           text,
  note             text,
  until            date,
  due_date         date,
  pause_id         bigint,
  end_id           bigint,
  new_usual_id     bigint,
  ended_before     date,
  undone_at        timestamp with time zone,
  undone_by        text,
  assigned_user_id uuid,
  constraint intervention_events_pkey PRIMARY KEY (id),
  constraint intervention_events_kind_is_known CHECK (kind = ANY (ARRAY['OPENED'::text, 'WORSENED'::text, 'CLOSED'::text, 'REACHED'::text, 'NO_ANSWER'::text, 'ALL_GOOD'::text, 'AWAY'::text, 'LEFT'::text, 'SNOOZED'::text, 'NOTE'::text, 'HANDED_OVER'::text])),
  constraint intervention_events_only_acts_are_undone CHECK (undone_at IS NULL OR (kind <> ALL (ARRAY['OPENED'::text, 'WORSENED'::text, 'CLOSED'::text]))),
  constraint intervention_events_undone_later CHECK (undone_at >= made_at),
  constraint intervention_events_until_belongs CHECK (until IS NULL OR (kind = ANY (ARRAY['AWAY'::text, 'SNOOZED'::text])))
);
CREATE INDEX intervention_events_acts ON public.intervention_events USING btree (made_on, made_at DESC, id DESC) WHERE ((kind = ANY (ARRAY['REACHED'::text, 'NO_ANSWER'::text, 'ALL_GOOD'::text, 'AWAY'::text, 'LEFT'::text, 'SNOOZED'::text, 'NOTE'::text])) AND (undone_at IS NULL));
CREATE INDEX intervention_events_assigned_user ON public.intervention_events USING btree (assigned_user_id) WHERE (assigned_user_id IS NOT NULL);
CREATE INDEX intervention_events_client ON public.intervention_events USING btree (client_id, made_at DESC);
CREATE INDEX intervention_events_day ON public.intervention_events USING btree (made_on, made_at DESC);
CREATE INDEX intervention_events_end ON public.intervention_events USING btree (end_id) WHERE (end_id IS NOT NULL);
CREATE INDEX intervention_events_item ON public.intervention_events USING btree (item_id, made_at DESC, id DESC);
CREATE INDEX intervention_events_new_usual ON public.intervention_events USING btree (new_usual_id) WHERE (new_usual_id IS NOT NULL);
CREATE INDEX intervention_events_of_program ON public.intervention_events USING btree (made_on, kind, word, client_id) WHERE (kind = ANY (ARRAY['OPENED'::text, 'WORSENED'::text, 'CLOSED'::text]));
CREATE INDEX intervention_events_pause ON public.intervention_events USING btree (pause_id) WHERE (pause_id IS NOT NULL);
comment on table public.intervention_events is 'What happened to an item and who did it. Rows are added; of an act only that it was undone is written afterwards.';
comment on column public.intervention_events.id is 'Key; by it an act is undone.';
comment on column public.intervention_events.item_id is 'The item.';
comment on column public.intervention_events.client_id is 'Whose item.';
comment on column public.intervention_events.kind is 'OPENED, WORSENED, CLOSED by the analysis; REACHED (or written to), NO_ANSWER, ALL_GOOD, AWAY, LEFT, SNOOZED, NOTE, HANDED_OVER by staff.';
comment on column public.intervention_events.made_at is 'When.';
comment on column public.intervention_events.made_on is 'The business day on which it was.';
comment on column public.intervention_events.made_by is 'Who.';
comment on column public.intervention_events.word is 'OPENED, WORSENED: the status; CLOSED: why; HANDED_OVER: to whom, null = back to the client''s coach.';
comment on column public.intervention_events.reason is 'What was known of the client at that moment.';
comment on column public.intervention_events.note is 'What somebody wrote.';
comment on column public.intervention_events.until is 'AWAY: first day back, null = not known; SNOOZED: the day on which it is due again.';
comment on column public.intervention_events.due_date is 'When the item is due again after it; null = it is not.';
comment on column public.intervention_events.pause_id is 'AWAY: the pause that it entered.';
comment on column public.intervention_events.end_id is 'LEFT: the end of the relation that it entered.';
comment on column public.intervention_events.new_usual_id is 'ALL_GOOD: the new usual that it began.';
comment on column public.intervention_events.ended_before is 'LEFT, of answers carried over: the end of the relation that was planned before.';
comment on column public.intervention_events.undone_at is 'When the act was undone; null = it holds.';
comment on column public.intervention_events.undone_by is 'Who undid it; null = not known, or it holds.';
comment on column public.intervention_events.assigned_user_id is 'HANDED_OVER: the account; null = back to the client''s coach.';

create table public.intervention_log (
  id                      bigint generated always as identity not null,
  client_id               uuid not null,
  cause_kind              text not null,
  cause_id                bigint,
  cause_status            text,
  rang_in_vain            integer,
  intervention_type       text generated always as (
CASE
    WHEN (rang_in_vain IS NOT NULL) THEN 'Call Back'::text
    WHEN (cause_kind = 'OUTREACH_GAP'::text) THEN 'Re-engagement Campaign'::text
    WHEN (cause_status = 'PATTERN_BREAK'::text) THEN 'Urgent Personal Outreach'::text
    WHEN (cause_status = 'ABOVE_PATTERN'::text) THEN 'Achievement Celebration'::text
    ELSE 'Wellness Check-in'::text
END) stored,
  priority                text generated always as (
CASE
    WHEN (rang_in_vain IS NOT NULL) THEN 'CRITICAL'::text
    WHEN (cause_status = 'PATTERN_BREAK'::text) THEN 'HIGH'::text
    WHEN (cause_status = 'ABOVE_PATTERN'::text) THEN 'LOW'::text
    ELSE 'MEDIUM'::text
END) stored,
  status                  text generated always as (
CASE
    WHEN ((completed_at IS NULL) AND (outcome IS NULL)) THEN 'PENDING'::text
    WHEN (completed_at IS NULL) THEN 'IN_PROGRESS'::text
    WHEN (outcome IS NULL) THEN 'CANCELLED'::text
    ELSE 'COMPLETED'::text
END) stored,
  trigger_reason          text not null,
  triggered_at            timestamp with time zone not null,
  triggered_on            date not null,
  due_date                date,
  outcome                 text,
  actioned_at             timestamp with time zone,
  executed_by             text,
  follow_up_date          date,
  due_on                  date generated always as (
CASE
    WHEN (outcome IS NULL) THEN due_date
    ELSE follow_up_date
END) stored,
  assigned_to             text,
  completed_at            timestamp with time zone,
  close_reason            text,
  created_at              timestamp with time zone default now() not null,
  updated_at              timestamp with time zone default now() not null,
  assigned_user_id        uuid,
  client_ends_on          date,
  place                   numeric,
  place_since             date,
  cause_on                date,
  playbook_id             bigint,
  playbook_type           text,
  playbook_priority       text,
  communication_method    text,
  communication_timing    text,
  act_by                  date,
  arm                     text,
  set_aside               text,
  expected_value          numeric,
  health_score_at_trigger numeric,
  health_zone_at_trigger  text,
  churn_risk_at_trigger   numeric,
  exposed_until           date,
  returned_on             date,
  outcome_measured_at     timestamp with time zone,
  constraint intervention_log_pkey PRIMARY KEY (id),
  constraint intervention_log_arm_is_known CHECK (arm = ANY (ARRAY['ACT'::text, 'HELD_OUT'::text])),
  constraint intervention_log_aside_is_known CHECK (set_aside = ANY (ARRAY['LIMIT'::text, 'SAME_CLIENT'::text])),
  constraint intervention_log_cause_has_a_number CHECK ((cause_kind = ANY (ARRAY['EPISODE'::text, 'ZONE_CHANGE'::text, 'PACKAGE'::text, 'OWNER_CHANGE'::text])) = (cause_id IS NOT NULL) OR cause_kind = 'EARLIER'::text),
  constraint intervention_log_cause_is_known CHECK (cause_kind = ANY (ARRAY['EPISODE'::text, 'RANG_IN_VAIN'::text, 'OUTREACH_GAP'::text, 'ZONE_CHANGE'::text, 'PACKAGE'::text, 'OWNER_CHANGE'::text, 'EARLIER'::text])),
  constraint intervention_log_end_has_a_reason CHECK ((completed_at IS NULL) = (close_reason IS NULL)),
  constraint intervention_log_outcome_has_its_author CHECK ((outcome IS NULL) = (actioned_at IS NULL) AND (outcome IS NULL) = (executed_by IS NULL)),
  constraint intervention_log_outcome_is_known CHECK (outcome = ANY (ARRAY['REACHED'::text, 'NO_ANSWER'::text, 'ALL_GOOD'::text, 'AWAY'::text, 'LEFT'::text, 'SNOOZED'::text]))
);
CREATE INDEX intervention_log_acted ON public.intervention_log USING btree (actioned_at) WHERE ((completed_at IS NULL) AND (actioned_at IS NOT NULL));
CREATE INDEX intervention_log_again ON public.intervention_log USING btree (place, place_since, client_id) INCLUDE (id, due_on, cause_kind, actioned_at, client_ends_on, assigned_user_id, assigned_to, set_aside) WHERE ((completed_at IS NULL) AND (outcome IS NOT NULL));
CREATE INDEX intervention_log_assigned_user ON public.intervention_log USING btree (assigned_user_id) WHERE (assigned_user_id IS NOT NULL);
CREATE INDEX intervention_log_cause ON public.intervention_log USING btree (cause_id) WHERE (cause_id IS NOT NULL);
CREATE INDEX intervention_log_client ON public.intervention_log USING btree (client_id, triggered_at DESC);
CREATE INDEX intervention_log_due ON public.intervention_log USING btree (due_on, cause_kind) INCLUDE (id, client_id, triggered_on, outcome, actioned_at, client_ends_on, assigned_user_id, assigned_to, set_aside) WHERE (completed_at IS NULL);
CREATE INDEX intervention_log_queue ON public.intervention_log USING btree (place, place_since, client_id) INCLUDE (id, due_on, triggered_on, cause_kind, outcome, actioned_at, client_ends_on, assigned_user_id, assigned_to, set_aside) WHERE (completed_at IS NULL);
CREATE INDEX intervention_log_unmeasured ON public.intervention_log USING btree (triggered_on) WHERE (outcome_measured_at IS NULL);
CREATE UNIQUE INDEX intervention_log_one_open ON public.intervention_log USING btree (client_id, cause_kind) WHERE (completed_at IS NULL);
comment on table public.intervention_log is 'What staff is to do: an item is open exactly as long as its cause. One is open for each client and kind of cause, and none is opened again: a new cause is a new item.';
comment on column public.intervention_log.id is 'Key.';
comment on column public.intervention_log.client_id is 'Whom to contact.';
comment on column public.intervention_log.cause_kind is 'EPISODE (of the call pattern), RANG_IN_VAIN (rang and nobody answered, without an episode), OUTREACH_GAP (not contacted by us), ZONE_CHANGE (the health score fell into a worse zone), PACKAGE (runs out or ran out), OWNER_CHANGE (a new coach), EARLIER (from the owner''s earlier table).';
comment on column public.intervention_log.cause_id is 'EPISODE, ZONE_CHANGE, PACKAGE, OWNER_CHANGE: the number of its row.';
comment on column public.intervention_log.cause_status is 'EPISODE: the worst status it reached; ZONE_CHANGE: the worst zone; PACKAGE: DUE, OVERDUE or LAPSED (two weeks over); OWNER_CHANGE: NEW_COACH; EARLIER: the status it had in the earlier table.';
comment on column public.intervention_log.rang_in_vain is 'How often the client rang since the last talk and nobody answered, as last analysed; null = less than twice.';
comment on column public.intervention_log.intervention_type is 'What kind of contact, by the call pattern alone. Computed; playbook_type says it where a playbook chose.';
comment on column public.intervention_log.priority is 'CRITICAL (rang and nobody answered), HIGH (break), MEDIUM or LOW (above usual), by the call pattern alone. Computed; playbook_priority says it where a playbook chose.';
comment on column public.intervention_log.status is 'PENDING, IN_PROGRESS (somebody acted, the cause stands), COMPLETED (over, somebody had acted) or CANCELLED (over by itself). Computed.';
comment on column public.intervention_log.trigger_reason is 'Why it was opened, in the words of that moment.';
comment on column public.intervention_log.triggered_at is 'When it was first seen.';
comment on column public.intervention_log.triggered_on is 'The business day on which it was first seen.';
comment on column public.intervention_log.due_date is 'From which business day on somebody is to act; null = nobody needs to (above usual).';
comment on column public.intervention_log.outcome is 'The last act that holds: REACHED, NO_ANSWER, ALL_GOOD, AWAY, LEFT or SNOOZED; null = nobody acted.';
comment on column public.intervention_log.actioned_at is 'When that was.';
comment on column public.intervention_log.executed_by is 'Who did it.';
comment on column public.intervention_log.follow_up_date is 'When it is due again after that act; null = it is not.';
comment on column public.intervention_log.due_on is 'From which business day on it is to be worked on; null = it is not. Computed.';
comment on column public.intervention_log.assigned_to is 'Whom it was handed over to, by name; null = it is the client''s coach''s.';
comment on column public.intervention_log.completed_at is 'When its cause ended; null = it stands.';
comment on column public.intervention_log.close_reason is 'How: as the episode ended (returned, paused, new normal, gone, ended, corrected), answered, contacted, became an episode, merged; improved (the zone), renewed (the package), over.';
comment on column public.intervention_log.created_at is 'When the row was made.';
comment on column public.intervention_log.updated_at is 'When it last changed.';
comment on column public.intervention_log.assigned_user_id is 'The account of the person it was handed over to; null = nobody''s, or an account that is gone.';
comment on column public.intervention_log.client_ends_on is 'From which business day on the client is no longer to be contacted: -infinity = archived, former or merged; null = no such day is known. Kept by triggers while the item is open.';
comment on column public.intervention_log.place is 'The place of the client on the morning list, as of the last analysis (client_health_scores.pattern_place); null = not on the list. Kept while the item is open.';
comment on column public.intervention_log.place_since is 'First day of the departure, as of the last analysis (client_health_scores.pattern_since); orders items of the same place. Kept while the item is open.';
comment on column public.intervention_log.cause_on is 'The business day of the cause: of the move between zones, of the package''s end, of the new coach.';
comment on column public.intervention_log.playbook_id is 'The version of the playbook it follows; null = none chose it. No foreign key: versions are never deleted.';
comment on column public.intervention_log.playbook_type is 'What kind of contact, by its playbook.';
comment on column public.intervention_log.playbook_priority is 'CRITICAL, HIGH, MEDIUM or LOW, by its playbook.';
comment on column public.intervention_log.communication_method is 'How the client is to be contacted, by its playbook.';
comment on column public.intervention_log.communication_timing is 'By when, in words, by its playbook.';
comment on column public.intervention_log.act_by is 'The last day by which somebody should have acted, by its playbook.';
comment on column public.intervention_log.arm is 'ACT or HELD_OUT, as drawn; null = its playbook holds nobody out, or this client must not be.';
comment on column public.intervention_log.set_aside is 'Why it is not on Today although it is due: LIMIT (the coach''s day is full), SAME_CLIENT (another item of the client is on the list). Null = it is not set aside.';
comment on column public.intervention_log.expected_value is 'What a contact is worth as last reckoned: probability that the client stops, times what is at stake, times the measured effect where there is one. Null = not reckoned.';
comment on column public.intervention_log.health_score_at_trigger is 'The client''s health score when it was opened.';
comment on column public.intervention_log.health_zone_at_trigger is 'Their zone then.';
comment on column public.intervention_log.churn_risk_at_trigger is 'Their churn_risk_score then.';
comment on column public.intervention_log.exposed_until is 'The last of the 30 exposed days after it was opened (pauses take no time); null = they are not over.';
comment on column public.intervention_log.returned_on is 'The day on which the client was back within those days: the second active day within 14; null = they were not, or it is not known yet.';
comment on column public.intervention_log.outcome_measured_at is 'When that was looked at; null = the 30 days are not over.';

create table public.job_runs (
  id           bigint generated always as identity not null,
  job          text not null,
  slot         timestamp with time zone not null,
  started_by   text default 'person'::text not null,
  state        text default 'running'::text not null,
  started_at   timestamp with time zone not null,
  finished_at  timestamp with time zone,
  rows_read    bigint default 0 not null,
  rows_written bigint default 0 not null,
  rows_failed  bigint default 0 not null,
  error        text,
  node         text,
  details      jsonb default '{}'::jsonb not null,
  attempt      integer default 1 not null,
  fence        bigint default 0 not null,
  lease_until  timestamp with time zone,
  constraint job_runs_pkey PRIMARY KEY (id),
  constraint job_runs_attempts_are_counted CHECK (attempt >= 1 AND fence >= 0),
  constraint job_runs_counts_are_counts CHECK (rows_read >= 0 AND rows_written >= 0 AND rows_failed >= 0),
  constraint job_runs_end_after_start CHECK (finished_at IS NULL OR finished_at >= started_at),
  constraint job_runs_job_is_named CHECK (job <> ''::text),
  constraint job_runs_started_by_is_known CHECK (started_by = ANY (ARRAY['schedule'::text, 'person'::text, 'api'::text])),
  constraint job_runs_state_is_known CHECK (state = ANY (ARRAY['running'::text, 'succeeded'::text, 'partial'::text, 'failed'::text, 'abandoned'::text, 'skipped'::text]))
);
CREATE INDEX job_runs_held ON public.job_runs USING btree (job) WHERE (state = 'running'::text);
CREATE INDEX job_runs_latest ON public.job_runs USING btree (job, started_at DESC);
CREATE INDEX job_runs_successes ON public.job_runs USING btree (job, slot DESC) WHERE (state = 'succeeded'::text);
CREATE UNIQUE INDEX job_runs_slot_once ON public.job_runs USING btree (job, slot) WHERE (started_by = 'schedule'::text);
comment on table public.job_runs is 'One row per run of a job: when, what it read and wrote, how it ended.';
comment on column public.job_runs.id is 'Key.';
comment on column public.job_runs.job is 'The job''s name, as in the timetable.';
comment on column public.job_runs.slot is 'The moment the run stands for (its planned time, or its as-of).';
comment on column public.job_runs.started_by is 'schedule, person or api. A scheduled slot exists once.';
comment on column public.job_runs.state is 'running, succeeded, partial, failed, abandoned or skipped; partial is not succeeded.';
comment on column public.job_runs.started_at is 'When the run began.';
comment on column public.job_runs.finished_at is 'When it ended; null while it runs.';
comment on column public.job_runs.rows_read is 'Things looked at.';
comment on column public.job_runs.rows_written is 'Things changed; 0 when the run found everything already so.';
comment on column public.job_runs.rows_failed is 'Things that could not be done.';
comment on column public.job_runs.error is 'What went wrong, in a sentence.';
comment on column public.job_runs.node is 'The machine that ran it.';
comment on column public.job_runs.details is 'What the job wants to remember of the run.';
comment on column public.job_runs.attempt is 'How often the slot was begun; 2 and more after a holder died or was stopped.';
comment on column public.job_runs.fence is 'Counts up whenever somebody takes the run; who holds an older number may not write.';
comment on column public.job_runs.lease_until is 'Until when the holder is believed alive without another sign, by the database''s clock; null = nobody holds it.';

create table public.job_schedules (
  job         text not null,
  cron        text not null,
  zone        text,
  function    text not null,
  body        jsonb default '{}'::jsonb not null,
  misfire     text default 'once'::text not null,
  overlap     text default 'skip'::text not null,
  enabled     boolean default true not null,
  description text default ''::text not null,
  created_at  timestamp with time zone default now() not null,
  updated_at  timestamp with time zone default now() not null,
  owed_since  timestamp with time zone,
  constraint job_schedules_pkey PRIMARY KEY (job),
  constraint job_schedules_cron_has_five_fields CHECK (cron ~ '^\S+ \S+ \S+ \S+ \S+$'::text),
  constraint job_schedules_job_is_a_name CHECK (job ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text),
  constraint job_schedules_misfire_is_known CHECK (misfire = ANY (ARRAY['once'::text, 'all'::text, 'skip'::text])),
  constraint job_schedules_overlap_is_known CHECK (overlap = ANY (ARRAY['skip'::text, 'queue'::text])),
  constraint job_schedules_zone_is_known CHECK (zone IS NULL OR timezone(zone, '2000-01-01 00:00:00+00'::timestamp with time zone) IS NOT NULL)
);
comment on table public.job_schedules is 'When each job runs: a five-field cron expression in a zone of its own.';
comment on column public.job_schedules.job is 'The job''s name.';
comment on column public.job_schedules.cron is 'Minute, hour, day of month, month, day of week (0 or 7 = Sunday).';
comment on column public.job_schedules.zone is 'IANA zone of the hours; null = the business zone.';
comment on column public.job_schedules.function is 'The name under which the owner''s callers know the work.';
comment on column public.job_schedules.body is 'What the run is called with.';
comment on column public.job_schedules.misfire is 'After a missed slot: once (make up the latest), all (each), skip.';
comment on column public.job_schedules.overlap is 'While the last run still works: skip this slot, or queue one.';
comment on column public.job_schedules.enabled is 'Whether it runs at all.';
comment on column public.job_schedules.description is 'What it does, in a sentence.';
comment on column public.job_schedules.created_at is 'When the row was made.';
comment on column public.job_schedules.updated_at is 'When it last changed.';
comment on column public.job_schedules.owed_since is 'Slots after this moment are owed; null = from when a server next looks. A new cron, a new zone or a pause begins anew.';

create table public.never_withheld (
  client_id uuid not null,
  marked_at timestamp with time zone not null,
  marked_by text not null,
  constraint never_withheld_pkey PRIMARY KEY (client_id)
);
comment on table public.never_withheld is 'Clients who are never held out of a comparison.';
comment on column public.never_withheld.client_id is 'Who.';
comment on column public.never_withheld.marked_at is 'Since when.';
comment on column public.never_withheld.marked_by is 'Who said so.';

create table public.not_duplicates (
  one     uuid not null,
  other   uuid not null,
  said_at timestamp with time zone not null,
  said_by text not null,
  constraint not_duplicates_pkey PRIMARY KEY (one, other),
  constraint not_duplicates_in_order CHECK (one < other)
);
CREATE INDEX not_duplicates_other ON public.not_duplicates USING btree (other);
comment on table public.not_duplicates is 'Pairs of clients of whom somebody said that they are two persons.';
comment on column public.not_duplicates.one is 'The client whose id comes first.';
comment on column public.not_duplicates.other is 'The other.';
comment on column public.not_duplicates.said_at is 'When it was said.';
comment on column public.not_duplicates.said_by is 'Who said it.';

create table public.notice_channels (
  id             bigint generated always as identity not null,
  name           text not null,
  kind           text not null,
  target         text not null,
  least_severity text default 'info'::text not null,
  kinds          text[],
  paused_until   timestamp with time zone,
  made_at        timestamp with time zone not null,
  made_by        text not null,
  removed_at     timestamp with time zone,
  constraint notice_channels_pkey PRIMARY KEY (id),
  constraint notice_channels_kind_is_known CHECK (kind = ANY (ARRAY['slack'::text, 'teams'::text, 'webhook'::text, 'mail'::text])),
  constraint notice_channels_name_is_one CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text),
  constraint notice_channels_severity_is_known CHECK (least_severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text])),
  constraint notice_channels_target_is_given CHECK (target <> ''::text AND length(target) <= 300)
);
CREATE UNIQUE INDEX notice_channels_name ON public.notice_channels USING btree (name) WHERE (removed_at IS NULL);
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

create table public.notice_deliveries (
  id              bigint generated always as identity not null,
  notice_id       bigint not null,
  user_id         uuid,
  channel_id      bigint,
  way             text not null,
  state           text not null,
  held_for        text,
  attempts        integer default 0 not null,
  next_attempt_at timestamp with time zone not null,
  handed_at       timestamp with time zone,
  lease_until     timestamp with time zone,
  fence           bigint default 0 not null,
  node            text,
  last_error      text,
  receipt         text,
  message_key     uuid default gen_random_uuid() not null,
  tries           jsonb default '[]'::jsonb not null,
  made_at         timestamp with time zone not null,
  finished_at     timestamp with time zone,
  read_at         timestamp with time zone,
  constraint notice_deliveries_pkey PRIMARY KEY (id),
  constraint notice_deliveries_attempts_are_counted CHECK (attempts >= 0),
  constraint notice_deliveries_bell_is_a_persons CHECK (way <> 'in-app'::text OR user_id IS NOT NULL),
  constraint notice_deliveries_dead_say_why CHECK (state <> 'dead'::text OR last_error IS NOT NULL),
  constraint notice_deliveries_end_once CHECK ((state = ANY (ARRAY['delivered'::text, 'accepted'::text, 'dead'::text])) = (finished_at IS NOT NULL)),
  constraint notice_deliveries_have_one_receiver CHECK (num_nonnulls(user_id, channel_id) = 1),
  constraint notice_deliveries_hold_is_known CHECK (held_for = ANY (ARRAY['quiet'::text, 'digest'::text])),
  constraint notice_deliveries_lease_while_sending CHECK ((state = 'sending'::text) = (lease_until IS NOT NULL)),
  constraint notice_deliveries_state_is_known CHECK (state = ANY (ARRAY['queued'::text, 'held'::text, 'sending'::text, 'delivered'::text, 'accepted'::text, 'dead'::text])),
  constraint notice_deliveries_way_is_known CHECK (way = ANY (ARRAY['in-app'::text, 'mail'::text, 'slack'::text, 'teams'::text, 'webhook'::text]))
);
CREATE INDEX notice_deliveries_channel ON public.notice_deliveries USING btree (channel_id, id DESC);
CREATE INDEX notice_deliveries_dead ON public.notice_deliveries USING btree (finished_at DESC, id DESC) WHERE (state = 'dead'::text);
CREATE INDEX notice_deliveries_due ON public.notice_deliveries USING btree (next_attempt_at, id) WHERE (state = ANY (ARRAY['queued'::text, 'held'::text]));
CREATE INDEX notice_deliveries_sending ON public.notice_deliveries USING btree (lease_until) WHERE (state = 'sending'::text);
CREATE INDEX notice_deliveries_user ON public.notice_deliveries USING btree (user_id, id DESC);
CREATE UNIQUE INDEX notice_deliveries_once ON public.notice_deliveries USING btree (notice_id, way, user_id, channel_id) NULLS NOT DISTINCT;
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

create table public.notice_preferences (
  user_id     uuid not null,
  no_bell     text[] default '{}'::text[] not null,
  no_mail     text[] default '{}'::text[] not null,
  quiet_from  integer,
  quiet_until integer,
  digest_at   integer,
  changed_at  timestamp with time zone not null,
  constraint notice_preferences_pkey PRIMARY KEY (user_id),
  constraint notice_preferences_digest_is_a_minute CHECK (digest_at >= '-1'::integer AND digest_at <= 1439),
  constraint notice_preferences_quiet_is_a_span CHECK ((quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from >= 0 AND quiet_from <= 1439 AND quiet_until >= 0 AND quiet_until <= 1439)
);
comment on table public.notice_preferences is 'What an account wants to hear of, by which way and when; without a row, what the business set.';
comment on column public.notice_preferences.user_id is 'Whose; gone with the account.';
comment on column public.notice_preferences.no_bell is 'Kinds that are not shown in the app.';
comment on column public.notice_preferences.no_mail is 'Kinds that are not mailed.';
comment on column public.notice_preferences.quiet_from is 'Quiet from this minute of the business''s day, 0 to 1439; null = as the business set. The same as quiet_until = no quiet hours.';
comment on column public.notice_preferences.quiet_until is 'Quiet until this minute.';
comment on column public.notice_preferences.digest_at is 'The minute of the daily mail; -1 = each at once; null = as the business set.';
comment on column public.notice_preferences.changed_at is 'When it was changed.';

create table public.notices (
  id        bigint generated always as identity not null,
  kind      text not null,
  subject   text not null,
  severity  text not null,
  dedup_key text not null,
  audience  text not null,
  sentence  text not null,
  link      text,
  made_at   timestamp with time zone not null,
  made_by   text not null,
  constraint notices_pkey PRIMARY KEY (id),
  constraint notices_told_once UNIQUE (dedup_key),
  constraint notices_are_named CHECK (dedup_key <> ''::text AND length(dedup_key) <= 200 AND length(subject) <= 200),
  constraint notices_kind_is_one CHECK (kind ~ '^[a-z][a-z0-9-]*([.][a-z0-9-]+)*$'::text AND length(kind) <= 60),
  constraint notices_link_within CHECK (link ~ '^/'::text AND length(link) <= 500),
  constraint notices_say_something CHECK (btrim(sentence) <> ''::text AND length(sentence) <= 1000),
  constraint notices_severity_is_known CHECK (severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text]))
);
CREATE INDEX notices_made ON public.notices USING btree (made_at, id);
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

create table public.package_counts (
  client_id  uuid not null,
  counted_at timestamp with time zone,
  again_at   timestamp with time zone,
  settings   integer,
  constraint package_counts_pkey PRIMARY KEY (client_id)
) with (fillfactor=70);
comment on table public.package_counts is 'Per client with packages: when the sessions taken from them were counted, and whether they are to be counted again. Kept by triggers on packages and sessions.';
comment on column public.package_counts.client_id is 'Whose packages.';
comment on column public.package_counts.counted_at is 'As of when; null = something changed since, or they were never counted.';
comment on column public.package_counts.again_at is 'When a session that is told of ahead of its time is taken; null = none is.';
comment on column public.package_counts.settings is 'The version of the settings by which days were cut; null = never counted.';

create table public.package_usage (
  package_id    bigint not null,
  sessions      integer not null,
  sessions_told integer not null,
  is_unclear    boolean not null,
  constraint package_usage_pkey PRIMARY KEY (package_id)
);
comment on table public.package_usage is 'How many sessions were taken from each package when its client was last counted; follows from packages and sessions, and is counted again for clients of whom something changed (package_counts). A package from which none was taken is not in it.';
comment on column public.package_usage.package_id is 'Of which package.';
comment on column public.package_usage.sessions is 'Sessions taken by then.';
comment on column public.package_usage.sessions_told is 'Those of them that were taken when the source last told of the package.';
comment on column public.package_usage.is_unclear is 'Whether a session may be of several packages: then nobody knows how many were taken.';

create table public.package_versions (
  version_id       bigint generated always as identity not null,
  id               bigint not null,
  client_id        uuid,
  client_email     text,
  client_phone     text,
  client_key       text,
  source           text not null,
  external_id      text,
  record_key       text not null,
  modified_at      timestamp with time zone,
  bought_on        date not null,
  starts_on        date,
  expires_on       date,
  kind             text,
  sessions_bought  integer,
  source_remaining integer,
  price            numeric,
  currency         text,
  renewed_from     text,
  frozen_on        date,
  frozen_until     date,
  status           text not null,
  known_from       timestamp with time zone not null,
  known_until      timestamp with time zone not null,
  delivery_id      bigint,
  constraint package_versions_pkey PRIMARY KEY (version_id),
  constraint package_versions_end_later CHECK (known_until >= known_from)
);
CREATE INDEX package_versions_client ON public.package_versions USING btree (client_id, known_until);
CREATE INDEX package_versions_delivery ON public.package_versions USING btree (delivery_id);
CREATE INDEX package_versions_row ON public.package_versions USING btree (id, known_from);
comment on table public.package_versions is 'What we knew of packages before: each state with the time during which we knew it. A package that was taken back has only these.';
comment on column public.package_versions.version_id is 'Key.';
comment on column public.package_versions.id is 'Of which package. No foreign key: one that was taken back is not there any more.';
comment on column public.package_versions.client_id is 'Whose; null = no client is known by its address.';
comment on column public.package_versions.client_email is 'The normalised address it came with.';
comment on column public.package_versions.client_phone is 'The number it came with, E.164.';
comment on column public.package_versions.client_key is 'What the source calls the client.';
comment on column public.package_versions.source is 'The source''s name.';
comment on column public.package_versions.external_id is 'The source''s own id; null = it gives none.';
comment on column public.package_versions.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and what it says.';
comment on column public.package_versions.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.package_versions.bought_on is 'The business day on which it was bought.';
comment on column public.package_versions.starts_on is 'First day; null = the day it was bought.';
comment on column public.package_versions.expires_on is 'Last day; null = it does not end, or not said.';
comment on column public.package_versions.kind is 'What it is called.';
comment on column public.package_versions.sessions_bought is 'How many sessions it holds; null = unlimited, or not said.';
comment on column public.package_versions.source_remaining is 'How many are left by the source''s own figure when it was told; what is left by the sessions on record is computed.';
comment on column public.package_versions.price is 'What it cost, in its currency; null = not said.';
comment on column public.package_versions.currency is 'ISO 4217 code of the price; null = not said.';
comment on column public.package_versions.renewed_from is 'The source''s id of the package that this one renews.';
comment on column public.package_versions.frozen_on is 'First day of a freeze (a pause); null = not said.';
comment on column public.package_versions.frozen_until is 'Last day of the freeze; null = open, or not said.';
comment on column public.package_versions.status is 'ACTIVE, FROZEN (a pause), USED_UP, EXPIRED, TRANSFERRED (to another client), CANCELLED, REFUNDED, or UNKNOWN for a word never seen.';
comment on column public.package_versions.known_from is 'From when we knew it so.';
comment on column public.package_versions.known_until is 'Until when: from then on we knew it otherwise, or not any more.';
comment on column public.package_versions.delivery_id is 'The delivery whose word it was.';

create table public.packages (
  id               bigint generated always as identity not null,
  client_id        uuid,
  client_email     text,
  client_phone     text,
  client_key       text,
  source           text not null,
  external_id      text,
  record_key       text not null,
  modified_at      timestamp with time zone,
  bought_on        date not null,
  starts_on        date,
  expires_on       date,
  kind             text,
  sessions_bought  integer,
  source_remaining integer,
  price            numeric,
  currency         text,
  renewed_from     text,
  frozen_on        date,
  frozen_until     date,
  status           text not null,
  known_from       timestamp with time zone not null,
  delivery_id      bigint,
  created_at       timestamp with time zone default now() not null,
  constraint packages_pkey PRIMARY KEY (id),
  constraint packages_are_named CHECK (source <> ''::text AND record_key <> ''::text AND external_id <> ''::text),
  constraint packages_currency_is_a_code CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint packages_price_is_no_debt CHECK (price >= 0::numeric),
  constraint packages_remaining_is_counted CHECK (source_remaining >= '-1000'::integer AND source_remaining <= 1000),
  constraint packages_sessions_are_counted CHECK (sessions_bought >= 0 AND sessions_bought <= 1000),
  constraint packages_status_is_known CHECK (status = ANY (ARRAY['ACTIVE'::text, 'FROZEN'::text, 'USED_UP'::text, 'EXPIRED'::text, 'TRANSFERRED'::text, 'CANCELLED'::text, 'REFUNDED'::text, 'UNKNOWN'::text]))
);
CREATE INDEX packages_client ON public.packages USING btree (client_id, bought_on DESC);
CREATE INDEX packages_client_key ON public.packages USING btree (source, client_key) WHERE (client_key IS NOT NULL);
CREATE INDEX packages_delivery ON public.packages USING btree (delivery_id);
CREATE INDEX packages_last ON public.packages USING btree (client_id, COALESCE(expires_on, 'infinity'::date) DESC, bought_on DESC, id DESC) WHERE (status <> ALL (ARRAY['TRANSFERRED'::text, 'CANCELLED'::text, 'REFUNDED'::text]));
CREATE INDEX packages_latest ON public.packages USING btree (bought_on DESC, id DESC);
CREATE INDEX packages_that_run ON public.packages USING btree (COALESCE(expires_on, 'infinity'::date), client_id) WHERE (status <> ALL (ARRAY['USED_UP'::text, 'EXPIRED'::text, 'TRANSFERRED'::text, 'CANCELLED'::text, 'REFUNDED'::text]));
CREATE INDEX packages_unmatched ON public.packages USING btree (client_email) WHERE (client_id IS NULL);
CREATE INDEX packages_unmatched_phone ON public.packages USING btree (client_phone) WHERE (client_id IS NULL);
CREATE UNIQUE INDEX packages_once ON public.packages USING btree (record_key, (
CASE
    WHEN (external_id IS NOT NULL) THEN source
    ELSE NULL::text
END), client_id, (
CASE
    WHEN (client_id IS NULL) THEN COALESCE(client_email, client_phone, client_key)
    ELSE NULL::text
END)) NULLS NOT DISTINCT;
comment on table public.packages is 'Packages (services, passes, memberships) as they came, each once, as we know them now. The client is found by e-mail, else by phone, else by what the source calls them; an unmatched package is kept.';
comment on column public.packages.id is 'Key.';
comment on column public.packages.client_id is 'Whose; null = no client is known by its address.';
comment on column public.packages.client_email is 'The normalised address it came with.';
comment on column public.packages.client_phone is 'The number it came with, E.164.';
comment on column public.packages.client_key is 'What the source calls the client.';
comment on column public.packages.source is 'The source''s name.';
comment on column public.packages.external_id is 'The source''s own id; null = it gives none.';
comment on column public.packages.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and what it says.';
comment on column public.packages.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.packages.bought_on is 'The business day on which it was bought.';
comment on column public.packages.starts_on is 'First day; null = the day it was bought.';
comment on column public.packages.expires_on is 'Last day; null = it does not end, or not said.';
comment on column public.packages.kind is 'What it is called.';
comment on column public.packages.sessions_bought is 'How many sessions it holds; null = unlimited, or not said.';
comment on column public.packages.source_remaining is 'How many are left by the source''s own figure when it was told; what is left by the sessions on record is computed.';
comment on column public.packages.price is 'What it cost, in its currency; null = not said.';
comment on column public.packages.currency is 'ISO 4217 code of the price; null = not said.';
comment on column public.packages.renewed_from is 'The source''s id of the package that this one renews.';
comment on column public.packages.frozen_on is 'First day of a freeze (a pause); null = not said.';
comment on column public.packages.frozen_until is 'Last day of the freeze; null = open, or not said.';
comment on column public.packages.status is 'ACTIVE, FROZEN (a pause), USED_UP, EXPIRED, TRANSFERRED (to another client), CANCELLED, REFUNDED, or UNKNOWN for a word never seen.';
comment on column public.packages.known_from is 'From when we have known it as it is: the moment of the delivery. As of a moment, packages and package_versions together say what was known.';
comment on column public.packages.delivery_id is 'The delivery whose word it is. No foreign key: deliveries are pruned sooner.';
comment on column public.packages.created_at is 'When the row was made.';

create table public.payment_versions (
  version_id     bigint generated always as identity not null,
  id             bigint not null,
  client_id      uuid,
  client_email   text,
  client_phone   text,
  client_key     text,
  source         text not null,
  external_id    text,
  record_key     text not null,
  modified_at    timestamp with time zone,
  paid_at        timestamp with time zone not null,
  amount         numeric not null,
  currency       text,
  status         text not null,
  method         text,
  payment_key    text,
  package_key    text,
  reference      text,
  known_from     timestamp with time zone not null,
  known_until    timestamp with time zone not null,
  delivery_id    bigint,
  invoice_key    text,
  reason         text,
  refunded_total numeric,
  constraint payment_versions_pkey PRIMARY KEY (version_id),
  constraint payment_versions_end_later CHECK (known_until >= known_from)
);
CREATE INDEX payment_versions_client ON public.payment_versions USING btree (client_id, known_until);
CREATE INDEX payment_versions_delivery ON public.payment_versions USING btree (delivery_id);
CREATE INDEX payment_versions_row ON public.payment_versions USING btree (id, known_from);
comment on table public.payment_versions is 'What we knew of payments before: each state with the time during which we knew it. A payment that was taken back has only these.';
comment on column public.payment_versions.version_id is 'Key.';
comment on column public.payment_versions.id is 'Of which payment. No foreign key: one that was taken back is not there any more.';
comment on column public.payment_versions.client_id is 'Whose; null = no client is known by its address.';
comment on column public.payment_versions.client_email is 'The normalised address it came with.';
comment on column public.payment_versions.client_phone is 'The number it came with, E.164.';
comment on column public.payment_versions.client_key is 'What the source calls the client.';
comment on column public.payment_versions.source is 'The source''s name.';
comment on column public.payment_versions.external_id is 'The source''s own id; null = it gives none.';
comment on column public.payment_versions.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and what it says.';
comment on column public.payment_versions.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.payment_versions.paid_at is 'When it was paid, tried, given back or disputed.';
comment on column public.payment_versions.amount is 'How much, in the currency''s own unit and never negative: the status says which way it went.';
comment on column public.payment_versions.currency is 'ISO 4217 code; null = not said.';
comment on column public.payment_versions.status is 'PAID, PENDING, FAILED, REFUNDED (a row of its own: money given back), DISPUTED, CANCELLED, or UNKNOWN for a word never seen.';
comment on column public.payment_versions.method is 'How it was paid, as the source says it.';
comment on column public.payment_versions.payment_key is 'What the source calls the payment that this one gives back or disputes.';
comment on column public.payment_versions.package_key is 'What the source calls the package paid for.';
comment on column public.payment_versions.reference is 'What is written beside it: an invoice, a note.';
comment on column public.payment_versions.known_from is 'From when we knew it so.';
comment on column public.payment_versions.known_until is 'Until when: from then on we knew it otherwise, or not any more.';
comment on column public.payment_versions.delivery_id is 'The delivery whose word it was.';
comment on column public.payment_versions.invoice_key is 'What the source calls the invoice, order or intent of which this is an attempt; null = not said.';
comment on column public.payment_versions.reason is 'Why it failed, was given back or is disputed, as the source says it.';
comment on column public.payment_versions.refunded_total is 'Of a refund that a payment''s own line tells: what was given back of the payment in all. Its amount is what no refund of its own tells, so that nothing counts twice. Null = any other row.';

create table public.payments (
  id             bigint generated always as identity not null,
  client_id      uuid,
  client_email   text,
  client_phone   text,
  client_key     text,
  source         text not null,
  external_id    text,
  record_key     text not null,
  modified_at    timestamp with time zone,
  paid_at        timestamp with time zone not null,
  amount         numeric not null,
  currency       text,
  status         text not null,
  method         text,
  payment_key    text,
  package_key    text,
  reference      text,
  known_from     timestamp with time zone not null,
  delivery_id    bigint,
  created_at     timestamp with time zone default now() not null,
  invoice_key    text,
  reason         text,
  refunded_total numeric,
  constraint payments_pkey PRIMARY KEY (id),
  constraint payments_amount_has_no_sign CHECK (amount >= 0::numeric),
  constraint payments_are_named CHECK (source <> ''::text AND record_key <> ''::text AND external_id <> ''::text),
  constraint payments_currency_is_a_code CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint payments_status_is_known CHECK (status = ANY (ARRAY['PAID'::text, 'PENDING'::text, 'FAILED'::text, 'REFUNDED'::text, 'DISPUTED'::text, 'CANCELLED'::text, 'UNKNOWN'::text]))
);
CREATE INDEX payments_client ON public.payments USING btree (client_id, paid_at DESC);
CREATE INDEX payments_client_key ON public.payments USING btree (source, client_key) WHERE (client_key IS NOT NULL);
CREATE INDEX payments_delivery ON public.payments USING btree (delivery_id);
CREATE INDEX payments_gone_wrong ON public.payments USING btree (paid_at DESC, id DESC) WHERE (status = ANY (ARRAY['FAILED'::text, 'DISPUTED'::text, 'REFUNDED'::text]));
CREATE INDEX payments_invoice ON public.payments USING btree (source, invoice_key) WHERE (invoice_key IS NOT NULL);
CREATE INDEX payments_latest ON public.payments USING btree (paid_at DESC, id DESC);
CREATE INDEX payments_payment ON public.payments USING btree (source, payment_key) WHERE (payment_key IS NOT NULL);
CREATE INDEX payments_refunded_in_all ON public.payments USING btree (source, payment_key) WHERE (refunded_total IS NOT NULL);
CREATE INDEX payments_unmatched ON public.payments USING btree (client_email) WHERE (client_id IS NULL);
CREATE INDEX payments_unmatched_phone ON public.payments USING btree (client_phone) WHERE (client_id IS NULL);
CREATE UNIQUE INDEX payments_once ON public.payments USING btree (record_key, (
CASE
    WHEN (external_id IS NOT NULL) THEN source
    ELSE NULL::text
END), client_id, (
CASE
    WHEN (client_id IS NULL) THEN COALESCE(client_email, client_phone, client_key)
    ELSE NULL::text
END)) NULLS NOT DISTINCT;
comment on table public.payments is 'Payments as they came, each once, as we know them now. The client is found by e-mail, else by phone, else by what the source calls them; an unmatched payment is kept.';
comment on column public.payments.id is 'Key.';
comment on column public.payments.client_id is 'Whose; null = no client is known by its address.';
comment on column public.payments.client_email is 'The normalised address it came with.';
comment on column public.payments.client_phone is 'The number it came with, E.164.';
comment on column public.payments.client_key is 'What the source calls the client.';
comment on column public.payments.source is 'The source''s name.';
comment on column public.payments.external_id is 'The source''s own id; null = it gives none.';
comment on column public.payments.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and what it says.';
comment on column public.payments.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.payments.paid_at is 'When it was paid, tried, given back or disputed.';
comment on column public.payments.amount is 'How much, in the currency''s own unit and never negative: the status says which way it went.';
comment on column public.payments.currency is 'ISO 4217 code; null = not said.';
comment on column public.payments.status is 'PAID, PENDING, FAILED, REFUNDED (a row of its own: money given back), DISPUTED, CANCELLED, or UNKNOWN for a word never seen.';
comment on column public.payments.method is 'How it was paid, as the source says it.';
comment on column public.payments.payment_key is 'What the source calls the payment that this one gives back or disputes.';
comment on column public.payments.package_key is 'What the source calls the package paid for.';
comment on column public.payments.reference is 'What is written beside it: an invoice, a note.';
comment on column public.payments.known_from is 'From when we have known it as it is: the moment of the delivery. As of a moment, payments and payment_versions together say what was known.';
comment on column public.payments.delivery_id is 'The delivery whose word it is. No foreign key: deliveries are pruned sooner.';
comment on column public.payments.created_at is 'When the row was made.';
comment on column public.payments.invoice_key is 'What the source calls the invoice, order or intent of which this is an attempt; null = not said.';
comment on column public.payments.reason is 'Why it failed, was given back or is disputed, as the source says it.';
comment on column public.payments.refunded_total is 'Of a refund that a payment''s own line tells: what was given back of the payment in all. Its amount is what no refund of its own tells, so that nothing counts twice. Null = any other row.';

create table public.people (
  id            bigint generated always as identity not null,
  client_id     uuid,
  client_email  text,
  client_phone  text,
  client_key    text,
  source        text not null,
  external_id   text,
  record_key    text not null,
  modified_at   timestamp with time zone,
  registered_at timestamp with time zone,
  kind          text not null,
  called        text,
  delinquent    boolean,
  account       text not null,
  known_from    timestamp with time zone not null,
  delivery_id   bigint,
  created_at    timestamp with time zone default now() not null,
  constraint people_pkey PRIMARY KEY (id),
  constraint people_account_is_known CHECK (account = ANY (ARRAY['ACTIVE'::text, 'DELETED'::text, 'UNKNOWN'::text])),
  constraint people_are_named CHECK (source <> ''::text AND record_key <> ''::text AND external_id <> ''::text),
  constraint people_kind_is_known CHECK (kind = ANY (ARRAY['CUSTOMER'::text, 'LEAD'::text, 'CONTACT'::text, 'UNKNOWN'::text]))
);
CREATE INDEX people_client ON public.people USING btree (client_id, id DESC);
CREATE INDEX people_delivery ON public.people USING btree (delivery_id);
CREATE INDEX people_unmatched ON public.people USING btree (client_email) WHERE (client_id IS NULL);
CREATE INDEX people_unmatched_phone ON public.people USING btree (client_phone) WHERE (client_id IS NULL);
CREATE UNIQUE INDEX people_once ON public.people USING btree (record_key, (
CASE
    WHEN (external_id IS NOT NULL) THEN source
    ELSE NULL::text
END), client_id, (
CASE
    WHEN (client_id IS NULL) THEN COALESCE(client_email, client_phone, client_key)
    ELSE NULL::text
END)) NULLS NOT DISTINCT;
comment on table public.people is 'Who somebody is to a source: what it calls them by its own id, each once, as we know them now. The client is found by e-mail, else by phone; rows of other kinds that name only the id find their client here.';
comment on column public.people.id is 'Key.';
comment on column public.people.client_id is 'Which client; null = no client is known by these addresses.';
comment on column public.people.client_email is 'The normalised address the source has of them.';
comment on column public.people.client_phone is 'The number the source has of them, E.164.';
comment on column public.people.client_key is 'What the source calls them: the same as external_id.';
comment on column public.people.source is 'The source''s name.';
comment on column public.people.external_id is 'The source''s own id; null = it gives none.';
comment on column public.people.record_key is 'What tells it apart: the source''s id, else a hash of the address and kind.';
comment on column public.people.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.people.registered_at is 'Since when the source knows them; null = not said.';
comment on column public.people.kind is 'CUSTOMER, LEAD (nobody''s client by that alone), CONTACT, or UNKNOWN for a word never seen.';
comment on column public.people.called is 'Their name as the source says it; null = not said.';
comment on column public.people.delinquent is 'Whether the source says that they owe it something; null = it does not say.';
comment on column public.people.account is 'ACTIVE; DELETED: the source does not keep them any more, nothing is removed here; or UNKNOWN.';
comment on column public.people.known_from is 'From when we have known it as it is: the moment of the delivery. As of a moment, people and person_versions together say what was known.';
comment on column public.people.delivery_id is 'The delivery whose word it is. No foreign key: deliveries are pruned sooner.';
comment on column public.people.created_at is 'When the row was made.';

create table public.person_versions (
  version_id    bigint generated always as identity not null,
  id            bigint not null,
  client_id     uuid,
  client_email  text,
  client_phone  text,
  client_key    text,
  source        text not null,
  external_id   text,
  record_key    text not null,
  modified_at   timestamp with time zone,
  registered_at timestamp with time zone,
  kind          text not null,
  called        text,
  delinquent    boolean,
  account       text not null,
  known_from    timestamp with time zone not null,
  known_until   timestamp with time zone not null,
  delivery_id   bigint,
  constraint person_versions_pkey PRIMARY KEY (version_id),
  constraint person_versions_end_later CHECK (known_until >= known_from)
);
CREATE INDEX person_versions_client ON public.person_versions USING btree (client_id, known_until);
CREATE INDEX person_versions_delivery ON public.person_versions USING btree (delivery_id);
CREATE INDEX person_versions_row ON public.person_versions USING btree (id, known_from);
comment on table public.person_versions is 'What we knew of people at sources before: each state with the time during which we knew it. One that was taken back has only these.';
comment on column public.person_versions.version_id is 'Key.';
comment on column public.person_versions.id is 'Of which row of people. No foreign key: one that was taken back is not there any more.';
comment on column public.person_versions.client_id is 'Which client; null = no client is known by these addresses.';
comment on column public.person_versions.client_email is 'The normalised address the source has of them.';
comment on column public.person_versions.client_phone is 'The number the source has of them, E.164.';
comment on column public.person_versions.client_key is 'What the source calls them: the same as external_id.';
comment on column public.person_versions.source is 'The source''s name.';
comment on column public.person_versions.external_id is 'The source''s own id; null = it gives none.';
comment on column public.person_versions.record_key is 'What tells it apart: the source''s id, else a hash of the address and kind.';
comment on column public.person_versions.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.person_versions.registered_at is 'Since when the source knows them; null = not said.';
comment on column public.person_versions.kind is 'CUSTOMER, LEAD (nobody''s client by that alone), CONTACT, or UNKNOWN for a word never seen.';
comment on column public.person_versions.called is 'Their name as the source says it; null = not said.';
comment on column public.person_versions.delinquent is 'Whether the source says that they owe it something; null = it does not say.';
comment on column public.person_versions.account is 'ACTIVE; DELETED: the source does not keep them any more, nothing is removed here; or UNKNOWN.';
comment on column public.person_versions.known_from is 'From when we knew it so.';
comment on column public.person_versions.known_until is 'Until when: from then on we knew it otherwise, or not any more.';
comment on column public.person_versions.delivery_id is 'The delivery whose word it was.';

create table public.playbooks (
  id                bigint generated always as identity not null,
  key               text not null,
  version           integer not null,
  cause_kind        text not null,
  on_status         text,
  days_from         integer,
  days_to           integer,
  risk_from         numeric,
  value_from        numeric,
  place             integer not null,
  intervention_type text not null,
  priority          text not null,
  channel           text not null,
  timing            text not null,
  due_days          integer not null,
  is_listed         boolean default true not null,
  template          text not null,
  cool_down_days    integer default 0 not null,
  hold_out_share    numeric default 0 not null,
  salt              text default ''::text not null,
  is_on             boolean default true not null,
  made_at           timestamp with time zone default now() not null,
  made_by           text default 'migration'::text not null,
  constraint playbooks_pkey PRIMARY KEY (id),
  constraint playbooks_once UNIQUE (key, version),
  constraint playbooks_cause_is_known CHECK (cause_kind = ANY (ARRAY['EPISODE'::text, 'RANG_IN_VAIN'::text, 'OUTREACH_GAP'::text, 'ZONE_CHANGE'::text, 'PACKAGE'::text, 'OWNER_CHANGE'::text])),
  constraint playbooks_condition_is_bounded CHECK (days_from >= '-366'::integer AND days_from <= 366 AND days_to >= '-366'::integer AND days_to <= 366 AND risk_from >= 0::numeric AND risk_from <= 100::numeric AND value_from >= 0::numeric AND value_from <= 1000000000::numeric),
  constraint playbooks_cool_down_is_bounded CHECK (cool_down_days >= 0 AND cool_down_days <= 366),
  constraint playbooks_critical_is_never_held_out CHECK (priority <> 'CRITICAL'::text OR hold_out_share = 0::numeric),
  constraint playbooks_due_soon CHECK (due_days >= 0 AND due_days <= 60),
  constraint playbooks_hold_out_is_a_minority CHECK (hold_out_share >= 0::numeric AND hold_out_share <= 0.5),
  constraint playbooks_key_is_a_name CHECK (key ~ '^[a-z][a-z0-9-]{0,39}$'::text),
  constraint playbooks_priority_is_known CHECK (priority = ANY (ARRAY['CRITICAL'::text, 'HIGH'::text, 'MEDIUM'::text, 'LOW'::text])),
  constraint playbooks_texts_are_bounded CHECK (length(intervention_type) >= 1 AND length(intervention_type) <= 100 AND length(channel) >= 1 AND length(channel) <= 100 AND length(timing) >= 1 AND length(timing) <= 100 AND length(template) >= 1 AND length(template) <= 2000 AND length(salt) <= 100),
  constraint playbooks_version_counts_up CHECK (version >= 1)
);
CREATE INDEX playbooks_cause ON public.playbooks USING btree (cause_kind, place);
comment on table public.playbooks is 'What is done about which cause, by whom, by when and with which words. Rows are versions: they are added, never changed; of each key the highest version holds if it is on.';
comment on column public.playbooks.id is 'Key of this version; items refer to it.';
comment on column public.playbooks.key is 'Which playbook.';
comment on column public.playbooks.version is 'Counts up; the highest of a key holds.';
comment on column public.playbooks.cause_kind is 'What it is about: EPISODE, RANG_IN_VAIN, OUTREACH_GAP, ZONE_CHANGE, PACKAGE or OWNER_CHANGE.';
comment on column public.playbooks.on_status is 'Only causes of this status: PATTERN_BREAK, BELOW_PATTERN, ABOVE_PATTERN; RED, YELLOW; DUE, OVERDUE, LAPSED. Null = any.';
comment on column public.playbooks.days_from is 'Only causes that are at least so many days ahead (PACKAGE: until it runs out, negative = over). Null = any.';
comment on column public.playbooks.days_to is 'Only causes that are at most so many days ahead. Null = any.';
comment on column public.playbooks.risk_from is 'Only clients whose churn_risk_score is at least this. Null = any.';
comment on column public.playbooks.value_from is 'Only clients whose package cost at least this. Null = any.';
comment on column public.playbooks.place is 'Of several that fit, the lowest place wins.';
comment on column public.playbooks.intervention_type is 'What kind of contact it is.';
comment on column public.playbooks.priority is 'CRITICAL, HIGH, MEDIUM or LOW.';
comment on column public.playbooks.channel is 'How the client is contacted: Phone call, WhatsApp.';
comment on column public.playbooks.timing is 'By when, in words: Within 24 hours.';
comment on column public.playbooks.due_days is 'By when, in days after the item was opened; 0 = the same day.';
comment on column public.playbooks.is_listed is 'Whether its items are on Today; false = a suggestion only.';
comment on column public.playbooks.template is 'The draft of a message; {first_name}, {coach} and {days} are filled in.';
comment on column public.playbooks.cool_down_days is 'For so many days after an item ended, no new one is opened for the same client and kind of cause.';
comment on column public.playbooks.hold_out_share is 'Share of clients, 0 to 0.5, who are held out by lot, so that the effect can be measured; 0 = nobody.';
comment on column public.playbooks.salt is 'What the lot is drawn with, beside the client and the version.';
comment on column public.playbooks.is_on is 'False = this version switches the playbook off.';
comment on column public.playbooks.made_at is 'When the version was made.';
comment on column public.playbooks.made_by is 'Who made it.';

create table public.proactive_insights (
  id                 uuid default gen_random_uuid() not null,
  insight_type       text not null,
  priority           text default 'medium'::text not null,
  title              text not null,
  content            text not null,
  summary            text,
  action_items       jsonb,
  suggested_response text,
  affected_entities  jsonb,
  source_agent       text,
  source_data        jsonb,
  is_read            boolean default false not null,
  is_dismissed       boolean default false not null,
  is_actioned        boolean default false not null,
  actioned_at        timestamp with time zone,
  actioned_by        text,
  expires_at         timestamp with time zone,
  dedup_key          text,
  created_at         timestamp with time zone default now() not null,
  updated_at         timestamp with time zone default now() not null,
  subject            text,
  state              text,
  topic              text,
  staff_id           uuid,
  occurrences        integer,
  opened_at          timestamp with time zone,
  last_seen_at       timestamp with time zone,
  recovered_at       timestamp with time zone,
  assigned_user_id   uuid,
  snoozed_until      date,
  silenced_priority  text,
  measure            double precision,
  leave_at           double precision,
  address            text,
  constraint proactive_insights_pkey PRIMARY KEY (id),
  constraint proactive_insights_dedup_key_once UNIQUE (dedup_key),
  constraint proactive_insights_finding_is_whole CHECK ((subject IS NULL) = (state IS NULL) AND (subject IS NULL) = (opened_at IS NULL) AND (subject IS NULL) = (last_seen_at IS NULL) AND (subject IS NULL) = (occurrences IS NULL) AND (subject IS NULL) = (leave_at IS NULL)),
  constraint proactive_insights_occurrences_are_counted CHECK (occurrences >= 1),
  constraint proactive_insights_priority_is_known CHECK (priority = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text])),
  constraint proactive_insights_recovery_has_its_moment CHECK ((NOT state IS DISTINCT FROM 'RECOVERED'::text) = (recovered_at IS NOT NULL)),
  constraint proactive_insights_silenced_priority_is_known CHECK (silenced_priority = ANY (ARRAY['critical'::text, 'high'::text, 'medium'::text, 'low'::text])),
  constraint proactive_insights_snooze_ends CHECK ((NOT state IS DISTINCT FROM 'SNOOZED'::text) = (snoozed_until IS NOT NULL)),
  constraint proactive_insights_state_is_known CHECK (state = ANY (ARRAY['OPEN'::text, 'ACCEPTED'::text, 'SNOOZED'::text, 'DISMISSED'::text, 'RECOVERED'::text])),
  constraint proactive_insights_subject_is_short CHECK (length(subject) >= 1 AND length(subject) <= 200)
);
CREATE INDEX proactive_insights_active ON public.proactive_insights USING btree (priority, created_at DESC) WHERE (NOT is_dismissed);
CREATE INDEX proactive_insights_staff ON public.proactive_insights USING btree (staff_id) WHERE (staff_id IS NOT NULL);
CREATE UNIQUE INDEX proactive_insights_finding_once ON public.proactive_insights USING btree (insight_type, subject) WHERE (subject IS NOT NULL);
comment on table public.proactive_insights is 'What someone must know now, until read, done, dismissed or expired.';
comment on column public.proactive_insights.id is 'Key.';
comment on column public.proactive_insights.insight_type is 'What kind of insight.';
comment on column public.proactive_insights.priority is 'critical, high, medium or low.';
comment on column public.proactive_insights.title is 'One line.';
comment on column public.proactive_insights.content is 'The whole of it.';
comment on column public.proactive_insights.summary is 'A sentence.';
comment on column public.proactive_insights.action_items is 'What to do.';
comment on column public.proactive_insights.suggested_response is 'A draft of what to say.';
comment on column public.proactive_insights.affected_entities is 'Whom it concerns.';
comment on column public.proactive_insights.source_agent is 'What found it.';
comment on column public.proactive_insights.source_data is 'What it rests on.';
comment on column public.proactive_insights.is_read is 'Whether someone read it.';
comment on column public.proactive_insights.is_dismissed is 'Whether someone put it away.';
comment on column public.proactive_insights.is_actioned is 'Whether someone acted.';
comment on column public.proactive_insights.actioned_at is 'When.';
comment on column public.proactive_insights.actioned_by is 'Who.';
comment on column public.proactive_insights.expires_at is 'From when it no longer matters; null = never.';
comment on column public.proactive_insights.dedup_key is 'Two insights with the same key are one.';
comment on column public.proactive_insights.created_at is 'When the row was made.';
comment on column public.proactive_insights.updated_at is 'When it last changed.';
comment on column public.proactive_insights.subject is 'A finding of a check: what it is about (a source, a job, a coach''s key); of a kind and a subject there is one finding. Null = written by something else.';
comment on column public.proactive_insights.state is 'A finding: OPEN, ACCEPTED (somebody works on it), SNOOZED, DISMISSED, or RECOVERED (the measure is back below the limit at which it leaves).';
comment on column public.proactive_insights.topic is 'A finding of a silent source: the entity that does not come (calls, sessions, ...); checks that rest on it are held back. Null = it holds nothing back.';
comment on column public.proactive_insights.staff_id is 'The coach whose book it is about, who sees it too; null = owner and admin only.';
comment on column public.proactive_insights.occurrences is 'A finding: how often it entered, counting the present or last time.';
comment on column public.proactive_insights.opened_at is 'A finding: when it last entered.';
comment on column public.proactive_insights.last_seen_at is 'A finding: the last run that measured it.';
comment on column public.proactive_insights.recovered_at is 'A finding: when it left; null = it is there.';
comment on column public.proactive_insights.assigned_user_id is 'Whose it is to work on (users.id); null = nobody''s in particular.';
comment on column public.proactive_insights.snoozed_until is 'SNOOZED: the business day whose first run looks at it again.';
comment on column public.proactive_insights.silenced_priority is 'SNOOZED, DISMISSED: its priority then; a worse one opens it again.';
comment on column public.proactive_insights.measure is 'A finding: what its check last measured, in the unit its text names.';
comment on column public.proactive_insights.leave_at is 'A finding: the measure at which it leaves, as stated when it entered; below the one at which it enters.';
comment on column public.proactive_insights.address is 'The page of what it speaks of.';

create table public.received_messages (
  source      text not null,
  message_id  text not null,
  received_at timestamp with time zone not null,
  sha256      text not null,
  delivery_id bigint,
  outcome     jsonb default '{}'::jsonb not null,
  constraint received_messages_pkey PRIMARY KEY (source, message_id),
  constraint received_messages_id_is_given CHECK (message_id <> ''::text AND length(message_id) <= 200)
);
CREATE INDEX received_messages_latest ON public.received_messages USING btree (source, received_at DESC);
CREATE INDEX received_messages_old ON public.received_messages USING btree (received_at);
comment on table public.received_messages is 'Messages taken from sources, by the id they came under: the same id again changes nothing and gets the same answer.';
comment on column public.received_messages.source is 'Who sent it.';
comment on column public.received_messages.message_id is 'Its id, as sent.';
comment on column public.received_messages.received_at is 'When it was taken.';
comment on column public.received_messages.sha256 is 'Hash of its body, hexadecimal.';
comment on column public.received_messages.delivery_id is 'The delivery it became. No foreign key: deliveries are pruned sooner or later than messages.';
comment on column public.received_messages.outcome is 'What was answered: counts only.';

create table public.request_answers (
  asked_by    text not null,
  request_key text not null,
  sha256      text not null,
  status      integer,
  answer      text,
  asked_at    timestamp with time zone not null,
  constraint request_answers_pkey PRIMARY KEY (asked_by, request_key),
  constraint request_answers_answered_whole CHECK ((status IS NULL) = (answer IS NULL)),
  constraint request_answers_key_is_given CHECK (request_key <> ''::text AND length(request_key) <= 200),
  constraint request_answers_status_is_one CHECK (status >= 200 AND status <= 599)
);
CREATE INDEX request_answers_old ON public.request_answers USING btree (asked_at);
comment on table public.request_answers is 'Answers to requests that carried an Idempotency-Key: the same request again gets the same answer and does nothing. Kept a day.';
comment on column public.request_answers.asked_by is 'Who asked: the user''s or key''s id.';
comment on column public.request_answers.request_key is 'The key, as sent.';
comment on column public.request_answers.sha256 is 'Hash of method, path and body, hexadecimal: another request under the same key is refused.';
comment on column public.request_answers.status is 'HTTP status answered; null = still at work.';
comment on column public.request_answers.answer is 'The body answered.';
comment on column public.request_answers.asked_at is 'When the first one came.';

create table public.risk_fits (
  id               bigint generated always as identity not null,
  as_of            timestamp with time zone not null,
  settings_version bigint not null,
  clients          integer not null,
  r                double precision not null,
  alpha            double precision not null,
  a                double precision not null,
  b                double precision not null,
  stages           integer not null,
  why_shipped      text,
  horizons         jsonb not null,
  checked_on       date,
  calibration      jsonb,
  constraint risk_fits_pkey PRIMARY KEY (id)
);
CREATE INDEX risk_fits_latest ON public.risk_fits USING btree (as_of DESC, id DESC);
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
comment on column public.risk_fits.checked_on is 'The morning on which the risk of 30 days was checked: learnt by then, compared with what happened since; null = too little past.';
comment on column public.risk_fits.calibration is 'By tenths of the clients of that morning, from the least to the most likely: how many, what was said, what happened. Null with checked_on.';

create table public.saved_views (
  id      uuid default gen_random_uuid() not null,
  user_id uuid not null,
  place   text not null,
  name    text not null,
  filters text not null,
  made_at timestamp with time zone not null,
  constraint saved_views_pkey PRIMARY KEY (id),
  constraint saved_views_name_once UNIQUE (user_id, place, name),
  constraint saved_views_filters_are_short CHECK (length(filters) <= 1000),
  constraint saved_views_name_is_short CHECK (length(name) >= 1 AND length(name) <= 60),
  constraint saved_views_place_is_known CHECK (place = ANY (ARRAY['/clients'::text, '/call-patterns'::text]))
);
comment on table public.saved_views is 'Filters of a list that somebody keeps under a name.';
comment on column public.saved_views.id is 'Key.';
comment on column public.saved_views.user_id is 'Whose; gone with the account.';
comment on column public.saved_views.place is 'The list: /clients or /call-patterns.';
comment on column public.saved_views.name is 'What its owner calls it, 1 to 60 letters.';
comment on column public.saved_views.filters is 'The filters as the address writes them, without the question mark.';
comment on column public.saved_views.made_at is 'When it was kept.';

create table public.scorecard_back_tests (
  id            bigint generated always as identity not null,
  scorecard_id  integer not null,
  compared_with integer not null,
  asked_at      timestamp with time zone not null,
  asked_by      text not null,
  beat_at       timestamp with time zone not null,
  finished_at   timestamp with time zone,
  state         text default 'running'::text not null,
  done          integer default 0 not null,
  total         integer default 0 not null,
  stop_asked_at timestamp with time zone,
  stop_asked_by text,
  error         text,
  result        jsonb,
  tested_until  date,
  last_rows     bigint[] default '{0,0,0,0,0}'::bigint[] not null,
  constraint scorecard_back_tests_pkey PRIMARY KEY (id),
  constraint scorecard_back_tests_end_is_an_end CHECK ((state = 'running'::text) = (finished_at IS NULL)),
  constraint scorecard_back_tests_failure_says_why CHECK ((state = 'failed'::text) = (error IS NOT NULL)),
  constraint scorecard_back_tests_mark_five_tables CHECK (cardinality(last_rows) = 5),
  constraint scorecard_back_tests_parts_are_counted CHECK (done >= 0 AND total >= 0),
  constraint scorecard_back_tests_state_is_known CHECK (state = ANY (ARRAY['running'::text, 'succeeded'::text, 'failed'::text, 'stopped'::text])),
  constraint scorecard_back_tests_success_has_a_result CHECK ((state = 'succeeded'::text) = (result IS NOT NULL AND tested_until IS NOT NULL))
);
CREATE INDEX scorecard_back_tests_compared ON public.scorecard_back_tests USING btree (compared_with);
CREATE INDEX scorecard_back_tests_scorecard ON public.scorecard_back_tests USING btree (scorecard_id, id DESC);
comment on table public.scorecard_back_tests is 'Back-tests of versions of the scorecard on the business''s own past: who asked, how it went, what it said. The last five of each version are kept.';
comment on column public.scorecard_back_tests.id is 'Key.';
comment on column public.scorecard_back_tests.scorecard_id is 'The version that is tested.';
comment on column public.scorecard_back_tests.compared_with is 'The scorecard that was in force then.';
comment on column public.scorecard_back_tests.asked_at is 'When it was asked for; the book is read as of then.';
comment on column public.scorecard_back_tests.asked_by is 'By whom, as people call them.';
comment on column public.scorecard_back_tests.beat_at is 'When it last gave a sign of life; a running one that is silent for minutes has ended with its server.';
comment on column public.scorecard_back_tests.finished_at is 'When it ended; null = it runs.';
comment on column public.scorecard_back_tests.state is 'running, succeeded, failed or stopped.';
comment on column public.scorecard_back_tests.done is 'Parts that are done: clients in parts, each on each past date.';
comment on column public.scorecard_back_tests.total is 'Parts that there are; 0 = not counted yet.';
comment on column public.scorecard_back_tests.stop_asked_at is 'When somebody asked it to stop; null = nobody did.';
comment on column public.scorecard_back_tests.stop_asked_by is 'Who did.';
comment on column public.scorecard_back_tests.error is 'Why it failed, in a sentence.';
comment on column public.scorecard_back_tests.result is 'What it said: protocol, measures and counts, no person.';
comment on column public.scorecard_back_tests.tested_until is 'The first day that its outcomes do not use; null = it has no result.';
comment on column public.scorecard_back_tests.last_rows is 'The last rows it could read of sessions, session_versions, packages, package_versions and call_records: what came later about days before tested_until makes it out of date.';

create table public.session_versions (
  version_id   bigint generated always as identity not null,
  id           bigint not null,
  client_id    uuid,
  client_email text,
  client_phone text,
  client_key   text,
  source       text not null,
  external_id  text,
  record_key   text not null,
  modified_at  timestamp with time zone,
  starts_at    timestamp with time zone not null,
  minutes      integer,
  booked_at    timestamp with time zone,
  status_at    timestamp with time zone,
  status       text not null,
  cancelled_by text,
  staff        text,
  kind         text,
  package_key  text,
  charged      boolean,
  known_from   timestamp with time zone not null,
  known_until  timestamp with time zone not null,
  delivery_id  bigint,
  constraint session_versions_pkey PRIMARY KEY (version_id),
  constraint session_versions_end_later CHECK (known_until >= known_from)
);
CREATE INDEX session_versions_client ON public.session_versions USING btree (client_id, known_until);
CREATE INDEX session_versions_delivery ON public.session_versions USING btree (delivery_id);
CREATE INDEX session_versions_session ON public.session_versions USING btree (id, known_from);
comment on table public.session_versions is 'What we knew of sessions before: each state with the time during which we knew it. A session that was taken back has only these.';
comment on column public.session_versions.version_id is 'Key.';
comment on column public.session_versions.id is 'Of which session. No foreign key: one that was taken back is not there any more.';
comment on column public.session_versions.client_id is 'Whose; null = no client is known by its address.';
comment on column public.session_versions.client_email is 'The normalised address it came with.';
comment on column public.session_versions.client_phone is 'The number it came with, E.164.';
comment on column public.session_versions.client_key is 'What the source calls the client.';
comment on column public.session_versions.source is 'The source''s name.';
comment on column public.session_versions.external_id is 'The source''s own id of the session; null = it gives none.';
comment on column public.session_versions.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and the start.';
comment on column public.session_versions.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.session_versions.starts_at is 'When it begins.';
comment on column public.session_versions.minutes is 'How long it is; null = not said.';
comment on column public.session_versions.booked_at is 'When it was booked; null = not said.';
comment on column public.session_versions.status_at is 'When it became what its status says; null = not said.';
comment on column public.session_versions.status is 'BOOKED, ATTENDED, NO_SHOW, CANCELLED (in time), LATE_CANCELLED, REBOOKED (moved to another session), or UNKNOWN for a word never seen and for a past session of which nothing is said.';
comment on column public.session_versions.cancelled_by is 'CLIENT, STAFF or SYSTEM; null = not said.';
comment on column public.session_versions.staff is 'Who of the staff gives it, as named by the source.';
comment on column public.session_versions.kind is 'What it is called: class, training, assessment.';
comment on column public.session_versions.package_key is 'What the source calls the package it is taken from.';
comment on column public.session_versions.charged is 'Whether it was taken from the package or paid; null = not said.';
comment on column public.session_versions.known_from is 'From when we knew it so.';
comment on column public.session_versions.known_until is 'Until when: from then on we knew it otherwise, or not any more.';
comment on column public.session_versions.delivery_id is 'The delivery whose word it was.';

create table public.sessions (
  id           bigint generated always as identity not null,
  client_id    uuid,
  client_email text,
  client_phone text,
  client_key   text,
  source       text not null,
  external_id  text,
  record_key   text not null,
  modified_at  timestamp with time zone,
  starts_at    timestamp with time zone not null,
  minutes      integer,
  booked_at    timestamp with time zone,
  status_at    timestamp with time zone,
  status       text not null,
  cancelled_by text,
  staff        text,
  kind         text,
  package_key  text,
  charged      boolean,
  known_at     timestamp with time zone generated always as (
CASE
    WHEN (status = ANY (ARRAY['ATTENDED'::text, 'NO_SHOW'::text])) THEN GREATEST(starts_at, COALESCE(status_at, starts_at))
    ELSE COALESCE(status_at, booked_at, starts_at)
END) stored not null,
  known_from   timestamp with time zone not null,
  delivery_id  bigint,
  created_at   timestamp with time zone default now() not null,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_are_named CHECK (source <> ''::text AND record_key <> ''::text AND external_id <> ''::text),
  constraint sessions_cancelled_by_is_known CHECK (cancelled_by = ANY (ARRAY['CLIENT'::text, 'STAFF'::text, 'SYSTEM'::text])),
  constraint sessions_minutes_are_a_length CHECK (minutes >= 0 AND minutes <= 1440),
  constraint sessions_status_is_known CHECK (status = ANY (ARRAY['BOOKED'::text, 'ATTENDED'::text, 'NO_SHOW'::text, 'CANCELLED'::text, 'LATE_CANCELLED'::text, 'REBOOKED'::text, 'UNKNOWN'::text]))
);
CREATE INDEX sessions_attended ON public.sessions USING btree (starts_at) INCLUDE (client_id) WHERE ((status = 'ATTENDED'::text) AND (client_id IS NOT NULL));
CREATE INDEX sessions_client ON public.sessions USING btree (client_id, starts_at DESC);
CREATE INDEX sessions_client_key ON public.sessions USING btree (source, client_key) WHERE (client_key IS NOT NULL);
CREATE INDEX sessions_delivery ON public.sessions USING btree (delivery_id);
CREATE INDEX sessions_latest ON public.sessions USING btree (starts_at DESC, id DESC);
CREATE INDEX sessions_unmatched ON public.sessions USING btree (client_email) WHERE (client_id IS NULL);
CREATE INDEX sessions_unmatched_phone ON public.sessions USING btree (client_phone) WHERE (client_id IS NULL);
CREATE UNIQUE INDEX sessions_once ON public.sessions USING btree (record_key, (
CASE
    WHEN (external_id IS NOT NULL) THEN source
    ELSE NULL::text
END), client_id, (
CASE
    WHEN (client_id IS NULL) THEN COALESCE(client_email, client_phone, client_key)
    ELSE NULL::text
END)) NULLS NOT DISTINCT;
comment on table public.sessions is 'Sessions (visits, classes, appointments) as they came, each once, as we know them now. The client is found by e-mail, else by phone, else by what the source calls them; an unmatched session is kept.';
comment on column public.sessions.id is 'Key.';
comment on column public.sessions.client_id is 'Whose; null = no client is known by its address.';
comment on column public.sessions.client_email is 'The normalised address it came with.';
comment on column public.sessions.client_phone is 'The number it came with, E.164.';
comment on column public.sessions.client_key is 'What the source calls the client.';
comment on column public.sessions.source is 'The source''s name.';
comment on column public.sessions.external_id is 'The source''s own id of the session; null = it gives none.';
comment on column public.sessions.record_key is 'What tells it apart: the source''s id, else a hash of the client''s address and the start.';
comment on column public.sessions.modified_at is 'When the source last changed it, as far as it says; older news only fills what is empty.';
comment on column public.sessions.starts_at is 'When it begins.';
comment on column public.sessions.minutes is 'How long it is; null = not said.';
comment on column public.sessions.booked_at is 'When it was booked; null = not said.';
comment on column public.sessions.status_at is 'When it became what its status says; null = not said.';
comment on column public.sessions.status is 'BOOKED, ATTENDED, NO_SHOW, CANCELLED (in time), LATE_CANCELLED, REBOOKED (moved to another session), or UNKNOWN for a word never seen and for a past session of which nothing is said.';
comment on column public.sessions.cancelled_by is 'CLIENT, STAFF or SYSTEM; null = not said.';
comment on column public.sessions.staff is 'Who of the staff gives it, as named by the source.';
comment on column public.sessions.kind is 'What it is called: class, training, assessment.';
comment on column public.sessions.package_key is 'What the source calls the package it is taken from.';
comment on column public.sessions.charged is 'Whether it was taken from the package or paid; null = not said.';
comment on column public.sessions.known_at is 'From when the source could know it: attendance not before the session, anything else when it was booked or changed. For tests of rules on history that came all at once.';
comment on column public.sessions.known_from is 'From when we have known it as it is: the moment of the delivery. As of a moment, sessions and session_versions together say what was known.';
comment on column public.sessions.delivery_id is 'The delivery whose word it is. No foreign key: deliveries are pruned sooner.';
comment on column public.sessions.created_at is 'When the row was made.';

create table public.settings (
  version          integer generated always as identity not null,
  set_at           timestamp with time zone default now() not null,
  set_by           text default 'migration'::text not null,
  business_zone    text default 'UTC'::text not null,
  currency         text default 'AED'::text not null,
  phone_region     text default 'AE'::text not null,
  engaged_channels text[] default ARRAY['PHONE'::text, 'VIDEO'::text, 'IN_PERSON'::text] not null,
  engaged_statuses text[] default ARRAY['COMPLETED'::text] not null,
  break_budget     numeric default 1 not null,
  below_budget     numeric default 2 not null,
  above_budget     numeric default 2 not null,
  lines_a_day      integer default 20 not null,
  locale           text default 'en-GB'::text not null,
  sections         jsonb default '{}'::jsonb not null,
  constraint settings_pkey PRIMARY KEY (version),
  constraint settings_budgets_are_positive CHECK (break_budget > 0::numeric AND break_budget <= 100::numeric AND below_budget > 0::numeric AND below_budget <= 100::numeric AND above_budget > 0::numeric AND above_budget <= 100::numeric),
  constraint settings_currency_is_iso CHECK (currency ~ '^[A-Z]{3}$'::text),
  constraint settings_lines_a_day_are_some CHECK (lines_a_day >= 1 AND lines_a_day <= 1000),
  constraint settings_locale_is_a_tag CHECK (locale ~ '^[A-Za-z0-9]{2,8}(-[A-Za-z0-9]{1,8})+$'::text),
  constraint settings_region_is_iso CHECK (phone_region ~ '^[A-Z]{2}$'::text),
  constraint settings_sections_are_an_object CHECK (jsonb_typeof(sections) = 'object'::text),
  constraint settings_something_counts CHECK (cardinality(engaged_channels) > 0 AND cardinality(engaged_statuses) > 0),
  constraint settings_zone_is_known CHECK (timezone(business_zone, '2000-01-01 00:00:00+00'::timestamp with time zone) IS NOT NULL)
);
comment on table public.settings is 'The business''s settings, one row per version; the highest version holds. Never updated, only added to.';
comment on column public.settings.version is 'Counts up; the highest is in force.';
comment on column public.settings.set_at is 'When this version was set.';
comment on column public.settings.set_by is 'Who set it.';
comment on column public.settings.business_zone is 'IANA zone in which business days and weeks are cut.';
comment on column public.settings.currency is 'ISO 4217 code of the business.';
comment on column public.settings.phone_region is 'ISO 3166 region in which phone numbers without a country code are read.';
comment on column public.settings.engaged_channels is 'Channels on which a call counts as engagement.';
comment on column public.settings.engaged_statuses is 'Statuses with which a call counts as engagement.';
comment on column public.settings.break_budget is 'False PATTERN_BREAK openings allowed per 100 client-weeks without change.';
comment on column public.settings.below_budget is 'False BELOW_PATTERN openings allowed per 100 client-weeks without change.';
comment on column public.settings.above_budget is 'False ABOVE_PATTERN openings allowed per 100 client-weeks without change.';
comment on column public.settings.lines_a_day is 'How many clients a coach can call on a day: the morning list shows each coach no more.';
comment on column public.settings.locale is 'Language and country (BCP 47) by which days, hours and numbers are written.';
comment on column public.settings.sections is 'The rooms'' own settings: one object for each room that has some, by its name. What is not there stands at its default.';

create table public.sign_in_failures (
  kind       text not null,
  key_hash   bytea not null,
  failures   integer not null,
  last_at    timestamp with time zone not null,
  wait_until timestamp with time zone,
  constraint sign_in_failures_pkey PRIMARY KEY (kind, key_hash),
  constraint sign_in_failures_are_counted CHECK (failures >= 0),
  constraint sign_in_failures_kind_is_known CHECK (kind = ANY (ARRAY['pair'::text, 'address'::text, 'email'::text, 'reset'::text]))
);
CREATE INDEX sign_in_failures_age ON public.sign_in_failures USING btree (last_at);
comment on table public.sign_in_failures is 'Failed sign-ins of the last hour, counted here because several servers share them; swept.';
comment on column public.sign_in_failures.kind is 'What is counted: pair (e-mail and client address), address, email, or reset (asked-for links to set a new password).';
comment on column public.sign_in_failures.key_hash is 'SHA-256 of what is counted: neither address is kept.';
comment on column public.sign_in_failures.failures is 'How many since there was last an hour without one.';
comment on column public.sign_in_failures.last_at is 'The last one.';
comment on column public.sign_in_failures.wait_until is 'Until then nobody gets a try, not even with the right password; null = no wait.';

create table public.source_readings (
  id             bigint generated always as identity not null,
  source         text not null,
  entity         text not null,
  columns        text[] not null,
  columns_sha256 text not null,
  choices        jsonb not null,
  kept_at        timestamp with time zone not null,
  kept_by        text not null,
  constraint source_readings_pkey PRIMARY KEY (id),
  constraint source_readings_one_for_each UNIQUE (source, entity, columns_sha256)
);
comment on table public.source_readings is 'What somebody chose about how files of a source with certain columns are read; the next such file starts with it. Kept until it is forgotten. Holds no client''s data.';
comment on column public.source_readings.id is 'Key.';
comment on column public.source_readings.source is 'The name of the source, as on its deliveries.';
comment on column public.source_readings.entity is 'Of what the files are: calls.';
comment on column public.source_readings.columns is 'The column names of the file; their numbers (#1) where it has none.';
comment on column public.source_readings.columns_sha256 is 'SHA-256 of the column names, hexadecimal: an index has no room for wide files.';
comment on column public.source_readings.choices is 'What was chosen: map, words, dateOrder, zone, region, encoding, sheet, lengthUnit.';
comment on column public.source_readings.kept_at is 'When it was chosen last.';
comment on column public.source_readings.kept_by is 'Who chose it.';

create table public.source_records (
  source      text not null,
  entity      text not null,
  external_id text not null,
  row_id      uuid not null,
  modified_at timestamp with time zone,
  hash        uuid not null,
  received_at timestamp with time zone not null,
  deleted_at  timestamp with time zone,
  merged_into text,
  constraint source_records_pkey PRIMARY KEY (source, entity, external_id),
  constraint source_records_are_named CHECK (source <> ''::text AND entity <> ''::text AND external_id <> ''::text),
  constraint source_records_id_is_an_id CHECK (length(external_id) <= 200)
);
CREATE INDEX source_records_row ON public.source_records USING btree (row_id);
comment on table public.source_records is 'Which row of ours a source means by an id of its own. Written by the intake alone; a change is applied when it is not older than what is stored.';
comment on column public.source_records.source is 'The source''s name.';
comment on column public.source_records.entity is 'What the row is, as in the address of a webhook: sessions, packages.';
comment on column public.source_records.external_id is 'The source''s own id.';
comment on column public.source_records.row_id is 'The key of our row in the entity''s table.';
comment on column public.source_records.modified_at is 'When the source last changed it, as far as it says; older news is not applied.';
comment on column public.source_records.hash is 'Hash of what the source said last.';
comment on column public.source_records.received_at is 'When the source last said something new of it.';
comment on column public.source_records.deleted_at is 'When the source took it away; null = it has not.';
comment on column public.source_records.merged_into is 'The source''s id of the row that this one turned out to be; null = none.';

create table public.source_silences (
  id        bigint generated always as identity not null,
  scope     text not null,
  provider  text,
  coach_id  uuid,
  starts_on date not null,
  ends_on   date,
  usual     double precision[] not null,
  expected  numeric not null,
  seen      integer not null,
  chance    double precision not null,
  found_at  timestamp with time zone not null,
  lifted_at timestamp with time zone,
  constraint source_silences_pkey PRIMARY KEY (id),
  constraint source_silences_coach_belongs_to_coach CHECK ((coach_id IS NOT NULL) = (scope = 'COACH'::text)),
  constraint source_silences_end_after_start CHECK (ends_on IS NULL OR ends_on > starts_on),
  constraint source_silences_lift_after_finding CHECK (lifted_at IS NULL OR lifted_at >= found_at),
  constraint source_silences_provider_belongs_to_source CHECK (provider IS NULL OR (scope = ANY (ARRAY['SOURCE'::text, 'SESSIONS'::text]))),
  constraint source_silences_scope_is_known CHECK (scope = ANY (ARRAY['BOOK'::text, 'SOURCE'::text, 'COACH'::text, 'SESSIONS'::text])),
  constraint source_silences_sessions_are_named CHECK (scope <> 'SESSIONS'::text OR provider IS NOT NULL),
  constraint source_silences_usual_is_a_week CHECK (cardinality(usual) = 7)
);
CREATE INDEX source_silences_coach ON public.source_silences USING btree (coach_id) WHERE (coach_id IS NOT NULL);
CREATE UNIQUE INDEX source_silences_one_open ON public.source_silences USING btree (scope, COALESCE(provider, ''::text), COALESCE(coach_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE ((lifted_at IS NULL) AND (ends_on IS NULL));
comment on table public.source_silences is 'Business days [starts_on, ends_on) on which so few clients were active, of a source, a coach or the whole book, that data are missing: nobody concerned is judged by them. A row is never changed but lifted, so that each past moment knows what was known then.';
comment on column public.source_silences.id is 'Key.';
comment on column public.source_silences.scope is 'BOOK (everybody), SOURCE (clients whose calls mostly come from it), COACH (the clients of one coach) or SESSIONS (clients who are mostly seen by the sessions of one source; only where visits count).';
comment on column public.source_silences.provider is 'SOURCE: the provider, as in call_records; null = calls that name none. SESSIONS: the source, as in sessions.';
comment on column public.source_silences.coach_id is 'COACH: whose clients.';
comment on column public.source_silences.starts_on is 'First silent business day.';
comment on column public.source_silences.ends_on is 'First business day after it; null = it lasts.';
comment on column public.source_silences.usual is 'Active client-days on a usual Monday to Sunday before it.';
comment on column public.source_silences.expected is 'Active client-days usual on its days, when it was found.';
comment on column public.source_silences.seen is 'Active client-days seen on them, when it was found.';
comment on column public.source_silences.chance is 'The chance of so few.';
comment on column public.source_silences.found_at is 'The moment of the analysis that found it so; earlier ones do not know it.';
comment on column public.source_silences.lifted_at is 'The moment of the analysis from which it no longer holds, or is told by another row; null = it holds.';

create table public.sources (
  name       text not null,
  mapping    text default 'columns'::text not null,
  enabled    boolean default true not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  scheme     text default 'standard'::text not null,
  constraint sources_pkey PRIMARY KEY (name),
  constraint sources_mapping_is_given CHECK (mapping <> ''::text),
  constraint sources_name_is_a_name CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text AND length(name) <= 60),
  constraint sources_scheme_is_known CHECK (scheme = ANY (ARRAY['standard'::text, 'twilio'::text, 'aircall'::text, 'hubspot'::text, 'calendly'::text, 'stripe'::text]))
);
comment on table public.sources is 'Systems that post calls by themselves (webhooks). Their signing secrets stand in no table: they are in the environment or in files.';
comment on column public.sources.name is 'The source''s name, as in its address and on its calls.';
comment on column public.sources.mapping is 'How its messages are read: the name of a ready mapping, or one as JSON.';
comment on column public.sources.enabled is 'Whether messages are taken.';
comment on column public.sources.created_at is 'When the row was made.';
comment on column public.sources.updated_at is 'When it last changed.';
comment on column public.sources.scheme is 'How its messages are signed: standard (Standard Webhooks), twilio, aircall, hubspot, calendly or stripe.';

create table public.staff (
  id         uuid default gen_random_uuid() not null,
  name       text not null,
  email      text,
  role       text default 'coach'::text not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint staff_pkey PRIMARY KEY (id),
  constraint staff_email_once UNIQUE (email),
  constraint staff_name_is_given CHECK (btrim(name) <> ''::text),
  constraint staff_role_is_known CHECK (role = ANY (ARRAY['owner'::text, 'admin'::text, 'coach'::text, 'setter'::text, 'closer'::text]))
);
CREATE UNIQUE INDEX staff_name_once ON public.staff USING btree (lower(name));
comment on table public.staff is 'Who works here: coaches, setters, owners.';
comment on column public.staff.id is 'Key.';
comment on column public.staff.name is 'The name people and imports use.';
comment on column public.staff.email is 'Normalised address, if known.';
comment on column public.staff.role is 'owner, admin, coach, setter or closer.';
comment on column public.staff.created_at is 'When the row was made.';
comment on column public.staff.updated_at is 'When it last changed.';

create table public.user_links (
  id            uuid default gen_random_uuid() not null,
  token_hash    bytea not null,
  purpose       text not null,
  user_id       uuid,
  made_at       timestamp with time zone not null,
  made_by       text not null,
  expires_at    timestamp with time zone not null,
  used_at       timestamp with time zone,
  superseded_at timestamp with time zone,
  constraint user_links_pkey PRIMARY KEY (id),
  constraint user_links_token_once UNIQUE (token_hash),
  constraint user_links_end_after_making CHECK (expires_at > made_at),
  constraint user_links_first_owner_is_nobody_yet CHECK ((purpose = 'first_owner'::text) = (user_id IS NULL)),
  constraint user_links_purpose_is_known CHECK (purpose = ANY (ARRAY['first_owner'::text, 'invitation'::text, 'password_reset'::text, 'sign_in'::text])),
  constraint user_links_token_is_hashed CHECK (octet_length(token_hash) = 32)
);
CREATE INDEX user_links_user ON public.user_links USING btree (user_id);
CREATE UNIQUE INDEX user_links_one_open ON public.user_links USING btree (user_id, purpose) NULLS NOT DISTINCT WHERE ((used_at IS NULL) AND (superseded_at IS NULL));
comment on table public.user_links is 'One-time links: each opens one door once, until its end; a newer one of the same purpose and person takes its place.';
comment on column public.user_links.id is 'Key.';
comment on column public.user_links.token_hash is 'SHA-256 of the token; the token itself is only in the link.';
comment on column public.user_links.purpose is 'first_owner (makes the first account), invitation, password_reset or sign_in.';
comment on column public.user_links.user_id is 'Whom it lets in; null = first_owner, who does not exist yet.';
comment on column public.user_links.made_at is 'When it was made.';
comment on column public.user_links.made_by is 'Who made it.';
comment on column public.user_links.expires_at is 'From then on it opens nothing.';
comment on column public.user_links.used_at is 'When it was used; null = not yet.';
comment on column public.user_links.superseded_at is 'When a newer one took its place, or the account was closed; null = it counts.';

create table public.user_sessions (
  id             uuid default gen_random_uuid() not null,
  token_hash     bytea not null,
  user_id        uuid not null,
  security_stamp uuid not null,
  browser        text,
  made_at        timestamp with time zone not null,
  last_seen_at   timestamp with time zone not null,
  expires_at     timestamp with time zone not null,
  ended_at       timestamp with time zone,
  constraint user_sessions_pkey PRIMARY KEY (id),
  constraint user_sessions_token_once UNIQUE (token_hash),
  constraint user_sessions_browser_is_short CHECK (char_length(browser) <= 200),
  constraint user_sessions_token_is_hashed CHECK (octet_length(token_hash) = 32)
);
CREATE INDEX user_sessions_expiry ON public.user_sessions USING btree (expires_at);
CREATE INDEX user_sessions_user ON public.user_sessions USING btree (user_id, made_at DESC);
comment on table public.user_sessions is 'Who is signed in, for every server alike: a cookie names one of these, and ends with it.';
comment on column public.user_sessions.id is 'Key.';
comment on column public.user_sessions.token_hash is 'SHA-256 of the token; the token itself is only in the cookie.';
comment on column public.user_sessions.user_id is 'Whose.';
comment on column public.user_sessions.security_stamp is 'The account''s stamp when it began; over when that changes.';
comment on column public.user_sessions.browser is 'What the browser says it is, cut short; for people to know their own again.';
comment on column public.user_sessions.made_at is 'When it began.';
comment on column public.user_sessions.last_seen_at is 'When it was last used, written at most once a minute; over 12 hours after.';
comment on column public.user_sessions.expires_at is 'When it is over, however much it is used.';
comment on column public.user_sessions.ended_at is 'When somebody signed out or ended it; null = nobody did.';

create table public.users (
  id              uuid default gen_random_uuid() not null,
  email           text not null,
  name            text not null,
  app_role        text not null,
  staff_id        uuid,
  password_hash   text,
  has_password    boolean generated always as ((password_hash IS NOT NULL)) stored not null,
  security_stamp  uuid default gen_random_uuid() not null,
  made_at         timestamp with time zone not null,
  made_by         text not null,
  disabled_at     timestamp with time zone,
  last_sign_in_at timestamp with time zone,
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_once UNIQUE (email),
  constraint users_coach_is_staff CHECK (app_role <> 'coach'::text OR staff_id IS NOT NULL),
  constraint users_name_is_given CHECK (btrim(name) <> ''::text),
  constraint users_role_is_known CHECK (app_role = ANY (ARRAY['owner'::text, 'admin'::text, 'coach'::text, 'setter'::text, 'closer'::text]))
);
CREATE INDEX users_staff ON public.users USING btree (staff_id) WHERE (staff_id IS NOT NULL);
comment on table public.users is 'Who may sign in. An account is disabled, never deleted, so that the record of what was done keeps its meaning.';
comment on column public.users.id is 'Key; the claim sub of whoever signs in.';
comment on column public.users.email is 'The address to sign in with, in its one form; it belongs to nobody else.';
comment on column public.users.name is 'What people call them.';
comment on column public.users.app_role is 'owner, admin, coach, setter or closer.';
comment on column public.users.staff_id is 'Who of the staff this is; a coach always is one, for the book hangs on it.';
comment on column public.users.password_hash is 'The password''s hash with its parameters; null until it is set.';
comment on column public.users.has_password is 'Whether the invitation was accepted.';
comment on column public.users.security_stamp is 'Changes with password, role and disabling: a session of another stamp is over.';
comment on column public.users.made_at is 'When the account was made.';
comment on column public.users.made_by is 'Who made it: user:id, key:id, command line:login, or the link itself.';
comment on column public.users.disabled_at is 'Since when it is closed; null = open.';
comment on column public.users.last_sign_in_at is 'When somebody last signed in with it.';


-- Functions that refer to tables

CREATE OR REPLACE FUNCTION public.get_active_insights(p_limit integer DEFAULT 10)
 RETURNS SETOF public.proactive_insights
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select i.*
  from public.proactive_insights i
  where not i.is_dismissed
    and (i.expires_at is null or i.expires_at > pg_catalog.now())
  order by
    case i.priority when 'critical' then 1 when 'high' then 2 when 'medium' then 3 else 4 end,
    i.created_at desc,
    i.id
  limit least(greatest(coalesce(p_limit, 10), 0), 1000)
$function$;
comment on function public.get_active_insights(p_limit integer) is 'Insights neither dismissed nor expired, most urgent first, then newest.';

CREATE OR REPLACE FUNCTION public.get_successful_decisions(p_decision_type text, p_limit integer DEFAULT 10)
 RETURNS SETOF public.agent_decisions
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select d.*
  from public.agent_decisions d
  where d.decision_type = p_decision_type
    and d.outcome in ('successful', 'partially_successful')
  order by d.created_at desc, d.id
  limit least(greatest(coalesce(p_limit, 10), 0), 1000)
$function$;
comment on function public.get_successful_decisions(p_decision_type text, p_limit integer) is 'Decisions of a kind that turned out well, newest first.';


-- Foreign keys

alter table public.api_keys add constraint api_keys_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

alter table public.back_test_alerts add constraint back_test_alerts_back_test_fkey FOREIGN KEY (back_test_id) REFERENCES public.back_tests(id) ON DELETE CASCADE;
alter table public.back_test_alerts add constraint back_test_alerts_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.call_pattern_analysis add constraint call_pattern_analysis_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.call_pattern_episodes add constraint call_pattern_episodes_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.call_pattern_new_usuals add constraint call_pattern_new_usuals_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.call_records add constraint call_records_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.call_rollups add constraint call_rollups_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.client_emails add constraint client_emails_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.client_health_history add constraint client_health_history_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.client_health_scores add constraint client_health_scores_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.client_notes add constraint client_notes_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;
alter table public.client_notes add constraint client_notes_writer_fkey FOREIGN KEY (written_by_id) REFERENCES public.users(id) ON DELETE SET NULL;

alter table public.client_owner_changes add constraint client_owner_changes_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;
alter table public.client_owner_changes add constraint client_owner_changes_from_fkey FOREIGN KEY (from_coach) REFERENCES public.staff(id) ON DELETE SET NULL;
alter table public.client_owner_changes add constraint client_owner_changes_to_fkey FOREIGN KEY (to_coach) REFERENCES public.staff(id) ON DELETE SET NULL;

alter table public.client_pauses add constraint client_pauses_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.client_phones add constraint client_phones_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.client_status_changes add constraint client_status_changes_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.client_zone_changes add constraint client_zone_changes_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.clients add constraint clients_coach_fkey FOREIGN KEY (coach_id) REFERENCES public.staff(id) ON DELETE SET NULL;
alter table public.clients add constraint clients_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.clients(id) ON DELETE SET NULL;

alter table public.delivery_rejects add constraint delivery_rejects_delivery_fkey FOREIGN KEY (delivery_id) REFERENCES public.deliveries(id) ON DELETE CASCADE;

alter table public.health_overrides add constraint health_overrides_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.insight_events add constraint insight_events_assigned_user_fkey FOREIGN KEY (assigned_user_id) REFERENCES public.users(id) ON DELETE SET NULL;
alter table public.insight_events add constraint insight_events_insight_fkey FOREIGN KEY (insight_id) REFERENCES public.proactive_insights(id) ON DELETE CASCADE;
alter table public.insight_events add constraint insight_events_undoes_fkey FOREIGN KEY (undoes_id) REFERENCES public.insight_events(id) ON DELETE CASCADE;

alter table public.insight_messages add constraint insight_messages_event_fkey FOREIGN KEY (event_id) REFERENCES public.insight_events(id) ON DELETE CASCADE;
alter table public.insight_messages add constraint insight_messages_insight_fkey FOREIGN KEY (insight_id) REFERENCES public.proactive_insights(id) ON DELETE CASCADE;
alter table public.insight_messages add constraint insight_messages_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

alter table public.intervention_assignments add constraint intervention_assignments_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.intervention_events add constraint intervention_events_assigned_user_fkey FOREIGN KEY (assigned_user_id) REFERENCES public.users(id) ON DELETE SET NULL;
alter table public.intervention_events add constraint intervention_events_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;
alter table public.intervention_events add constraint intervention_events_end_fkey FOREIGN KEY (end_id) REFERENCES public.client_status_changes(id) ON DELETE SET NULL;
alter table public.intervention_events add constraint intervention_events_item_fkey FOREIGN KEY (item_id) REFERENCES public.intervention_log(id) ON DELETE CASCADE;
alter table public.intervention_events add constraint intervention_events_new_usual_fkey FOREIGN KEY (new_usual_id) REFERENCES public.call_pattern_new_usuals(id) ON DELETE SET NULL;
alter table public.intervention_events add constraint intervention_events_pause_fkey FOREIGN KEY (pause_id) REFERENCES public.client_pauses(id) ON DELETE SET NULL;

alter table public.intervention_log add constraint intervention_log_assigned_user_fkey FOREIGN KEY (assigned_user_id) REFERENCES public.users(id) ON DELETE SET NULL;
alter table public.intervention_log add constraint intervention_log_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.never_withheld add constraint never_withheld_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.not_duplicates add constraint not_duplicates_one_fkey FOREIGN KEY (one) REFERENCES public.clients(id) ON DELETE CASCADE;
alter table public.not_duplicates add constraint not_duplicates_other_fkey FOREIGN KEY (other) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.notice_deliveries add constraint notice_deliveries_channel_fkey FOREIGN KEY (channel_id) REFERENCES public.notice_channels(id) ON DELETE CASCADE;
alter table public.notice_deliveries add constraint notice_deliveries_notice_fkey FOREIGN KEY (notice_id) REFERENCES public.notices(id) ON DELETE CASCADE;
alter table public.notice_deliveries add constraint notice_deliveries_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

alter table public.notice_preferences add constraint notice_preferences_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

alter table public.package_counts add constraint package_counts_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.package_usage add constraint package_usage_package_fkey FOREIGN KEY (package_id) REFERENCES public.packages(id) ON DELETE CASCADE;

alter table public.package_versions add constraint package_versions_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.packages add constraint packages_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.payment_versions add constraint payment_versions_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.payments add constraint payments_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.people add constraint people_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.person_versions add constraint person_versions_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.proactive_insights add constraint proactive_insights_staff_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id) ON DELETE SET NULL;

alter table public.received_messages add constraint received_messages_source_fkey FOREIGN KEY (source) REFERENCES public.sources(name) ON DELETE CASCADE;

alter table public.saved_views add constraint saved_views_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

alter table public.scorecard_back_tests add constraint scorecard_back_tests_compared_fkey FOREIGN KEY (compared_with) REFERENCES public.health_scorecards(id) ON DELETE CASCADE;
alter table public.scorecard_back_tests add constraint scorecard_back_tests_scorecard_fkey FOREIGN KEY (scorecard_id) REFERENCES public.health_scorecards(id) ON DELETE CASCADE;

alter table public.session_versions add constraint session_versions_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.sessions add constraint sessions_client_fkey FOREIGN KEY (client_id) REFERENCES public.clients(id) ON DELETE CASCADE;

alter table public.source_silences add constraint source_silences_coach_fkey FOREIGN KEY (coach_id) REFERENCES public.staff(id) ON DELETE CASCADE;

alter table public.user_links add constraint user_links_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

alter table public.user_sessions add constraint user_sessions_user_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

alter table public.users add constraint users_staff_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id);


-- Views

create view public.client_lifecycle_history with (security_invoker=true) as
 WITH cards AS (
         SELECT c_1.id,
            (( SELECT i.place
                   FROM jsonb_array_elements(c_1.definition -> 'inputs'::text) WITH ORDINALITY i(input, place)
                  WHERE (i.input ->> 'measure'::text) = 'attended'::text AND (i.input ->> 'days'::text) = '7'::text
                 LIMIT 1))::integer AS attended
           FROM public.health_scorecards c_1
        ), weeks AS (
         SELECT DISTINCT ON (s.email, h.client_id, (date_trunc('week'::text, h.scored_on::timestamp without time zone))) s.email,
            h.client_id,
            date_trunc('week'::text, h.scored_on::timestamp without time zone)::date + 6 AS week_ending_date,
            h.score,
            h.zone,
            h.inputs[c_1.attended] AS sessions,
            h.risk_points,
            h.as_of
           FROM public.client_health_scores s
             JOIN public.client_health_history h ON h.client_id = s.client_id
             JOIN cards c_1 ON c_1.id = h.scorecard_id
          WHERE s.email IS NOT NULL
          ORDER BY s.email, h.client_id, (date_trunc('week'::text, h.scored_on::timestamp without time zone)), h.scored_on DESC, h.as_of DESC
        ), beside AS (
         SELECT w.email,
            w.client_id,
            w.week_ending_date,
            w.score,
            w.zone,
            w.sessions,
            w.risk_points,
            w.as_of,
                CASE
                    WHEN lag(w.week_ending_date) OVER (PARTITION BY w.email, w.client_id ORDER BY w.week_ending_date) = (w.week_ending_date - 7) THEN lag(w.sessions) OVER (PARTITION BY w.email, w.client_id ORDER BY w.week_ending_date)
                    ELSE NULL::numeric
                END AS sessions_before
           FROM weeks w
        )
 SELECT b.email,
    b.week_ending_date,
    b.score AS health_score,
    b.zone AS health_zone,
    b.sessions::numeric(5,1) AS sessions_this_week,
    b.sessions_before::numeric(5,1) AS sessions_previous_week,
    c.change::numeric(5,2) AS week_over_week_change,
        CASE
            WHEN c.change > 20::numeric THEN 'ACCELERATING'::text
            WHEN c.change < '-20'::integer::numeric THEN 'DECLINING'::text
            WHEN c.change IS NOT NULL THEN 'STABLE'::text
            ELSE NULL::text
        END AS engagement_trend,
    b.risk_points AS predictive_risk_score,
    b.as_of AS created_at
   FROM beside b
     CROSS JOIN LATERAL ( SELECT
                CASE
                    WHEN b.sessions_before > 0::numeric THEN LEAST(999.99, GREATEST('-999.99'::numeric, round((b.sessions - b.sessions_before) / b.sessions_before * 100::numeric, 2)))
                    ELSE NULL::numeric
                END AS change) c;
comment on view public.client_lifecycle_history is 'Each client''s last score of each week, weeks ending on Sunday, for clients with an e-mail: zone, sessions attended in the 7 days before it and in those of the week before, their change in percent, null where the week before had none or is unknown; the trend of it (more than 20 % up ACCELERATING, more than 20 % down DECLINING, else STABLE), points of risk, when it was scored.';

create view public.intervention_log_live with (security_invoker=true) as
 SELECT i.id,
    COALESCE(h.email, t.phone, ''::text) AS client_email,
    COALESCE(h.email, t.phone, ''::text) AS email,
    h.firstname,
    h.lastname,
    COALESCE(NULLIF(btrim(concat_ws(' '::text, btrim(h.firstname), btrim(h.lastname))), ''::text), h.email, t.phone, ''::text) AS client_name,
    COALESCE(i.playbook_type, i.intervention_type) AS intervention_type,
    COALESCE(i.playbook_priority, i.priority) AS priority,
        CASE
            WHEN i.cause_kind = 'EARLIER'::text THEN COALESCE(i.cause_status, i.status)
            ELSE i.status
        END AS status,
    h.health_score,
    i.health_score_at_trigger,
    i.health_score_at_trigger AS health_score_before,
    k.score AS health_score_after,
    h.health_zone,
    i.health_zone_at_trigger,
    k.zone AS health_zone_after,
    h.health_trend,
    i.churn_risk_at_trigger,
    i.trigger_reason,
    i.triggered_at,
    i.triggered_at AS intervention_date,
    i.act_by AS due_date,
    i.completed_at,
    i.actioned_at,
    i.follow_up_date,
    COALESCE(i.assigned_to, h.assigned_coach) AS assigned_to,
    h.assigned_coach,
    i.executed_by,
    'Client Vital Suite'::text AS recommended_by,
    COALESCE(i.playbook_type, i.intervention_type) AS recommended_action,
    i.communication_method,
    i.communication_timing,
    NULL::text AS message_tone,
    NULL::text AS psychological_insight,
    i.trigger_reason AS root_cause,
    NULL::text AS ai_recommendation,
    NULL::text AS ai_insight,
    NULL::numeric AS ai_confidence,
    NULL::numeric AS success_probability,
    i.outcome,
    n.note AS notes,
    NULL::text AS owner_notes,
    NULL::numeric AS revenue_protected_aed,
    NULL::integer AS sessions_recovered,
    h.hubspot_contact_id
   FROM public.intervention_log i
     JOIN public.client_health_scores h ON h.client_id = i.client_id
     LEFT JOIN public.client_phones t ON t.client_id = i.client_id AND t.is_primary
     LEFT JOIN LATERAL ( SELECT y.score,
            y.zone
           FROM public.client_health_history y
          WHERE y.client_id = i.client_id AND y.scored_on > i.triggered_on AND y.scored_on <= (i.triggered_on + 30) AND i.completed_at IS NOT NULL
          ORDER BY y.scored_on DESC
         LIMIT 1) k ON true
     LEFT JOIN LATERAL ( SELECT string_agg(v.note, '
'::text ORDER BY v.made_at, v.id) AS note
           FROM public.intervention_events v
          WHERE v.item_id = i.id AND v.note IS NOT NULL AND v.undone_at IS NULL) n ON true;
comment on view public.intervention_log_live is 'Items under the column names of the owner''s live table. What is not kept is null: nothing is invented.';

create view public.intervention_outcomes with (security_invoker=true) as
 SELECT i.id AS item_id,
    i.client_id,
    i.cause_kind,
    i.cause_status,
    p.key AS playbook,
    p.version AS playbook_version,
    a.arm,
    i.triggered_at,
    i.triggered_on,
    i.exposed_until,
        CASE
            WHEN i.outcome_measured_at IS NULL THEN 'NOT_KNOWN_YET'::text
            WHEN i.returned_on IS NOT NULL THEN 'RETURNED'::text
            ELSE 'NOT_RETURNED'::text
        END AS outcome,
    i.returned_on,
    (EXISTS ( SELECT
           FROM public.intervention_events v
          WHERE v.item_id = i.id AND v.kind = 'REACHED'::text AND v.undone_at IS NULL AND (i.exposed_until IS NULL OR v.made_on <= i.exposed_until))) AS was_reached,
    i.churn_risk_at_trigger
   FROM public.intervention_log i
     LEFT JOIN public.playbooks p ON p.id = i.playbook_id
     LEFT JOIN public.intervention_assignments a ON a.item_id = i.id
  WHERE i.cause_kind <> 'EARLIER'::text;
comment on view public.intervention_outcomes is 'What became of the client of each item: two active days within 14, within 30 exposed days after it was opened, whatever was done (intention to treat). Not known before the 30 days are over.';


-- Triggers

CREATE TRIGGER update_agent_decisions_updated_at BEFORE UPDATE ON public.agent_decisions FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER update_agent_knowledge_updated_at BEFORE UPDATE ON public.agent_knowledge FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER update_agent_metrics_updated_at BEFORE UPDATE ON public.agent_metrics FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER api_keys_access_changed AFTER UPDATE OF user_id, scopes, expires_at, revoked_at ON public.api_keys FOR EACH ROW WHEN (old.user_id IS DISTINCT FROM new.user_id OR old.scopes IS DISTINCT FROM new.scopes OR old.expires_at IS DISTINCT FROM new.expires_at OR old.revoked_at IS DISTINCT FROM new.revoked_at) EXECUTE FUNCTION public.tell_access_changed();
CREATE TRIGGER api_keys_access_deleted AFTER DELETE ON public.api_keys FOR EACH ROW EXECUTE FUNCTION public.tell_access_changed();
CREATE TRIGGER api_keys_access_truncated AFTER TRUNCATE ON public.api_keys FOR EACH STATEMENT EXECUTE FUNCTION public.tell_access_changed();

CREATE TRIGGER update_call_pattern_analysis_updated_at BEFORE UPDATE ON public.call_pattern_analysis FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER update_call_pattern_episodes_updated_at BEFORE UPDATE ON public.call_pattern_episodes FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER call_records_rollup_delete AFTER DELETE ON public.call_records REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION public.keep_call_rollups();
CREATE TRIGGER call_records_rollup_insert AFTER INSERT ON public.call_records REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION public.keep_call_rollups();
CREATE TRIGGER call_records_rollup_truncate AFTER TRUNCATE ON public.call_records FOR EACH STATEMENT EXECUTE FUNCTION public.keep_call_rollups();
CREATE TRIGGER call_records_rollup_update AFTER UPDATE ON public.call_records REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION public.keep_call_rollups();
CREATE TRIGGER update_call_records_updated_at BEFORE UPDATE ON public.call_records FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER update_client_health_scores_updated_at BEFORE UPDATE ON public.client_health_scores FOR EACH ROW WHEN (NOT new.updated_at IS DISTINCT FROM old.updated_at) EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER clients_end_of_contact AFTER UPDATE OF status, merged_into, ended_on ON public.clients FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status OR old.merged_into IS DISTINCT FROM new.merged_into OR old.ended_on IS DISTINCT FROM new.ended_on) EXECUTE FUNCTION public.keep_end_of_contact();
CREATE TRIGGER update_clients_updated_at BEFORE UPDATE ON public.clients FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER intervention_assignments_stay BEFORE UPDATE ON public.intervention_assignments FOR EACH ROW EXECUTE FUNCTION public.keep_what_was_written();

CREATE TRIGGER intervention_log_end_of_contact BEFORE INSERT OR UPDATE OF client_id ON public.intervention_log FOR EACH ROW EXECUTE FUNCTION public.keep_end_of_contact();
CREATE TRIGGER update_intervention_log_updated_at BEFORE UPDATE ON public.intervention_log FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER job_schedules_owe_anew BEFORE UPDATE ON public.job_schedules FOR EACH ROW WHEN (old.cron IS DISTINCT FROM new.cron OR old.zone IS DISTINCT FROM new.zone OR old.enabled IS DISTINCT FROM new.enabled) EXECUTE FUNCTION public.owe_slots_anew();
CREATE TRIGGER update_job_schedules_updated_at BEFORE UPDATE ON public.job_schedules FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER packages_counts_delete AFTER DELETE ON public.packages REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION public.mark_package_counts();
CREATE TRIGGER packages_counts_insert AFTER INSERT ON public.packages REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION public.mark_package_counts();
CREATE TRIGGER packages_counts_truncate AFTER TRUNCATE ON public.packages FOR EACH STATEMENT EXECUTE FUNCTION public.mark_package_counts();
CREATE TRIGGER packages_counts_update AFTER UPDATE ON public.packages REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION public.mark_package_counts();

CREATE TRIGGER playbooks_stay BEFORE UPDATE ON public.playbooks FOR EACH ROW EXECUTE FUNCTION public.keep_what_was_written();

CREATE TRIGGER update_proactive_insights_updated_at BEFORE UPDATE ON public.proactive_insights FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER sessions_counts_delete AFTER DELETE ON public.sessions REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION public.mark_package_counts();
CREATE TRIGGER sessions_counts_insert AFTER INSERT ON public.sessions REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION public.mark_package_counts();
CREATE TRIGGER sessions_counts_truncate AFTER TRUNCATE ON public.sessions FOR EACH STATEMENT EXECUTE FUNCTION public.mark_package_counts();
CREATE TRIGGER sessions_counts_update AFTER UPDATE ON public.sessions REFERENCING OLD TABLE AS went NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION public.mark_package_counts();

CREATE TRIGGER update_sources_updated_at BEFORE UPDATE ON public.sources FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER update_staff_updated_at BEFORE UPDATE ON public.staff FOR EACH ROW EXECUTE FUNCTION public.update_updated_at_column();

CREATE TRIGGER user_sessions_access_changed AFTER UPDATE OF user_id, security_stamp, expires_at, ended_at ON public.user_sessions FOR EACH ROW WHEN (old.user_id IS DISTINCT FROM new.user_id OR old.security_stamp IS DISTINCT FROM new.security_stamp OR old.expires_at IS DISTINCT FROM new.expires_at OR old.ended_at IS DISTINCT FROM new.ended_at) EXECUTE FUNCTION public.tell_access_changed();
CREATE TRIGGER user_sessions_access_deleted AFTER DELETE ON public.user_sessions FOR EACH ROW WHEN (old.ended_at IS NULL) EXECUTE FUNCTION public.tell_access_changed();
CREATE TRIGGER user_sessions_access_truncated AFTER TRUNCATE ON public.user_sessions FOR EACH STATEMENT EXECUTE FUNCTION public.tell_access_changed();

CREATE TRIGGER users_access_changed AFTER UPDATE OF app_role, staff_id, disabled_at, security_stamp ON public.users FOR EACH ROW WHEN (old.app_role IS DISTINCT FROM new.app_role OR old.staff_id IS DISTINCT FROM new.staff_id OR old.disabled_at IS DISTINCT FROM new.disabled_at OR old.security_stamp IS DISTINCT FROM new.security_stamp) EXECUTE FUNCTION public.tell_access_changed();
CREATE TRIGGER users_access_deleted AFTER DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION public.tell_access_changed();
CREATE TRIGGER users_access_truncated AFTER TRUNCATE ON public.users FOR EACH STATEMENT EXECUTE FUNCTION public.tell_access_changed();


-- Row security

alter table public.agent_conversations enable row level security;
create policy agent_conversations_read_own on public.agent_conversations for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (user_id = (NULLIF((( SELECT public.claims() AS claims) ->> 'sub'::text), ''::text))::uuid)));
create policy agent_conversations_written_by_service on public.agent_conversations for all to service_role
  using (true)
  with check (true);

alter table public.agent_decisions enable row level security;
create policy agent_decisions_read_by_owner on public.agent_decisions for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy agent_decisions_written_by_service on public.agent_decisions for all to service_role
  using (true)
  with check (true);

alter table public.agent_knowledge enable row level security;
create policy agent_knowledge_read_when_signed_in on public.agent_knowledge for select to authenticated
  using ((( SELECT public.claims() AS claims) ? 'app_role'::text));
create policy agent_knowledge_written_by_service on public.agent_knowledge for all to service_role
  using (true)
  with check (true);

alter table public.agent_metrics enable row level security;
create policy agent_metrics_read_by_owner on public.agent_metrics for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy agent_metrics_written_by_service on public.agent_metrics for all to service_role
  using (true)
  with check (true);

alter table public.allowed_origins enable row level security;
create policy allowed_origins_read_by_owner on public.allowed_origins for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy allowed_origins_written_by_service on public.allowed_origins for all to service_role
  using (true)
  with check (true);

alter table public.api_keys enable row level security;
create policy api_keys_read_own_or_all on public.api_keys for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (user_id = ( SELECT public.own_user_id() AS own_user_id))));
create policy api_keys_written_by_service on public.api_keys for all to service_role
  using (true)
  with check (true);

alter table public.audit_log enable row level security;
create policy audit_log_added_by_service on public.audit_log for insert to service_role
  with check (true);
create policy audit_log_read_by_owner_and_admin on public.audit_log for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy audit_log_read_by_service on public.audit_log for select to service_role
  using (true);

alter table public.back_test_alerts enable row level security;
create policy back_test_alerts_read_by_owner on public.back_test_alerts for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) AND ( SELECT public.judges_clients() AS judges_clients)));
create policy back_test_alerts_written_by_service on public.back_test_alerts for all to service_role
  using (true)
  with check (true);

alter table public.back_tests enable row level security;
create policy back_tests_read_by_owner on public.back_tests for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) AND ( SELECT public.judges_clients() AS judges_clients)));
create policy back_tests_written_by_service on public.back_tests for all to service_role
  using (true)
  with check (true);

alter table public.call_pattern_analysis enable row level security;
create policy call_pattern_analysis_read_in_scope on public.call_pattern_analysis for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = call_pattern_analysis.client_id))))));
create policy call_pattern_analysis_written_by_service on public.call_pattern_analysis for all to service_role
  using (true)
  with check (true);

alter table public.call_pattern_episodes enable row level security;
create policy call_pattern_episodes_read_in_scope on public.call_pattern_episodes for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = call_pattern_episodes.client_id))))));
create policy call_pattern_episodes_written_by_service on public.call_pattern_episodes for all to service_role
  using (true)
  with check (true);

alter table public.call_pattern_new_usuals enable row level security;
create policy call_pattern_new_usuals_read_in_scope on public.call_pattern_new_usuals for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = call_pattern_new_usuals.client_id))))));
create policy call_pattern_new_usuals_written_by_service on public.call_pattern_new_usuals for all to service_role
  using (true)
  with check (true);

alter table public.call_records enable row level security;
create policy call_records_read_in_scope on public.call_records for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = call_records.client_id)))));
create policy call_records_written_by_service on public.call_records for all to service_role
  using (true)
  with check (true);

alter table public.call_rollup_basis enable row level security;
create policy call_rollup_basis_read_when_signed_in on public.call_rollup_basis for select to authenticated
  using (( SELECT public.judges_clients() AS judges_clients));
create policy call_rollup_basis_written_by_service on public.call_rollup_basis for all to service_role
  using (true)
  with check (true);

alter table public.call_rollups enable row level security;
create policy call_rollups_read_in_scope on public.call_rollups for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = call_rollups.client_id))))));
create policy call_rollups_written_by_service on public.call_rollups for all to service_role
  using (true)
  with check (true);

alter table public.client_emails enable row level security;
create policy client_emails_read_in_scope on public.client_emails for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_emails.client_id)))));
create policy client_emails_written_by_service on public.client_emails for all to service_role
  using (true)
  with check (true);

alter table public.client_health_history enable row level security;
create policy client_health_history_read_in_scope on public.client_health_history for select to authenticated
  using ((( SELECT public.judges_clients() AS judges_clients) AND (( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_health_history.client_id))))));
create policy client_health_history_written_by_service on public.client_health_history for all to service_role
  using (true)
  with check (true);

alter table public.client_health_scores enable row level security;
create policy client_health_scores_read_in_scope on public.client_health_scores for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_health_scores.client_id))))));
create policy client_health_scores_written_by_service on public.client_health_scores for all to service_role
  using (true)
  with check (true);

alter table public.client_notes enable row level security;
create policy client_notes_read_in_scope on public.client_notes for select to authenticated
  using (((taken_back_at IS NULL) AND (( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_notes.client_id))))));
create policy client_notes_written_by_service on public.client_notes for all to service_role
  using (true)
  with check (true);

alter table public.client_owner_changes enable row level security;
create policy client_owner_changes_read_in_scope on public.client_owner_changes for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_owner_changes.client_id)))));
create policy client_owner_changes_written_by_service on public.client_owner_changes for all to service_role
  using (true)
  with check (true);

alter table public.client_pauses enable row level security;
create policy client_pauses_read_in_scope on public.client_pauses for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR ((client_id IS NULL) AND (( SELECT public.claims() AS claims) ? 'app_role'::text)) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_pauses.client_id)))));
create policy client_pauses_written_by_service on public.client_pauses for all to service_role
  using (true)
  with check (true);

alter table public.client_phones enable row level security;
create policy client_phones_read_in_scope on public.client_phones for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_phones.client_id)))));
create policy client_phones_written_by_service on public.client_phones for all to service_role
  using (true)
  with check (true);

alter table public.client_status_changes enable row level security;
create policy client_status_changes_read_in_scope on public.client_status_changes for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_status_changes.client_id)))));
create policy client_status_changes_written_by_service on public.client_status_changes for all to service_role
  using (true)
  with check (true);

alter table public.client_zone_changes enable row level security;
create policy client_zone_changes_read_in_scope on public.client_zone_changes for select to authenticated
  using ((( SELECT public.judges_clients() AS judges_clients) AND (( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = client_zone_changes.client_id))))));
create policy client_zone_changes_written_by_service on public.client_zone_changes for all to service_role
  using (true)
  with check (true);

alter table public.clients enable row level security;
create policy clients_read_in_scope on public.clients for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR ((( SELECT public.app_role() AS app_role) = 'coach'::text) AND (coach_id = ( SELECT public.own_staff_id() AS own_staff_id)))));
create policy clients_written_by_service on public.clients for all to service_role
  using (true)
  with check (true);

alter table public.deliveries enable row level security;
create policy deliveries_read_by_owner on public.deliveries for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy deliveries_written_by_service on public.deliveries for all to service_role
  using (true)
  with check (true);

alter table public.delivery_changes enable row level security;
create policy delivery_changes_read_by_owner on public.delivery_changes for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy delivery_changes_written_by_service on public.delivery_changes for all to service_role
  using (true)
  with check (true);

alter table public.delivery_files enable row level security;
create policy delivery_files_read_by_owner on public.delivery_files for select to authenticated
  using ((( SELECT public.app_role() AS app_role) = 'owner'::text));
create policy delivery_files_written_by_service on public.delivery_files for all to service_role
  using (true)
  with check (true);

alter table public.delivery_rejects enable row level security;
create policy delivery_rejects_read_by_owner on public.delivery_rejects for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy delivery_rejects_written_by_service on public.delivery_rejects for all to service_role
  using (true)
  with check (true);

alter table public.dropout_fits enable row level security;
create policy dropout_fits_read_by_who_judges on public.dropout_fits for select to authenticated
  using (( SELECT public.judges_clients() AS judges_clients));
create policy dropout_fits_written_by_service on public.dropout_fits for all to service_role
  using (true)
  with check (true);

alter table public.fact_confirmations enable row level security;
create policy fact_confirmations_read_by_owner on public.fact_confirmations for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy fact_confirmations_written_by_service on public.fact_confirmations for all to service_role
  using (true)
  with check (true);

alter table public.health_overrides enable row level security;
create policy health_overrides_read_in_scope on public.health_overrides for select to authenticated
  using ((( SELECT public.judges_clients() AS judges_clients) AND (( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = health_overrides.client_id))))));
create policy health_overrides_written_by_service on public.health_overrides for all to service_role
  using (true)
  with check (true);

alter table public.health_scorecards enable row level security;
create policy health_scorecards_read_by_who_judges on public.health_scorecards for select to authenticated
  using (( SELECT public.judges_clients() AS judges_clients));
create policy health_scorecards_written_by_service on public.health_scorecards for all to service_role
  using (true)
  with check (true);

alter table public.insight_checks enable row level security;
create policy insight_checks_read_by_judges on public.insight_checks for select to authenticated
  using (( SELECT public.judges_clients() AS judges_clients));
create policy insight_checks_written_by_service on public.insight_checks for all to service_role
  using (true)
  with check (true);

alter table public.insight_events enable row level security;
create policy insight_events_added_by_service on public.insight_events for insert to service_role
  with check (true);
create policy insight_events_read_by_service on public.insight_events for select to service_role
  using (true);
create policy insight_events_read_in_scope on public.insight_events for select to authenticated
  using ((( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.proactive_insights i
  WHERE (i.id = insight_events.insight_id)))));

alter table public.insight_messages enable row level security;
create policy insight_messages_read_in_scope on public.insight_messages for select to authenticated
  using ((( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.proactive_insights i
  WHERE (i.id = insight_messages.insight_id)))));
create policy insight_messages_written_by_service on public.insight_messages for all to service_role
  using (true)
  with check (true);

alter table public.intervention_assignments enable row level security;
create policy intervention_assignments_read_in_scope on public.intervention_assignments for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = intervention_assignments.client_id))))));
create policy intervention_assignments_written_by_service on public.intervention_assignments for all to service_role
  using (true)
  with check (true);

alter table public.intervention_events enable row level security;
create policy intervention_events_read_in_scope on public.intervention_events for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = intervention_events.client_id))))));
create policy intervention_events_written_by_service on public.intervention_events for all to service_role
  using (true)
  with check (true);

alter table public.intervention_log enable row level security;
create policy intervention_log_read_in_scope on public.intervention_log for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = intervention_log.client_id))))));
create policy intervention_log_written_by_service on public.intervention_log for all to service_role
  using (true)
  with check (true);

alter table public.job_runs enable row level security;
create policy job_runs_read_when_signed_in on public.job_runs for select to authenticated
  using ((( SELECT public.claims() AS claims) ? 'app_role'::text));
create policy job_runs_written_by_service on public.job_runs for all to service_role
  using (true)
  with check (true);

alter table public.job_schedules enable row level security;
create policy job_schedules_read_when_signed_in on public.job_schedules for select to authenticated
  using ((( SELECT public.claims() AS claims) ? 'app_role'::text));
create policy job_schedules_written_by_service on public.job_schedules for all to service_role
  using (true)
  with check (true);

alter table public.never_withheld enable row level security;
create policy never_withheld_read_in_scope on public.never_withheld for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = never_withheld.client_id))))));
create policy never_withheld_written_by_service on public.never_withheld for all to service_role
  using (true)
  with check (true);

alter table public.not_duplicates enable row level security;
create policy not_duplicates_read_by_owner on public.not_duplicates for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy not_duplicates_written_by_service on public.not_duplicates for all to service_role
  using (true)
  with check (true);

alter table public.notice_channels enable row level security;
create policy notice_channels_read_by_managers on public.notice_channels for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy notice_channels_written_by_service on public.notice_channels for all to service_role
  using (true)
  with check (true);

alter table public.notice_deliveries enable row level security;
create policy notice_deliveries_read_by_receiver on public.notice_deliveries for select to authenticated
  using (((user_id = ( SELECT public.own_user_id() AS own_user_id)) OR ( SELECT public.sees_everybody() AS sees_everybody)));
create policy notice_deliveries_written_by_service on public.notice_deliveries for all to service_role
  using (true)
  with check (true);

alter table public.notice_preferences enable row level security;
create policy notice_preferences_read_by_oneself on public.notice_preferences for select to authenticated
  using ((user_id = ( SELECT public.own_user_id() AS own_user_id)));
create policy notice_preferences_written_by_service on public.notice_preferences for all to service_role
  using (true)
  with check (true);

alter table public.notices enable row level security;
create policy notices_read_by_receiver on public.notices for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (EXISTS ( SELECT
   FROM public.notice_deliveries d
  WHERE ((d.notice_id = notices.id) AND (d.user_id = ( SELECT public.own_user_id() AS own_user_id)))))));
create policy notices_written_by_service on public.notices for all to service_role
  using (true)
  with check (true);

alter table public.package_counts enable row level security;
create policy package_counts_written_by_service on public.package_counts for all to service_role
  using (true)
  with check (true);

alter table public.package_usage enable row level security;
create policy package_usage_read_in_scope on public.package_usage for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.packages p
  WHERE (p.id = package_usage.package_id)))));
create policy package_usage_written_by_service on public.package_usage for all to service_role
  using (true)
  with check (true);

alter table public.package_versions enable row level security;
create policy package_versions_read_in_scope on public.package_versions for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = package_versions.client_id)))));
create policy package_versions_written_by_service on public.package_versions for all to service_role
  using (true)
  with check (true);

alter table public.packages enable row level security;
create policy packages_read_in_scope on public.packages for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = packages.client_id)))));
create policy packages_written_by_service on public.packages for all to service_role
  using (true)
  with check (true);

alter table public.payment_versions enable row level security;
create policy payment_versions_read_in_scope on public.payment_versions for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = payment_versions.client_id)))));
create policy payment_versions_written_by_service on public.payment_versions for all to service_role
  using (true)
  with check (true);

alter table public.payments enable row level security;
create policy payments_read_in_scope on public.payments for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = payments.client_id)))));
create policy payments_written_by_service on public.payments for all to service_role
  using (true)
  with check (true);

alter table public.people enable row level security;
create policy people_read_in_scope on public.people for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = people.client_id)))));
create policy people_written_by_service on public.people for all to service_role
  using (true)
  with check (true);

alter table public.person_versions enable row level security;
create policy person_versions_read_in_scope on public.person_versions for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = person_versions.client_id)))));
create policy person_versions_written_by_service on public.person_versions for all to service_role
  using (true)
  with check (true);

alter table public.playbooks enable row level security;
create policy playbooks_read_by_those_who_judge on public.playbooks for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR ( SELECT public.judges_clients() AS judges_clients)));
create policy playbooks_written_by_service on public.playbooks for all to service_role
  using (true)
  with check (true);

alter table public.proactive_insights enable row level security;
create policy proactive_insights_read_by_coach on public.proactive_insights for select to authenticated
  using (((staff_id IS NOT NULL) AND ( SELECT public.judges_clients() AS judges_clients) AND (staff_id = ( SELECT public.own_staff_id() AS own_staff_id))));
create policy proactive_insights_read_by_owner on public.proactive_insights for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy proactive_insights_written_by_service on public.proactive_insights for all to service_role
  using (true)
  with check (true);

alter table public.received_messages enable row level security;
create policy received_messages_read_by_owner on public.received_messages for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy received_messages_written_by_service on public.received_messages for all to service_role
  using (true)
  with check (true);

alter table public.request_answers enable row level security;
create policy request_answers_written_by_service on public.request_answers for all to service_role
  using (true)
  with check (true);

alter table public.risk_fits enable row level security;
create policy risk_fits_read_by_who_judges on public.risk_fits for select to authenticated
  using (( SELECT public.judges_clients() AS judges_clients));
create policy risk_fits_written_by_service on public.risk_fits for all to service_role
  using (true)
  with check (true);

alter table public.saved_views enable row level security;
create policy saved_views_read_by_oneself on public.saved_views for select to authenticated
  using ((user_id = ( SELECT public.own_user_id() AS own_user_id)));
create policy saved_views_written_by_service on public.saved_views for all to service_role
  using (true)
  with check (true);

alter table public.scorecard_back_tests enable row level security;
create policy scorecard_back_tests_read_by_owner on public.scorecard_back_tests for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) AND ( SELECT public.judges_clients() AS judges_clients)));
create policy scorecard_back_tests_written_by_service on public.scorecard_back_tests for all to service_role
  using (true)
  with check (true);

alter table public.session_versions enable row level security;
create policy session_versions_read_in_scope on public.session_versions for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = session_versions.client_id)))));
create policy session_versions_written_by_service on public.session_versions for all to service_role
  using (true)
  with check (true);

alter table public.sessions enable row level security;
create policy sessions_read_in_scope on public.sessions for select to authenticated
  using ((( SELECT public.works_with_everybody() AS works_with_everybody) OR (EXISTS ( SELECT
   FROM public.clients c
  WHERE (c.id = sessions.client_id)))));
create policy sessions_written_by_service on public.sessions for all to service_role
  using (true)
  with check (true);

alter table public.settings enable row level security;
create policy settings_read_for_the_zone on public.settings for select to authenticated
  using (true);
create policy settings_read_when_signed_in on public.settings for select to authenticated
  using (( SELECT public.judges_clients() AS judges_clients));
create policy settings_written_by_service on public.settings for all to service_role
  using (true)
  with check (true);

alter table public.sign_in_failures enable row level security;
create policy sign_in_failures_written_by_service on public.sign_in_failures for all to service_role
  using (true)
  with check (true);

alter table public.source_readings enable row level security;
create policy source_readings_read_by_owner on public.source_readings for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy source_readings_written_by_service on public.source_readings for all to service_role
  using (true)
  with check (true);

alter table public.source_records enable row level security;
create policy source_records_read_by_owner on public.source_records for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy source_records_written_by_service on public.source_records for all to service_role
  using (true)
  with check (true);

alter table public.source_silences enable row level security;
create policy source_silences_read_in_scope on public.source_silences for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (( SELECT public.judges_clients() AS judges_clients) AND ((coach_id IS NULL) OR (coach_id = ( SELECT public.own_staff_id() AS own_staff_id))))));
create policy source_silences_written_by_service on public.source_silences for all to service_role
  using (true)
  with check (true);

alter table public.sources enable row level security;
create policy sources_read_by_owner on public.sources for select to authenticated
  using (( SELECT public.sees_everybody() AS sees_everybody));
create policy sources_written_by_service on public.sources for all to service_role
  using (true)
  with check (true);

alter table public.staff enable row level security;
create policy staff_read_when_signed_in on public.staff for select to authenticated
  using ((( SELECT public.claims() AS claims) ? 'app_role'::text));
create policy staff_written_by_service on public.staff for all to service_role
  using (true)
  with check (true);

alter table public.user_links enable row level security;
create policy user_links_written_by_service on public.user_links for all to service_role
  using (true)
  with check (true);

alter table public.user_sessions enable row level security;
create policy user_sessions_read_own_or_all on public.user_sessions for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (user_id = ( SELECT public.own_user_id() AS own_user_id))));
create policy user_sessions_written_by_service on public.user_sessions for all to service_role
  using (true)
  with check (true);

alter table public.users enable row level security;
create policy users_read_own_or_all on public.users for select to authenticated
  using ((( SELECT public.sees_everybody() AS sees_everybody) OR (id = ( SELECT public.own_user_id() AS own_user_id))));
create policy users_written_by_service on public.users for all to service_role
  using (true)
  with check (true);


-- Grants

revoke all on function archive.follow_keys(given regclass, kept regclass, rows_live boolean) from public;

revoke all on function archive.give_back_columns(given regclass, version text) from public;

revoke all on function archive.give_back_rows(given regclass) from public;

revoke all on function archive.keep_columns(kept regclass, columns text[], version text) from public;

revoke all on function archive.keep_rows(kept regclass) from public;

grant usage on schema public to anon;
grant usage on schema public to authenticated;
grant usage on schema public to service_role;

revoke all on function public.app_role() from public;

revoke all on function public.applied_migrations() from public;

revoke all on function public.business_today() from public;

revoke all on function public.business_zone() from public;

revoke all on function public.claims() from public;

revoke all on function public.end_of_contact(status text, merged_into uuid, ended_on date) from public;

revoke all on function public.failed_payments(since timestamp with time zone, retry_days integer, client uuid) from public;

revoke all on function public.get_active_insights(p_limit integer) from public;

revoke all on function public.get_at_risk_clients(target_date date) from public;

revoke all on function public.get_conversation_context(p_session_id text, p_limit integer) from public;

revoke all on function public.get_overall_avg(target_date date) from public;

revoke all on function public.get_pattern_breaks(days_back integer) from public;

revoke all on function public.get_successful_decisions(p_decision_type text, p_limit integer) from public;

revoke all on function public.get_week_start(target_date timestamp with time zone) from public;

revoke all on function public.get_week_start_in(target_date timestamp with time zone, zone text) from public;

revoke all on function public.get_zone_distribution(target_date date) from public;

revoke all on function public.guessed_coaches(most integer) from public;

revoke all on function public.health_overrides_on(day date) from public;

revoke all on function public.job_runner(job_name text) from public;

revoke all on function public.judges_clients() from public;

revoke all on function public.keep_call_rollups() from public;

revoke all on function public.keep_end_of_contact() from public;

revoke all on function public.keep_what_was_written() from public;

revoke all on function public.latin_name(name text) from public;

revoke all on function public.mark_package_counts() from public;

revoke all on function public.match_knowledge(query_embedding real[], match_threshold double precision, match_count integer, filter_category text) from public;

revoke all on function public.name_sound(name text) from public;

revoke all on function public.owe_slots_anew() from public;

revoke all on function public.own_staff_id() from public;

revoke all on function public.own_user_id() from public;

revoke all on function public.package_standings_as_of(as_of timestamp with time zone, zone text, clients uuid[], counted boolean) from public;

revoke all on function public.package_usage_as_of(as_of timestamp with time zone, zone text, clients uuid[]) from public;

revoke all on function public.packages_as_of(as_of timestamp with time zone, zone text, clients uuid[], counted boolean, that_run boolean) from public;

revoke all on function public.playbook_draw(client uuid, playbook bigint, salt text) from public;

revoke all on function public.renewals_due(today date, within integer, overdue integer) from public;

revoke all on function public.scores_of_day(target_date date) from public;

revoke all on function public.sees_everybody() from public;

revoke all on function public.sweep_audit_log() from public;

revoke all on function public.tell_access_changed() from public;

revoke all on function public.update_updated_at_column() from public;

revoke all on function public.works_with_everybody() from public;

grant delete, insert, select, update on table public.agent_conversations to service_role;
grant select on table public.agent_conversations to authenticated;

grant delete, insert, select, update on table public.agent_decisions to service_role;
grant select on table public.agent_decisions to authenticated;

grant delete, insert, select, update on table public.agent_knowledge to service_role;
grant select on table public.agent_knowledge to authenticated;

grant delete, insert, select, update on table public.agent_metrics to service_role;
grant select on table public.agent_metrics to authenticated;

grant delete, insert, select, update on table public.allowed_origins to service_role;
grant select on table public.allowed_origins to authenticated;

grant delete, insert, select, update on table public.api_keys to service_role;

grant insert, select on table public.audit_log to service_role;
grant select on table public.audit_log to authenticated;

grant delete, insert, select, update on table public.back_test_alerts to service_role;
grant select on table public.back_test_alerts to authenticated;

grant delete, insert, select, update on table public.back_tests to service_role;
grant select on table public.back_tests to authenticated;

grant delete, insert, select, update on table public.call_pattern_analysis to service_role;
grant select on table public.call_pattern_analysis to authenticated;

grant delete, insert, select, update on table public.call_pattern_episodes to service_role;
grant select on table public.call_pattern_episodes to authenticated;

grant delete, insert, select, update on table public.call_pattern_new_usuals to service_role;
grant select on table public.call_pattern_new_usuals to authenticated;

grant delete, insert, select, update on table public.call_records to service_role;
grant select on table public.call_records to authenticated;

grant delete, insert, select, update on table public.call_rollup_basis to service_role;
grant select on table public.call_rollup_basis to authenticated;

grant delete, insert, select, update on table public.call_rollups to service_role;
grant select on table public.call_rollups to authenticated;

grant delete, insert, select, update on table public.client_emails to service_role;
grant select on table public.client_emails to authenticated;

grant delete, insert, select, update on table public.client_health_history to service_role;
grant select on table public.client_health_history to authenticated;

grant delete, insert, select, update on table public.client_health_scores to service_role;
grant select on table public.client_health_scores to authenticated;

grant select on table public.client_lifecycle_history to authenticated;
grant select on table public.client_lifecycle_history to service_role;

grant delete, insert, select, update on table public.client_notes to service_role;
grant select on table public.client_notes to authenticated;

grant delete, insert, select, update on table public.client_owner_changes to service_role;
grant select on table public.client_owner_changes to authenticated;

grant delete, insert, select, update on table public.client_pauses to service_role;
grant select on table public.client_pauses to authenticated;

grant delete, insert, select, update on table public.client_phones to service_role;
grant select on table public.client_phones to authenticated;

grant delete, insert, select, update on table public.client_status_changes to service_role;
grant select on table public.client_status_changes to authenticated;

grant delete, insert, select, update on table public.client_zone_changes to service_role;
grant select on table public.client_zone_changes to authenticated;

grant delete, insert, select, update on table public.clients to service_role;
grant select on table public.clients to authenticated;

grant delete, insert, select, update on table public.deliveries to service_role;
grant select on table public.deliveries to authenticated;

grant delete, insert, select, update on table public.delivery_changes to service_role;
grant select on table public.delivery_changes to authenticated;

grant delete, insert, select, update on table public.delivery_files to service_role;
grant select on table public.delivery_files to authenticated;

grant delete, insert, select, update on table public.delivery_rejects to service_role;
grant select on table public.delivery_rejects to authenticated;

grant delete, insert, select, update on table public.dropout_fits to service_role;
grant select on table public.dropout_fits to authenticated;

grant delete, insert, select, update on table public.fact_confirmations to service_role;
grant select on table public.fact_confirmations to authenticated;

grant delete, insert, select, update on table public.health_overrides to service_role;
grant select on table public.health_overrides to authenticated;

grant delete, insert, select, update on table public.health_scorecards to service_role;
grant select on table public.health_scorecards to authenticated;

grant delete, insert, select, update on table public.insight_checks to service_role;
grant select on table public.insight_checks to authenticated;

grant insert, select on table public.insight_events to service_role;
grant select on table public.insight_events to authenticated;

grant delete, insert, select, update on table public.insight_messages to service_role;
grant select on table public.insight_messages to authenticated;

grant delete, insert, select, update on table public.intervention_assignments to service_role;
grant select on table public.intervention_assignments to authenticated;

grant delete, insert, select, update on table public.intervention_events to service_role;
grant select on table public.intervention_events to authenticated;

grant delete, insert, select, update on table public.intervention_log to service_role;
grant select on table public.intervention_log to authenticated;

grant select on table public.intervention_log_live to authenticated;
grant select on table public.intervention_log_live to service_role;

grant select on table public.intervention_outcomes to authenticated;
grant select on table public.intervention_outcomes to service_role;

grant delete, insert, select, update on table public.job_runs to service_role;
grant select on table public.job_runs to authenticated;

grant delete, insert, select, update on table public.job_schedules to service_role;
grant select on table public.job_schedules to authenticated;

grant delete, insert, select, update on table public.never_withheld to service_role;
grant select on table public.never_withheld to authenticated;

grant delete, insert, select, update on table public.not_duplicates to service_role;
grant select on table public.not_duplicates to authenticated;

grant delete, insert, select, update on table public.notice_channels to service_role;
grant select on table public.notice_channels to authenticated;

grant delete, insert, select, update on table public.notice_deliveries to service_role;
grant select on table public.notice_deliveries to authenticated;

grant delete, insert, select, update on table public.notice_preferences to service_role;
grant select on table public.notice_preferences to authenticated;

grant delete, insert, select, update on table public.notices to service_role;
grant select on table public.notices to authenticated;

grant delete, insert, select, update on table public.package_counts to service_role;

grant delete, insert, select, update on table public.package_usage to service_role;
grant select on table public.package_usage to authenticated;

grant delete, insert, select, update on table public.package_versions to service_role;
grant select on table public.package_versions to authenticated;

grant delete, insert, select, update on table public.packages to service_role;
grant select on table public.packages to authenticated;

grant delete, insert, select, update on table public.payment_versions to service_role;
grant select on table public.payment_versions to authenticated;

grant delete, insert, select, update on table public.payments to service_role;
grant select on table public.payments to authenticated;

grant delete, insert, select, update on table public.people to service_role;
grant select on table public.people to authenticated;

grant delete, insert, select, update on table public.person_versions to service_role;
grant select on table public.person_versions to authenticated;

grant delete, insert, select, update on table public.playbooks to service_role;
grant select on table public.playbooks to authenticated;

grant delete, insert, select, update on table public.proactive_insights to service_role;
grant select on table public.proactive_insights to authenticated;

grant delete, insert, select, update on table public.received_messages to service_role;
grant select on table public.received_messages to authenticated;

grant delete, insert, select, update on table public.request_answers to service_role;

grant delete, insert, select, update on table public.risk_fits to service_role;
grant select on table public.risk_fits to authenticated;

grant delete, insert, select, update on table public.saved_views to service_role;
grant select on table public.saved_views to authenticated;

grant delete, insert, select, update on table public.scorecard_back_tests to service_role;
grant select on table public.scorecard_back_tests to authenticated;

grant delete, insert, select, update on table public.session_versions to service_role;
grant select on table public.session_versions to authenticated;

grant delete, insert, select, update on table public.sessions to service_role;
grant select on table public.sessions to authenticated;

grant delete, insert, select, update on table public.settings to service_role;
grant select on table public.settings to authenticated;

grant delete, insert, select, update on table public.sign_in_failures to service_role;

grant delete, insert, select, update on table public.source_readings to service_role;
grant select on table public.source_readings to authenticated;

grant delete, insert, select, update on table public.source_records to service_role;
grant select on table public.source_records to authenticated;

grant delete, insert, select, update on table public.source_silences to service_role;
grant select on table public.source_silences to authenticated;

grant delete, insert, select, update on table public.sources to service_role;
grant select on table public.sources to authenticated;

grant delete, insert, select, update on table public.staff to service_role;
grant select on table public.staff to authenticated;

grant delete, insert, select, update on table public.user_links to service_role;

grant delete, insert, select, update on table public.user_sessions to service_role;

grant delete, insert, select, update on table public.users to service_role;

grant execute on function public.app_role() to authenticated;
grant execute on function public.app_role() to service_role;

grant execute on function public.applied_migrations() to service_role;

grant execute on function public.business_today() to authenticated;
grant execute on function public.business_today() to service_role;

grant execute on function public.business_zone() to authenticated;
grant execute on function public.business_zone() to service_role;

grant execute on function public.claims() to authenticated;
grant execute on function public.claims() to service_role;

grant execute on function public.end_of_contact(status text, merged_into uuid, ended_on date) to authenticated;
grant execute on function public.end_of_contact(status text, merged_into uuid, ended_on date) to service_role;

grant execute on function public.failed_payments(since timestamp with time zone, retry_days integer, client uuid) to authenticated;
grant execute on function public.failed_payments(since timestamp with time zone, retry_days integer, client uuid) to service_role;

grant execute on function public.get_active_insights(p_limit integer) to authenticated;
grant execute on function public.get_active_insights(p_limit integer) to service_role;

grant execute on function public.get_at_risk_clients(target_date date) to authenticated;
grant execute on function public.get_at_risk_clients(target_date date) to service_role;

grant execute on function public.get_conversation_context(p_session_id text, p_limit integer) to authenticated;
grant execute on function public.get_conversation_context(p_session_id text, p_limit integer) to service_role;

grant execute on function public.get_overall_avg(target_date date) to authenticated;
grant execute on function public.get_overall_avg(target_date date) to service_role;

grant execute on function public.get_pattern_breaks(days_back integer) to authenticated;
grant execute on function public.get_pattern_breaks(days_back integer) to service_role;

grant execute on function public.get_successful_decisions(p_decision_type text, p_limit integer) to authenticated;
grant execute on function public.get_successful_decisions(p_decision_type text, p_limit integer) to service_role;

grant execute on function public.get_week_start(target_date timestamp with time zone) to authenticated;
grant execute on function public.get_week_start(target_date timestamp with time zone) to service_role;

grant execute on function public.get_week_start_in(target_date timestamp with time zone, zone text) to authenticated;
grant execute on function public.get_week_start_in(target_date timestamp with time zone, zone text) to service_role;

grant execute on function public.get_zone_distribution(target_date date) to authenticated;
grant execute on function public.get_zone_distribution(target_date date) to service_role;

grant execute on function public.guessed_coaches(most integer) to service_role;

grant execute on function public.health_overrides_on(day date) to authenticated;
grant execute on function public.health_overrides_on(day date) to service_role;

grant execute on function public.job_runner(job_name text) to authenticated;
grant execute on function public.job_runner(job_name text) to service_role;

grant execute on function public.judges_clients() to authenticated;
grant execute on function public.judges_clients() to service_role;

grant execute on function public.keep_call_rollups() to service_role;

grant execute on function public.latin_name(name text) to authenticated;
grant execute on function public.latin_name(name text) to service_role;

grant execute on function public.mark_package_counts() to service_role;

grant execute on function public.match_knowledge(query_embedding real[], match_threshold double precision, match_count integer, filter_category text) to authenticated;
grant execute on function public.match_knowledge(query_embedding real[], match_threshold double precision, match_count integer, filter_category text) to service_role;

grant execute on function public.name_sound(name text) to authenticated;
grant execute on function public.name_sound(name text) to service_role;

grant execute on function public.owe_slots_anew() to service_role;

grant execute on function public.own_staff_id() to authenticated;
grant execute on function public.own_staff_id() to service_role;

grant execute on function public.own_user_id() to authenticated;
grant execute on function public.own_user_id() to service_role;

grant execute on function public.package_standings_as_of(as_of timestamp with time zone, zone text, clients uuid[], counted boolean) to authenticated;
grant execute on function public.package_standings_as_of(as_of timestamp with time zone, zone text, clients uuid[], counted boolean) to service_role;

grant execute on function public.package_usage_as_of(as_of timestamp with time zone, zone text, clients uuid[]) to authenticated;
grant execute on function public.package_usage_as_of(as_of timestamp with time zone, zone text, clients uuid[]) to service_role;

grant execute on function public.packages_as_of(as_of timestamp with time zone, zone text, clients uuid[], counted boolean, that_run boolean) to authenticated;
grant execute on function public.packages_as_of(as_of timestamp with time zone, zone text, clients uuid[], counted boolean, that_run boolean) to service_role;

grant execute on function public.playbook_draw(client uuid, playbook bigint, salt text) to authenticated;
grant execute on function public.playbook_draw(client uuid, playbook bigint, salt text) to service_role;

grant execute on function public.renewals_due(today date, within integer, overdue integer) to authenticated;
grant execute on function public.renewals_due(today date, within integer, overdue integer) to service_role;

grant execute on function public.scores_of_day(target_date date) to authenticated;
grant execute on function public.scores_of_day(target_date date) to service_role;

grant execute on function public.sees_everybody() to authenticated;
grant execute on function public.sees_everybody() to service_role;

grant execute on function public.sweep_audit_log() to service_role;

grant execute on function public.update_updated_at_column() to authenticated;
grant execute on function public.update_updated_at_column() to service_role;

grant execute on function public.works_with_everybody() to authenticated;
grant execute on function public.works_with_everybody() to service_role;
