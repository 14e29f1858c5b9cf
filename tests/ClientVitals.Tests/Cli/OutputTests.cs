using ClientVitals.Cli;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Cli;

public sealed class OutputTests
{
    private sealed record Row(string? ClientEmail, int Calls, decimal? DeviationPct, DateOnly? BreakOn, DateTimeOffset? At, bool Known, string[]? Tags);

    private static readonly Row[] Rows =
    [
        new("leila@example.com", 3, -56.52m, new DateOnly(2025, 12, 8), new DateTimeOffset(2025, 12, 8, 8, 0, 0, TimeSpan.FromHours(4)), true, ["a", "b"]),
        new(null, 0, null, null, null, false, null),
    ];

    private static string Written<T>(IEnumerable<T> records, OutputFormat format, params IReadOnlyList<Column<T>> columns)
    {
        using var writer = new StringWriter();
        Output.Write(records, format, writer, columns);
        return writer.ToString();
    }

    [Fact]
    public void Csv_has_a_header_plain_values_and_empty_cells_for_nothing() =>
        Written(Rows, OutputFormat.Csv).ShouldBe("""
            client_email,calls,deviation_pct,break_on,at,known,tags
            leila@example.com,3,-56.52,2025-12-08,2025-12-08T04:00:00Z,true,a; b
            ,0,,,,false,

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void Json_is_an_array_of_objects_with_nulls() =>
        Written(Rows, OutputFormat.Json).ShouldBe("""
            [
            {"client_email":"leila@example.com","calls":3,"deviation_pct":-56.52,"break_on":"2025-12-08","at":"2025-12-08T04:00:00Z","known":true,"tags":["a","b"]},
            {"client_email":null,"calls":0,"deviation_pct":null,"break_on":null,"at":null,"known":false,"tags":null}
            ]

            """.ReplaceLineEndings("\n"));

    [Fact]
    public void An_empty_list_is_still_a_list()
    {
        Written(Array.Empty<Row>(), OutputFormat.Json).ShouldBe("[]\n");
        Written(Array.Empty<Row>(), OutputFormat.Csv).ShouldBe("client_email,calls,deviation_pct,break_on,at,known,tags\n");
    }

    [Fact]
    public void A_table_in_a_pipe_is_aligned_and_shows_a_dash_for_nothing() =>
        Written(Rows[..1].Append(Rows[1]), OutputFormat.Table, [new Column<Row>("client_email", row => row.ClientEmail), new Column<Row>("break_on", row => row.BreakOn)])
            .ShouldBe("client email       break on\nleila@example.com  2025-12-08\n–                  –\n");

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+971501234567", "'+971501234567")]
    [InlineData("-2", "'-2")]
    [InlineData("\tx", "'\tx")]
    public void Text_in_csv_is_quoted_and_never_runs_as_a_formula(string text, string cell) =>
        Written([text], OutputFormat.Csv, [new Column<string>("t", t => t)]).ShouldBe($"t\n{cell}\n");

    [Fact]
    public void A_control_character_cannot_move_the_cursor() =>
        Written(["a\u001b[2Jb\nc"], OutputFormat.Table, [new Column<string>("t", t => t)]).ShouldBe("t\na [2Jb c\n");
}
