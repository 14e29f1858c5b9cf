-- How many of them stay, because another delivery tells them too?
select count(*) from undone_calls u where u.heir_id is not null
