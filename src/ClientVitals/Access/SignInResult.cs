namespace ClientVitals.Access;

/// <summary>What a sign-in, by password or by link, came to.</summary>
public abstract record SignInResult
{
    private SignInResult()
    {
    }

    /// <summary>Signed in.</summary>
    /// <param name="Who">The caller from now on.</param>
    /// <param name="Token">The session's secret, for the cookie; never for a log.</param>
    /// <param name="ExpiresAt">When it is over, however much it is used.</param>
    public sealed record In(Caller Who, string Token, DateTimeOffset ExpiresAt) : SignInResult
    {
        /// <summary>Without the secret, so that no log holds it by mistake.</summary>
        public override string ToString() => $"In {{ Who = {Who.Who}, ExpiresAt = {ExpiresAt:O} }}";
    }

    /// <summary>Address or password is wrong; which, is not said.</summary>
    public sealed record Wrong : SignInResult;

    /// <summary>Too many went wrong: no try is taken before so many seconds have passed, not even the right one.</summary>
    public sealed record Wait(int Seconds) : SignInResult;

    /// <summary>The password is right, but the account is deactivated.</summary>
    public sealed record Disabled : SignInResult;

    /// <summary>The new password, name or address is not taken; the sentence says why, and nothing was used up.</summary>
    public sealed record Unfit(Sentence Said) : SignInResult;

    /// <summary>The link is used, over, replaced by a newer one, or none of ours.</summary>
    public sealed record Gone : SignInResult;
}
