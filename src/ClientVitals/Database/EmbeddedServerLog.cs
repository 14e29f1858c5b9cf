using System.Text;

namespace ClientVitals.Database;

/// <summary>What the embedded server wrote about itself last: a server that fell says why only there.</summary>
public static class EmbeddedServerLog
{
    private const int LastBytes = 16 << 10;

    /// <summary>PostgreSQL's own words for errno ENOSPC; the embedded cluster speaks English.</summary>
    private const string NoSpace = "No space left on device";

    /// <summary>
    /// Whether the embedded server of this process's home said within its last lines that its disk is full. False when another
    /// server is in use, or when there is no log to read.
    /// </summary>
    public static bool SaysDiskFull() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DATABASE_URL")) && SaysDiskFull(VitalsHome.Find());

    /// <summary>The same of a given home.</summary>
    public static bool SaysDiskFull(VitalsHome home)
    {
        ArgumentNullException.ThrowIfNull(home);
        try
        {
            using var log = new FileStream(home.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            log.Seek(-Math.Min(LastBytes, log.Length), SeekOrigin.End);
            using var text = new StreamReader(log, Encoding.UTF8);
            return text.ReadToEnd().Contains(NoSpace, StringComparison.Ordinal);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            // Not there, or another user's: then the first fault is told as it is.
            return false;
        }
    }
}
