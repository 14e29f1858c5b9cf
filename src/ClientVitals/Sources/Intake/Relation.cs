namespace ClientVitals.Sources.Intake;

/// <summary>Rows that one step makes and later steps read under this name.</summary>
/// <param name="Name">As the steps' SQL names it.</param>
/// <param name="Columns">Its columns and their types, as in DDL.</param>
/// <param name="Sql">The question whose answer it is.</param>
public sealed record Relation(string Name, string Columns, string Sql);
