using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.People;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClientVitals.Server.Security;

/// <summary>Whose book a question is about; changes ask for themselves.</summary>
internal static class ClientScope
{
    public static ProblemHttpResult NoSuchClient(HttpContext http) =>
        Problems.Of(http, StatusCodes.Status404NotFound, SeenClients.NoSuchClient);

    public static async Task<bool> SeesAsync(VitalsDatabase database, Caller caller, Guid client, CancellationToken ct) =>
        await FoundClient.ByAsync(database, caller.ToIdentity(), client, ct) is not null;

    /// <summary>The coach's name under which the caller's clients stand; a <see cref="PlainError"/> when the account is nobody's of the staff.</summary>
    public static string CoachName(Caller caller) =>
        caller.StaffName ?? throw new PlainError("Your account is not linked to a member of staff; ask an owner or admin to link it.");
}
