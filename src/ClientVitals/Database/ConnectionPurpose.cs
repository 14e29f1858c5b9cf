namespace ClientVitals.Database;

/// <summary>What a connection is taken for.</summary>
internal enum ConnectionPurpose
{
    /// <summary>One short question in one round trip.</summary>
    Query,

    /// <summary>Reading several things at one moment.</summary>
    Read,

    /// <summary>Changing something.</summary>
    Write,

    /// <summary>Listening, and whatever else is kept for long.</summary>
    Keep,
}
