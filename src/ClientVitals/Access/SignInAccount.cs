namespace ClientVitals.Access;

/// <summary>The account of an address, as sign-in needs it.</summary>
internal sealed record SignInAccount(
    Guid Id, string Name, AppRole AppRole, Guid? StaffId, string? StaffName, string? PasswordHash, Guid SecurityStamp, bool IsDisabled);
