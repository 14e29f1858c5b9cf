using ClientVitals.Migrations;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Migrations;

/// <summary>The same cases Supabase's command line is known by: both must write one ledger.</summary>
public sealed class SqlStatementTests
{
    [Theory]
    // Semicolons end statements; blank space and empty statements are dropped.
    [InlineData("select 1;select 2", "select 1", "select 2")]
    [InlineData(";end;;", "end")]
    [InlineData("  begin   ;\n  end  ", "begin", "end")]
    [InlineData("", new string[0])]
    // Comments hide semicolons and stay with the statement after them.
    [InlineData("end;-- comment", "end", "-- comment")]
    [InlineData("select --; 1", "select --; 1")]
    [InlineData("- ;end", "-", "end")]
    [InlineData("-- /* \n; */ end", "-- /*", "*/ end")]
    [InlineData("select /* ; */ 1;", "select /* ; */ 1")]
    [InlineData("select /*; /*;*/ ;*/ 1", "select /*; /*;*/ ;*/ 1")]
    [InlineData("/ * ; */ end", "/ *", "*/ end")]
    // Quotes.
    [InlineData("select ';' 1; x", "select ';' 1", "x")]
    [InlineData("select ';'';' 1", "select ';'';' 1")]
    [InlineData("select '\\'; 1'", "select '\\'", "1'")]
    [InlineData("create policy \"cats;dogs\" on c; end", "create policy \"cats;dogs\" on c", "end")]
    [InlineData("create policy \"pet\"\"name;\" on pets; end", "create policy \"pet\"\"name;\" on pets", "end")]
    [InlineData("\\;;\\;", "\\", "\\")]
    // Dollar quotes.
    [InlineData("$tag$ any ; string$tag$", "$tag$ any ; string$tag$")]
    [InlineData("$$\"Dane's; horse\"$$;x", "$$\"Dane's; horse\"$$", "x")]
    [InlineData("select \"$\"; $$", "select \"$\"", "$$")]
    [InlineData("do $a$ select $b$;$b$; $a$; x", "do $a$ select $b$;$b$; $a$", "x")]
    // Parentheses and bodies.
    [InlineData("create rule r as on update to t do (notify t; select 1); select 2", "create rule r as on update to t do (notify t; select 1)", "select 2")]
    [InlineData("create rule r as on update to t do (-- )\nselect ')';\n-- )\n)\n", "create rule r as on update to t do (-- )\nselect ')';\n-- )\n)")]
    [InlineData("create function f() begin atomic\n select 'add;';\n select 1;\nend; select 2", "create function f() begin atomic\n select 'add;';\n select 1;\nend", "select 2")]
    [InlineData("begin\nATOMIC-- end;\n-- end;\nEND\n;", "begin\nATOMIC-- end;\n-- end;\nEND")]
    [InlineData("select is_atomic from flags;\nselect 1;", "select is_atomic from flags", "select 1")]
    [InlineData("create table a.atomic_test (id int);\nselect 1;", "create table a.atomic_test (id int)", "select 1")]
    public void A_file_is_split_where_Supabase_splits_it(string sql, params string[] statements) =>
        SqlStatement.Split(sql).Select(statement => statement.Text).ShouldBe(statements);

    [Fact]
    public void A_statement_knows_its_place()
    {
        const string sql = "select 1;\n\n  -- two\n  select 2;";
        foreach (var statement in SqlStatement.Split(sql))
        {
            sql.Substring(statement.Offset, statement.Text.Length).ShouldBe(statement.Text);
        }
    }
}
