using System.Data;
using System.Globalization;
using Dapper;

namespace ClientVitals.Database;

/// <summary>How PostgreSQL's values become the records' own: UTC instants, business days.</summary>
public static class Rows
{
    /// <summary>Teaches Dapper the types it does not know. Safe to call more than once.</summary>
    public static void Teach()
    {
        // Aliases in SQL are the record's names in snake_case.
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.AddTypeHandler(new Words());
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new Instants());
        SqlMapper.RemoveTypeMap(typeof(DateOnly));
        SqlMapper.RemoveTypeMap(typeof(DateOnly?));
        SqlMapper.AddTypeHandler(new BusinessDays());
        SqlMapper.AddTypeHandler(new Lists<string>());
        SqlMapper.AddTypeHandler(new Lists<long>());
        SqlMapper.AddTypeHandler(new Lists<int>());
        SqlMapper.AddTypeHandler(new Lists<double>());
        SqlMapper.AddTypeHandler(new Lists<Guid>());
    }

    /// <summary>The driver calls every array column an Array; a record says of what.</summary>
    private sealed class Lists<T> : SqlMapper.TypeHandler<T[]>
    {
        public override void SetValue(IDbDataParameter parameter, T[]? value) => parameter.Value = value is null ? DBNull.Value : value;

        public override T[] Parse(object value) => (T[])value;
    }

    private sealed class Instants : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) =>
            parameter.Value = value.ToUniversalTime();

        public override DateTimeOffset Parse(object value) => value switch
        {
            DateTimeOffset instant => instant,
            DateTime utc => new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)),
            _ => throw new InvalidCastException($"A timestamptz was expected, {value.GetType().Name} came."),
        };
    }

    private sealed class Words : SqlMapper.TypeHandler<string[]>
    {
        public override void SetValue(IDbDataParameter parameter, string[]? value) => parameter.Value = (object?)value ?? DBNull.Value;

        public override string[] Parse(object value) => (string[])value;
    }

    private sealed class BusinessDays : SqlMapper.TypeHandler<DateOnly>
    {
        public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;

        public override DateOnly Parse(object value) => value switch
        {
            DateOnly day => day,
            DateTime midnight => DateOnly.FromDateTime(midnight),
            _ => throw new InvalidCastException(string.Create(CultureInfo.InvariantCulture, $"A date was expected, {value.GetType().Name} came.")),
        };
    }
}
