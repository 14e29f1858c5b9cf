using System.Text;
using ClientVitals.Database;
using ClientVitals.Tests.Calls;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Calls;

/// <summary>What the command line says of how a file is read.</summary>
public sealed class ImportOptionsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private BuiltProgram Program() => new(
        database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Server), database.Cluster.Address.Url(database.Vitals.Name, ClusterAddress.Owner));

    [Fact]
    public async Task Words_letters_and_sheets_are_said_on_the_command_line()
    {
        using var program = Program();
        byte[] text = [.. "Client;When;Result;Staff\nanna@example.com;2025-11-03 09:00;Signed in;M"u8, 0xFC, .. "ller\nbob@example.com;2025-11-03 10:00;Left early;Plain\n"u8];
        await File.WriteAllBytesAsync(Path.Combine(program.Folder, "visits.csv"), text, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(program.Folder, "calls.xlsx"), SomeWorkbook.Of(
            ("Old", [["email", "started_at"], ["old@example.com", new DateTime(2025, 10, 3)]]), ("New", [["email", "started_at"], ["new@example.com", new DateTime(2025, 11, 3)]])), TestContext.Current.CancellationToken);

        var said = await program.RunAsync("calls", "import", "visits.csv", "--map", "Client=client_email", "--value", "Result:Signed in=COMPLETED", "--value", "result:left early=DECLINED");
        said.ShouldContain("Note: its letters are not UTF-8 and are read as windows-1252, which is a guess (--encoding reads them otherwise).");
        (await Asked.RowsAsync<(string, string, string)>(database, "select client_email, status, staff from call_records where client_email in ('anna@example.com', 'bob@example.com') order by 1"))
            .ShouldBe([("anna@example.com", "COMPLETED", "M\u00FCller"), ("bob@example.com", "DECLINED", "Plain")]);

        await program.RunAsync("calls", "import", "visits.csv", "--map", "Client=client_email", "--encoding", "windows-1251", "--value", "#3:Signed in=VOICEMAIL", "--source", "again");
        (await Asked.OneAsync<string>(database, "select staff from call_records where status = 'VOICEMAIL'")).ShouldBe("M\u044Cller");

        await program.RunAsync("calls", "import", "calls.xlsx", "--sheet", "New");
        (await Asked.RowsAsync<string>(database, "select client_email from call_records where client_email in ('old@example.com', 'new@example.com')")).ShouldBe(["new@example.com"]);
    }

    [Theory]
    [InlineData("--value", "Result:Signed in=DANCED", "'DANCED' in --value Result:Signed in=DANCED is not a status, channel, direction or outcome")]
    [InlineData("--value", "Signed in", "--value Signed in is not of the form column:word=meaning")]
    [InlineData("--encoding", "klingon", "'klingon' is not a known encoding")]
    public async Task What_cannot_be_understood_is_a_sentence(string option, string value, string says)
    {
        using var program = Program();
        await File.WriteAllTextAsync(Path.Combine(program.Folder, "calls.csv"), "email,started_at,Result\na@example.com,2025-11-03,x\n", Encoding.UTF8, TestContext.Current.CancellationToken);
        var (exit, _, complained) = await BuiltProgram.EndAsync(["call-patterns", "check", "calls.csv", option, value], new() { ["VITALS_HOME"] = program.Home }, program.Folder);
        exit.ShouldBe(1);
        complained.ShouldContain(says);
    }
}
