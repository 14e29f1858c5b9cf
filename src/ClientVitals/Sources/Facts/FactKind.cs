namespace ClientVitals.Sources.Facts;

/// <summary>What a field of a fact holds: how it is read, and the column in which it waits.</summary>
public enum FactKind
{
    /// <summary>Text as somebody wrote it, of any length.</summary>
    Text,

    /// <summary>A name or a label of at most 200 characters.</summary>
    Name,

    /// <summary>An id of the source's, of at most 200 characters.</summary>
    Key,

    /// <summary>A moment; without a zone it is the file's.</summary>
    Moment,

    /// <summary>A clock time whose date is in another field (<see cref="FactField.Of"/>).</summary>
    Clock,

    /// <summary>A day of the business.</summary>
    Day,

    /// <summary>A length of time in minutes; a bare number counts what the column's name or somebody says.</summary>
    Minutes,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>An exact amount; what it counts is for the fact to say.</summary>
    Money,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>A word of a vocabulary (<see cref="FactField.Words"/>).</summary>
    Word,

    /// <summary>The client's e-mail.</summary>
    Email,

    /// <summary>The client's number.</summary>
    Phone,

    /// <summary>What the source calls the client.</summary>
    ClientKey,

    /// <summary>The client's first name.</summary>
    FirstName,

    /// <summary>The client's last name.</summary>
    LastName,

    /// <summary>The client's first and last name in one.</summary>
    FullName,

    /// <summary>The coach whose book the client is in.</summary>
    Coach,

    /// <summary>The source's own id of the row.</summary>
    ExternalId,

    /// <summary>When the source last changed the row; older news never overwrites newer.</summary>
    Modified,

    /// <summary>The zone of the row's times.</summary>
    Zone,

    /// <summary>Nothing is read from the column, whatever its name.</summary>
    Ignored,
}
