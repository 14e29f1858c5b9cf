namespace ClientVitals.Database;

/// <summary>
/// A lock between processes of one machine: a file held open for this process alone. The system lets go of it when its
/// holder dies, however it dies.
/// </summary>
public sealed class FileLock : IDisposable
{
    private readonly FileStream held;

    private FileLock(FileStream held) => this.held = held;

    /// <summary>Waits until the lock is free, at most <paramref name="patience"/>, then takes it.</summary>
    public static async Task<FileLock> TakeAsync(string path, TimeSpan patience, CancellationToken cancel)
    {
        var started = Environment.TickCount64;
        while (true)
        {
            try
            {
                return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (UnauthorizedAccessException error)
            {
                throw new PlainError($"The file {path} cannot be opened for writing; it belongs to another user: set VITALS_HOME to a folder of your own.", error);
            }
            catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException))
            {
                if (Environment.TickCount64 - started > patience.TotalMilliseconds)
                {
                    throw new PlainError($"Another command has held {path} for {patience.TotalSeconds:0} seconds; wait for it to end, or end it, and try again.", error);
                }
                await Task.Delay(40, cancel);
            }
        }
    }

    public void Dispose() => held.Dispose();
}
