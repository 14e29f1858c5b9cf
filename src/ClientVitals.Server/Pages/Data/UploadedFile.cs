using ClientVitals.Database;
using Microsoft.AspNetCore.Http;

namespace ClientVitals.Server.Pages.Data;

/// <summary>A file that somebody sent and that is not brought in yet: in a folder of its own under the home, named by a number nobody guesses.</summary>
public sealed record UploadedFile(Guid Token, string Path)
{
    /// <summary>How long one is kept that nobody brought in.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Where the refused lines go, once there are some; null before.</summary>
    public string? Rejects => Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(Path)!, "*.rejects.csv").FirstOrDefault();

    private static string Folder => System.IO.Path.Combine(VitalsHome.Find().Path, "uploads");

    /// <summary>Keeps a file, and clears away what was left lying.</summary>
    public static async Task<UploadedFile> KeepAsync(IFormFile sent, DateTimeOffset now, CancellationToken cancel)
    {
        if (Directory.Exists(Folder))
        {
            foreach (var old in new DirectoryInfo(Folder).EnumerateDirectories().Where(folder => now - folder.CreationTimeUtc > Kept))
                old.Delete(recursive: true);
        }
        var token = Guid.NewGuid();
        var place = System.IO.Path.Combine(Folder, token.ToString());
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(place);
        else
            Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var file = new UploadedFile(token, System.IO.Path.Combine(place, Plain(sent.FileName)));
        await using var to = File.Create(file.Path);
        await sent.CopyToAsync(to, cancel);
        return file;
    }

    /// <summary>The one of that number; null when it is gone.</summary>
    public static UploadedFile? Of(Guid token)
    {
        var place = System.IO.Path.Combine(Folder, token.ToString());
        return Directory.Exists(place) && Directory.EnumerateFiles(place).FirstOrDefault(file => !file.EndsWith(".rejects.csv", StringComparison.Ordinal)) is { } file
            ? new(token, file)
            : null;
    }

    /// <summary>A name of letters, digits and a few marks: what a browser says is anybody's text.</summary>
    internal static string Plain(string said)
    {
        var name = said[(said.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_')).Trim('.', ' ');
        if (plain.Length == 0)
            return "calls.csv";
        plain = plain.Length > 100 ? plain[^100..].TrimStart('.', ' ') : plain;
        return plain.EndsWith(".rejects.csv", StringComparison.OrdinalIgnoreCase) ? plain + ".csv" : plain;
    }
}
