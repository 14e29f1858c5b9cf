using ClientVitals.Calls;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.Calls;

/// <summary>What is said where calls of an address are given to a client.</summary>
internal sealed class WhoseTexts(Language language)
{
    public string Title(string address) => language.Say("Whose is {0}?", address);

    public string UnmatchedCalls => language.Say("Unmatched calls");

    public string Calls(UnmatchedAddress calls, PageContext seen)
    {
        var first = seen.Date(seen.Day(calls.First));
        return calls.Calls == 1
            ? language.Say("One call, {0}.", first)
            : language.Say("{0} calls, {1} to {2}.", seen.Whole(calls.Calls), first, seen.Date(seen.Day(calls.Last)));
    }

    public string Hint => language.Say("The client you choose gets the address and these calls; later calls are matched automatically.");

    public string Find => language.Say("Find the client");

    public string FindHint => language.Say("Name, e-mail or number");

    public string Search => language.Say("Search");

    public string NothingFound => language.Say("No name, e-mail or number begins with this.");

    public string Name => language.Say("Name");

    public string Address => language.Say("Address");

    public string Coach => language.Say("Coach");

    public string Do => language.Say("Do");

    public string NoName => language.Say("no name");

    public string ThisClient => language.Say("This client");

    public string ThisClientNamed(string name) => language.Say("This client: {0}", name);

    public string NewClient => language.Say("A new client");

    public string Firstname => language.Say("First name");

    public string Lastname => language.Say("Last name");

    public string Add => language.Say("Add the client");

    public string None => language.Say("No such calls");

    public string NoneHint => language.Say("No unmatched call has this address any more.");

    public string ChooseClient => language.Say("Choose a client, or give the new one a name.");

    public string NoAddress => language.Say("This client has no e-mail or number, so calls cannot be matched to them; choose another client, or add a new one.");
}
