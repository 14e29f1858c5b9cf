using System.Text;
using ClientVitals.Calls;
using ClientVitals.Calls.Previews;
using ClientVitals.Settings;
using ClientVitals.Sources.Intake;
using Xunit;

namespace ClientVitals.Tests.Calls.Previews;

/// <summary>Files that are looked at and imported in a folder of their own.</summary>
internal sealed class PreviewFacts(TestDatabase database) : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 4, 10, 12, 0, 0, TimeSpan.Zero);

    public static readonly CallFileOptions Dubai = new(Now, BusinessZone.Of("Asia/Dubai"));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cv-preview-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Write(string text, string name = "calls.csv") => Write(Encoding.UTF8.GetBytes(text), name);

    public string Write(byte[] bytes, string name)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public Task<CallPreview> LookAsync(string text, CallFileOptions? options = null, bool isWhole = false) =>
        new PreviewOfCalls(Write(text), options ?? Dubai) { IsWhole = isWhole }.ReadAsync(database.Vitals, null, Ct);

    public async Task<IntakeDone> ImportAsync(string text, CallFileOptions? options = null)
    {
        using var file = CallFile.Open(Write(text), options ?? Dubai);
        return await new ImportCalls().RunAsync(database.Vitals, file, Now, null, null, Ct);
    }

    public void Dispose() => _folder.Delete(true);
}
