using ClientVitals.People;
using ClientVitals.Server.Web;

namespace ClientVitals.Server.Rooms.People;

/// <summary>What the list of clients says.</summary>
internal sealed class ClientListTexts(Language language)
{
    public string Title => language.Say("Clients");

    public string Search => language.Say("Search");

    public string SearchHint => language.Say("Name, e-mail or number");

    public string Coach => language.Say("Coach");

    public string Everybody => language.Say("Everybody");

    public string Group => language.Say("Group");

    public string All => language.Say("All");

    public string Status => language.Say("Status");

    /// <summary>The statuses that can be asked for alone, as the address names them.</summary>
    public IReadOnlyList<(string Status, string Name)> Statuses =>
    [
        ("ACTIVE", language.Say("Active")),
        ("FORMER", language.Say("Former")),
        ("ARCHIVED", language.Say("Archived")),
        ("CHURNED", language.Say("Churned")),
    ];

    public string Show => language.Say("Show");

    public string AsCsv => language.Say("As CSV");

    public string Nobody => language.Say("Nobody");

    public string NoMatch => language.Say("No client matches these filters.");

    public string ShowEverybody => language.Say("Show everybody");

    public string NoClients => language.Say("There are no clients yet. They are added when calls are imported.");

    public string ImportFile => language.Say("Import a file of calls");

    public string OnlyAlike(string search) => language.Say("No name, e-mail or number begins with “{0}”. Spelled or sounding alike:", search);

    /// <summary>What the table counts, in English: the table says it.</summary>
    public static (string One, string Many) Noun => ("client", "clients");

    public string TickFirst => language.Say("Tick clients to change several at once");

    /// <summary>The script writes the number in place of the 0.</summary>
    public string Selected => language.Say("0 selected");

    public string ChangeSelected => language.Say("Change the selected clients");

    public string Away => language.Say("Away");

    public string FirstDayAway => language.Say("First day away");

    public string FirstDayBack => language.Say("First day back");

    public string Pause => language.Say("Pause");

    public string CoachAndGroup => language.Say("Coach and group");

    public string AsItIs => language.Say("As it is");

    public string GroupHint => language.Say("as it is; – for none");

    public string Change => language.Say("Change");

    public string Name => language.Say("Name");

    public string Pattern => language.Say("Pattern");

    public string Why => language.Say("Why");

    public string Phone => language.Say("Phone");

    public string Added => language.Say("Added");

    public string Ended(DateOnly on, PageContext seen) => language.Say("Former client since {0}.", seen.Date(on));

    public string NoName => language.Say("no name");

    public string NoAddress => language.Say("no address");

    /// <summary>Whether and when they left; null = they are a client.</summary>
    public string? Relation(ListedClient client, DateOnly today) =>
        client.EndedOn <= today ? language.Say("former") : new ClientTexts(language).Status(client.Status);

    public string GiveFirstDay => language.Say("Give the first day, such as 2026-01-31.");

    public string NoSuchCoach => language.Say("The coach is not on the staff; choose one from the list.");

    public string ChooseFirst => language.Say("Choose clients first: tick the boxes before their names.");
}
