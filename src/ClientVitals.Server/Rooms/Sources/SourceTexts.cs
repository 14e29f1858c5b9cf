using ClientVitals.Server.Web;
using ClientVitals.Sources;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the page of one system that posts calls says.</summary>
internal sealed class SourceTexts(Language language)
{
    public string AsOf(string when) => language.Say("as of {0}", when);

    public string Settings => language.Say("Settings");

    public string Sources => language.Say("Sources");

    public string SecretOnce => language.Say("The secret, shown only once");

    public string SecretHint => language.Say("Enter it in the system that sends. It is stored on this server only; another server of yours needs it in this environment variable:");

    public string Where => language.Say("Where it sends");

    /// <summary>A step of the setup, as the core says it.</summary>
    public string Step(Sentence step) => language.Say(step);

    public string Accepts(bool isOn) => isOn ? language.Say("Messages are accepted.") : language.Say("Paused: every message is refused.");

    public string Last(CallSources source, PageContext seen) => source.LastAt is { } last
        ? language.Say("The last one came {0}. In 24 hours: messages {1}, refused calls {2}.", seen.Moment(last), seen.Whole(source.Messages), seen.Whole(source.Rejected))
        : language.Say("None has come yet.");

    public string SecretTrouble(string why) => language.Say("The secret: {0}", why);

    public string NoSecret => language.Say("it is missing on this server, so every message is refused. Make one.");

    public string NotEntered(WebhookScheme scheme) => language.Say("The {0} is not entered yet: every message is refused until it is.", Secret(scheme));

    /// <summary>A sentence that the core wrote.</summary>
    public string Core(Sentence sentence) => language.Say(sentence);

    public string Switch(bool isOn) => isOn ? language.Say("Pause") : language.Say("Resume");

    public string NewSecret(WebhookScheme scheme) => scheme.DrawsSecret() ? language.Say("New secret") : language.Say("Enter the {0}", Secret(scheme));

    public string NewSecretHint => language.Say("The old one stops working at once: messages are refused until the new one is entered in the system that sends.");

    public string MakeSecret => language.Say("Make a new secret");

    public string SecretItHas(WebhookScheme scheme) => language.Say("The {0} it has", Secret(scheme));

    public string Save => language.Say("Save");

    public string AskRemove => language.Say("Remove");

    public string RemoveHint => language.Say("The address stops accepting messages and the secret is deleted. The calls stay.");

    public string Remove => language.Say("Remove the source");

    public string Test => language.Say("Test it");

    public string Tells => language.Say("The message tells of");

    public string RowRefused(long place, string reason) => language.Say("Row {0} was refused: {1}", place, language.Say(reason));

    public string CallRefused(long place, string reason) => language.Say("Call {0} was refused: {1}", place, language.Say(reason));

    public string Tried => language.Say("The message that was tried");

    public string TestHint => language.Say("Signs a message and processes it like one from outside, then undoes it: no call, client or delivery is left. It does not test whether the other system can reach this address over the network; its first message shows that.");

    public string Message => language.Say("A message as it sends it");

    public string NoMessage => language.Say("Empty: an example");

    public string SignWith => language.Say("Secret to sign with");

    public string SignWithOurs => language.Say("Empty: the stored one");

    public string RunTest => language.Say("Test");

    public string Reading => language.Say("How it is read and signed");

    public string ReadAndSigned(string mapping, string signing) => language.Say("By {0}; signed by {1}.", mapping, signing);

    public string Deliveries => language.Say("Last deliveries");

    public string NoDeliveries => language.Say("Nothing has arrived from it yet. Follow the steps above at the system that sends.");

    public string DeliveriesLabel => language.Say("The deliveries as a table");

    public string When => language.Say("When");

    public string Result => language.Say("How it went");

    public string Refused => language.Say("Refused");

    public string Read => language.Say("Read");

    public string New => language.Say("New");

    public string Known => language.Say("Known already");

    public string Corrected => language.Say("Corrected");

    public string Unmatched => language.Say("Unmatched");

    public string State(string state) => language.Say(state.ToLowerInvariant());

    /// <summary>How many calls were refused; where it failed, that it was all of it.</summary>
    public string Refusals(RecordedDelivery delivery, PageContext seen) => delivery.Rejected > 0 ? seen.Whole(delivery.Rejected) : language.Say("the message");

    public string RefusalsAt(RecordedDelivery delivery, PageContext seen) => language.Say("{0} refused, {1}", Refusals(delivery, seen), seen.Moment(delivery.StartedAt));

    public string NoRefusals => language.Say("none");

    public string RefusedGone => language.Say("The refused calls are no longer stored; they are deleted after 90 days.");

    public string Call(long place) => language.Say("Call {0}:", place);

    public string More => language.Say("More");

    /// <summary>What was done, by the word in the address; null = there is no such word.</summary>
    public string? Done(string? word) => word switch
    {
        "source-there" => language.Say("There is already a source with this name; this is it."),
        "source-read" => language.Say("The source's messages are read and checked as chosen from now on."),
        "source-on" => language.Say("The source's messages are accepted again."),
        "source-off" => language.Say("The source is paused: its messages are refused until it is resumed."),
        _ => null,
    };

    public string Added => language.Say("The source is added.");

    public string AddedOfEnvironment(string variable) => language.Say("The source is added; its secret comes from the environment, {0}.", variable);

    public string AddedWithoutSecret(WebhookScheme scheme) => language.Say("The source is added. Enter its {0} below: until then every message is refused.", Secret(scheme));

    public string SecretSaved => language.Say("The secret is saved.");

    public string SecretMade => language.Say("There is a new secret; the old one no longer works.");

    public string OfEnvironment(string source, string variable) => language.Say("The secret of {0} comes from this server's environment ({1}); change it there.", source, variable);

    public string EnterSecret(WebhookScheme scheme) => language.Say("Enter the {0}: {1} has it, and it cannot be made here.", Secret(scheme), scheme.Name());

    public string YesOrNo => language.Say("Say whether to accept the source's messages: yes or no.");

    public string None => language.Say("No such source");

    public string NoneHint => language.Say("There is no source with that name; it may have been removed.");

    private string Secret(WebhookScheme scheme) => language.Say(scheme.SecretName());
}
