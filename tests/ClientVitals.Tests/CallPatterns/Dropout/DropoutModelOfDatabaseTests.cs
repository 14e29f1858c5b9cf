using ClientVitals.CallPatterns.Dropout;
using ClientVitals.CallPatterns.Model;
using ClientVitals.CallPatterns.Reading;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Simulation;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.CallPatterns.Dropout;

/// <summary>One model, one place: a file says what the database says of the same calls.</summary>
public sealed class DropoutModelOfDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateTimeOffset Now = new(2025, 12, 8, 4, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_without_a_database_says_the_same_as_the_database_now_and_earlier()
    {
        var zone = BusinessZone.Of("Asia/Dubai");
        using var written = new MemoryStream();
        TownFile.Write(new Town(Seed: 78, Clients: 150, Weeks: 30, FoundedOn: new DateOnly(2025, 12, 8)), Now, written, stop: Cancel);
        await database.DoAsync("insert into settings (business_zone) values ('Asia/Dubai'); update call_rollup_basis set business_zone = 'Asia/Dubai'");
        using (var file = CallFile.Of("town.csv", written.ToArray(), new CallFileOptions(Now, zone)))
            await new ImportCalls().RunAsync(database.Vitals, file, Now, null, null, Cancel);

        await using var db = await database.OpenAsync();
        foreach (var at in new[] { Now, Now.AddDays(-40.4) })
        {
            using var file = CallFile.Of("town.csv", written.ToArray(), new CallFileOptions(Now, zone));
            var ofFile = DropoutModel.Of(BookOfFile.AsOf(file, zone, WhatCounts.Default, at, null, Cancel).Histories, Moment.Of(at, zone.Info));
            var ofDatabase = await DropoutModel.ReadAsync(db, at, Now, Cancel);

            ofFile.Choice.WhyNot.ShouldBeNull();
            Text(ofDatabase).ShouldBe(Text(ofFile), $"{at:O}");
        }
    }

    [Fact]
    public async Task A_moment_to_come_is_refused()
    {
        await using var db = await database.OpenAsync();
        var refused = await Should.ThrowAsync<PlainError>(() => DropoutModel.ReadAsync(db, Now.AddMinutes(1), Now, Cancel));
        refused.Message.ShouldContain("is in the future");
    }

    private static string[] Text(DropoutModel model) =>
    [
        .. model.Lines.OrderBy(line => line.Client, StringComparer.Ordinal).Select(line => FormattableString.Invariant(
            $"{line.Client} {line.Chance:0.0000} {line.ExpectedCalls30:0.000} {line.ExpectedCalls90:0.000} {line.NextExpectedOn:yyyy-MM-dd} {line.ActiveDays} {line.LastActiveOn:yyyy-MM-dd} {line.SilentDays}")),
        .. model.Calibration!.Tenths.Select(tenth => FormattableString.Invariant(
            $"{tenth.Number} {tenth.Clients} {tenth.ExpectedAgain:0.000} {tenth.CalledAgain} {tenth.HappenedCalls}")),
    ];
}
