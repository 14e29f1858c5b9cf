namespace ClientVitals.Access;

/// <summary>
/// What the record says was done. Here stand those of this room and those that every room may use; a room that does something of its own
/// names it itself (<c>CallActions</c>, <c>SourceActions</c>).
/// </summary>
/// <param name="Word">As the table keeps it, in snake_case.</param>
public readonly record struct AuditAction(string Word)
{
    public static readonly AuditAction SignIn = new("sign_in");
    public static readonly AuditAction SignInFailed = new("sign_in_failed");
    public static readonly AuditAction SignOut = new("sign_out");
    public static readonly AuditAction SessionsEnded = new("sessions_ended");
    public static readonly AuditAction PasswordChanged = new("password_changed");
    public static readonly AuditAction LinkMade = new("link_made");
    public static readonly AuditAction LinkUsed = new("link_used");
    public static readonly AuditAction UserMade = new("user_made");
    public static readonly AuditAction UserInvited = new("user_invited");
    public static readonly AuditAction UserChanged = new("user_changed");
    public static readonly AuditAction UserDisabled = new("user_disabled");
    public static readonly AuditAction UserEnabled = new("user_enabled");
    public static readonly AuditAction KeyMade = new("key_made");
    public static readonly AuditAction KeyRevoked = new("key_revoked");
    public static readonly AuditAction ViewsChanged = new("views_changed");

    /// <summary>Data left as a file.</summary>
    public static readonly AuditAction Export = new("export");

    /// <summary>Data came as a file.</summary>
    public static readonly AuditAction Import = new("import");

    /// <summary>Something was done to a client; the details say what.</summary>
    public static readonly AuditAction ClientsChanged = new("clients_changed");
}
