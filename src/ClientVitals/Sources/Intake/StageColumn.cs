namespace ClientVitals.Sources.Intake;

/// <summary>What a column of the stage is for.</summary>
public enum ColumnUse
{
    /// <summary>The record's place in its file.</summary>
    Line,

    /// <summary>Part of what the source calls the row; the last of them is the id itself, null where the source gives none.</summary>
    SourceKey,

    /// <summary>The identity of a row without an id: a hash of what it says.</summary>
    RowKey,

    /// <summary>When the source last changed the row; decides which of two records of one row holds.</summary>
    Modified,

    /// <summary>Other ids of the source's under which the row may be known, one on each line.</summary>
    OtherIds,

    /// <summary>What the row says. An empty one takes nothing back from what is known.</summary>
    Fact,

    /// <summary>What the row says about the client rather than about itself.</summary>
    Person,
}

/// <summary>A column in which rows wait until it is known what each of them is.</summary>
/// <param name="Name">As the steps' SQL names it.</param>
/// <param name="Type">Its SQL type.</param>
public sealed record StageColumn(string Name, string Type, ColumnUse Use = ColumnUse.Fact);
