using ClientVitals.Calls;
using ClientVitals.Database;
using ClientVitals.Sources;
using ClientVitals.Tests.Calls.Previews;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Calls;

/// <summary>The next file of a source with the same columns is read as somebody chose for the last one, until it is forgotten.</summary>
public sealed class RecalledReadingTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly PreviewFacts _files = new(database);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly ReadingChoices Chosen = new()
    {
        Map = new Dictionary<string, string> { ["Wer"] = "client_email" },
        Words = [new("Result", "Signed in", "COMPLETED")],
        Zone = "Europe/Berlin",
        DateOrder = DateOrder.DayFirst,
        LengthUnit = LengthUnit.Minutes,
    };

    public async ValueTask InitializeAsync() => await database.DoAsync("delete from source_readings");

    public ValueTask DisposeAsync()
    {
        _files.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<bool> KeepAsync(ReadingChoices? choices, string[] columns, string source = "file") =>
        database.Vitals.DoAsync(new KeepReading(source, "calls", columns, choices?.Write()), Principal.Program, PreviewFacts.Now, Ct);

    private async Task<RecalledReading?> FindAsync(string path, CallFileOptions? options = null)
    {
        await using var db = await database.Vitals.OpenAsync(Ct);
        return await CallReadings.RecalledAsync(db, path, options ?? PreviewFacts.Dubai, Ct);
    }

    private string File_(string header = "Wer,started_at,Result", string name = "next.csv") => _files.Write($"{header}\na@example.com,03/04/2026 9:00,Signed in\n", name);

    [Fact]
    public async Task It_is_recalled_said_and_read_so()
    {
        (await KeepAsync(Chosen, ["Wer", "started_at", "Result"])).ShouldBeTrue();
        (await KeepAsync(Chosen, ["Wer", "started_at", "Result"])).ShouldBeFalse("nothing changed");
        var path = File_();
        var recalled = (await FindAsync(path)).ShouldNotBeNull();
        recalled.Said.ToString().ShouldBe("read as last time (10 Apr 2026): the column 'Wer' is client_email; \"Signed in\" in 'Result' means COMPLETED; the day comes first in dates; times are Europe/Berlin's; lengths are minutes");
        using var file = CallFile.Open(path, recalled.Choices.AppliedTo(PreviewFacts.Dubai));
        var call = file.Rows(null, Ct).ToList().ShouldHaveSingleItem();
        (call.StartedAt, call.Status, call.ClientEmail).ShouldBe((ReadCalls.Utc("2026-04-03T07:00:00Z"), CallStatus.Completed, "a@example.com"));
    }

    [Theory]
    [InlineData("Wer,started_at,Result,More", null)]
    [InlineData("Wer,started_at", null)]
    [InlineData("Wer,started_at,Result", "another")]
    public async Task Other_columns_or_another_source_recall_nothing(string header, string? source)
    {
        await KeepAsync(Chosen, ["Wer", "started_at", "Result"]);
        (await FindAsync(File_(header), PreviewFacts.Dubai with { Source = source })).ShouldBeNull();
        (await FindAsync(File_(), PreviewFacts.Dubai with { Source = "file" })).ShouldNotBeNull();
    }

    [Fact]
    public async Task Files_without_column_names_and_sheets_are_recognised_by_the_reading_itself()
    {
        await KeepAsync(new() { Map = new Dictionary<string, string> { ["#1"] = "client_email", ["#2"] = "started_at" } }, ["#1", "#2", "#3"], "till");
        await KeepAsync(new() { Sheet = "New" }, ["email", "started_at"]);
        var plain = _files.Write("a@example.com,2026-04-03 09:00,x\n", "plain.csv");
        (await FindAsync(plain, PreviewFacts.Dubai with { Source = "till" })).ShouldNotBeNull().Choices.Map.Count.ShouldBe(2);
        (await FindAsync(plain)).ShouldBeNull();
        var book = _files.Write(SomeWorkbook.Of(("Old", [["other", "columns"], ["x", "y"]]), ("New", [["email", "started_at"], ["new@example.com", new DateTime(2026, 4, 3)]])), "book.xlsx");
        (await FindAsync(book)).ShouldNotBeNull().Choices.Sheet.ShouldBe("New");
    }

    [Fact]
    public async Task What_is_said_now_wins_and_what_is_forgotten_is_gone()
    {
        await KeepAsync(Chosen, ["Wer", "started_at", "Result"]);
        var now = new ReadingChoices { Words = [new("result", "SIGNED-IN", "NO_ANSWER")], Zone = "UTC", Map = new Dictionary<string, string> { ["Other"] = "client_email" } };
        var both = now.Over(Chosen);
        both.Words.ShouldHaveSingleItem().Meaning.ShouldBe("NO_ANSWER");
        (both.Zone, both.DateOrder, both.LengthUnit).ShouldBe(("UTC", DateOrder.DayFirst, LengthUnit.Minutes));
        both.Map.ShouldBe(new Dictionary<string, string> { ["Other"] = "client_email" });
        var recalled = (await FindAsync(File_())).ShouldNotBeNull();
        (await database.Vitals.DoAsync(new ForgetReading(recalled.Id), Principal.Program, PreviewFacts.Now, Ct)).ShouldBeTrue();
        (await database.Vitals.DoAsync(new ForgetReading(recalled.Id), Principal.Program, PreviewFacts.Now, Ct)).ShouldBeFalse();
        (await FindAsync(File_())).ShouldBeNull();
        await KeepAsync(Chosen, ["Wer", "started_at", "Result"]);
        (await KeepAsync(null, ["Wer", "started_at", "Result"])).ShouldBeTrue();
        (await FindAsync(File_())).ShouldBeNull();
    }

    [Fact]
    public void Choices_come_back_as_they_were_kept_and_only_those_that_fit_a_file_stay()
    {
        var back = ReadingChoices.Read(Chosen.Write());
        back.Said.ShouldBe(Chosen.Said);
        ReadingChoices.None.IsNone.ShouldBeTrue();
        ReadingChoices.Read(ReadingChoices.None.Write()).IsNone.ShouldBeTrue();
        Should.Throw<PlainError>(() => ReadingChoices.Read("[1]")).Message.ShouldContain("choose again");
        var fitting = (Chosen with { Words = [.. Chosen.Words, new("#9", "x", "COMPLETED"), new("Wer", "x", "COMPLETED"), new("#3", "y", "DECLINED")] }).Fitting(["Wer", "started_at", "Result"]);
        fitting.Words.Select(word => word.Word).ShouldBe(["Signed in", "y"]);
        Chosen.Fitting(["client_email", "started_at"]).Map.ShouldBeEmpty();
    }
}
