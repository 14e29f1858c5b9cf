using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientVitals.Server.Api;

/// <summary>
/// Whose book a change is about. Changes are written by the program itself; so whether the asker sees the client at all is asked
/// first, on the asker's behalf, of the database's own rules.
/// </summary>
internal static class Own
{
    public static ProblemHttpResult NoSuchClient(HttpContext http) =>
        Problems.Of(http, StatusCodes.Status404NotFound, "There is no such client, or it is none of your book.");

    public static async Task<bool> SeesAsync(VitalsDatabase database, Caller caller, Guid client, CancellationToken cancel) =>
        await FoundClient.ByAsync(database, caller.ToActingAs(), client, cancel) is not null;

    /// <summary>The coach's name under which the caller's clients stand; a <see cref="PlainError"/> when the account is nobody's of the staff.</summary>
    public static string CoachName(Caller caller) =>
        caller.StaffName ?? throw new PlainError("Your account is not joined to anybody of the staff; ask whoever manages the business to do so.");
}
