namespace ClientVitals.Backups;

/// <summary>A file that holds everybody's data: readable for its owner alone (0600), never written over, there only when it is whole.</summary>
internal static class NewFile
{
    /// <summary>Writes it. What breaks off leaves nothing.</summary>
    /// <param name="what">What it is to be, for the sentence when the name is taken: a backup, a dump.</param>
    public static async Task WriteAsync(string path, string what, Func<Stream, Task> write)
    {
        path = Path.GetFullPath(path);
        if (File.Exists(path))
            throw new PlainError($"The file {path} exists already; give the {what} another name.");
        await using var nameless = NamelessFile.Open(Path.GetDirectoryName(path)!);
        if (nameless is null)
        {
            await UnderAnotherNameAsync(path, write);
            return;
        }
        await write(nameless);
        nameless.Flush(flushToDisk: true);
        NamelessFile.Name(nameless, path);
    }

    /// <summary>Where a file must have a name, it has another one until it is whole; one left by somebody who was killed is deleted first.</summary>
    private static async Task UnderAnotherNameAsync(string path, Func<Stream, Task> write)
    {
        var half = path + ".part";
        File.Delete(half);
        try
        {
            await using (var file = Create(half))
            {
                await write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(half, path, overwrite: false);
        }
        finally
        {
            File.Delete(half);
        }
    }

    private static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }
}
