using System.Globalization;
using System.Text;

namespace ClientVitals.Tests;

/// <summary>Test data as SQL: a client with an address, a hub row and calls.</summary>
internal static class SomeRows
{
    /// <summary>Inserts a client with a primary e-mail and a hub row.</summary>
    public static string Client(string email, string? first = "Leila", string? last = "Haddad", string? coach = null, string status = "ACTIVE") =>
        string.Create(CultureInfo.InvariantCulture, $"""
            {(coach is null ? "" : $"insert into staff (name) values ('{coach}') on conflict do nothing;")}
            with made as (
              insert into clients (firstname, lastname, status, coach_id)
              values ({Quoted(first)}, {Quoted(last)}, '{status}', (select id from staff where name = {Quoted(coach)}))
              returning id, firstname, lastname),
            addressed as (insert into client_emails (email, client_id, is_primary) select '{email}', id, true from made)
            insert into client_health_scores (email, client_id, firstname, lastname, assigned_coach)
            select '{email}', id, firstname, lastname, {Quoted(coach)} from made;
            """);

    /// <summary>One engaged call on each of these instants, in one statement.</summary>
    public static string Calls(string email, IEnumerable<DateTimeOffset> at, string status = "COMPLETED", string direction = "INBOUND")
    {
        var values = new StringBuilder();
        foreach (var moment in at)
        {
            values.Append(values.Length == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"('{moment.UtcDateTime:O}'::timestamptz)");
        }
        return $"""
            insert into call_records (client_id, client_email, started_at, status, direction)
            select e.client_id, e.email, c.at, '{status}', '{direction}'
            from client_emails e, (values {values}) as c (at)
            where e.email = '{email}';
            """;
    }

    /// <summary>The same hour (UTC) on these weekdays, from the first day up to and without the last.</summary>
    public static IEnumerable<DateTimeOffset> Weekly(DateOnly from, DateOnly until, params DayOfWeek[] days) =>
        Enumerable.Range(0, until.DayNumber - from.DayNumber)
            .Select(from.AddDays)
            .Where(day => days.Contains(day.DayOfWeek))
            .Select(day => new DateTimeOffset(day.ToDateTime(new TimeOnly(10, 0)), TimeSpan.Zero));

    private static string Quoted(string? text) => text is null ? "null" : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
