using System.Text.Json;

namespace ClientVitals.Access;

/// <summary>What the record knows to have been done. The word in the table is the name in snake_case.</summary>
public enum AuditAction
{
    SignIn,
    SignInFailed,
    SignOut,
    SessionsEnded,
    PasswordChanged,
    LinkMade,
    LinkUsed,
    UserMade,
    UserInvited,
    UserChanged,
    UserDisabled,
    UserEnabled,
    KeyMade,
    KeyRevoked,
    Export,
    Import,
    PersonErased,
    PeopleMerged,
    ClientsChanged,
    CallTakenBack,
    DeliveryUndone,
    DeliveryRedone,
    DeliveryReread,
    RollupsRebuilt,
    ViewsChanged,
    SettingsChanged,
    SourceChanged,
    SitesChanged,
    ScheduleChanged,
    JobStarted,
}

/// <summary>Their words in the table.</summary>
public static class AuditActionWords
{
    public static string Word(this AuditAction action) => JsonNamingPolicy.SnakeCaseLower.ConvertName(action.ToString());
}
