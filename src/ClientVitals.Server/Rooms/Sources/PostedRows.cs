using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server.Operations;
using ClientVitals.Server.Web;
using ClientVitals.Settings;
using ClientVitals.Sources;
using ClientVitals.Sources.Intake;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>Rows that people and programs of the business post: calls, sessions, and whatever else an intake takes in.</summary>
internal static class PostedRows
{
    /// <summary>Bytes of a batch.</summary>
    private const int MostBytes = 5 << 20;

    /// <summary>The source under which posted rows are kept.</summary>
    private const string Source = "api";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    internal sealed record Refused(long Place, string Reason);

    /// <summary>Always: read = added + unchanged + corrected + rejected.</summary>
    internal sealed record Recorded(
        long Delivery, long Read, long Added, long Unchanged, long Corrected, long Rejected, long Unmatched, long ClientsMade, IReadOnlyList<Refused> Refused);

    /// <summary>Records one row or a batch; with an Idempotency-Key the whole request once.</summary>
    public static async Task<IResult> RecordAsync(TakesIn what, HttpContext http, VitalsDatabase database, TimeProvider clock, CancellationToken cancel)
    {
        var body = await RequestBody.ReadAsync(http, MostBytes, cancel);
        var rows = Read(what, body);
        var once = Once(http, body);
        var now = clock.GetUtcNow();
        await using var unit = await database.BeginAsync(http.Caller().ToActor(), now, cancel);
        if (once is not null)
        {
            var (claim, earlier) = await once.ClaimAsync(unit.Connection, now, cancel);
            if (claim == AnswerOnce.Claim.Answered)
                return TypedResults.Content(earlier!.Answer, "application/json", null, earlier.Status);
            if (claim == AnswerOnce.Claim.Other)
                return Problems.Of(http, StatusCodes.Status422UnprocessableEntity, "This Idempotency-Key was used for another request; give each request its own key.");
            if (claim == AnswerOnce.Claim.AtWork)
                return Problems.Of(http, StatusCodes.Status409Conflict, "The first request with this Idempotency-Key is still being processed; try again in a moment.");
        }
        var settings = await BusinessSettings.InForceAsync(unit.Connection, cancel);
        // Who may not write down people brings rows of known ones; the others are kept, and shown as nobody's.
        var (account, rejected, _) = await what.RecordAsync(
            unit, new(Source, "post", rows, MatchOnly: !http.Caller().May(KeyScope.PeopleWrite)), settings, now, cancel);
        var answer = new Recorded(
            account.Delivery, account.Read, account.Added, account.Unchanged, account.Corrected, account.Rejected, account.Unmatched, account.ClientsMade,
            [.. rejected.OrderBy(reject => reject.Line).Select(reject => new Refused(reject.Line, reject.Reason))]);
        var text = JsonSerializer.Serialize(answer, Written);
        var counts = new Dictionary<string, string> { ["read"] = Count(account.Read), ["added"] = Count(account.Added), ["corrected"] = Count(account.Corrected) };
        await new Audit(AuditAction.Import, $"delivery:{account.Delivery}", counts).RunAsync(unit, cancel);
        if (once is not null)
            await once.KeepAsync(unit.Connection, StatusCodes.Status200OK, text, cancel);
        await unit.CommitAsync(cancel);
        Meters.Recorded(account.Added + account.Corrected, "api");
        return TypedResults.Content(text, "application/json");
    }

    private static string Count(long rows) => rows.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<IReadOnlyDictionary<string, string?>> Read(TakesIn what, byte[] body)
    {
        try
        {
            using var posted = JsonDocument.Parse(body);
            var rows = what.ReadMessage("columns", posted.RootElement)!;
            foreach (var (field, value) in rows.SelectMany(row => row))
            {
                FieldLimits.Check("The name of a field", field);
                FieldLimits.Check(FieldLimits.IsNamed(field) ? field : "notes", value);
            }
            return rows.Count > 0 ? rows : throw new PlainError($"The list of {what.Name} is empty; send at least one.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new PlainError($"The body is not JSON; send one {what.One} as an object, or {{\"{what.Name}\": [...]}}.", error);
        }
    }

    private static AnswerOnce? Once(HttpContext http, byte[] body)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}\n"));
        hash.AppendData(body);
        return new(http.Caller().Who, key, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
