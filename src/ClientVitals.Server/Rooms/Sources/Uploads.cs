using ClientVitals.Database;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>The files that were sent and are still looked at, under the home. They hold people's calls: none lies there for long.</summary>
/// <param name="home">The folder they are kept in.</param>
public sealed class Uploads(VitalsHome home)
{
    /// <summary>How long a file is kept that nobody brought in, and the refused lines of one that was.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    private string Folder => Path.Combine(home.Path, "uploads");

    /// <summary>Keeps a file.</summary>
    /// <exception cref="PlainError">There is no room for it, or the folder cannot be written; then nothing of it is left.</exception>
    internal async Task<UploadedFile> KeepAsync(IFormFile sent, FileTexts says, CancellationToken cancel)
    {
        var token = Guid.NewGuid();
        var place = Path.Combine(Folder, token.ToString());
        var file = new UploadedFile(token, Path.Combine(place, UploadedFile.Plain(sent.FileName)));
        var isWhole = false;
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(place);
            else
                Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await using (var to = File.Create(file.Path))
                await sent.CopyToAsync(to, cancel);
            isWhole = true;
            return file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PlainError(says.NotStored(error.Message.TrimEnd('.')), error);
        }
        finally
        {
            if (!isWhole && Directory.Exists(place))
                Directory.Delete(place, recursive: true);
        }
    }

    /// <summary>The one of that number; null when it is gone.</summary>
    public UploadedFile? Of(Guid token)
    {
        var place = Path.Combine(Folder, token.ToString());
        return Directory.Exists(place) && Directory.EnumerateFiles(place).FirstOrDefault(file => !file.EndsWith(".rejects.csv", StringComparison.Ordinal) && Path.GetFileName(file)[0] != '.') is { } file
            ? new(token, file)
            : null;
    }

    /// <summary>Clears away what is old.</summary>
    /// <returns>How many files.</returns>
    public int Purge(DateTimeOffset now)
    {
        if (!Directory.Exists(Folder))
            return 0;
        var old = new DirectoryInfo(Folder).EnumerateDirectories().Where(folder => now - folder.LastWriteTimeUtc > Kept).ToList();
        foreach (var folder in old)
            folder.Delete(recursive: true);
        return old.Count;
    }
}
