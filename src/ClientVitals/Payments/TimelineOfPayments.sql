-- Payments of this client, one page of them: the text is the amount with its currency.
select p.paid_at as at, 'payment' as kind, p.id, p.status as word, concat_ws(' ', p.amount::text, p.currency) as text, null::text as who, p.method as channel, null::text as direction, null::text as outcome,
  null::integer as duration_seconds, null::date as until, false as is_by_hand, p.external_id as own_id
from public.payments p
where p.client_id = @client::uuid
  and p.paid_at <= coalesce(@after_at::timestamptz, 'infinity'::timestamptz)
  and (@show::text is null or @show::text = 'payments')
  and (@after_at::timestamptz is null or p.paid_at < @after_at::timestamptz or ('payment', p.id) < (@after_kind::text, @after_id::bigint))
order by p.paid_at desc, p.id desc
limit @most::int
