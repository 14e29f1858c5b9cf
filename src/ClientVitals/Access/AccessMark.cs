using ClientVitals.Database;

namespace ClientVitals.Access;

/// <summary>A word that is another one when somebody's rights changed, for where the database cannot tell by itself (behind some poolers).</summary>
public sealed record AccessMark(string Mark)
{
    public static async Task<string> ReadAsync(VitalsDatabase database, CancellationToken ct) =>
        (await database.AskAsync<AccessMark>(DatabaseIdentity.Service, Sql.Of<AccessMark>(), null, ct))[0].Mark;
}
