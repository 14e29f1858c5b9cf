using ClientVitals.Access;

namespace ClientVitals.Notices;

/// <summary>What this room does, as the record names it.</summary>
public static class NoticeActions
{
    public static readonly AuditAction ChannelChanged = new("notice_channel_changed");
    public static readonly AuditAction Tested = new("notice_tested");
    public static readonly AuditAction Retried = new("notice_retried");
    public static readonly AuditAction PreferencesChanged = new("notice_preferences_changed");
}
