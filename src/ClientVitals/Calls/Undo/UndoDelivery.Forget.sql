-- What was found out about the delivery's calls has served; another delivery may be undone in the same transaction.
drop table undone_calls
