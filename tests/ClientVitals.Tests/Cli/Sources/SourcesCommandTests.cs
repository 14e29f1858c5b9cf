using ClientVitals.Database;
using Dapper;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli.Sources;

/// <summary><c>vitals sources</c> as typed: what it does is done, is on record, and leaves no secret behind.</summary>
public sealed class SourcesCommandTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_source_is_added_paused_and_removed_its_secret_with_it_and_each_is_on_record()
    {
        var vitals = database.Vitals;
        using var program = new BuiltProgram(
            database.Cluster.Address.To(vitals.Name, ClusterAddress.Server).ConnectionString, database.Cluster.Address.To(vitals.Name, ClusterAddress.Owner).ConnectionString);
        string[] Kept() => Directory.Exists(program.Home) ? Directory.GetFiles(program.Home, "*phones*", SearchOption.AllDirectories) : [];
        var added = await program.RunAsync("sources", "add", "phones", "--mapping", "aircall");
        added.ShouldContain("URL /webhooks/calls/phones of this server, event call.ended");
        added.ShouldContain("Until its webhook token is entered, every message is refused: vitals sources new-secret phones --secret -");
        Kept().ShouldBeEmpty();
        await program.RunAsync("sources", "new-secret", "phones", "--secret", "token");
        (await File.ReadAllTextAsync(Kept().ShouldHaveSingleItem(), TestContext.Current.CancellationToken)).Trim().ShouldBe("token");
        await program.RunAsync("sources", "change", "phones", "--mapping", "twilio");
        (await program.RunAsync("sources", "change", "phones", "--scheme", "twilio")).ShouldContain("phones is signed by Twilio from now on.");
        (await program.RunAsync("sources", "list", "--format", "json")).ShouldContain("\"scheme\":\"twilio\"");
        await program.RunAsync("sources", "disable", "phones");
        await program.RunAsync("sources", "remove", "phones");
        (await program.RunAsync("sources", "list")).ShouldNotContain("phones");
        Kept().ShouldBeEmpty();
        (await program.RunAsync("sources", "add", "relay", "--mapping", "aircall", "--scheme", "standard")).ShouldContain("whsec_");
        await program.RunAsync("sources", "sites", "allow", "https://app.example.com");
        await program.RunAsync("sources", "sites", "allow", "https://app.example.com");
        await using var admin = await database.OpenAdminAsync();
        (await admin.QueryAsync<string>("select details ->> 'did' from audit_log where subject = 'source:phones' and who like 'command line%' order by id")).ShouldBe(["added", "new secret", "mapping", "scheme", "paused", "removed"]);
        (await admin.ExecuteScalarAsync<int>("select count(*)::int from audit_log where action = 'sites_changed'")).ShouldBe(1);
    }
}
