-- Where does the week of this moment begin?
select public.get_week_start(@moment::timestamptz) as start
