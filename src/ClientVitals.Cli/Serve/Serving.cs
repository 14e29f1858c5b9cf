using System.Net.Sockets;
using ClientVitals.Access;
using ClientVitals.Database;
using ClientVitals.Server;
using Microsoft.Extensions.Hosting;

namespace ClientVitals.Cli.Serve;

/// <summary>Opens the front door, says where and how to come in, and keeps it open until it is told to stop.</summary>
internal sealed record Serving(VitalsDatabase Database, ServeAt At)
{
    /// <summary>What is done beside it, once everything is served, until the server stops; null = nothing. It throws nothing.</summary>
    public Func<CancellationToken, Task>? Beside { get; init; }

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        await using var app = FrontDoor.Build(Database, At, TimeProvider.System);
        try
        {
            await app.StartAsync(cancel);
        }
        catch (IOException taken) when (taken.InnerException is not null && taken.ToString().Contains("AddressInUse", StringComparison.OrdinalIgnoreCase) || taken.InnerException?.InnerException is SocketException)
        {
            throw new PlainError($"Port {At.Port} of {At.Address} is taken, perhaps by another vitals; stop that, or give another port with --port.", taken);
        }
        var address = At.PublicUrl?.ToString().TrimEnd('/') ?? app.Urls.First();
        Console.WriteLine($"Serving {Database.Where} at {address}; stop it with Ctrl-C.");
        await SayHowToComeInAsync(address, cancel);
        var beside = Beside is { } work ? Task.Run(() => work(app.Lifetime.ApplicationStopping), CancellationToken.None) : Task.CompletedTask;
        await app.WaitForShutdownAsync(cancel);
        await beside;
        return Door.Done;
    }

    private async Task SayHowToComeInAsync(string address, CancellationToken cancel)
    {
        if (Database.Name == VitalsDatabase.DemoName && Database.IsEmbedded)
        {
            var link = await DemoOwner.LinkAsync(Database, TimeProvider.System.GetUtcNow(), cancel);
            Console.WriteLine($"Open the demo signed in (this link works once, for 15 minutes): {address}/link/{link.Token}");
            return;
        }
        await using (var db = await Database.OpenAsync(cancel))
        {
            if (await MakeLink.AnybodyAsync(db, cancel))
                return;
            if (await MakeLink.FirstWaitsAsync(db, TimeProvider.System.GetUtcNow(), cancel))
            {
                Console.WriteLine("There is no account yet. The link for the owner's account was shown before and still works; vitals users first-link makes another.");
                return;
            }
        }
        var first = await Database.DoAsync(MakeLink.FirstOwner, cancel);
        Console.WriteLine($"There is no account yet. Make the owner's account with this link (it works once, for a day): {address}/link/{first.Token}");
    }
}
