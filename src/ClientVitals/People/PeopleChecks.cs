using System.Globalization;
using ClientVitals.Database;

namespace ClientVitals.People;

/// <summary>What somebody must know of clients as they are kept.</summary>
internal static class PeopleChecks
{
    /// <summary>Active clients without a coach, where others have one: nobody's queue holds them. Enters at 5 and a twentieth of the book, leaves at 3 and a fortieth.</summary>
    public static readonly InsightCheck WithoutCoach = new("clients-without-coach", "Clients without a coach", typeof(ClientsWithoutCoach), Says)
    {
        Address = _ => "/clients",
    };

    private static InsightWords Says(InsightReading found) => new(
        "Clients have no coach",
        string.Create(CultureInfo.InvariantCulture, $"{found.Measure:0} of {found.Number:0} active clients have no coach, so they are in nobody's queue. Give each a coach on the page Clients."));
}

/// <summary>How many active clients have no coach.</summary>
internal static class ClientsWithoutCoach;
