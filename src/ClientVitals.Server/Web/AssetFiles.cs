using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClientVitals.Server.Web;

/// <summary>
/// Styles and scripts: within the program, at addresses that hold a hash of what is there, so that a browser keeps them for good and
/// never shows an old one.
/// </summary>
internal static class AssetFiles
{
    private const string Folder = "wwwroot/", Styles = Folder + "styles/";

    private sealed record Asset(string Address, byte[] Bytes, string Type)
    {
        private byte[]? _gzipped;

        /// <summary>Made when first asked for, and kept.</summary>
        public byte[] Gzipped => _gzipped ??= Gzip(Bytes);
    }

    private static readonly FrozenDictionary<string, Asset> ByName = Read().ToFrozenDictionary();
    private static readonly FrozenDictionary<string, Asset> ByAddress = ByName.Values.ToFrozenDictionary(asset => asset.Address);

    /// <summary>The address of one by its name.</summary>
    public static string Address(string name) => ByName[name].Address;

    /// <summary>Whether it was there when the program was built.</summary>
    public static bool IsThere(string name) => ByName.ContainsKey(name);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets/{name}", (string name, HttpContext http) =>
        {
            if (!ByAddress.TryGetValue("/assets/" + name, out var asset))
                return Results.NotFound();
            http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            http.Response.Headers.Vary = "Accept-Encoding";
            if (!http.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
                return Results.Bytes(asset.Bytes, asset.Type);
            http.Response.Headers.ContentEncoding = "gzip";
            return Results.Bytes(asset.Gzipped, asset.Type);
        }).IsFree().ExcludeFromDescription();

    private static Dictionary<string, Asset> Read()
    {
        var assembly = typeof(AssetFiles).Assembly;
        var found = new Dictionary<string, Asset>(StringComparer.Ordinal);
        var resources = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).ToLookup(name => name.StartsWith(Styles, StringComparison.Ordinal));
        // Each page family keeps its styles in a file of its own; a browser gets them as one, in the order of their names.
        var styles = resources[true].Order(StringComparer.Ordinal).SelectMany(resource => Bytes(assembly, resource)).ToArray();
        foreach (var (name, bytes) in resources[false].Select(resource => (resource[Folder.Length..], Bytes(assembly, resource))).Append(("vitals.css", styles)))
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
            var dot = name.LastIndexOf('.');
            found[name] = new($"/assets/{name[..dot]}.{hash}{name[dot..]}", bytes, name[dot..] switch
            {
                ".css" => "text/css; charset=utf-8",
                ".js" => "text/javascript; charset=utf-8",
                ".svg" => "image/svg+xml",
                _ => "application/octet-stream",
            });
        }
        return found;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private static byte[] Bytes(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
