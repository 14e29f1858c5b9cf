using ClientVitals.Benchmarks.Import;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>A later file tells a call otherwise: everything that was made of it follows.</summary>
public sealed class CorrectionTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Header = "call_id,email,phone,started_at,status,direction,channel,notes\n";

    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync() => await Asked.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IntakeDone> ImportAsync(string lines)
    {
        using var file = CallFile.Of("calls.csv", Header + lines, new CallFileOptions(Now, BusinessZone.Utc));
        return await new ImportCalls().RunAsync(database.Vitals, file, Now, null, null, TestContext.Current.CancellationToken);
    }

    private async Task<string> DaysAsync(string email) =>
        await Asked.OneAsync<string>(database, $"""
            select coalesce(string_agg(to_char(date '0001-01-01' + (d >> 42)::int, 'YYYY-MM-DD') || ' ' || (d & 16383) || '/' || (d >> 28 & 16383), ', ' order by d), '')
            from client_emails e left join call_rollups u using (client_id) left join unnest(u.days) d on true where e.email = '{email}'
            """);

    private async Task NothingToRepairAsync() =>
        (await new RebuildRollups().RunAsync(database.Vitals, Now, TestContext.Current.CancellationToken)).Repaired.ShouldBe(0);

    [Fact]
    public async Task A_planned_call_that_took_place_counts_from_then_on()
    {
        await ImportAsync("1,a@example.com,,2025-03-03,SCHEDULED,,,\n");
        (await DaysAsync("a@example.com")).ShouldBe("");
        (await ImportAsync("1,a@example.com,,2025-03-03,COMPLETED,,,\n")).Corrected.ShouldBe(1);
        (await DaysAsync("a@example.com")).ShouldBe("2025-03-03 1/0");
        (await ImportAsync("1,a@example.com,,2025-03-03,NO_ANSWER,,,\n")).Corrected.ShouldBe(1);
        (await DaysAsync("a@example.com")).ShouldBe("2025-03-03 0/1");
        (await ImportAsync("1,a@example.com,,2025-03-03,CANCELLED,,,\n")).Corrected.ShouldBe(1);
        (await DaysAsync("a@example.com")).ShouldBe("");
        await NothingToRepairAsync();
    }

    [Fact]
    public async Task A_time_set_right_moves_the_call_into_another_week_and_year()
    {
        await ImportAsync("1,a@example.com,,2025-01-02,,,,\n2,a@example.com,,2025-01-02,,,,\n");
        await ImportAsync("1,a@example.com,,2024-12-31,,,,\n");
        (await DaysAsync("a@example.com")).ShouldBe("2024-12-31 1/0, 2025-01-02 1/0");
        await ImportAsync("2,a@example.com,,2024-12-31,,,,\n");
        (await DaysAsync("a@example.com")).ShouldBe("2024-12-31 2/0");
        await NothingToRepairAsync();
    }

    [Fact]
    public async Task An_address_set_right_takes_the_call_from_one_client_to_another()
    {
        await ImportAsync("1,typo@example.com,,2025-03-03,,,,\n2,right@example.com,,2025-03-03,,,,\n3,typo@example.com,,2025-03-04,,,,\n");
        (await ImportAsync("1,right@example.com,,2025-03-03,,,,\n")).Corrected.ShouldBe(1);
        (await DaysAsync("right@example.com")).ShouldBe("2025-03-03 2/0");
        (await DaysAsync("typo@example.com")).ShouldBe("2025-03-04 1/0");
        (await ImportAsync("3,new@example.com,,2025-03-04,,,,\n")).ClientsMade.ShouldBe(1);
        (await DaysAsync("new@example.com")).ShouldBe("2025-03-04 1/0");
        (await DaysAsync("typo@example.com")).ShouldBe("");
        await NothingToRepairAsync();
    }

    [Fact]
    public async Task An_empty_cell_takes_nothing_back()
    {
        await ImportAsync("1,a@example.com,0501234567,2025-03-03,NO_ANSWER,OUTBOUND,VIDEO,hello\n");
        (await ImportAsync("1,a@example.com,,2025-03-03,,,,\n")).Unchanged.ShouldBe(1);
        (await Asked.OneAsync<(string, string, string, string, string)>(database, "select status, direction, channel, client_phone, notes from call_records"))
            .ShouldBe(("NO_ANSWER", "OUTBOUND", "VIDEO", "+971501234567", "hello"));
        (await DaysAsync("a@example.com")).ShouldBe("2025-03-03 0/1");
    }

    [Fact]
    public async Task Lines_of_one_call_in_one_file_come_to_the_same_as_in_files_of_their_own()
    {
        string[] lines =
        [
            "1,a@example.com,0501234567,2025-03-03,SCHEDULED,OUTBOUND,VIDEO,hello\n",
            "1,a@example.com,,2025-03-04,,,,\n",
            "1,a@example.com,,2025-03-04,COMPLETED,,PHONE,\n",
        ];
        foreach (var line in lines)
            await ImportAsync(line);
        var apart = await ContentHash.OfAsync(database.Vitals, TestContext.Current.CancellationToken);
        await Asked.ClearAsync(database);
        var done = await ImportAsync(string.Concat(lines));
        (done.Added, done.Corrected, done.Unchanged).ShouldBe((1, 2, 0));
        (await ContentHash.OfAsync(database.Vitals, TestContext.Current.CancellationToken)).ShouldBe(apart);
        done = await ImportAsync(string.Concat(lines));
        (done.Added, done.Corrected, done.Unchanged).ShouldBe((0, 0, 3));
    }
}
