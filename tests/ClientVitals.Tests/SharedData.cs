namespace ClientVitals.Tests;

/// <summary>
/// Real data that is not ours to hand on: it lies in <c>shared/data</c> in a folder above the repository. A test that needs it
/// fails and says so where it is absent; it is never skipped.
/// </summary>
internal static class SharedData
{
    public static string File(params string[] path)
    {
        for (var folder = Directory.GetParent(TestCluster.Root()); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine([folder.FullName, "shared", "data", .. path]);
            if (System.IO.File.Exists(file))
                return file;
        }
        throw new FileNotFoundException(
            $"The published figures are checked on data that is not part of the repository: put shared/data/{string.Join('/', path)} beside it.");
    }
}
