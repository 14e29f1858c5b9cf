using System.Text.Json;

namespace ClientVitals.Database;

/// <summary>
/// On whose behalf a transaction reads or writes: a database role and the claims its policies ask for, both for that transaction
/// alone. The claims have Supabase's form (<c>sub</c>, <c>role</c>, <c>app_role</c>, <c>staff_id</c>).
/// </summary>
/// <param name="Role"><c>anon</c>, <c>authenticated</c> or <c>service_role</c>.</param>
/// <param name="Claims">A JSON object, as <c>request.jwt.claims</c> takes it.</param>
public sealed record DatabaseIdentity(string Role, string Claims)
{
    /// <summary>The program itself: sees and writes everything.</summary>
    public static readonly DatabaseIdentity Service = new("service_role", """{"role":"service_role"}""");

    /// <summary>Nobody: sees nothing.</summary>
    public static readonly DatabaseIdentity Anonymous = new("anon", """{"role":"anon"}""");

    /// <summary>Whether it is a coach, who sees only their own clients. For picking a plan, never for deciding what may be seen.</summary>
    public bool IsCoach
    {
        get
        {
            using var claims = JsonDocument.Parse(Claims);
            return claims.RootElement.TryGetProperty("app_role", out var role) && role.ValueEquals("coach");
        }
    }

    /// <summary>Who of the staff a coach is, whose clients alone they see; null = somebody else. For picking a plan, never for deciding what may be seen.</summary>
    public Guid? Book
    {
        get
        {
            using var claims = JsonDocument.Parse(Claims);
            return claims.RootElement.TryGetProperty("app_role", out var role) && role.ValueEquals("coach")
                && claims.RootElement.TryGetProperty("staff_id", out var staff) && staff.TryGetGuid(out var book) ? book : null;
        }
    }

    /// <summary>Sets both for the present transaction, as $1 and $2; one row.</summary>
    public const string Sql = "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)";

    /// <summary>Sets both, and lets what follows in the transaction be planned once and for all values; one row.</summary>
    public const string SqlPlannedOnce =
        "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true), set_config('plan_cache_mode', 'force_generic_plan', true)";

    /// <summary>Sets both for the present transaction; one row.</summary>
    internal Npgsql.NpgsqlBatchCommand ToCommand() => new(Sql) { Parameters = { new() { Value = Role }, new() { Value = Claims } } };
}
