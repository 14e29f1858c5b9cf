-- Whatever coach the staged calls name, their clients are of this book.
update incoming_calls i
set coach = @coach::text
where i.coach is distinct from @coach::text
