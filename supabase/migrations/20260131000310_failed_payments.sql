-- Why an attempt failed and which invoice it was for; and which failed attempts are still owed (docs/decisions/0057-money-that-is-due.md).

alter table public.payments add column if not exists invoice_key text;
alter table public.payments add column if not exists reason text;
alter table public.payment_versions add column if not exists invoice_key text;
alter table public.payment_versions add column if not exists reason text;
comment on column public.payments.invoice_key is 'What the source calls the invoice, order or intent of which this is an attempt; null = not said.';
comment on column public.payments.reason is 'Why it failed, was given back or is disputed, as the source says it.';
comment on column public.payment_versions.invoice_key is 'What the source calls the invoice, order or intent of which this is an attempt; null = not said.';
comment on column public.payment_versions.reason is 'Why it failed, was given back or is disputed, as the source says it.';
create index if not exists payments_invoice on public.payments (source, invoice_key) where invoice_key is not null;
create index if not exists payments_gone_wrong on public.payments (paid_at desc, id desc) where status in ('FAILED', 'DISPUTED', 'REFUNDED');

create or replace function public.failed_payments(since timestamptz, retry_days integer, client uuid default null)
returns table (
  payment_id bigint, client_id uuid, client_email text, client_phone text, client_key text, source text, external_id text, amount numeric, currency text,
  first_at timestamptz, last_at timestamptz, tries integer, reason text, method text, reference text, invoice_key text, recovered_by bigint, recovered_at timestamptz)
language sql
stable
set search_path = ''
as $$
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
$$;
comment on function public.failed_payments(timestamptz, integer, uuid) is 'What was tried since a moment and failed, each invoice once (without an invoice: each amount of a client, tried again within so many days), with the last attempt and how many there were. recovered_by is the payment that paid it: of the same invoice, else of the same client, amount and currency within those days; null = it is still owed. Client: only theirs; null = of all.';
revoke all on function public.failed_payments(timestamptz, integer, uuid) from public, anon, authenticated;
grant execute on function public.failed_payments(timestamptz, integer, uuid) to authenticated, service_role;

-- What an undo of this kept.
select archive.give_back_columns('public.payments', '20260131000310');
do $$
begin
  if to_regclass('archive.payment_versions__20260131000310') is not null then
    update public.payment_versions v
    set invoice_key = k.invoice_key,
        reason = k.reason
    from archive.payment_versions__20260131000310 k
    where k.version_id = v.version_id;
    drop table archive.payment_versions__20260131000310;
  end if;
end
$$;
