-- Undo of 20251209000002_archive_is_safe. Takes nothing away: the safer functions of the archive stay, for the rollbacks that follow need them.
select 1;
