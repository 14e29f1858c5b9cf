-- Keep a view under its name, unless its owner keeps too many others.
insert into public.saved_views (user_id, place, name, filters, made_at)
select @user_id::uuid, @place::text, @name::text, @filters::text, @now::timestamptz
where (
  select count(*)
  from public.saved_views v
  where v.user_id = @user_id::uuid and v.place = @place::text and v.name <> @name::text) < @most::int
on conflict (user_id, place, name) do update set filters = excluded.filters, made_at = excluded.made_at
