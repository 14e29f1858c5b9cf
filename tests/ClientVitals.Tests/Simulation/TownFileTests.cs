using System.Globalization;
using System.IO.Compression;
using ClientVitals.Calls;
using ClientVitals.Settings;
using ClientVitals.Simulation;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Simulation;

public sealed class TownFileTests
{
    private static readonly Town Small = new(Seed: 1, Clients: 1000, Weeks: 26, new DateOnly(2026, 3, 2));

    private static readonly DateTimeOffset AsOf = TownClock.Midnight(Small.Zone, Small.FoundedOn);

    [Fact]
    public void The_file_reads_back_field_by_field_with_names_that_need_quotes()
    {
        using var written = new MemoryStream();
        var rows = TownFile.Write(Small, AsOf, written, stop: TestContext.Current.CancellationToken);
        written.Position = 0;
        using var reader = new StreamReader(written);
        reader.ReadLine().ShouldBe(TownFile.Header);

        var residents = Small.Residents().ToDictionary(resident => resident.Email);
        var names = new HashSet<string>();
        var calls = new HashSet<string>();
        var count = 0L;
        while (reader.ReadLine() is { } line)
        {
            var fields = Fields(line);
            fields.Count.ShouldBe(15, line);
            var resident = residents[fields[0]];
            fields[1].ShouldBe(resident.Phone ?? "");
            fields[2].ShouldBe(resident.Name.First);
            fields[3].ShouldBe(resident.Name.Last);
            fields[4].ShouldBe(resident.Coach);
            calls.Add($"{fields[5]} {fields[6]}").ShouldBeTrue(line);
            DateTimeOffset.ParseExact(fields[7], "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture).Year.ShouldBeInRange(2025, 2026);
            names.Add(fields[3]);
            count++;
        }
        count.ShouldBe(rows);
        names.ShouldContain(name => name.EndsWith(", Jr.", StringComparison.Ordinal));
        names.ShouldContain(name => name.Any(c => c > 0x600));
    }

    [Fact]
    public void The_import_reads_every_row_as_a_call_and_knows_every_word()
    {
        using var written = new MemoryStream();
        var rows = TownFile.Write(Small, AsOf, written, stop: TestContext.Current.CancellationToken);
        using var file = CallFile.Of("town.csv", written.ToArray(), new CallFileOptions(AsOf, BusinessZone.Of(Small.Zone)));
        var calls = file.Rows(cancel: TestContext.Current.CancellationToken).ToList();
        calls.Count.ShouldBe((int)rows);
        file.Account.Rejected.ShouldBe(0);
        file.Account.UnknownWords.ShouldBeEmpty();
        var emails = Small.Residents().ToDictionary(resident => resident.Email);
        calls.ShouldAllBe(call => emails[call.ClientEmail!].Phone == call.ClientPhone && emails[call.ClientEmail!].Coach == call.Coach);
        calls.ShouldContain(call => call.Channel == CallChannel.InPerson && call.Direction == CallDirection.Unknown);
    }

    [Fact]
    public void A_name_ending_with_gz_is_compressed()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv.gz");
        try
        {
            long rows;
            using (var to = TownFile.Create(path)) rows = TownFile.Write(Small, AsOf, to, stop: TestContext.Current.CancellationToken);
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            var lines = 0L;
            while (reader.ReadLine() is not null) lines++;
            lines.ShouldBe(rows + 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named() =>
        Should.Throw<PlainError>(() => TownFile.Create(Path.Combine(Path.GetTempPath(), "no", "such", "folder", "calls.csv")))
            .Message.ShouldContain("calls.csv");

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Walker, Jr.", "\"Walker, Jr.\"")]
    [InlineData("the \"Rock\"", "\"the \"\"Rock\"\"\"")]
    public void A_field_is_quoted_where_it_must_be(string text, string field) => TownFile.Quoted(text).ShouldBe(field);

    // By hand, so that the test knows nothing of the writer's idea of quoting.
    private static List<string> Fields(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(line[i]);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
