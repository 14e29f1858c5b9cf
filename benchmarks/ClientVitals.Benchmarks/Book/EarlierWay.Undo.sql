-- Takes the comparison's history out again: rows of no run.
delete from call_pattern_analysis where run_id is null
