using System.Globalization;
using ClientVitals.Calls.Previews;
using ClientVitals.Sources;
using ClientVitals.Sources.Facts;
using ClientVitals.Sources.Intake;

namespace ClientVitals.Server.Rooms.Sources;

/// <summary>What the page of a file shows before the import, whatever the file holds.</summary>
/// <param name="Source">Under which it would be imported.</param>
/// <param name="Columns">For each column, what it is read as and what is in it.</param>
public sealed record FilePreview(string Source, IReadOnlyList<ColumnReading> Columns)
{
    /// <summary>Why it cannot be read so; null = it can.</summary>
    public Sentence? Trouble { get; private init; }

    /// <summary>Whether all lines were looked at.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Values that are words, and what each is read as.</summary>
    public IReadOnlyList<ColumnValues> Values { get; private init; } = [];

    /// <summary>What would change; null = not known.</summary>
    public IntakeComparison? Comparison { get; private init; }

    /// <summary>Why that is not known.</summary>
    public Sentence? ComparisonMissing { get; private init; }

    /// <summary>How lengths of calls are read; null = it holds none.</summary>
    public LengthReading? Length { get; private init; }

    /// <summary>What is known of calls besides; null = it holds something else.</summary>
    public CallPreview? Calls { get; private init; }

    /// <summary>What is known of facts besides; null = it holds calls.</summary>
    public FactPreview? Facts { get; private init; }

    public static FilePreview Of(CallPreview calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return new(calls.Source, calls.Columns)
        {
            Trouble = calls.Trouble,
            IsWhole = calls.IsWhole,
            Values = calls.Values,
            Comparison = calls.Comparison,
            ComparisonMissing = calls.ComparisonMissing,
            Length = calls.Length,
            Calls = calls,
        };
    }

    /// <param name="facts">What was found.</param>
    /// <param name="choices">What was chosen: of each word it is shown.</param>
    public static FilePreview Of(FactPreview facts, ReadingChoices choices)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(choices);
        return new(facts.Source, [.. facts.Columns.Select(one => new ColumnReading(one.Header, one.Field, one.Examples))])
        {
            Trouble = facts.Trouble,
            IsWhole = facts.IsWhole,
            Values = [.. facts.Words.Select(column => new ColumnValues(
                column.Number, column.Header, column.Field, column.Different,
                [.. column.Read.Select(one => new ValueReading(one.Text, one.Lines, one.Meaning ?? "ignored", one.IsKnown, ChosenOf(choices, column, one.Text), one.Suggestion))], column.Meanings))],
            Comparison = facts.Comparison,
            ComparisonMissing = facts.ComparisonMissing is { } missing ? Sentence.Of(missing) : null,
            Facts = facts,
        };
    }

    private static string? ChosenOf(ReadingChoices choices, FactPreview.Values column, string text) => choices.Words.LastOrDefault(word =>
        string.Equals(word.Word, text, StringComparison.OrdinalIgnoreCase)
        && (word.Column == string.Create(CultureInfo.InvariantCulture, $"#{column.Number}") || string.Equals(word.Column, column.Header, StringComparison.OrdinalIgnoreCase) || word.Column == column.Field))?.Meaning;
}
