using System.Globalization;
using ClientVitals.Database;
using ClientVitals.Settings;
using Dapper;
using Npgsql;

namespace ClientVitals.Sources;

/// <summary>Whether sources deliver, and whether each that posts has its secret here.</summary>
internal static class SourcesDoctor
{
    public static async Task<IReadOnlyList<Finding>> WebhooksAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var sources = (await CallSources.ReadAsync(db, now, ct)).Where(source => source.Enabled).ToList();
        if (sources.Count == 0)
            return [];
        List<Finding> wrong = [];
        foreach (var source in sources)
        {
            try
            {
                if (secrets.Find(CallSources.SecretName(source.Name)) is null)
                    wrong.Add(Finding.Broken("webhooks", $"{source.Name} has no secret on this machine, so its messages are refused here; set {SecretStore.Variable(CallSources.SecretName(source.Name))}, or {Renewed(source)}."));
            }
            catch (PlainError loose)
            {
                wrong.Add(Finding.Broken("webhooks", loose.Message));
            }
        }
        return wrong.Count > 0 ? wrong : [Finding.Good("webhooks", $"{sources.Count} sources post calls, each with its secret.")];
    }

    private static string Renewed(CallSources source)
    {
        var scheme = WebhookSchemeWords.Of(source.Scheme);
        return scheme.DrawsSecret() ? $"make one with vitals sources new-secret {source.Name}" : $"enter its {scheme.SecretName()} with vitals sources new-secret {source.Name} --secret -";
    }

    public static async Task<IReadOnlyList<Finding>> SourcesAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var fresh = await SourceFreshness.ReadAsync(db, now, ct);
        List<Finding> findings =
        [
            .. fresh.Where(source => source.IsStale).Select(source => Finding.Look("sources", string.Create(
                CultureInfo.InvariantCulture,
                $"{source.Source} has delivered nothing for {Spell.Span(source.SilentSeconds)}; its gaps are usually at most {Spell.Span(source.UsualSeconds!.Value)}. Check whether it still delivers."))),
        ];
        if (findings.Count == 0 && fresh.Count > 0)
            findings.Add(Finding.Good("sources", $"{fresh.Count} delivered recently, each as often as usual."));
        return findings;
    }

    /// <summary>More than this, in bytes, is worth a look: it is in every backup.</summary>
    private const long MuchKept = 20L << 30;

    public static async Task<IReadOnlyList<Finding>> FilesAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var (files, bytes) = await db.QuerySingleAsync<(long, long)>(new CommandDefinition(Sql.Of(typeof(SourcesDoctor), "Files"), cancellationToken: ct));
        if (files == 0)
            return [];
        var said = string.Create(
            CultureInfo.InvariantCulture, $"{files:N0} {(files == 1 ? "file or message is" : "files and messages are")} kept as handed in, {bytes / 1e6:N0} MB compressed; each is deleted after {KeepFile.For.TotalDays:0} days");
        return [bytes > MuchKept ? Finding.Look("kept files", $"{said}. They are in every backup: check whether a source sends its whole history each time.") : Finding.Good("kept files", said + ".")];
    }
}
