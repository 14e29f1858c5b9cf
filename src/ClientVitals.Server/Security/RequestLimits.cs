namespace ClientVitals.Server.Security;

/// <summary>How much one caller, and one address of somebody unknown, may ask at once; more is answered with 429. Stated in docs/operations.md.</summary>
/// <param name="CallerAtOnce">Requests of one account or one key that are at work at once.</param>
/// <param name="CallerWaiting">Further ones that wait for one of those to end.</param>
/// <param name="CallerStreams">Live streams of one account or key.</param>
/// <param name="StrangerBurst">Requests of strangers from one address that are taken at once.</param>
/// <param name="StrangerPerSecond">How many more each second.</param>
/// <param name="WaitSeconds">How long a request of a caller waits.</param>
/// <param name="HoldSeconds">How long a 429 is held back, so that who asks again at once is slowed.</param>
/// <param name="HeldAtOnce">How many are held back at once; further ones are answered at once.</param>
public sealed record RequestLimits(
    int CallerAtOnce = 64, int CallerWaiting = 256, int CallerStreams = 64, int StrangerBurst = 500, int StrangerPerSecond = 100,
    double WaitSeconds = 5, double HoldSeconds = 1, int HeldAtOnce = 2000);
