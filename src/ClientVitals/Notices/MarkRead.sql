-- Mark what an account was told in the app as read, or as not read.
update public.notice_deliveries d
set read_at = case when @is_read::bool then @now::timestamptz end
where d.user_id = @user::uuid
  and d.way = 'in-app'
  and (d.read_at is null) = @is_read::bool
  and (@ids::bigint[] is null or d.id = any (@ids::bigint[]))
