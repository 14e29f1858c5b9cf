namespace ClientVitals.Server.Pages;

/// <summary>What a page says of the change that led to it, by the word in its address: nothing of an address is shown as it stands.</summary>
internal static class Sayings
{
    public static string? Of(string? word) => word switch
    {
        "answered" => "The answer is kept; the next analysis heeds it.",
        "said-already" => "The same was said today already; nothing was changed.",
        "taken-back" => "The answer is taken back, with what it had changed.",
        "paused" => "The pause is entered; the next analysis takes those days out.",
        "job-ended" => "The run has ended; how it went stands below.",
        "job-begun" => "The run has begun and goes on by itself; look again for how it went.",
        "job-paused" => "The job is paused: it does not run by itself until it is resumed.",
        "job-resumed" => "The job runs again at its hours.",
        "settings-kept" => "The settings are kept; they hold from the next analysis on.",
        "account-closed" => "The account is closed, and its sessions are over.",
        "account-open" => "The account is open again.",
        "key-revoked" => "The key opens nothing any more.",
        _ => null,
    };
}
