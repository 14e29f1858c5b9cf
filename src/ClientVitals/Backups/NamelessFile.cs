using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClientVitals.Backups;

/// <summary>
/// A file that has no name until it is whole (Linux: O_TMPFILE, then linkat; open(2)): a program that is killed while writing it leaves nothing,
/// for the system gives its room back by itself.
/// </summary>
internal static class NamelessFile
{
    private const int ReadWrite = 2, CloseOnExec = 0x80000, Temporary = 0x400000, OwnerOnly = 0x180;
    private const int CurrentFolder = -100, FollowLink = 0x400;

    /// <summary>Opens one in a folder, readable for its owner alone; null where the system or the folder's file system has none.</summary>
    public static FileStream? Open(string folder)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists("/proc/self/fd"))
            return null;
        // The flag for folders is part of O_TMPFILE, and its number is the processor's.
        var ofFolders = RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 ? 0x4000 : 0x10000;
        var handle = new SafeFileHandle(OpenFile(Ended(folder), ReadWrite | CloseOnExec | Temporary | ofFolders, OwnerOnly), ownsHandle: true);
        if (!handle.IsInvalid)
            return new(handle, FileAccess.ReadWrite, 1 << 16);
        handle.Dispose();
        return null;
    }

    /// <summary>Gives it its name, unless that is taken.</summary>
    /// <exception cref="IOException">The name is taken, or the folder takes no more.</exception>
    public static void Name(FileStream file, string path)
    {
        if (Link(CurrentFolder, Ended($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}"), CurrentFolder, Ended(path), FollowLink) != 0)
            throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>As the system takes a path: UTF-8 and a zero.</summary>
    private static byte[] Ended(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint OpenFile(byte[] path, int flags, int mode);

    [DllImport("libc", EntryPoint = "linkat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(int from, byte[] path, int to, byte[] name, int flags);
}
