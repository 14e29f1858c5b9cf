using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(ClientVitals.Tests.Server.Browser.Browsers))]

namespace ClientVitals.Tests.Server.Browser;

/// <summary>
/// A real browser before the open door (<see cref="Everybody"/>), lent for a test class, a fresh profile for each person. Pictures of
/// what it saw are kept under <c>artifacts/screens</c>. Where Debian's Chromium is missing its tests count as not run; in CI they fail.
/// </summary>
public sealed class Window(TestCluster cluster, Browsers browsers) : IAsyncLifetime
{
    /// <summary>Milliseconds: a busy machine is slow, and slow is not broken.</summary>
    internal const float Patience = 30_000;

    private IBrowser? _browser;

    public Everybody Everybody { get; } = new(cluster);

    public async ValueTask InitializeAsync()
    {
        if (!Browsers.AreInstalled)
            return;
        await Everybody.InitializeAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        _browser = await browsers.BorrowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await browsers.GiveBackAsync(_browser);
            await Everybody.DisposeAsync();
        }
    }

    /// <summary>A page as somebody of <see cref="Everybody"/> sees it, at the first page; a message on its console fails whoever asks <see cref="Seen.Complaints"/>.</summary>
    public async Task<Seen> OpenAsync(string who, int width = 1280, int height = 900, bool dark = false, bool script = true, string at = "/")
    {
        if (_browser is null)
        {
            const string Missing = "Chromium is not installed (Debian: sudo apt-get install chromium).";
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), Missing);
            throw new InvalidOperationException(Missing);
        }
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            BaseURL = Everybody.Door.Address.ToString(),
        });
        context.SetDefaultTimeout(Patience);
        // By hand and without an end: to a browser of today the cookie of the test's clock is long over. Nobody has none.
        foreach (var session in Everybody.Shown(who).Where(shown => shown.Name == "Cookie").Select(shown => shown.Value.Split('=', 2)))
            await context.AddCookiesAsync([new() { Name = session[0], Value = session[1], Url = Everybody.Door.Address.ToString() }]);
        var seen = new Seen(context, await context.NewPageAsync());
        await seen.Page.GotoAsync(at);
        return seen;
    }

    /// <summary>One person's browser.</summary>
    public sealed class Seen : IAsyncDisposable
    {
        private readonly IBrowserContext _context;
        private readonly List<string> _complaints = [];

        internal Seen(IBrowserContext context, IPage page)
        {
            (_context, Page) = (context, page);
            page.Console += (_, message) =>
            {
                if (message.Type is "error" or "warning")
                    _complaints.Add(message.Text);
            };
            page.PageError += (_, error) => _complaints.Add(error);
        }

        public IPage Page { get; }

        /// <summary>Errors and warnings of the console, and of scripts.</summary>
        public IReadOnlyList<string> Complaints => _complaints;

        public Task PictureAsync(string name) => Page.ScreenshotAsync(new() { Path = Path.Combine(TestCluster.Root(), "artifacts", "screens", name + ".png"), FullPage = true });

        public ValueTask DisposeAsync() => _context.DisposeAsync();
    }
}

/// <summary>
/// The browsers of a run: each is lent to one test class at a time (the driver is not made for several threads) and closed at the end.
/// </summary>
public sealed class Browsers : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium";

    private readonly ConcurrentBag<IPlaywright> _drivers = [];
    private readonly ConcurrentBag<IBrowser> _free = [];

    public static bool AreInstalled => File.Exists(Program);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in _free)
            await browser.DisposeAsync();
        foreach (var driver in _drivers)
            driver.Dispose();
    }

    /// <summary>One that is free, or a new one.</summary>
    public async Task<IBrowser> BorrowAsync()
    {
        if (_free.TryTake(out var free) && free.IsConnected)
            return free;
        var driver = await Playwright.CreateAsync();
        _drivers.Add(driver);
        return await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"], Timeout = 4 * Window.Patience });
    }

    /// <summary>The next class finds none of this one's pages.</summary>
    public async Task GiveBackAsync(IBrowser browser)
    {
        foreach (var context in browser.Contexts.ToList())
            await context.DisposeAsync();
        _free.Add(browser);
    }
}
