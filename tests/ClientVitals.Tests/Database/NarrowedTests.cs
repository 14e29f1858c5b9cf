using ClientVitals.Database;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Database;

public sealed class NarrowedTests
{
    private const string Query = """
        select c.id
        from clients c
        where (@client::uuid is null or c.id = @client::uuid)
          and (@coach::text is null or c.coach_id = (select s.id from staff s where lower(s.name) = lower(@coach::text)))
          and (@ids::uuid[] is null or c.id = any (@ids::uuid[]))
          and (c.ended_on is null or c.ended_on > @today::date)
          and (@at::timestamptz is null or c.at < @at::timestamptz or (c.at, c.id) < (@at::timestamptz, @id::uuid))
        """;

    [Fact]
    public void What_is_not_asked_for_is_not_in_it_and_what_is_asked_for_is_no_choice()
    {
        Lines("coach", "at").ShouldBe([
            "select c.id", "from clients c", "where (c.id = @client::uuid)", "  and true", "  and (c.id = any (@ids::uuid[]))",
            "  and (c.ended_on is null or c.ended_on > @today::date)", "  and true"]);
        Lines("client", "ids", "today").ShouldBe([
            "select c.id", "from clients c", "where true", "  and (c.coach_id = (select s.id from staff s where lower(s.name) = lower(@coach::text)))", "  and true",
            "  and (c.ended_on is null or c.ended_on > @today::date)", "  and (c.at < @at::timestamptz or (c.at, c.id) < (@at::timestamptz, @id::uuid))"]);
    }

    private static string[] Lines(params string[] missing) => Narrowed.Of(Query, missing).TrimEnd().Split('\n');
}
