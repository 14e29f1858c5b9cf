using ClientVitals.Migrations;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>What cannot be taken over is refused by name, with nothing changed.</summary>
public sealed partial class AdoptDatabaseTests
{
    [Fact]
    public async Task What_cannot_be_taken_over_is_refused_by_name_all_at_once_and_nothing_is_changed()
    {
        await OwnersDatabase.RunAsync(database, "OwnersDatabase.Faults.sql");
        var before = await StateAsync();
        var refused = (await Should.ThrowAsync<PlainError>(() => OwnersDatabase.Adopt(database).RunAsync([], Now, Cancel))).Message;
        foreach (var said in new[]
        {
            "public.call_records is a table of the owner's that has the name of a different table of ours; let --set-aside call_records",
            "public.deliveries is a view here",
            "public.call_pattern_analysis.analysis_date is text where ours is date",
            "2 rows have the same address when it is written in small letters without spaces, client7@example.com (ids 7, ",
            "public.client_health_scores.package_value_aed is numeric where ours is numeric(12,2), and 1 row does not fit (for example id ",
            "public.client_health_scores has a column legacy_key of the owner's that must not be empty",
            "public.staff: 1 row breaks the check staff_role_is_known",
            "public.staff: 2 rows have the same (lower(name)), which must be unique by staff_name_once (for example sara nabil)",
        })
        {
            refused.ShouldContain(said);
        }
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Rows_that_break_a_rule_are_counted_with_an_example_and_put_right_as_told_they_are_taken_over()
    {
        await OwnersDatabase.RunAsync(database, "OwnersDatabase.Faults.sql");
        await OwnersDatabase.DoAsync(database, """
            update client_health_scores set package_value_aed = round(package_value_aed, 2);
            alter table client_health_scores alter column legacy_key drop not null;
            alter table call_pattern_analysis alter column analysis_date type date using analysis_date::date;
            """);
        var refused = string.Join('\n', (await OwnersDatabase.Adopt(database).PlanAsync(OwnersDatabase.Aside, Cancel)).Refusals);
        foreach (var said in new[]
        {
            "public.client_health_scores: 2 rows break the check client_health_scores_pattern_status_is_known",
            "public.client_health_scores: 1 row breaks the check client_health_scores_zone_is_known",
            "public.client_health_scores: 1 row breaks the check client_health_scores_calls_are_counted",
            "public.call_pattern_analysis: 1 row breaks the check call_pattern_analysis_deviation_is_a_number",
            "public.call_pattern_analysis: 1 row breaks the check call_pattern_analysis_email_is_given",
        })
        {
            refused.ShouldContain(said);
        }
        await OwnersDatabase.RunAsync(database, "OwnersDatabase.PutRight.sql");
        await AdoptAndPushAsync();
        (await SchemaDrift.ReadAsync(database, MigrationFile.Folder(), Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trigger_of_his_that_stops_every_write_is_found_before_it_stops_the_suite()
    {
        // As his lead tracker does it: it inserts without the column that must not be empty.
        await OwnersDatabase.DoAsync(database, """
            create table lead_status_tracker (client_email text not null unique, status text not null);
            create function sync_lead_tracker() returns trigger language plpgsql as $$ begin insert into public.lead_status_tracker (client_email) values (new.email); return new; end $$;
            create trigger sync_lead_tracker_from_health after insert or update on client_health_scores for each row execute function sync_lead_tracker();
            """);
        var before = await StateAsync();
        (await Should.ThrowAsync<PlainError>(AdoptAsync)).Message.ShouldContain("A trigger of the owner's stops every write to public.client_health_scores");
        (await StateAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("drop view clients_by_studio; alter table contact_owner_history drop column score_id; alter table client_health_scores drop column id, add column id uuid primary key default gen_random_uuid()", "public.client_health_scores.id is uuid where ours is bigint")]
    [InlineData("alter table client_health_scores drop column email", "public.client_health_scores has no column email, which identifies its rows")]
    public async Task A_hub_of_another_make_is_refused(string make, string said)
    {
        await OwnersDatabase.DoAsync(database, make);
        (await Should.ThrowAsync<PlainError>(AdoptAsync)).Message.ShouldContain(said);
    }
}
