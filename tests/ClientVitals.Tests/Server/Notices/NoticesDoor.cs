using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Notices;
using ClientVitals.Server;
using ClientVitals.Server.Mail;
using ClientVitals.Server.Rooms;
using ClientVitals.Server.Rooms.Notices;
using ClientVitals.Settings;
using ClientVitals.Tests.Server.Mail;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Notices;

/// <summary>A door with a mail server and receivers of its own, on which it waits a second and no longer.</summary>
public sealed class NoticesDoor(TestCluster cluster) : OpenDoor(cluster), IAsyncLifetime
{
    internal TinyReceiver Receiver { get; } = new();

    internal TinyMailServer MailBox { get; } = new();

    private static readonly SenderPace Pace = new() { LookEvery = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromSeconds(1) };

    protected override ServeAt At => ServeAt.Default with
    {
        Port = 0,
        AllowedHosts = ["127.0.0.1"],
        Mail = SmtpAddress.Read($"smtp://127.0.0.1:{MailBox.Port}?from=vitals@example.com"),
    };

    private protected override IReadOnlyList<ServerRoom> Rooms => [.. ServerRooms.All, new("Haste") { Services = (services, _) => services.AddSingleton(Pace) }];

    public SecretStore Secrets => Services.GetRequiredService<SecretStore>();

    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await DoAsync("update users set password_hash = 'x' where name = 'owner'");
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Receiver.DisposeAsync();
        await MailBox.DisposeAsync();
    }

    /// <summary>Another server on the same database, with the same clock, until it is disposed: it takes deliveries of every test, and links to its own address.</summary>
    internal async Task<Other> AnotherAsync()
    {
        var app = FrontDoor.Build(Vitals, At, Clock, Rooms, Cluster.Home);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    internal sealed class Other(Microsoft.AspNetCore.Builder.WebApplication app) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }

    public Task<T> DoAsync<T>(IAct<T> act) => Vitals.DoAsync(act, Actor.CommandLine("test"), Clock.GetUtcNow(), TestContext.Current.CancellationToken);

    /// <summary>Adds a channel that posts to a path of the receiver.</summary>
    internal async Task<string> ChannelAsync(string name, ChannelKind kind, string? path = null)
    {
        Secrets.Keep(NoticeChannel.AddressSecret(name), Receiver.At(path ?? "/" + name));
        await DoAsync(new ChangeChannel(name, kind, "127.0.0.1", NoticeSeverity.Info, ["law." + name]));
        return "/" + name;
    }

    /// <summary>Tells one channel something.</summary>
    internal Task<Told> TellAsync(string channel, string key) =>
        DoAsync(new Tell("law." + channel, "law:1", new(), $"Something <b>happened</b> & more: {key}.", "/jobs", NoticeSeverity.Critical, $"{channel} {key}"));

    /// <summary>State, attempts and reason of each delivery to a channel.</summary>
    internal async Task<List<(string State, int Attempts, string? Why)>> ToldAsync(string channel)
    {
        await using var db = await OpenAdminAsync();
        return (await db.QueryAsync<(string, int, string?)>("select d.state, d.attempts, d.last_error from notice_deliveries d join notice_channels c on c.id = d.channel_id where c.name = @channel order by d.id", new { channel })).AsList();
    }

    /// <summary>Waits until all deliveries to a channel are so.</summary>
    internal async Task<List<(string State, int Attempts, string? Why)>> UntilAsync(string channel, Func<(string State, int Attempts, string? Why), bool> isSo, int count = 1)
    {
        List<(string State, int Attempts, string? Why)> last = [];
        for (var until = DateTime.UtcNow.AddSeconds(20); DateTime.UtcNow < until; await Task.Delay(30, TestContext.Current.CancellationToken))
        {
            last = await ToldAsync(channel);
            if (last.Count == count && last.TrueForAll(one => isSo(one)))
                return last;
        }
        throw new ShouldAssertException($"{channel}: {string.Join("; ", last)}");
    }
}
