using ClientVitals.Notices;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Notices;

/// <summary>What the page of the business's channels says.</summary>
internal sealed class ChannelTexts(Language language)
{
    public string Title => language.Say("Notices");

    public string Settings => language.Say("Settings");

    public string About => language.Say("Everybody has a bell in the app. Here you add places of the business that are told, too, and see whether it arrives.");

    public string Channels => language.Say("Channels");

    public string ChannelsLabel => language.Say("The channels as a table");

    public string NoChannels => language.Say("None yet. Add a Slack or Teams channel, a webhook or a mailbox below, then send a test.");

    public string Name => language.Say("Name");

    public string KindHead => language.Say("Kind");

    public string GoesTo => language.Say("Goes to");

    public string Health => language.Say("Health");

    public string Waiting => language.Say("Waiting");

    public string GivenUp => language.Say("Given up");

    public string Do => language.Say("Do");

    public string Kind(ChannelKind kind) => kind switch
    {
        ChannelKind.Slack => language.Say("Slack"),
        ChannelKind.Teams => language.Say("Teams Workflows"),
        ChannelKind.Webhook => language.Say("Signed webhook"),
        _ => language.Say("Mailbox"),
    };

    public string Wants(NoticeChannel channel) => language.Say("from {0} on", Severity(NoticeSeverityWords.Of(channel.LeastSeverity)));

    public string Severity(NoticeSeverity severity) => severity switch
    {
        NoticeSeverity.Critical => language.Say("critical"),
        NoticeSeverity.Warning => language.Say("warning"),
        _ => language.Say("info"),
    };

    /// <summary>What last happened, the latest first.</summary>
    public string State(NoticeChannel channel, PageContext seen) => channel switch
    {
        { LastSuccessAt: null, LastErrorAt: null } => language.Say("○ nothing sent yet"),
        { LastErrorAt: { } failed } when !(channel.LastSuccessAt > failed) => language.Say("▼ failed {0}", seen.Moment(failed)),
        { LastState: "accepted", LastSuccessAt: { } taken } => language.Say("● accepted {0}", seen.Moment(taken)),
        { LastSuccessAt: { } taken } => language.Say("● delivered {0}", seen.Moment(taken)),
        _ => "–",
    };

    public string PausedUntil(string moment) => language.Say("The receiver asked us to wait until {0}.", moment);

    public string AcceptedMeans => language.Say("Accepted means that Teams took the message; whether its workflow posted it, Teams does not tell. Look into the channel once.");

    public string Test => language.Say("Send a test");

    public string TestOf(string name) => language.Say("Send a test: {0}", name);

    public string Remove => language.Say("Remove");

    public string RemoveOf(string name) => language.Say("Remove: {0}", name);

    public string Add => language.Say("Add or change a channel");

    public string AddHint => language.Say("The same name again changes that channel. The address is kept as a secret on this server and never shown again; leave it empty to keep it.");

    public string NameExample => language.Say("team-room");

    public string Address => language.Say("Address of the webhook, or e-mail");

    public string Least => language.Say("Tell it from");

    public string OnlyKinds => language.Say("Only these kinds (empty = all)");

    public string Signing => language.Say("Signing secret of a webhook (empty = one is made)");

    public string Save => language.Say("Save");

    public string GiveName => language.Say("Give the channel a name: small letters, digits and dashes.");

    public string SecretHead => language.Say("The signing secret, shown only once");

    public string Mail => language.Say("Mail to people");

    public string CanMail => language.Say("A mail server is set. A test goes to your own address.");

    public string NoMailServer => language.Say("No mail server is set, so nothing is mailed; set VITALS_SMTP_URL and start the server again.");

    public string TestMail => language.Say("Mail me a test");

    public string Hours => language.Say("Hours of the business");

    public string HoursHint => language.Say("In quiet hours only critical notices are mailed or posted to Slack and Teams; webhooks are for programs and are never held. Everybody may choose their own. The same time twice = no quiet hours.");

    public string QuietFrom => language.Say("Quiet from");

    public string QuietUntil => language.Say("Quiet until");

    public string DigestAt => language.Say("One mail a day at (empty = each at once)");

    public string Dead => language.Say("Given up");

    public string NoDead => language.Say("Nothing was given up.");

    public string DeadLabel => language.Say("Deliveries that were given up");

    public string What => language.Say("What");

    public string To => language.Say("To");

    public string Why => language.Say("Why");

    public string When => language.Say("When");

    public string Retry => language.Say("Send again");

    public string RetryOf(long id) => language.Say("Send again: {0}", id);

    public string RetryAll => language.Say("Send all again");

    public string Added => language.Say("The channel is added; send a test to see whether it arrives.");

    public string Changed => language.Say("The channel is changed; send a test to see whether it arrives.");

    public string? Done(string? word, int count) => word switch
    {
        "removed" => language.Say("The channel is removed; what was sent to it stays on record."),
        "again" => language.Count(count, "One delivery is sent again.", "{0} deliveries are sent again."),
        "hours" => language.Say("The hours are saved; they hold for what is told from now on."),
        _ => null,
    };

    /// <param name="came">What came of it; null = another server is at it.</param>
    public string Tested(DeliveryOutcome? came) => came switch
    {
        { Result: DeliveryResult.Delivered } => language.Say("Delivered: the receiver took the test."),
        { Result: DeliveryResult.Accepted } => language.Say("Accepted: the receiver took the test and does not tell whether it was shown. Look into the channel."),
        _ => language.Say("The test is being sent by another server; load this page again in a moment."),
    };

    public string NotSent(string why) => language.Say("The test was not sent: {0}.", why);
}
