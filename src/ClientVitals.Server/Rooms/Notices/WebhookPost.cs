using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ClientVitals.Notices;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>
/// Posts a message and says what came of it. 2xx is taken; 408, 425, 429 and 5xx are worth another attempt, not before Retry-After; every other
/// answer is a refusal, redirects too. An answer that does not come after the message went out leaves it unknown.
/// </summary>
internal sealed class WebhookPost(OutboundGuard guard, SenderPace pace, TimeProvider clock) : IDisposable
{
    /// <summary>Bytes of an answer that are read.</summary>
    private const int MostBytes = 4096, MostQuoted = 100;

    private readonly HttpClient _client = new(guard.Handler()) { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _client.Dispose();

    /// <param name="taken">What an answer of 2xx means, by its body.</param>
    public async Task<DeliveryOutcome> SendAsync(Uri to, byte[] body, IEnumerable<(string Name, string Value)> headers, Func<HttpStatusCode, string, DeliveryResult> taken)
    {
        using var soon = new CancellationTokenSource(pace.Patience);
        using var content = new Handed(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = content };
        request.Headers.UserAgent.ParseAdd("ClientVitalSuite");
        request.Headers.ConnectionClose = true;
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, soon.Token);
            return Outcome(response, await TextAsync(response, soon.Token), taken);
        }
        catch (OperationCanceledException)
        {
            return Failed(content, string.Create(CultureInfo.InvariantCulture, $"no answer within {pace.Patience.TotalSeconds:0} seconds"));
        }
        catch (HttpRequestException error) when (error.InnerException is PlainError refused)
        {
            return new(DeliveryResult.Refused, refused.Message);
        }
        catch (PlainError refused)
        {
            return new(DeliveryResult.Refused, refused.Message);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException)
        {
            return Failed(content, (error as HttpRequestException)?.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError => "the host cannot be found",
                HttpRequestError.SecureConnectionError => "no secure connection could be made (certificate or TLS)",
                HttpRequestError.ConnectionError => "the host cannot be reached",
                _ => content.HasBegun ? "the connection was cut before an answer" : "the host cannot be reached",
            });
        }
    }

    private static DeliveryOutcome Failed(Handed content, string why) => new(content.HasBegun ? DeliveryResult.Unknown : DeliveryResult.TryAgain, why);

    private DeliveryOutcome Outcome(HttpResponseMessage response, string text, Func<HttpStatusCode, string, DeliveryResult> taken)
    {
        var status = (int)response.StatusCode;
        var said = string.Create(CultureInfo.InvariantCulture, $"HTTP {status}");
        return status switch
        {
            < 300 => new(taken(response.StatusCode, text), null, said),
            < 400 => new(DeliveryResult.Refused, $"it answered with a redirect ({said}), which is not followed; save the address it leads to"),
            408 or 425 or 429 or >= 500 => new(DeliveryResult.TryAgain, $"it could not take it now ({said})", RetryAfter: Asked(response.Headers.RetryAfter)),
            _ => new(DeliveryResult.Refused, $"it refused the message ({said}{Quoted(text)})"),
        };
    }

    /// <summary>Seconds, or a date (RFC 9110, 10.2.3); null = nothing asked, or a time that is past.</summary>
    private TimeSpan? Asked(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>The beginning of a refusal, as far as it is a word of an error: nothing that could be an address or a line of ours.</summary>
    private static string Quoted(string text)
    {
        var word = new string([.. text.Take(MostQuoted).TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '-' or '.' or ',' or ':' or '\'')]).Trim();
        return word.Length == 0 ? "" : $": {word}";
    }

    /// <summary>The beginning of the answer. That it breaks off changes nothing about its status.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var bytes = new byte[MostBytes];
        var read = 0;
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            while (read < MostBytes && await stream.ReadAsync(bytes.AsMemory(read), ct) is > 0 and var more)
                read += more;
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException or OperationCanceledException)
        {
            // What came is enough.
        }
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    /// <summary>JSON that notes that it began to go over the line.</summary>
    private sealed class Handed : HttpContent
    {
        private readonly byte[] _body;

        public Handed(byte[] body)
        {
            _body = body;
            Headers.ContentType = new("application/json");
        }

        public bool HasBegun { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            HasBegun = true;
            return stream.WriteAsync(_body).AsTask();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _body.Length;
            return true;
        }
    }
}
