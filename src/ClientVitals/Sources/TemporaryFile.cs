namespace ClientVitals.Sources;

/// <summary>Files that nobody else can read, for what does not fit into memory.</summary>
internal static class TemporaryFile
{
    /// <summary>One that is gone when it is closed. Can be opened again by its name as long as it is not.</summary>
    public static FileStream Create()
    {
        var options = Options(out var place);
        options.Access = FileAccess.ReadWrite;
        options.Share = FileShare.ReadWrite | FileShare.Delete;
        options.Options = FileOptions.DeleteOnClose;
        options.BufferSize = 64 << 10;
        return new FileStream(place, options);
    }

    /// <summary>How one is made, to be written; and its place.</summary>
    public static FileStreamOptions Options(out string place)
    {
        place = Path.Combine(Path.GetTempPath(), $"vitals-{Guid.NewGuid():n}.csv");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
