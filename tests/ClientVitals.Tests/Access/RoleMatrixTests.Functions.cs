namespace ClientVitals.Tests.Access;

/// <content>Functions.</content>
public sealed partial class RoleMatrixTests
{
    /// <summary>Who may call what: a is anon, s is signed in (authenticated), w is the service. Nobody else, and never the login itself.</summary>
    private static readonly Dictionary<string, string> Functions = new()
    {
        ["archive.follow_keys(regclass,regclass,boolean)"] = "",
        ["archive.give_back_columns(regclass,text)"] = "",
        ["archive.give_back_rows(regclass)"] = "",
        ["archive.keep_columns(regclass,text[],text)"] = "",
        ["archive.keep_rows(regclass)"] = "",
        ["app_role()"] = "sw",
        ["applied_migrations()"] = "w",
        ["business_today()"] = "sw",
        ["business_zone()"] = "sw",
        ["claims()"] = "sw",
        ["end_of_contact(text,uuid,date)"] = "sw",
        ["get_active_insights(integer)"] = "sw",
        ["get_at_risk_clients(date)"] = "sw",
        ["get_conversation_context(text,integer)"] = "sw",
        ["get_overall_avg(date)"] = "sw",
        ["get_pattern_breaks(integer)"] = "sw",
        ["get_successful_decisions(text,integer)"] = "sw",
        ["get_week_start(timestamp with time zone)"] = "sw",
        ["get_week_start_in(timestamp with time zone,text)"] = "sw",
        ["get_zone_distribution(date)"] = "sw",
        ["guessed_coaches(integer)"] = "w",
        ["health_overrides_on(date)"] = "sw",
        ["job_runner(text)"] = "sw",
        ["judges_clients()"] = "sw",
        ["keep_call_rollups()"] = "w",
        ["keep_end_of_contact()"] = "",
        ["latin_name(text)"] = "sw",
        ["mark_package_counts()"] = "w",
        ["match_knowledge(real[],double precision,integer,text)"] = "sw",
        ["name_sound(text)"] = "sw",
        ["owe_slots_anew()"] = "w",
        ["own_staff_id()"] = "sw",
        ["own_user_id()"] = "sw",
        ["package_standings_as_of(timestamp with time zone,text,uuid[],boolean)"] = "sw",
        ["package_usage_as_of(timestamp with time zone,text,uuid[])"] = "sw",
        ["packages_as_of(timestamp with time zone,text,uuid[],boolean,boolean)"] = "sw",
        ["failed_payments(timestamp with time zone,integer,uuid)"] = "sw",
        ["renewals_due(date,integer,integer)"] = "sw",
        ["scores_of_day(date)"] = "sw",
        ["sees_everybody()"] = "sw",
        ["sweep_audit_log()"] = "w",
        ["tell_access_changed()"] = "",
        ["update_updated_at_column()"] = "sw",
        ["works_with_everybody()"] = "sw",
    };
}
