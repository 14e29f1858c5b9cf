namespace ClientVitals.Cli.Facts;

/// <summary>Standard input as a file: a preview reads several times what is given once.</summary>
internal static class StandardInput
{
    public const string Name = "standard input";

    /// <summary>Reads a file; "-" is copied first, and the copy is gone afterwards.</summary>
    public static async Task<T> ReadAsync<T>(string path, Func<string, CancellationToken, Task<T>> readAsync, CancellationToken ct)
    {
        if (path != "-")
            return await readAsync(path, ct);
        var copy = Path.Combine(Path.GetTempPath(), $"vitals-{Guid.NewGuid():n}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            await using (var to = new FileStream(copy, options))
                await Console.OpenStandardInput().CopyToAsync(to, ct);
            return await readAsync(copy, ct);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
