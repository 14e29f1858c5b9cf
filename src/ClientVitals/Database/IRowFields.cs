namespace ClientVitals.Database;

/// <summary>Where a row's fields are written to, in the order of the entity's columns: a COPY for many rows, a parameter for few.</summary>
public interface IRowFields
{
    /// <summary>A null.</summary>
    void Nothing();

    /// <summary>A text; null = a null.</summary>
    void Text(string? text);

    /// <summary>An integer.</summary>
    void Whole(int number);

    /// <summary>A bigint.</summary>
    void Large(long number);

    /// <summary>A numeric of at most six places after the point.</summary>
    void Number(double? number);

    /// <summary>A boolean.</summary>
    void Flag(bool flag);

    /// <summary>A timestamptz.</summary>
    void Instant(DateTimeOffset instant);

    /// <summary>A date.</summary>
    void Day(DateOnly? day);

    /// <summary>A uuid, as its sixteen bytes.</summary>
    void Key(ReadOnlySpan<byte> key);
}
