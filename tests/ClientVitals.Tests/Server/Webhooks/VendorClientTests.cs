using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ClientVitals.Sources;
using ClientVitals.Sources.Webhooks;
using ClientVitals.Tests.Payments;
using Shouldly;
using Xunit;

namespace ClientVitals.Tests.Server.Webhooks;

/// <summary>
/// The clients that Twilio, HubSpot, Stripe and Standard Webhooks publish sign what we take, and check what we sign, run by node. They are
/// installed by npm into a cache outside the tree, as <c>.ci/run</c> does; where they cannot be had the test counts as not run, in CI it fails.
/// </summary>
public sealed class VendorClientTests(SendersDoor door) : IClassFixture<SendersDoor>
{
    private static readonly string[] Clients = ["twilio@6.3.1", "@hubspot/api-client@13.5.0", "standardwebhooks@1.1.1", "stripe@23.1.0"];

    private static readonly string Cache = Path.Combine(Path.GetTempPath(), "client-vitals-senders-2");

    private static readonly Dictionary<string, string> Call = new()
    {
        ["CallSid"] = "CApeer",
        ["From"] = "+971501112233",
        ["To"] = "+97144400001",
        ["CallStatus"] = "completed",
        ["Direction"] = "inbound",
        ["Timestamp"] = "Mon, 03 Nov 2025 05:05:09 +0000",
        ["SequenceNumber"] = "3",
        ["CallDuration"] = "300",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_vendors_clients_sign_is_taken_and_what_we_sign_they_accept()
    {
        await InstallAsync();
        var standard = WebhookSignature.NewSecret();
        await door.AddAsync("peer-twilio", "twilio", "auth-token");
        await door.AddAsync("peer-hubspot", "hubspot", "client-secret");
        await door.AddAsync("peer-standard", "columns", standard);
        const string Endpoint = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        await door.AddAsync("peer-stripe", "stripe", Endpoint);
        const string Column = """{"client_email":"omar@example.com","started_at":"2026-01-05T09:00:00Z","provider_call_id":"peer","notes":"Zoë"}""";
        var given = new
        {
            @base = door.Address.GetLeftPart(UriPartial.Authority),
            address = SendersDoor.Public,
            now = door.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            secrets = new { twilio = "auth-token", hubspot = "client-secret", standard, stripe = Endpoint },
            form = Call,
            call = Column,
            objects = new[] { 1, 2 }.Select(number => new { id = $"{number}", properties = new { hs_timestamp = $"176214600{number}000", hs_call_direction = "OUTBOUND", hs_call_status = "COMPLETED", hs_call_to_number = "+971501112233", hs_call_title = "Zoë" } }),
            events = new
            {
                charge = StripeEvents.Charge("evt_peer1", "charge.succeeded", 1234567890, ("description", "Zoë")),
                refund = StripeEvents.Of("evt_peer2", "refund.created", "refund", 1234567990),
                dispute = StripeEvents.Of("evt_peer3", "charge.dispute.created", "dispute", 1234568000),
                // A customer comes to the address of the charges, after one of theirs that names nothing but their id.
                chargeOfKey = StripeEvents.ChargeOf("evt_peer4", "ch_peer", "cus_peer", 1234568100),
                customer = StripeEvents.Customer("evt_peer5", "customer.created", 1234568200, "omar.peer@example.com", "cus_peer", ("name", "Omar Zoë")),
            },
            ours = new
            {
                otherSecret = WebhookSignature.NewSecret(),
                twilio = Ours(WebhookScheme.Twilio, "auth-token", string.Join('&', Call.Select(one => $"{one.Key}={Uri.EscapeDataString(one.Value)}")), "application/x-www-form-urlencoded"),
                twilioJson = Ours(WebhookScheme.Twilio, "auth-token", Column, "application/json"),
                hubspot = Ours(WebhookScheme.HubSpot, "client-secret", Column, "application/json"),
                standard = Ours(WebhookScheme.Standard, standard, Column, "application/json"),
                stripe = Ours(WebhookScheme.Stripe, Endpoint, Column, "application/json"),
            },
        };
        var script = Path.Combine(TestCluster.Root(), "tests", "ClientVitals.Tests", "Server", "Webhooks", "senders.mjs");
        var (exit, output, errors) = await RunAsync("node", [script, Cache, JsonSerializer.Serialize(given)]);
        exit.ShouldBe(0, errors);
        var said = JsonDocument.Parse(output).RootElement;
        foreach (var taken in said.GetProperty("taken").EnumerateObject())
        {
            taken.Value.GetProperty("status").GetInt32().ShouldBe(200, $"{taken.Name}: {taken.Value}");
            taken.Value.GetProperty("body").GetProperty("added").GetInt64().ShouldBe(taken.Name.StartsWith("hubspot", StringComparison.Ordinal) ? 2 : 1, taken.Name);
        }
        said.GetProperty("taken").EnumerateObject().Count().ShouldBe(14);
        foreach (var refused in said.GetProperty("refused").EnumerateObject())
            refused.Value.GetProperty("status").GetInt32().ShouldBe(401, refused.Name);
        foreach (var verified in said.GetProperty("verified").EnumerateObject())
            verified.Value.GetBoolean().ShouldBeTrue(verified.Name);
        said.GetProperty("verified").EnumerateObject().Count().ShouldBe(5);
        await using (var db = await door.OpenAdminAsync())
            (await Dapper.SqlMapper.QueryAsync<string>(db, "select concat_ws(' ', p.status, p.amount, p.currency, e.email) from payments p join client_emails e on e.client_id = p.client_id where p.source = 'peer-stripe' order by 1"))
                .ShouldBe(["DISPUTED 10 USD leila@example.com", "PAID 1 USD leila@example.com", "PAID 1 USD omar.peer@example.com", "REFUNDED 1 USD leila@example.com"]);
        (await door.CallsAsync("peer-twilio", "CAjson")).ShouldHaveSingleItem().Status.ShouldBe("COMPLETED");
    }

    /// <summary>Signed by us, at the time it really is: the clients look at their own clocks.</summary>
    private static object Ours(WebhookScheme scheme, string secret, string body, string type)
    {
        var bare = new SentMessage("POST", ["https://vitals.example.com/webhooks/calls/ours?x=1"], new Dictionary<string, string> { ["content-type"] = type }, Encoding.UTF8.GetBytes(body));
        var signed = SignatureSchemes.Of(scheme).Sign(secret, bare, DateTimeOffset.UtcNow);
        return new { address = signed.Addresses[0], headers = signed.Headers, body };
    }

    private static Task InstallAsync() => InstallAsync(Cache, "stripe", Clients);

    /// <summary>Installs packages into a cache outside the tree, once.</summary>
    internal static async Task InstallAsync(string cache, string last, string[] packages)
    {
        if (Directory.Exists(Path.Combine(cache, "node_modules", last)))
            return;
        Directory.CreateDirectory(cache);
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (exit, output, errors) = await RunAsync(npm, ["install", "--prefix", cache, "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", .. packages]);
        var missing = $"npm cannot install {string.Join(", ", packages)}: {output}{errors}";
        Assert.SkipWhen(exit != 0 && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), missing);
        exit.ShouldBe(0, missing);
    }

    internal static async Task<(int Exit, string Output, string Errors)> RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(Cancel), process.StandardError.ReadToEndAsync(Cancel));
            await process.WaitForExitAsync(Cancel);
            return (process.ExitCode, await output, await errors);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (-1, "", error.Message);
        }
    }
}
