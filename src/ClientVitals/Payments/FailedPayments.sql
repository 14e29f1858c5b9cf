-- Failed payments that nothing paid since, the latest first, each invoice once, one page after this place in the list.
select
  f.payment_id,
  @kind::text as kind,
  f.client_id,
  coalesce(e.email, p.phone, f.client_email, f.client_phone, f.client_key, f.client_id::text) as client_email,
  coalesce(nullif(btrim(concat_ws(' ', btrim(c.firstname), btrim(c.lastname))), ''), e.email, p.phone, f.client_email, f.client_phone, f.client_key, '') as client_name,
  s.name as coach,
  c.segment,
  f.amount,
  f.currency,
  f.last_at as at,
  f.first_at,
  f.tries,
  f.reason,
  f.method,
  f.reference,
  f.invoice_key,
  null::text as payment_key,
  f.source,
  f.external_id
from public.failed_payments(@tried_since::timestamptz, @retry_days::int) f
left join public.clients c on c.id = f.client_id
left join public.client_emails e on e.client_id = f.client_id and e.is_primary
left join public.client_phones p on p.client_id = f.client_id and p.is_primary
left join public.staff s on s.id = c.coach_id
where f.recovered_by is null
  and f.last_at >= @since::timestamptz
  and (@coach::text is null or lower(s.name) = lower(@coach::text))
  and (@segment::text is null or c.segment = @segment::text)
  and (@after_at::timestamptz is null or (f.last_at, f.payment_id) < (@after_at::timestamptz, @after_id::bigint))
order by f.last_at desc, f.payment_id desc
limit @most::int
