using ClientVitals.Database;
using ClientVitals.Settings;
using Npgsql;

namespace ClientVitals.Notices;

/// <summary>Whether what somebody must know reaches them.</summary>
internal static class NoticesDoctor
{
    private const string Check = "notices";

    public static async Task<IReadOnlyList<Finding>> LookAsync(NpgsqlConnection db, SecretStore secrets, DateTimeOffset now, CancellationToken ct)
    {
        var counts = await NoticeCounts.ReadAsync(db, now.AddDays(-30), ct);
        List<Finding> found = [];
        foreach (var name in counts.Channels)
        {
            try
            {
                if (secrets.Find(NoticeChannel.AddressSecret(name)) is null)
                    found.Add(Finding.Broken(Check, $"The channel {name} has no address on this machine, so a server here cannot send to it; set {SecretStore.Variable(NoticeChannel.AddressSecret(name))}, or save it again on the page Notices of the settings."));
            }
            catch (PlainError loose)
            {
                found.Add(Finding.Broken(Check, loose.Message));
            }
        }
        if (counts.Dead > 0)
            found.Add(Finding.Look(Check, $"{counts.Dead} deliveries were given up; vitals notices list --dead says why, vitals notices retry sends them again."));
        if (counts.ForNobody > 0)
            found.Add(Finding.Look(Check, $"{counts.ForNobody} notices of the last 30 days had no receiver; check who has an account, and what they turned off."));
        if (counts.Channels.Length == 0)
            found.Add(Finding.Look(Check, "Notices are shown in the app and mailed; no channel of the business (Slack, Teams, webhook) is set. Add one on the page Notices of the settings."));
        return found.Count > 0 ? found : [Finding.Good(Check, $"{counts.Channels.Length} channels, nothing given up.")];
    }
}
