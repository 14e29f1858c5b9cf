namespace ClientVitals.Database;

/// <summary>What a flow of work uses the database for. It decides which connections it may take, how long it waits for one, and how long a statement may run.</summary>
public enum DatabaseUse
{
    /// <summary>Jobs, imports, the command line: few, long, patient.</summary>
    Work,

    /// <summary>A request of somebody signed in or of a known key.</summary>
    Request,

    /// <summary>A message of a source whose signature was right: short, and it comes in bursts.</summary>
    Delivery,

    /// <summary>Somebody nobody knows yet: a sign-in, a link, a key seen for the first time.</summary>
    Stranger,
}

/// <summary>
/// The use of the present asynchronous flow. A request says what it is once, at its start; whatever it calls then takes its connections
/// from that share and can take none of the others.
/// </summary>
public static class CurrentUse
{
    private static readonly AsyncLocal<DatabaseUse> Flow = new();

    /// <summary>Set in an asynchronous method, it holds for what that method calls and is gone when it returns.</summary>
    public static DatabaseUse Value
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }
}
