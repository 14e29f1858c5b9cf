namespace ClientVitals.Database;

/// <summary>Who acts in a unit of work: for the record, and for what they may see of the database.</summary>
/// <param name="Who">As the record keeps it: <c>user:id</c>, <c>key:id</c>, <c>command line:login</c>, <c>source:name</c>, <c>program</c>, <c>nobody</c>.</param>
/// <param name="Name">What people call them; it is written beside what they enter.</param>
/// <param name="Identity">The database role and claims that decide which rows they see.</param>
public record Principal(string Who, string Name, DatabaseIdentity Identity)
{
    /// <summary>The program itself, on nobody's behalf: what a timetable or a webhook sets off.</summary>
    public static readonly Principal Program = new("program", "program", DatabaseIdentity.Service);
}
