using System.Text.Json;
using System.Text.RegularExpressions;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Sources;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>The table of <c>docs/sources-of-formats.md</c>: each of its forms is imported and gives the result given there.</summary>
public sealed partial class FormsOfSystemsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Kinds whose result depends on what came before: legs, messages, older news, shared numbers.</summary>
    private static readonly int[] ThroughTheDatabase = [4, 8, 9, 12];

    private static readonly string Folder = Path.Combine(TestCluster.Root(), "tests", "ClientVitals.Tests", "Calls", "Forms");

    private static readonly IReadOnlyList<Form> Forms = [.. Table(File.ReadAllText(Path.Combine(TestCluster.Root(), "docs", "sources-of-formats.md")).ReplaceLineEndings("\n"))];

    private sealed record Form(int Kind, string Name, string Input, string Result);

    private static IEnumerable<Form> Table(string page) => Row().Matches(page)
        .Select(row => row.Groups[1].Value.Split(" | "))
        .Where(cells => cells.Length == 6)
        .Select(cells => new Form(int.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture), cells[1], cells[4], cells[5].Trim('`')));

    public static TheoryData<string, string> All => new(Forms.Select(form => ($"{form.Kind}. {form.Name}", form.Input)));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_form_of_the_table_gives_its_result(string name, string input)
    {
        var form = Forms.Single(form => form.Input == input);
        var refused = new List<string>();
        var (clients, calls) = ThroughTheDatabase.Contains(form.Kind) ? await ImportedAsync(input, refused) : await ReadAsync(input, refused);
        string.Join("; ", [$"clients {clients}", .. calls, .. refused.Order(StringComparer.Ordinal).Select(reason => $"refused: {reason}")]).ShouldBe(form.Result, name);
    }

    /// <summary>What a file comes to by itself: nothing that came before changes it.</summary>
    private static async Task<(long Clients, IEnumerable<string> Calls)> ReadAsync(string input, List<string> refused)
    {
        using var file = await OpenAsync(input);
        var rows = file!.Rows(reject => refused.Add(reject.Reason), TestContext.Current.CancellationToken).ToList();
        file.Account.Read.ShouldBe(rows.Count + refused.Count);
        return (rows.Select(Who).Distinct().Count(), rows
            .Select(row => (row.StartedAt, Text: FormattableString.Invariant($"{Who(row)} {row.StartedAt:yyyy-MM-dd HH:mm} {row.Status.Word()} {row.DurationSeconds}").TrimEnd()))
            .OrderBy(row => row.StartedAt).ThenBy(row => row.Text, StringComparer.Ordinal).Select(row => row.Text));

        static string Who(CallRow row) => row.ClientEmail ?? row.ClientPhone!;
    }

    private async Task<(long Clients, IEnumerable<string> Calls)> ImportedAsync(string input, List<string> refused)
    {
        await Asked.ClearAsync(database);
        foreach (var step in input.Split(" then "))
            await ImportAsync(step, refused);
        return (await Asked.OneAsync<long>(database, "select count(*) from clients"), await Asked.RowsAsync<string>(database, """
            select concat_ws(' ', case when r.client_id is null then 'nobody' else coalesce(r.client_email, r.client_phone) end,
              to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), r.status, r.duration_seconds)
            from call_records r
            order by r.started_at, 1
            """));
    }

    [Fact]
    public void Each_file_of_the_folder_is_in_the_table_and_each_kind_has_three_forms()
    {
        Directory.GetFiles(Folder).Select(Path.GetFileName).Where(file => !Forms.Any(form => form.Input.Contains($"`{file}", StringComparison.Ordinal))).ShouldBeEmpty();
        foreach (var kind in (int[])[1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 14, 15])
            Forms.Count(form => form.Kind == kind).ShouldBeGreaterThanOrEqualTo(3, $"kind {kind}");
        Forms.Select(form => form.Input).ShouldBeUnique();
    }

    private async Task ImportAsync(string step, List<string> refused)
    {
        using var file = await OpenAsync(step);
        if (file is null)
            return;
        var done = await new ImportCalls().RunAsync(database.Vitals, file, ReadCalls.Now, reject => refused.Add(reject.Reason), null, TestContext.Current.CancellationToken);
        done.Read.ShouldBe(done.Added + done.Unchanged + done.Corrected + done.Rejected);
    }

    private static async Task<CallFile?> OpenAsync(string step)
    {
        var match = Step().Match(step);
        match.Success.ShouldBeTrue(step);
        var (name, mapping) = (match.Groups["file"].Value, match.Groups["mapping"].Value);
        var options = new CallFileOptions(ReadCalls.Now, BusinessZone.Of("Asia/Dubai"))
        {
            Map = Option().Matches(match.Groups["options"].Value).Where(one => one.Groups[1].Value == "map").Select(one => one.Groups[2].Value).ToDictionary(one => one[..one.LastIndexOf('=')], one => one[(one.LastIndexOf('=') + 1)..]),
            Words = [.. Option().Matches(match.Groups["options"].Value).Where(one => one.Groups[1].Value == "value").Select(one => TaughtCalls.Of(one.Groups[2].Value))],
            Source = mapping.Length > 0 ? "sender" : null,
        };
        var bytes = await File.ReadAllBytesAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);
        return mapping.Length == 0 ? CallFile.Of(name, bytes, options) : Message(mapping, bytes, options);
    }

    /// <summary>The calls of a message; null where the mapping reads none of it.</summary>
    private static CallFile? Message(string mapping, byte[] bytes, CallFileOptions options)
    {
        using var message = JsonDocument.Parse(bytes);
        return CallMapping.Of(mapping).Read(message.RootElement) is { Count: > 0 } calls ? CallFile.Of("message", calls, options) : null;
    }

    [GeneratedRegex(@"^\| (\d+ \| .+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("^`(?<file>[^ `]+)(?<options> [^`]+)?`(?: as (?<mapping>.+))?$")]
    private static partial Regex Step();

    [GeneratedRegex("--(map|value) \"([^\"]+)\"")]
    private static partial Regex Option();
}
