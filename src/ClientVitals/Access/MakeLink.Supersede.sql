-- Close the older link of the same purpose and person.
update public.user_links l
set superseded_at = @now::timestamptz
where l.user_id is not distinct from @user_id::uuid
  and l.purpose = @purpose::text
  and l.used_at is null
  and l.superseded_at is null
