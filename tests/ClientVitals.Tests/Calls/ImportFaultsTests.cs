using ClientVitals.Benchmarks.Import;
using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>What can go wrong round an import, for real: killed processes, a cut cable, a full disk, several files and programs at once.</summary>
public sealed class ImportFaultsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly CallFileOptions Options = new(Now, BusinessZone.Of("Asia/Dubai"));

    public async ValueTask InitializeAsync() => await Asked.ClearAsync(database);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Killed_at_random_moments_and_run_again_it_equals_one_clean_run()
    {
        var folder = TestCluster.FreshFolder();
        try
        {
            var told = new List<string>();
            var done = await new KillRounds(folder, 5_000, told.Add).RunAsync(6);
            done.Equal.ShouldBe(6, string.Join('\n', told));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Several_files_in_one_command_a_bad_one_stops_none_and_the_exit_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("cv-files-");
        try
        {
            string Write(string name, string text)
            {
                var path = Path.Combine(folder.FullName, name);
                File.WriteAllText(path, text);
                return path;
            }
            var a = Write("a.csv", "email,started_at\na@example.com,2025-03-01\nbad,2025-03-01\n");
            var b = Write("b.csv", "who,when\nx,y\n");
            var c = Write("a.txt", "email,started_at\nc@example.com,2025-03-01\nworse,2025-03-02\n");
            var address = database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Server);
            var ended = await new VitalsProgram(folder.FullName, address.ConnectionString).RunAsync("calls", "import", a, b, Path.Combine(folder.FullName, "none.csv"), c);
            ended.Exit.ShouldBe(1, ended.Complained);
            ended.Complained.ShouldContain("b.csv was not imported: ");
            ended.Complained.ShouldContain("2 of 4 files were not imported");
            ended.Said.ShouldContain("All 2 files: 4 lines read.");
            (await Asked.OneAsync<long>(database, "select count(*) from call_records")).ShouldBe(2);
            // a.csv and a.txt would both be a.rejects.csv: neither takes the other's.
            File.ReadAllText(Path.Combine(folder.FullName, "a.rejects.csv")).ShouldContain("bad");
            File.ReadAllText(Path.Combine(folder.FullName, "a.2.rejects.csv")).ShouldContain("worse");
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public async Task Programs_at_once_on_overlapping_files_equal_one_after_the_other()
    {
        string File_(int from, int to) => "email,phone,started_at\n" + string.Concat(Enumerable.Range(from, to - from)
            .Select(i => $"c{i % 40}@example.com,{(i % 40 < 20 ? $"05012340{i % 40:00}" : "")},2025-03-{(i % 28) + 1:00}T{i % 24:00}:{i % 60:00}:{i / 100 % 60:00}Z\n"));
        string[] files = [File_(0, 3000), File_(2000, 5000), File_(1000, 4000), File_(0, 5000)];
        async Task ImportAsync(string text)
        {
            using var file = CallFile.Of("calls.csv", text, Options);
            await new ImportCalls().RunAsync(database.Vitals, file, Now, null, null, TestContext.Current.CancellationToken);
        }
        foreach (var text in files)
            await ImportAsync(text);
        var inTurn = await ContentHash.OfAsync(database.Vitals, TestContext.Current.CancellationToken);
        await Asked.ClearAsync(database);
        await Task.WhenAll(files.Select(text => Task.Run(() => ImportAsync(text))));
        (await ContentHash.OfAsync(database.Vitals, TestContext.Current.CancellationToken)).ShouldBe(inTurn);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    public async Task A_cable_that_is_cut_without_a_word_ends_the_import_with_a_sentence(int afterBytes)
    {
        // The test's cluster listens on a socket only: the proxy speaks to it, and we to the proxy.
        var behind = database.Cluster.Address.To(database.Vitals.Name, ClusterAddress.Server);
        await using var proxy = new SilentProxy(Path.Combine(behind.Host!, $".s.PGSQL.{behind.Port}"));
        behind.Host = "127.0.0.1";
        behind.Port = proxy.Port;
        await using var far = VitalsDatabase.At(behind);
        var text = "email,started_at\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"c{i % 900}@example.com,2025-03-{(i % 28) + 1:00}T{i % 24:00}:{i % 60:00}:{i / 1000 % 60:00}Z\n"));
        using var file = CallFile.Of("calls.csv", text, Options);
        var cut = new Cut(proxy, afterBytes);
        var error = await Should.ThrowAsync<Exception>(() => ConnectionWatch.WhileAsync(
            far, alive => new ImportCalls().RunAsync(far, file, Now, null, cut, alive), TestContext.Current.CancellationToken, TimeSpan.FromSeconds(3)))
            .WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        error.ShouldBeOfType<PlainError>().Message.ShouldContain("has not answered for 3 seconds");
        (await Asked.OneAsync<long>(database, "select count(*) from call_records")).ShouldBe(0);
    }

    [Fact]
    public void A_full_disk_under_the_rejects_is_a_sentence_before_anything_is_kept()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "This system has no /dev/full.");
        var folder = Directory.CreateTempSubdirectory("cv-full-");
        try
        {
            File.CreateSymbolicLink(Path.Combine(folder.FullName, "calls.rejects.csv"), "/dev/full");
            using var rejects = new RejectsFile(Path.Combine(folder.FullName, "calls.csv"));
            rejects.Add(new Reject(2, "negative duration", "a,b"));
            Should.Throw<PlainError>(rejects.Finish).Message.ShouldContain("free some space there");
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public void Old_rejects_do_not_stay_beside_a_file_without_any()
    {
        var folder = Directory.CreateTempSubdirectory("cv-old-");
        try
        {
            var (ours, theirs) = (Path.Combine(folder.FullName, "a.rejects.csv"), Path.Combine(folder.FullName, "b.rejects.csv"));
            File.WriteAllText(ours, "line,reason,raw\n2,negative duration,x\n");
            File.WriteAllText(theirs, "something of somebody\n");
            foreach (var name in (string[])["a.csv", "b.csv"])
            {
                using var rejects = new RejectsFile(Path.Combine(folder.FullName, name));
                rejects.Finish();
            }
            File.Exists(ours).ShouldBeFalse();
            File.Exists(theirs).ShouldBeTrue();
        }
        finally
        {
            folder.Delete(true);
        }
    }

    /// <summary>Cuts once the import is so far.</summary>
    private sealed class Cut(SilentProxy proxy, long afterBytes) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.BytesRead >= afterBytes)
                proxy.IsCut = true;
        }
    }
}
