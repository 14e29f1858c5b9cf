using System.IO.Compression;
using ClientVitals.Simulation.Facts;
using ClientVitals.Tests.Simulation.Facts;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Simulate;

public sealed class SimulateTownTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cv-simulate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<CommandHost.Ended> RunAsync(params string[] options) => BuiltProgram.EndAsync(
        ["simulate", "--clients", "40", "--weeks", "12", "--as-of", "2026-01-05", .. options], [], _folder);

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));

    [Fact]
    public async Task Each_file_is_written_where_it_was_asked_for_and_says_how_many_rows_it_has()
    {
        var (exit, said, complained) = await RunAsync(
            "--out", "calls.csv", "--sessions", "sessions.csv", "--packages", "packages.csv.gz", "--payments", "payments.csv", "--truth", "truth.csv");
        exit.ShouldBe(0, complained);
        said.ShouldBeEmpty();
        Read("sessions.csv").ShouldStartWith(FactFiles.SessionHeader);
        Read("payments.csv").ShouldStartWith(FactFiles.PaymentHeader);
        using var packages = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(_folder, "packages.csv.gz")), CompressionMode.Decompress));
        (await packages.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldStartWith(FactFiles.PackageHeader);
        Read("truth.csv").TrimEnd('\n').Split('\n').Length.ShouldBe(41);
        complained.ShouldContain(" calls of 40 clients, 2025-10-13 until 2026-01-05 Asia/Dubai, in calls.csv");
        complained.ShouldContain($"{FollowedTown.Rows(Read("sessions.csv")).Count} sessions of 40 clients");
        complained.ShouldContain($"{FollowedTown.Rows(Read("payments.csv")).Count} payments of 40 clients");
    }

    [Fact]
    public async Task Sessions_alone_come_without_the_calls_and_calls_alone_go_to_the_output()
    {
        var (exit, said, complained) = await RunAsync("--sessions", "sessions.csv");
        (exit, said).ShouldBe((0, ""), complained);
        Directory.EnumerateFiles(_folder).Select(Path.GetFileName).ShouldBe(["sessions.csv"]);
        (await RunAsync()).Said.ShouldStartWith("client_email,client_phone,firstname");
    }

    [Fact]
    public async Task The_same_business_goes_on_until_a_later_day_and_not_until_an_earlier_one()
    {
        await RunAsync("--sessions", "now.csv", "--out", "calls.csv");
        var (exit, _, complained) = await RunAsync("--until", "2026-01-12", "--sessions", "later.csv", "--out", "later-calls.csv");
        exit.ShouldBe(0, complained);
        complained.ShouldContain("2025-10-13 until 2026-01-12 Asia/Dubai, in later.csv");
        var later = FollowedTown.Rows(Read("later.csv"));
        var added = later.Values.Count(row => string.CompareOrdinal(row["modified_at"], "2026-01-04T20:00:00Z") >= 0);
        added.ShouldBeInRange(60, 400);
        FollowedTown.Rows(Read("now.csv")).Keys.Except(later.Keys).ShouldBeEmpty();
        Read("calls.csv").Split('\n').Where(row => !row.Contains(",SCHEDULED,", StringComparison.Ordinal)).Except(Read("later-calls.csv").Split('\n')).ShouldBeEmpty();

        (await RunAsync("--until", "2026-01-04", "--sessions", "never.csv")).Complained.ShouldContain("--until must be 2026-01-05 (--as-of) or later, not 2026-01-04.");
        File.Exists(Path.Combine(_folder, "never.csv")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_named()
    {
        var (exit, _, complained) = await RunAsync("--packages", "no/such/folder/packages.csv");
        exit.ShouldBe(1);
        complained.ShouldContain("no/such/folder/packages.csv cannot be written");
    }
}
