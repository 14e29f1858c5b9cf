namespace ClientVitals.Server.Rooms.Sources;

/// <summary>A file that somebody sent: in a folder of its own under the home, named by a number nobody guesses.</summary>
public sealed record UploadedFile(Guid Token, string Path)
{
    /// <summary>Letters of a name at most: with the marks that are added, its bytes stay below what file systems take (255).</summary>
    private const int LongestName = 60;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Where the refused lines go, once there are some; null before.</summary>
    public string? Rejects => Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*.rejects.csv").FirstOrDefault() : null;

    private string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>It is in the database now: the calls themselves need not lie here any longer; what was refused of them does.</summary>
    public void IsKept()
    {
        File.Delete(Path);
        File.Delete(Choices);
    }

    /// <summary>Where it is written how somebody wants it read.</summary>
    internal string Choices => System.IO.Path.Combine(Folder, FileChoices.Name);

    /// <summary>A name of letters, digits and a few marks: what a browser says is anybody's text.</summary>
    internal static string Plain(string said)
    {
        var name = said[(said.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or ' ' ? c : '_')).Trim('.', ' ');
        if (plain.Length == 0)
            return "calls.csv";
        plain = plain.Length > LongestName ? plain[^LongestName..].TrimStart('.', ' ') : plain;
        return plain.EndsWith(".rejects.csv", StringComparison.OrdinalIgnoreCase) ? plain + ".csv" : plain;
    }
}
