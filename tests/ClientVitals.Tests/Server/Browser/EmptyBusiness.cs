using ClientVitals.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace ClientVitals.Tests.Server.Browser;

/// <summary>A migrated database with nothing in it, served by the real clock: a browser keeps the cookie of today.</summary>
public sealed class EmptyBusiness(TestCluster cluster, Browsers browsers) : TestDatabase(cluster), IAsyncLifetime
{
    private WebApplication? _app;
    private IBrowser? _browser;

    public new async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _app = FrontDoor.Build(Vitals, ServeAt.Default with { Port = 0 }, TimeProvider.System, Cluster.Home);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        if (!Browsers.AreInstalled)
            return;
        SetDefaultExpectTimeout(Window.Patience);
        _browser = await browsers.BorrowAsync();
    }

    public new async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await browsers.GiveBackAsync(_browser);
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>A new person's browser, in Dubai.</summary>
    internal async Task<Window.Seen> OpenAsync(string at)
    {
        if (_browser is null)
        {
            const string Missing = "Chromium is not installed (Debian: sudo apt-get install chromium-headless-shell).";
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), Missing);
            throw new InvalidOperationException(Missing);
        }
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 }, TimezoneId = "Asia/Dubai", BaseURL = _app!.Urls.Single() });
        context.SetDefaultTimeout(Window.Patience);
        var seen = new Window.Seen(context, await context.NewPageAsync());
        await seen.Page.GotoAsync(at);
        return seen;
    }
}
