using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(ClientVitals.Tests.Server.Browser.Browsers))]

namespace ClientVitals.Tests.Server.Browser;

/// <summary>
/// A real browser before the open door (<see cref="Everybody"/>), lent for a test class, a fresh profile for each person. Where Debian's
/// Chromium is missing its tests count as not run; in CI they fail.
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

    /// <summary>A page as somebody of <see cref="Everybody"/> sees it, at the first page; a message on its console fails the test that asks <see cref="Seen.Complaints"/>.</summary>
    public async Task<Seen> OpenAsync(string who, int width = 1280, int height = 900, bool dark = false, bool script = true, string at = "/", bool touch = false)
    {
        if (_browser is null)
        {
            const string Missing = "Chromium is not installed (Debian: sudo apt-get install chromium-headless-shell).";
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), Missing);
            throw new InvalidOperationException(Missing);
        }
        var context = await _browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            HasTouch = touch,
            IsMobile = touch,
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

        private static bool TakesPictures => Environment.GetEnvironmentVariable("VITALS_PICTURES") is { Length: > 0 };

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

        /// <summary>Opens the outcomes of a client's row and presses one of them.</summary>
        public async Task OutcomeAsync(string word, string client)
        {
            await Page.Locator($"summary[aria-label=\"Outcome: {client}\"]").ClickAsync();
            await Page.GetByRole(AriaRole.Button, new() { Name = $"{word}: {client}" }).ClickAsync();
        }

        /// <summary>The page as it is, on a screen of another width and in another theme.</summary>
        public async Task ShowAsAsync(int width, bool dark)
        {
            await Page.SetViewportSizeAsync(width, 900);
            await Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        }

        /// <summary>A picture of the page under <c>artifacts/screens</c>, where somebody wants to see it (<c>VITALS_PICTURES=1</c>): no test looks at it.</summary>
        public Task PictureAsync(string name) => !TakesPictures ? Task.CompletedTask : Page.ScreenshotAsync(new() { Path = Path.Combine(TestCluster.Root(), "artifacts", "screens", name + ".png"), FullPage = true });

        public ValueTask DisposeAsync() => _context.DisposeAsync();
    }
}

/// <summary>
/// The browsers of a run: each is lent to one test class at a time (the driver is not made for several threads) and closed at the end.
/// </summary>
public sealed class Browsers : IAsyncLifetime
{
    /// <summary>
    /// Debian's Chromium; where it is installed, without the windows and pages of its own that nobody sees: the same engine of the same
    /// version, for a third of the processor's time.
    /// </summary>
    private static readonly string? Program = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    private readonly ConcurrentBag<IPlaywright> _drivers = [];
    private readonly ConcurrentBag<IBrowser> _free = [];

    public static bool AreInstalled => Program is not null;

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
