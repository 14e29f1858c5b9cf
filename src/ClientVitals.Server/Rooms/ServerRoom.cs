using ClientVitals.Database;
using ClientVitals.Server.Functions;
using ClientVitals.Server.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ClientVitals.Server.Rooms;

/// <summary>What one room brings to the server. <c>ServerRooms</c> lists them; the server is built from that list.</summary>
/// <param name="Name">The room's name in the core.</param>
internal sealed record ServerRoom(string Name)
{
    /// <summary>The tag of its addresses in the API's document.</summary>
    public string ApiTag { get; init; } = Name;

    /// <summary>Maps its addresses under <c>/api/v1</c>.</summary>
    public Action<IEndpointRouteBuilder>? Api { get; init; }

    /// <summary>Maps its pages, for people who are signed in.</summary>
    public Action<IEndpointRouteBuilder>? Pages { get; init; }

    /// <summary>Maps addresses that are neither: signing in, webhooks.</summary>
    public Action<IEndpointRouteBuilder>? Other { get; init; }

    /// <summary>Adds the services its addresses need.</summary>
    public Action<IServiceCollection, VitalsHome>? Services { get; init; }

    /// <summary>What it answers under <c>/functions/v1</c>, by name.</summary>
    public IReadOnlyDictionary<string, EarlierFunction> Functions { get; init; } = new Dictionary<string, EarlierFunction>();

    /// <summary>What it answers under <c>/rest/v1/rpc</c>.</summary>
    public IReadOnlyList<RpcFunction> Rpc { get; init; } = [];

    /// <summary>Its entries in the navigation.</summary>
    public IReadOnlyList<NavEntry> Navigation { get; init; } = [];

    /// <summary>What it offers in the palette.</summary>
    public IReadOnlyList<PaletteAction> Actions { get; init; } = [];

    /// <summary>What the bell in the head of every page opens and counts. Of several the last is shown; while no room brings one, none is.</summary>
    public NavEntry? Bell { get; init; }
}
