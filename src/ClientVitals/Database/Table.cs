namespace ClientVitals.Database;

/// <summary>
/// A table of the schema <c>public</c>, or columns of one: only SQL of this room writes it. A table that several rooms share names the
/// columns of each.
/// </summary>
/// <param name="Name">Without its schema.</param>
public sealed record Table(string Name) : RoomPart
{
    /// <summary>The columns that are this room's; null = the whole table, rows included.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>The room whose statement writes the columns beside its own, with what this room counts, so that a row is written once; null = this one writes them.</summary>
    public string? WrittenWith { get; init; }

    /// <summary>What becomes of a client's rows when two clients are merged.</summary>
    public OnMerge Merge { get; init; } = OnMerge.NoClient;

    /// <summary>What becomes of a person's rows when the person is erased.</summary>
    public OnErase Erase { get; init; } = OnErase.TextsOnly;

    /// <summary>How long rows are kept by the room's purge; null = until something deletes them.</summary>
    public TimeSpan? KeptFor { get; init; }
}

/// <summary>What a merge of two clients does to a table.</summary>
public abstract record OnMerge
{
    private OnMerge()
    {
    }

    /// <summary>No row belongs to a client.</summary>
    public static readonly OnMerge NoClient = new None();

    /// <summary>The room's own <see cref="MergeStep"/> does it.</summary>
    public static readonly OnMerge ByStep = new Step();

    /// <summary>The rows go over to the client who stays, by their <c>client_id</c>.</summary>
    /// <param name="UnlessSame">Except rows that equal one of the client who stays in all of these columns; none = all go.</param>
    public sealed record Moves(params IReadOnlyList<string> UnlessSame) : OnMerge
    {
        /// <summary>Whether a <see cref="MergeStep"/> of the room first joins rows that both clients have.</summary>
        public bool AfterStep { get; init; }
    }

    /// <summary>The rows stay with the client who goes, and why that is right.</summary>
    public sealed record Stays(string Why) : OnMerge;

    private sealed record None : OnMerge;

    private sealed record Step : OnMerge;
}

/// <summary>What erasing a person does to a table. Texts that mention the person are redacted in every table but those that keep them.</summary>
public enum OnErase
{
    /// <summary>No row is about one person; texts that mention them are redacted.</summary>
    TextsOnly,
    /// <summary>Rows go with their client by the foreign key.</summary>
    WithClient,
    /// <summary>As <see cref="WithClient"/>, and the room's own <see cref="EraseStep"/> deletes rows that carry only an address.</summary>
    WithClientAndByStep,
    /// <summary>The room's own <see cref="EraseStep"/> deletes the rows.</summary>
    ByStep,
    /// <summary>Rows are parts of files: the person's lines are taken out of the files (<c>RedactKeptFiles</c>), before their rows are.</summary>
    Lines,
    /// <summary>Rows are about staff and users, whose own names and addresses stay.</summary>
    KeepsTexts,
}

/// <summary>SQL of a room that a merge of two clients runs: parameters <c>@kept</c>, <c>@gone</c>, <c>@now</c>, <c>@today</c>.</summary>
/// <param name="Asks">The type beside which the query lies.</param>
/// <param name="Name">The step's name; null = the type's own query.</param>
public sealed record MergeStep(Type Asks, string? Name = null) : RoomPart;

/// <summary>SQL of a room that deletes what carries a person's address without naming the client: <c>@addresses</c>, lower case.</summary>
/// <param name="Asks">The type beside which the query lies.</param>
/// <param name="Name">The step's name; null = the type's own query.</param>
public sealed record EraseStep(Type Asks, string? Name = null) : RoomPart
{
    /// <summary>The table of a later migration that the step works on: where it is not there yet, there is nothing to delete. Null = always there.</summary>
    public string? Needs { get; init; }
}
